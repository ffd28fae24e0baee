-- Assemblies and their members: standing, bylaws, who holds what now, invitations, imports, members together.

-- ───────── membership: where it came from, and what keeps it from counting
ALTER TABLE membership
  ADD COLUMN source text NOT NULL DEFAULT 'invitation',
  ADD COLUMN vouchers_needed smallint NOT NULL DEFAULT 0,
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN challenged_at timestamptz,
  ADD COLUMN suspended_from timestamptz,
  ADD COLUMN end_kind text,
  ADD CONSTRAINT membership_source_known CHECK (source IN ('founding', 'invitation', 'import')),
  ADD CONSTRAINT membership_vouchers_needed_bounded CHECK (vouchers_needed BETWEEN 0 AND 2),
  ADD CONSTRAINT membership_challenged_does_not_count CHECK (challenged_at IS NULL OR counts_from IS NULL),
  ADD CONSTRAINT membership_suspension_is_a_period CHECK (
    (suspended_from IS NULL AND suspended_until IS NULL) OR suspended_until > suspended_from),
  ADD CONSTRAINT membership_end_kind_known CHECK (end_kind IN ('left', 'expelled')),
  ADD CONSTRAINT membership_end_kind_iff_ended CHECK ((ended_at IS NULL) = (end_kind IS NULL));
COMMENT ON COLUMN membership.vouchers_needed IS 'how many members must vouch before the days of challenge begin: two, or all who could when there were fewer; 0 for founders and imports';
COMMENT ON COLUMN membership.challenged_at IS 'set while a challenge stands; only the assembly''s confirmation lifts it';
COMMENT ON COLUMN membership.suspended_until IS 'the suspension is over at this instant, on the clock: nothing has to happen for it to end';
CREATE INDEX membership_by_name ON membership (assembly_id, display_name, id);

-- The one definition of 'a member that counts' (votes, seconds, is in every base), for rolls, shares and thresholds.
-- Inlined by the planner. A roll that wants 'confirmed by the notice date and still a member' intersects two calls.
CREATE FUNCTION counting_members(of_assembly uuid, at timestamptz) RETURNS SETOF membership LANGUAGE sql STABLE AS $$
  SELECT m.* FROM membership m
  WHERE m.assembly_id = of_assembly AND m.since <= at AND m.counts_from <= at
    AND (m.ended_at IS NULL OR m.ended_at > at)
    AND (m.suspended_until IS NULL OR NOT (m.suspended_from <= at AND m.suspended_until > at))
$$;
COMMENT ON FUNCTION counting_members IS 'members that vote, second and count in every base at an instant; imported members count whether or not they have taken up their invitation';

-- Everybody who has taken up an invitation: the roll of the first three decisions, when nobody could be confirmed yet.
CREATE FUNCTION joined_members(of_assembly uuid, at timestamptz) RETURNS SETOF membership LANGUAGE sql STABLE AS $$
  SELECT m.* FROM membership m
  WHERE m.assembly_id = of_assembly AND m.since <= at AND m.joined_at <= at
    AND (m.ended_at IS NULL OR m.ended_at > at)
    AND (m.suspended_until IS NULL OR NOT (m.suspended_from <= at AND m.suspended_until > at))
$$;

-- Who can move, second and sign together now: until bylaws are adopted whoever has joined, afterwards whoever counts
-- and has joined.
CREATE FUNCTION members_with_voice(of_assembly uuid, at timestamptz) RETURNS SETOF membership LANGUAGE sql STABLE AS $$
  SELECT m.* FROM membership m JOIN assembly a ON a.id = m.assembly_id
  WHERE m.assembly_id = of_assembly AND m.since <= at AND m.joined_at <= at
    AND (a.bylaws_adopted_at IS NULL OR m.counts_from <= at)
    AND (m.ended_at IS NULL OR m.ended_at > at)
    AND (m.suspended_until IS NULL OR NOT (m.suspended_from <= at AND m.suspended_until > at))
$$;

CREATE TABLE vouch (
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  voucher_id    uuid NOT NULL,
  at            timestamptz NOT NULL,
  PRIMARY KEY (membership_id, voucher_id),
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  FOREIGN KEY (assembly_id, voucher_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT vouch_not_for_oneself CHECK (membership_id <> voucher_id)
);

-- Free text that names people: for members, never in the record.
CREATE TABLE challenge (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  challenger_id uuid NOT NULL,
  reason        text NOT NULL,
  at            timestamptz NOT NULL,
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  FOREIGN KEY (assembly_id, challenger_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT challenge_not_of_oneself CHECK (membership_id <> challenger_id),
  CONSTRAINT challenge_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000)
);
CREATE INDEX challenge_of_membership ON challenge (membership_id);

-- Suspensions and expulsions, each by a carried motion, with its reasons, its hearing and its end (PROCEDURE.md §3).
CREATE TABLE sanction (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  person_id     uuid NOT NULL REFERENCES person (id),
  kind          text NOT NULL,
  reason        text NOT NULL,
  hearing_at    timestamptz NOT NULL,
  starts_at     timestamptz NOT NULL,
  ends_at       timestamptz NOT NULL,
  lifted_at     timestamptz,
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT sanction_kind_known CHECK (kind IN ('suspension', 'expulsion')),
  CONSTRAINT sanction_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000),
  CONSTRAINT sanction_heard_before CHECK (hearing_at <= starts_at),
  CONSTRAINT sanction_ends CHECK (ends_at > starts_at)
);
CREATE INDEX sanction_of_person ON sanction (assembly_id, person_id, ends_at);
COMMENT ON COLUMN sanction.ends_at IS 'suspension: full rights again; expulsion: until then no invitation of this assembly can be taken up';

-- ───────── the tree of assemblies: whoever affiliates, no assembly is ever above itself
CREATE FUNCTION assembly_tree_has_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- One change of the tree at a time, or two that are fine alone could close a circle together.
  PERFORM pg_advisory_xact_lock(7053004);
  IF EXISTS (
    WITH RECURSIVE above (id) AS (
      SELECT NEW.parent_id
      UNION SELECT a.parent_id FROM assembly a JOIN above ON a.id = above.id WHERE a.parent_id IS NOT NULL
    ) SELECT 1 FROM above WHERE id = NEW.id
  ) THEN
    RAISE EXCEPTION 'an assembly is not above itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'assembly_tree_has_no_circle';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assembly_tree BEFORE UPDATE OF parent_id ON assembly
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION assembly_tree_has_no_circle();
CREATE INDEX assembly_of_parent ON assembly (parent_id) WHERE parent_id IS NOT NULL;

-- ───────── bylaws: a row per version, never edited
CREATE TABLE bylaws (
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  version     integer NOT NULL,
  preset      text NOT NULL,
  sections    jsonb NOT NULL,
  adopted_at  timestamptz NOT NULL,
  authority   jsonb NOT NULL,
  PRIMARY KEY (assembly_id, version),
  CONSTRAINT bylaws_version_positive CHECK (version > 0),
  CONSTRAINT bylaws_preset_known CHECK (preset IN ('founding', 'consensus_collective', 'union_local', 'delegate_council')),
  CONSTRAINT bylaws_sections_are_an_object CHECK (jsonb_typeof(sections) = 'object')
);
CREATE FUNCTION bylaws_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of the bylaws is never edited' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER bylaws_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON bylaws
  FOR EACH STATEMENT EXECUTE FUNCTION bylaws_are_append_only();

-- ───────── offices and seats, tasks and shifts: as far as authority needs them
-- A seat's row holds its holder, so it can't be held by two at once; every act under it locks the row in share mode,
-- and whoever empties the seat updates it.
CREATE TABLE office (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  kind        text NOT NULL,
  name        text NOT NULL,
  created_at  timestamptz NOT NULL,
  CONSTRAINT office_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT office_kind_known CHECK (kind IN ('convener', 'delegate')),
  CONSTRAINT office_name_length CHECK (char_length(name) BETWEEN 1 AND 200)
);
CREATE UNIQUE INDEX office_one_convener ON office (assembly_id) WHERE kind = 'convener';
CREATE TABLE seat (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL,
  office_id     uuid NOT NULL,
  place         smallint NOT NULL,
  membership_id uuid,
  held_from     timestamptz,
  held_until    timestamptz,
  FOREIGN KEY (assembly_id, office_id) REFERENCES office (assembly_id, id),
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT seat_place_once UNIQUE (office_id, place),
  CONSTRAINT seat_place_positive CHECK (place > 0),
  CONSTRAINT seat_held_whole CHECK (
    (membership_id IS NULL AND held_from IS NULL AND held_until IS NULL)
    OR (membership_id IS NOT NULL AND held_from IS NOT NULL AND held_until > held_from))
);
CREATE INDEX seat_of_member ON seat (membership_id) WHERE membership_id IS NOT NULL;
COMMENT ON COLUMN seat.held_until IS 'every right has an end: past it the seat is empty, whether or not anything has run';

CREATE TABLE task (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  kind        text NOT NULL,
  name        text NOT NULL,
  created_at  timestamptz NOT NULL,
  CONSTRAINT task_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT task_kind_known CHECK (kind IN ('facilitate', 'other')),
  CONSTRAINT task_name_length CHECK (char_length(name) BETWEEN 1 AND 200)
);
CREATE UNIQUE INDEX task_one_facilitate ON task (assembly_id) WHERE kind = 'facilitate';
CREATE TABLE shift (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL,
  task_id       uuid NOT NULL,
  membership_id uuid NOT NULL,
  chosen        text NOT NULL,
  starts_at     timestamptz NOT NULL,
  ends_at       timestamptz NOT NULL,
  ended_at      timestamptz,
  FOREIGN KEY (assembly_id, task_id) REFERENCES task (assembly_id, id),
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT shift_chosen_known CHECK (chosen IN ('assembly', 'roster', 'spot')),
  CONSTRAINT shift_ends_after_start CHECK (ends_at > starts_at)
);
CREATE INDEX shift_of_assembly ON shift (assembly_id, ends_at) WHERE ended_at IS NULL;
CREATE INDEX shift_of_member ON shift (membership_id) WHERE ended_at IS NULL;
COMMENT ON COLUMN shift.chosen IS 'by a decision of the assembly, by the published roster, or on the spot in a meeting';
COMMENT ON COLUMN shift.ended_at IS 'when it ended before its time: its holder left, or another was chosen';

-- ───────── imports of a roll: staged row by row, applied whole or not at all
CREATE TABLE roll_import (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  staged_by   uuid NOT NULL,
  staged_at   timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  key_hash    bytea NOT NULL,
  file_hash   bytea NOT NULL,
  row_count   integer NOT NULL,
  created     integer NOT NULL,
  updated     integer NOT NULL,
  refused     integer NOT NULL,
  applied_at  timestamptz,
  FOREIGN KEY (assembly_id, staged_by) REFERENCES membership (assembly_id, id),
  CONSTRAINT roll_import_key_hash_is_sha256 CHECK (octet_length(key_hash) = 32),
  CONSTRAINT roll_import_file_hash_is_sha256 CHECK (octet_length(file_hash) = 32),
  CONSTRAINT roll_import_counts CHECK (created >= 0 AND updated >= 0 AND refused >= 0
    AND created + updated + refused = row_count AND row_count BETWEEN 1 AND 200000),
  CONSTRAINT roll_import_applied_in_time CHECK (applied_at < expires_at)
);
CREATE INDEX roll_import_of_assembly ON roll_import (assembly_id, staged_at);
COMMENT ON COLUMN roll_import.key_hash IS 'SHA-256 of the key that was shown to the stager once; the invitations'' secrets are derived from the key, so none is stored';
CREATE TABLE roll_import_row (
  import_id     uuid NOT NULL REFERENCES roll_import (id) ON DELETE CASCADE,
  line          integer NOT NULL,
  ref           text NOT NULL,
  name          text NOT NULL,
  outcome       text NOT NULL,
  reason        text,
  membership_id uuid,
  token_hash    bytea,
  PRIMARY KEY (import_id, line),
  CONSTRAINT roll_import_row_outcome_known CHECK (outcome IN ('created', 'updated', 'refused')),
  CONSTRAINT roll_import_row_refused_says_why CHECK ((outcome = 'refused') = (reason IS NOT NULL)),
  CONSTRAINT roll_import_row_has_target CHECK ((outcome = 'refused') = (membership_id IS NULL)),
  CONSTRAINT roll_import_row_created_has_invitation CHECK (outcome <> 'created' OR token_hash IS NOT NULL)
);
COMMENT ON COLUMN roll_import_row.line IS 'of the file, from 1; the header is line 1';
COMMENT ON COLUMN roll_import_row.token_hash IS 'of the invitation that applying it makes: for each created row, and for a member on the roll whose invitation can no longer be taken up';

CREATE TABLE invitation (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL REFERENCES assembly (id),
  token_hash    bytea NOT NULL,
  -- The imported membership that it opens; null for an invitation that opens a new one.
  membership_id uuid,
  created_by    uuid NOT NULL,
  label         text,
  created_at    timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  used_at       timestamptz,
  used_by       uuid,
  revoked_at    timestamptz,
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  FOREIGN KEY (assembly_id, created_by) REFERENCES membership (assembly_id, id),
  FOREIGN KEY (assembly_id, used_by) REFERENCES membership (assembly_id, id),
  CONSTRAINT invitation_secret_once UNIQUE (token_hash),
  CONSTRAINT invitation_token_hash_is_sha256 CHECK (octet_length(token_hash) = 32),
  CONSTRAINT invitation_label_length CHECK (char_length(label) BETWEEN 1 AND 100),
  CONSTRAINT invitation_expires_later CHECK (expires_at > created_at),
  CONSTRAINT invitation_used_whole CHECK ((used_at IS NULL) = (used_by IS NULL)),
  CONSTRAINT invitation_used_or_revoked CHECK (used_at IS NULL OR revoked_at IS NULL)
);
CREATE INDEX invitation_of_creator ON invitation (created_by, created_at);
CREATE INDEX invitation_of_membership ON invitation (membership_id) WHERE membership_id IS NOT NULL;

-- ───────── members together
CREATE TABLE joint_request (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  action      text NOT NULL,
  subject_id  uuid,
  details     jsonb NOT NULL,
  reason      text NOT NULL,
  asked_by    uuid NOT NULL,
  asked_at    timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  done_at     timestamptz,
  signatures  integer,
  needed      integer,
  FOREIGN KEY (assembly_id, asked_by) REFERENCES membership (assembly_id, id),
  CONSTRAINT joint_request_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT joint_request_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000),
  CONSTRAINT joint_request_expires_later CHECK (expires_at > asked_at),
  CONSTRAINT joint_request_done_in_time CHECK (done_at < expires_at),
  CONSTRAINT joint_request_done_by_enough CHECK (
    (done_at IS NULL AND signatures IS NULL AND needed IS NULL) OR signatures >= needed)
);
CREATE INDEX joint_request_of_subject ON joint_request (assembly_id, asked_at);
COMMENT ON COLUMN joint_request.needed IS 'what was needed at the signature that crossed it; null until then, since it moves with the number of members';
CREATE TABLE joint_signature (
  request_id    uuid NOT NULL,
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  at            timestamptz NOT NULL,
  PRIMARY KEY (request_id, membership_id),
  FOREIGN KEY (assembly_id, request_id) REFERENCES joint_request (assembly_id, id),
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id)
);
