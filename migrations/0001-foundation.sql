-- What everything else stands on: the one clock, the streams with their two tables (record and feed),
-- and the four tables that authority rests on.

-- The one clock of all processes. Every statement that judges a time asks this function and nothing else,
-- so that a test database can be set to another day by replacing it.
CREATE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

-- A stream is an assembly, or a person for what concerns their own sign-ins. The row is locked by the last
-- statement of each transaction that writes to the stream, so numbers are gapless and in the order of commits:
-- whoever has read up to n has missed nothing up to n.
CREATE TABLE stream (
  id       uuid PRIMARY KEY,
  entries  bigint NOT NULL DEFAULT 0,
  changes  bigint NOT NULL DEFAULT 0,
  CONSTRAINT stream_counts_not_negative CHECK (entries >= 0 AND changes >= 0)
);

-- The record: one gapless numbered entry per fact that an assembly's members may know. Append-only.
CREATE TABLE entry (
  assembly_id uuid NOT NULL REFERENCES stream (id),
  seq         bigint NOT NULL,
  at          timestamptz NOT NULL,
  kind        text NOT NULL,
  bytes       bytea NOT NULL,
  leaf_hash   bytea NOT NULL,
  PRIMARY KEY (assembly_id, seq),
  CONSTRAINT entry_seq_positive CHECK (seq > 0),
  CONSTRAINT entry_leaf_hash_is_sha256 CHECK (octet_length(leaf_hash) = 32),
  CONSTRAINT entry_bytes_bounded CHECK (octet_length(bytes) <= 1048576)
);
COMMENT ON COLUMN entry.bytes IS 'canonical JSON (RFC 8785); what is hashed, and the only truth about the entry';
COMMENT ON COLUMN entry.leaf_hash IS 'RFC 6962 leaf hash: SHA-256(0x00 || bytes)';

CREATE FUNCTION entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();

-- Personal data of an entry: the entry holds SHA-256 commitments; the values and salts stay here and may be erased.
CREATE TABLE entry_personal (
  assembly_id uuid NOT NULL,
  seq         bigint NOT NULL,
  name        text NOT NULL,
  salt        bytea NOT NULL,
  value       text NOT NULL,
  PRIMARY KEY (assembly_id, seq, name),
  FOREIGN KEY (assembly_id, seq) REFERENCES entry (assembly_id, seq)
);

-- The feed: which thing changed, ids only. Prunable, not part of the record.
CREATE TABLE change (
  scope uuid NOT NULL REFERENCES stream (id),
  seq   bigint NOT NULL,
  kind  text NOT NULL,
  ids   jsonb NOT NULL,
  PRIMARY KEY (scope, seq)
);

-- A person has a sign-in. What they are called is said by each membership, not here.
CREATE TABLE person (
  id         uuid PRIMARY KEY,
  created_at timestamptz NOT NULL,
  -- For 24 hours after it the person cannot vote, second or withdraw confidence in what was already open.
  recovered_at timestamptz
);
COMMENT ON COLUMN person.recovered_at IS 'when the person last came back by a recovery code or by two vouching members; an undone recovery does not count';

-- A session (cookie) or a personal access token: who asks, until when, for what. Only the hash of the secret is kept.
CREATE TABLE access (
  token_hash   bytea PRIMARY KEY,
  id           uuid NOT NULL UNIQUE,
  person_id    uuid NOT NULL REFERENCES person (id),
  kind         text NOT NULL,
  label        text NOT NULL,
  scopes       text[] NOT NULL,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  revoked_at   timestamptz,
  CONSTRAINT access_token_hash_is_sha256 CHECK (octet_length(token_hash) = 32),
  CONSTRAINT access_kind_known CHECK (kind IN ('session', 'token')),
  CONSTRAINT access_label_length CHECK (char_length(label) BETWEEN 1 AND 100),
  CONSTRAINT access_expires_later CHECK (expires_at > created_at)
);
CREATE INDEX access_of_person ON access (person_id);

CREATE TABLE assembly (
  id         uuid PRIMARY KEY REFERENCES stream (id),
  parent_id  uuid REFERENCES assembly (id),
  name       text NOT NULL,
  time_zone  text NOT NULL,
  language   text NOT NULL,
  quiet      boolean NOT NULL,
  colour     text NOT NULL DEFAULT 'red',
  founded_at timestamptz NOT NULL,
  -- The three first decisions, in their order (PROCEDURE.md §2); null until each is taken.
  roll_confirmed_at       timestamptz,
  facilitator_chosen_at   timestamptz,
  bylaws_adopted_at       timestamptz,
  CONSTRAINT assembly_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
  CONSTRAINT assembly_not_its_own_parent CHECK (parent_id <> id),
  CONSTRAINT assembly_first_decisions_in_order CHECK (
    (facilitator_chosen_at IS NULL OR roll_confirmed_at IS NOT NULL)
    AND (bylaws_adopted_at IS NULL OR facilitator_chosen_at IS NOT NULL))
);

-- Ties a person to an assembly from a date until a date. An imported member has a person from the start, who has
-- no sign-in until the invitation is taken up.
CREATE TABLE membership (
  id           uuid PRIMARY KEY,
  assembly_id  uuid NOT NULL REFERENCES assembly (id),
  person_id    uuid NOT NULL REFERENCES person (id),
  display_name text NOT NULL,
  -- The member's number in the union's own list, when the membership was imported.
  external_ref text,
  since        timestamptz NOT NULL,
  joined_at    timestamptz,
  counts_from  timestamptz,
  ended_at     timestamptz,
  suspended_until timestamptz,
  CONSTRAINT membership_display_name_length CHECK (char_length(display_name) BETWEEN 1 AND 100),
  CONSTRAINT membership_external_ref_length CHECK (char_length(external_ref) BETWEEN 1 AND 100),
  CONSTRAINT membership_ends_after_start CHECK (ended_at >= since),
  CONSTRAINT membership_of_assembly UNIQUE (assembly_id, id)
);
COMMENT ON COLUMN membership.joined_at IS 'when the person took up the invitation; null for an imported member who has not yet';
COMMENT ON COLUMN membership.counts_from IS 'from when the membership votes, seconds and counts in every base: 14 days after it began, at once when the assembly confirms it, null while it is challenged';
CREATE UNIQUE INDEX membership_one_active ON membership (assembly_id, person_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX membership_one_active_ref ON membership (assembly_id, external_ref) WHERE ended_at IS NULL;
CREATE INDEX membership_of_person ON membership (person_id);
