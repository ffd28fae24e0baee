-- Values that members contribute to the seed of a draw: bound by a commitment before anybody knows the root that they
-- are mixed with, and revealed afterwards. Which of them count is read from the record alone; these rows keep a member
-- to one.
ALTER TABLE roster
  ADD COLUMN commit_until timestamptz,
  ADD CONSTRAINT roster_commits_before_it_draws CHECK (commit_until > announced_at AND commit_until < draws_at);
COMMENT ON COLUMN roster.commit_until IS 'until when members commit to values; from then to draws_at they reveal them. Null for a draw announced before there were any';

CREATE TABLE draw_value (
  assembly_id   uuid NOT NULL,
  roster_id     uuid NOT NULL,
  membership_id uuid NOT NULL,
  commitment    bytea NOT NULL,
  value         bytea,
  PRIMARY KEY (roster_id, membership_id),
  FOREIGN KEY (assembly_id, roster_id) REFERENCES roster (assembly_id, id),
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT draw_value_commitment_is_a_hash CHECK (octet_length(commitment) = 32),
  CONSTRAINT draw_value_has_32_bytes CHECK (octet_length(value) = 32)
);
