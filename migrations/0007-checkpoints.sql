-- What proves the record (RFC 6962, C2SP tlog-checkpoint): the keys that sign for it, the hashes above its leaves, and
-- the signed statements of its size and root. All of it is made from the entries, after them, and never edited.

-- The keys of a record. A new one signs from the checkpoint after the one that it was made at, and that first one
-- carries the signature of the key before it too: so who knows an older key can follow to the newer one.
-- The seed is stored as it is: whoever can read the database can sign. Keep database and backups closed.
CREATE TABLE record_key (
  assembly_id uuid NOT NULL REFERENCES stream (id),
  from_size   bigint NOT NULL,
  origin      text NOT NULL,
  seed        bytea NOT NULL,
  public_key  bytea NOT NULL,
  made_at     timestamptz NOT NULL,
  PRIMARY KEY (assembly_id, from_size),
  CONSTRAINT record_key_from_size_not_negative CHECK (from_size >= 0),
  CONSTRAINT record_key_origin_length CHECK (char_length(origin) BETWEEN 1 AND 300),
  CONSTRAINT record_key_seed_is_ed25519 CHECK (octet_length(seed) = 32),
  CONSTRAINT record_key_public_key_is_ed25519 CHECK (octet_length(public_key) = 32)
);
COMMENT ON COLUMN record_key.from_size IS 'it signs checkpoints of more entries than this';
COMMENT ON COLUMN record_key.origin IS 'the name of the log and of its keys; one for a record''s whole life';

-- The roots of complete subtrees of level 1 and above; level 0 is entry.leaf_hash. Written with the checkpoint that
-- first covers them, so every proof up to the last checkpoint is read and not computed.
CREATE TABLE record_node (
  assembly_id uuid NOT NULL REFERENCES stream (id),
  level       smallint NOT NULL,
  position    bigint NOT NULL,
  hash        bytea NOT NULL,
  PRIMARY KEY (assembly_id, level, position),
  CONSTRAINT record_node_level_bounds CHECK (level BETWEEN 1 AND 62),
  CONSTRAINT record_node_position_not_negative CHECK (position >= 0),
  CONSTRAINT record_node_hash_is_sha256 CHECK (octet_length(hash) = 32)
);
COMMENT ON COLUMN record_node.position IS 'from 0: the subtree covers 2^level leaves, beginning at leaf position * 2^level';

CREATE TABLE checkpoint (
  assembly_id uuid NOT NULL REFERENCES stream (id),
  size        bigint NOT NULL,
  root        bytea NOT NULL,
  note        text NOT NULL,
  made_at     timestamptz NOT NULL,
  PRIMARY KEY (assembly_id, size),
  CONSTRAINT checkpoint_size_positive CHECK (size > 0),
  CONSTRAINT checkpoint_root_is_sha256 CHECK (octet_length(root) = 32),
  CONSTRAINT checkpoint_note_length CHECK (char_length(note) BETWEEN 1 AND 10000)
);
COMMENT ON COLUMN checkpoint.note IS 'the signed note as it is given out (C2SP signed-note)';

CREATE TRIGGER record_key_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_key
  FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();
CREATE TRIGGER record_node_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_node
  FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();

-- How far the last checkpoint goes, beside the counter: which records wait for one is then a look at an index that
-- holds those alone, however many assemblies there are.
ALTER TABLE stream ADD COLUMN checkpointed bigint NOT NULL DEFAULT 0,
  ADD CONSTRAINT stream_checkpoint_within_entries CHECK (checkpointed BETWEEN 0 AND entries);
CREATE INDEX stream_awaits_checkpoint ON stream (id) WHERE entries > checkpointed;
