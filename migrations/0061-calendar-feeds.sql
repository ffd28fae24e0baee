-- Private links under which a calendar reads one member's shifts. Whoever has the link reads them: so it is stored as
-- its SHA-256, and its owner can revoke it.
CREATE TABLE calendar_feed (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  label         text NOT NULL,
  token_hash    bytea NOT NULL,
  made_at       timestamptz NOT NULL,
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT calendar_feed_token UNIQUE (token_hash),
  CONSTRAINT calendar_feed_token_is_a_hash CHECK (octet_length(token_hash) = 32),
  CONSTRAINT calendar_feed_label_length CHECK (char_length(label) BETWEEN 1 AND 60)
);
CREATE INDEX calendar_feed_of_member ON calendar_feed (membership_id);
