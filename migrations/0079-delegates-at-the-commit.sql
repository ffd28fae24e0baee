-- What is judged of a delegate holds at the commit, and what is secret stays so when the rules change.

-- An act or a vote is held against the mandate in force: given another one meanwhile, it is judged anew.
CREATE OR REPLACE FUNCTION act_is_in_term() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM term t JOIN seat s ON s.id = t.seat_id AND s.membership_id = t.membership_id
                   AND s.held_until > plenary_now()
                 JOIN mandate m ON m.office_id = t.office_id AND m.version = NEW.mandate_version AND m.ends_at > plenary_now()
                 WHERE t.id = NEW.term_id AND t.ended_at IS NULL AND t.accepted_at IS NOT NULL AND t.office_id = NEW.office_id
                   AND NOT EXISTS (SELECT FROM mandate later WHERE later.office_id = m.office_id AND later.version > m.version)) THEN
    RAISE EXCEPTION 'the seat or its mandate has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'act_in_term';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION seat_vote_is_of_its_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM term t JOIN seat s ON s.id = t.seat_id AND s.membership_id = t.membership_id
                   AND s.held_until > plenary_now()
                 JOIN mandate m ON m.office_id = t.office_id AND m.version = NEW.mandate_version AND m.ends_at > plenary_now()
                 WHERE t.id = NEW.term_id AND t.seat_id = NEW.seat_id AND t.office_id = NEW.office_id
                   AND t.ended_at IS NULL AND t.accepted_at IS NOT NULL
                   AND NOT EXISTS (SELECT FROM mandate later WHERE later.office_id = m.office_id AND later.version > m.version)) THEN
    RAISE EXCEPTION 'the seat or its mandate has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_vote_in_term';
  END IF;
  RETURN NEW;
END $$;

-- Terms that ran under secret signatures keep them, whether or not anybody has signed: if only the petitions that are open
-- stayed secret, a change of the rules would tell which delegates somebody has signed against.
CREATE OR REPLACE VIEW office_now AS
  SELECT o.id, o.assembly_id, o.name, o.created_at, o.abolished_at, r.version, r.rules, r.since,
    CASE WHEN r.rules ->> 'signatures' = 'secret' THEN 'infinity'::timestamptz ELSE (
      SELECT max(next.since) FROM office_rules was
      JOIN office_rules next ON next.office_id = was.office_id AND next.version = was.version + 1
      WHERE was.office_id = o.id AND was.rules ->> 'signatures' = 'secret') END AS secret_until
  FROM office o JOIN LATERAL (
    SELECT * FROM office_rules WHERE office_id = o.id ORDER BY version DESC LIMIT 1) r ON true
  WHERE o.kind = 'delegate';

CREATE OR REPLACE VIEW recall_band_due AS
  SELECT t.id AS term_id, t.assembly_id,
    (date_trunc('day', coalesce(b.refreshed_at, t.began_at) AT TIME ZONE a.time_zone) + interval '1 day') AT TIME ZONE a.time_zone AS due_at
  FROM term_now t
  JOIN office_now o ON o.id = t.office_id
  JOIN assembly a ON a.id = t.assembly_id
  LEFT JOIN recall_band b ON b.term_id = t.id
  WHERE t.over_at IS NULL AND (t.began_at <= o.secret_until
    OR EXISTS (SELECT FROM petition p WHERE p.term_id = t.id AND p.ended_at IS NULL AND p.secret));
