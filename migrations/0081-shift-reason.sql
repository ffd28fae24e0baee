-- Whoever gives a shift up can say why, and never has to. Members read it; the record does not hold it.
ALTER TABLE shift
  ADD COLUMN reason text,
  ADD CONSTRAINT shift_reason_length CHECK (char_length(reason) BETWEEN 1 AND 500),
  ADD CONSTRAINT shift_reason_of_who_gave_it_up CHECK (reason IS NULL OR given_up IS NOT DISTINCT FROM 'declined');
COMMENT ON COLUMN shift.reason IS 'why its holder gave it up, if they said; members read it, the record does not hold it';

-- Where an assembly had shifts drawn less far ahead than before, a task counted as planned less far than it was, and no
-- draw could be made any more.
UPDATE task t SET planned_until = l.after
FROM (SELECT task_id, max(starts_at) + interval '1 millisecond' AS after FROM place GROUP BY task_id) l
WHERE l.task_id = t.id AND t.planned_until < l.after;
