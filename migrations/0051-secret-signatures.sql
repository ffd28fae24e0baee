-- Secret signatures (PROCEDURE.md §6): who withdraws confidence in secret is in a table of its own. Nothing of it is in
-- the record, the feed or a log; members see a band, refreshed once a day; a crossing publishes a count and a root of
-- salted commitments, in which each signer finds their own.

ALTER TABLE petition ADD COLUMN secret boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN petition.secret IS 'as the office''s rules were when the first signed; then its id is random, and nobody is told that it was opened';

-- No time, and no order: at a crossing the rows are written anew together, in random order.
CREATE TABLE secret_signature (
  petition_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  assembly_id   uuid NOT NULL,
  salt          bytea NOT NULL,
  PRIMARY KEY (petition_id, membership_id),
  CONSTRAINT secret_signature_of_petition FOREIGN KEY (assembly_id, petition_id) REFERENCES petition (assembly_id, id),
  CONSTRAINT secret_signature_by_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT secret_signature_salt_length CHECK (octet_length(salt) = 32)
);
COMMENT ON TABLE secret_signature IS 'deleted when the petition ends without a recall; kept after one, so that each signer can open their commitment';

CREATE FUNCTION signature_of_its_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM petition p WHERE p.id = NEW.petition_id AND p.secret::text <> TG_ARGV[0]) THEN
    RAISE EXCEPTION 'a signature is kept as its petition says' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER petition_signature_open BEFORE INSERT ON petition_signature FOR EACH ROW
  EXECUTE FUNCTION signature_of_its_kind('false');
CREATE TRIGGER secret_signature_secret BEFORE INSERT ON secret_signature FOR EACH ROW
  EXECUTE FUNCTION signature_of_its_kind('true');

-- What a crossing publishes: once when a poll opened, once when the seat was emptied.
CREATE TABLE secret_crossing (
  petition_id uuid NOT NULL,
  crossing    text NOT NULL,
  assembly_id uuid NOT NULL,
  count       integer NOT NULL,
  base        integer NOT NULL,
  root        bytea NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (petition_id, crossing),
  CONSTRAINT secret_crossing_of_petition FOREIGN KEY (assembly_id, petition_id) REFERENCES petition (assembly_id, id),
  CONSTRAINT secret_crossing_known CHECK (crossing IN ('poll', 'recall')),
  CONSTRAINT secret_crossing_of_members CHECK (count BETWEEN 0 AND base),
  CONSTRAINT secret_crossing_root_is_sha256 CHECK (octet_length(root) = 32)
);
CREATE TABLE secret_commitment (
  petition_id uuid NOT NULL,
  crossing    text NOT NULL,
  place       integer NOT NULL,
  assembly_id uuid NOT NULL,
  commitment  text NOT NULL,
  PRIMARY KEY (petition_id, crossing, place),
  CONSTRAINT secret_commitment_of_crossing FOREIGN KEY (petition_id, crossing) REFERENCES secret_crossing (petition_id, crossing),
  CONSTRAINT secret_commitment_once UNIQUE (petition_id, crossing, commitment),
  CONSTRAINT secret_commitment_form CHECK (commitment ~ '^[A-Za-z0-9_-]{43}$')
);
COMMENT ON TABLE secret_commitment IS 'SHA-256 over plenary/commitment/v1, a zero byte, the signer''s salt and membership id; in the order of their bytes, as leaves of the crossing''s root (RFC 6962)';
CREATE TRIGGER secret_crossing_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON secret_crossing
  FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();
CREATE TRIGGER secret_commitment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON secret_commitment
  FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();

-- What members see between: of every term in an office with secret signatures, whether or not anybody has signed.
CREATE TABLE recall_band (
  term_id      uuid PRIMARY KEY,
  assembly_id  uuid NOT NULL,
  band         text NOT NULL,
  refreshed_at timestamptz NOT NULL,
  CONSTRAINT recall_band_of_term FOREIGN KEY (assembly_id, term_id) REFERENCES term (assembly_id, id),
  CONSTRAINT recall_band_known CHECK (band IN ('less_than_half', 'half_or_more', 'reached'))
);
-- Due at the midnight of the assembly's own time zone after the refresh before: an hour that no signature chose.
CREATE VIEW recall_band_due AS
  SELECT t.id AS term_id, t.assembly_id,
    (date_trunc('day', coalesce(b.refreshed_at, t.began_at) AT TIME ZONE a.time_zone) + interval '1 day') AT TIME ZONE a.time_zone AS due_at
  FROM term_now t
  JOIN office_now o ON o.id = t.office_id
  JOIN assembly a ON a.id = t.assembly_id
  LEFT JOIN recall_band b ON b.term_id = t.id
  WHERE t.over_at IS NULL AND (o.rules ->> 'signatures' = 'secret'
    OR EXISTS (SELECT FROM petition p WHERE p.term_id = t.id AND p.ended_at IS NULL AND p.secret));
