-- The rota: what tasks take, who can do them, when members can't, draws, places, and the life of a shift.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- ───────── one more kind of motion. Added to those there are, whichever migrations have added theirs before.
DO $$
DECLARE kinds text;
BEGIN
  SELECT replace(pg_get_constraintdef(oid), '])', ', ''set_task''::text])') INTO STRICT kinds
  FROM pg_constraint WHERE conname = 'motion_kind_known' AND conrelid = 'motion'::regclass;
  EXECUTE 'ALTER TABLE motion DROP CONSTRAINT motion_kind_known, ADD CONSTRAINT motion_kind_known ' || kinds;
END $$;

-- ───────── tasks
ALTER TABLE task
  ADD COLUMN guide text NOT NULL DEFAULT '',
  ADD COLUMN rule text,
  ADD COLUMN rule_start text,
  ADD COLUMN rule_except text[] NOT NULL DEFAULT '{}',
  ADD COLUMN minutes integer,
  ADD COLUMN people smallint NOT NULL DEFAULT 1,
  ADD COLUMN effort smallint NOT NULL DEFAULT 1,
  ADD COLUMN requires text[] NOT NULL DEFAULT '{}',
  ADD COLUMN longest_run smallint NOT NULL DEFAULT 1,
  ADD COLUMN pause_days smallint NOT NULL DEFAULT 0,
  ADD COLUMN handover boolean NOT NULL DEFAULT false,
  ADD COLUMN planned_until timestamptz,
  ADD COLUMN plan_at timestamptz,
  ADD COLUMN ended_at timestamptz,
  ADD CONSTRAINT task_guide_length CHECK (char_length(guide) <= 2000),
  ADD CONSTRAINT task_rule_whole CHECK (
    (rule IS NULL AND rule_start IS NULL AND minutes IS NULL)
    OR (rule IS NOT NULL AND rule_start IS NOT NULL AND minutes BETWEEN 5 AND 44640)),
  ADD CONSTRAINT task_people_bounded CHECK (people BETWEEN 1 AND 20),
  ADD CONSTRAINT task_effort_bounded CHECK (effort BETWEEN 1 AND 1000),
  ADD CONSTRAINT task_requires_few CHECK (cardinality(requires) <= 10),
  ADD CONSTRAINT task_longest_run_bounded CHECK (longest_run BETWEEN 1 AND 52),
  ADD CONSTRAINT task_pause_bounded CHECK (pause_days BETWEEN 0 AND 182),
  ADD CONSTRAINT task_planned_has_a_rule CHECK (plan_at IS NULL OR (rule IS NOT NULL AND ended_at IS NULL));
CREATE INDEX task_to_plan ON task (plan_at) WHERE plan_at IS NOT NULL;
COMMENT ON COLUMN task.rule IS 'RRULE of RFC 5545, in the assembly''s time zone from rule_start on; null for a task that is in no rota';
COMMENT ON COLUMN task.plan_at IS 'from when a draw is to be announced that plans it further';

-- What a member can do that a task asks for. Given by the motion that set the task, or by somebody who has it.
CREATE TABLE skill (
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  name          text NOT NULL,
  given_at      timestamptz NOT NULL,
  given_by      uuid,
  motion_id     uuid,
  PRIMARY KEY (membership_id, name),
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  FOREIGN KEY (assembly_id, given_by) REFERENCES membership (assembly_id, id),
  FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT skill_name_length CHECK (char_length(name) BETWEEN 1 AND 60),
  CONSTRAINT skill_from_one_source CHECK ((given_by IS NULL) <> (motion_id IS NULL)),
  CONSTRAINT skill_not_given_to_oneself CHECK (given_by <> membership_id)
);
CREATE INDEX skill_of_assembly ON skill (assembly_id, name);

-- ───────── who gives how much of their time, and when. Never with a reason.
CREATE TABLE member_share (
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  from_at       timestamptz NOT NULL,
  share         smallint NOT NULL,
  PRIMARY KEY (membership_id, from_at),
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT member_share_bounded CHECK (share BETWEEN 100 AND 1000)
);
CREATE INDEX member_share_of_assembly ON member_share (assembly_id);
COMMENT ON COLUMN member_share.share IS 'thousandths of a member''s full time';

CREATE TABLE member_leave (
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  from_at       timestamptz NOT NULL,
  until_at      timestamptz,
  PRIMARY KEY (membership_id, from_at),
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT member_leave_ends_after_start CHECK (until_at >= from_at)
);
CREATE UNIQUE INDEX member_leave_one_at_a_time ON member_leave (membership_id) WHERE until_at IS NULL;
CREATE INDEX member_leave_of_assembly ON member_leave (assembly_id);

CREATE TABLE cannot (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  starts_at     timestamptz NOT NULL,
  ends_at       timestamptz NOT NULL,
  weekly        boolean NOT NULL,
  FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT cannot_ends_after_start CHECK (ends_at > starts_at),
  CONSTRAINT cannot_week_at_most CHECK (NOT weekly OR ends_at < starts_at + interval '7 days')
);
CREATE INDEX cannot_of_assembly ON cannot (assembly_id, membership_id);
COMMENT ON COLUMN cannot.weekly IS 'again each week at the same time of the assembly''s clocks, until it is taken back';

-- ───────── draws. The seed is stated before it is known: the record's root at draws_at.
CREATE TABLE roster (
  id           uuid PRIMARY KEY,
  assembly_id  uuid NOT NULL REFERENCES assembly (id),
  announced_at timestamptz NOT NULL,
  draws_at     timestamptz NOT NULL,
  until_at     timestamptz NOT NULL,
  drawn_at     timestamptz,
  seed_size    bigint,
  seed         bytea,
  turns        integer NOT NULL DEFAULT 0,
  CONSTRAINT roster_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT roster_drawn_after_it_was_announced CHECK (draws_at > announced_at AND drawn_at >= draws_at),
  CONSTRAINT roster_until_later CHECK (until_at > draws_at),
  CONSTRAINT roster_seed_iff_drawn CHECK (
    (drawn_at IS NULL AND seed IS NULL AND seed_size IS NULL)
    OR (drawn_at IS NOT NULL AND octet_length(seed) = 32 AND seed_size > 0)),
  CONSTRAINT roster_turns_not_negative CHECK (turns >= 0)
);
CREATE UNIQUE INDEX roster_one_to_draw ON roster (assembly_id) WHERE drawn_at IS NULL;
CREATE INDEX roster_to_draw ON roster (draws_at) WHERE drawn_at IS NULL;
COMMENT ON COLUMN roster.turns IS 'how often places were filled again from its seed';

-- The base plan: never edited. Who holds a place now is the one shift of it that has not ended.
CREATE TABLE place (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL,
  roster_id   uuid NOT NULL,
  task_id     uuid NOT NULL,
  occurrence  integer NOT NULL,
  seat        smallint NOT NULL,
  starts_at   timestamptz NOT NULL,
  ends_at     timestamptz NOT NULL,
  effort      smallint NOT NULL,
  drawn_id    uuid,
  FOREIGN KEY (assembly_id, roster_id) REFERENCES roster (assembly_id, id),
  FOREIGN KEY (assembly_id, task_id) REFERENCES task (assembly_id, id),
  FOREIGN KEY (assembly_id, drawn_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT place_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT place_once UNIQUE (task_id, occurrence, seat),
  CONSTRAINT place_once_at_a_time UNIQUE (task_id, starts_at, seat),
  CONSTRAINT place_ends_after_start CHECK (ends_at > starts_at)
);
CREATE INDEX place_of_assembly_by_time ON place (assembly_id, starts_at);
CREATE FUNCTION base_plan_is_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the base plan is never edited' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER place_never_edited BEFORE UPDATE OR DELETE OR TRUNCATE ON place
  FOR EACH STATEMENT EXECUTE FUNCTION base_plan_is_never_edited();
COMMENT ON COLUMN place.drawn_id IS 'who drew it; null where nobody could hold it';

-- Places whose holder has gone are filled again at this instant, which is now or past.
CREATE TABLE rota_gap (
  assembly_id uuid PRIMARY KEY REFERENCES assembly (id),
  fill_at     timestamptz NOT NULL
);

-- ───────── shifts: overlays on the plan
ALTER TABLE shift
  ADD COLUMN place_id uuid,
  ADD COLUMN came_by text,
  ADD COLUMN why jsonb,
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN offered_at timestamptz,
  ADD COLUMN given_up text,
  ADD COLUMN missed_at timestamptz,
  ADD COLUMN done_at timestamptz,
  ADD COLUMN note text,
  ADD CONSTRAINT shift_of_assembly_once UNIQUE (assembly_id, id),
  ADD CONSTRAINT shift_of_place FOREIGN KEY (assembly_id, place_id) REFERENCES place (assembly_id, id),
  ADD CONSTRAINT shift_of_roster_has_a_place CHECK ((place_id IS NULL) = (came_by IS NULL)),
  ADD CONSTRAINT shift_came_by_known CHECK (came_by IN ('drawn', 'stepped_in', 'swapped', 'taken')),
  ADD CONSTRAINT shift_given_up_known CHECK (given_up IN ('declined', 'swapped', 'taken')),
  ADD CONSTRAINT shift_given_up_has_ended CHECK (given_up IS NULL OR ended_at IS NOT NULL),
  ADD CONSTRAINT shift_missed_or_done CHECK (missed_at IS NULL OR done_at IS NULL),
  ADD CONSTRAINT shift_note_length CHECK (char_length(note) <= 2000),
  -- Nobody is in two places at once. A member whom the assembly chose to facilitate for weeks can take shifts besides.
  ADD CONSTRAINT shift_not_double_booked EXCLUDE USING gist
    (membership_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (ended_at IS NULL AND place_id IS NOT NULL);
CREATE UNIQUE INDEX shift_one_holder ON shift (place_id) WHERE ended_at IS NULL AND place_id IS NOT NULL;
CREATE INDEX shift_of_roster ON shift (assembly_id, starts_at) WHERE place_id IS NOT NULL;
COMMENT ON COLUMN shift.note IS 'for the next holder, by this one; members read it, the record does not hold it';

CREATE TABLE swap (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL,
  shift_id      uuid NOT NULL,
  with_shift_id uuid NOT NULL,
  asked_at      timestamptz NOT NULL,
  answered_at   timestamptz,
  outcome       text,
  FOREIGN KEY (assembly_id, shift_id) REFERENCES shift (assembly_id, id),
  FOREIGN KEY (assembly_id, with_shift_id) REFERENCES shift (assembly_id, id),
  CONSTRAINT swap_of_two CHECK (shift_id <> with_shift_id),
  CONSTRAINT swap_outcome_known CHECK (outcome IN ('agreed', 'refused', 'withdrawn')),
  CONSTRAINT swap_answered_whole CHECK ((answered_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX swap_asked_once ON swap (shift_id, with_shift_id) WHERE answered_at IS NULL;
CREATE INDEX swap_with ON swap (with_shift_id) WHERE answered_at IS NULL;
