-- In the line behind an election those stand first whom it elected and who found no seat yet: they begin a term. After them
-- those it did not elect: they step in where the rules of the office call alternates, and begin none.
ALTER TABLE alternate ADD COLUMN elected boolean;
UPDATE alternate a SET elected = r.transcript::jsonb -> 'elected' @> to_jsonb(a.place) FROM poll_result r WHERE r.poll_id = a.poll_id;
UPDATE alternate SET elected = false WHERE elected IS NULL;
ALTER TABLE alternate ALTER COLUMN elected SET NOT NULL;
COMMENT ON COLUMN alternate.elected IS 'by the count; else ranked behind the elected';
