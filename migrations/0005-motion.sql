-- Motions: what the assembly is asked to decide, who stands behind it, and what came of it.

CREATE TABLE motion (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  kind        text NOT NULL,
  title       text NOT NULL,
  text        text NOT NULL,
  state       text NOT NULL,
  effect      jsonb NOT NULL,
  -- Members whom the motion is about: confirmed, suspended, expelled or chosen by it.
  subjects    uuid[] NOT NULL,
  wished_opens_at timestamptz,
  wished_seconds  integer,
  wished_tier     text,
  mover_id    uuid NOT NULL,
  drafted_at  timestamptz NOT NULL,
  moved_at    timestamptz,
  seconds_needed integer,
  seconded_at timestamptz,
  poll_id     uuid UNIQUE REFERENCES poll (id),
  decided_at  timestamptz,
  withdrawn_at timestamptz,
  effect_done    boolean,
  effect_because text,
  effect_undo    jsonb,
  annulled_at timestamptz,
  CONSTRAINT motion_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT motion_mover_is_member FOREIGN KEY (assembly_id, mover_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT motion_kind_known CHECK (kind IN (
    'confirm_roll',
    'choose_facilitator',
    'adopt_bylaws',
    'ordinary',
    'confirm_members',
    'apply_import',
    'suspend_member',
    'expel_member',
    'amend_bylaws',
    'direct_action',
    'annul_result')),
  CONSTRAINT motion_title_length CHECK (char_length(title) BETWEEN 1 AND 200),
  CONSTRAINT motion_text_length CHECK (char_length(text) <= 20000),
  CONSTRAINT motion_effect_is_object CHECK (jsonb_typeof(effect) = 'object' AND octet_length(effect::text) <= 65536),
  CONSTRAINT motion_subjects_bounded CHECK (cardinality(subjects) <= 200),
  CONSTRAINT motion_wished_seconds_bounded CHECK (wished_seconds BETWEEN 15 AND 1209600),
  CONSTRAINT motion_wished_tier_known CHECK (wished_tier IN ('roll_call', 'secret')),
  CONSTRAINT motion_seconds_needed_bounded CHECK (seconds_needed BETWEEN 0 AND 20),
  CONSTRAINT motion_moved_with_its_need CHECK ((moved_at IS NULL) = (seconds_needed IS NULL)),
  CONSTRAINT motion_seconded_with_its_poll CHECK ((seconded_at IS NULL) = (poll_id IS NULL)),
  -- Which instants each state has, and no others; a new state is a line. 'voting' is never stored: see motion_now.
  CONSTRAINT motion_state_has_its_times CHECK (CASE state
    WHEN 'draft'     THEN moved_at IS NULL     AND seconded_at IS NULL     AND decided_at IS NULL     AND withdrawn_at IS NULL
    WHEN 'moved'     THEN moved_at IS NOT NULL AND seconded_at IS NULL     AND decided_at IS NULL     AND withdrawn_at IS NULL
    WHEN 'seconded'  THEN moved_at IS NOT NULL AND seconded_at IS NOT NULL AND decided_at IS NULL     AND withdrawn_at IS NULL
    WHEN 'carried'   THEN moved_at IS NOT NULL AND seconded_at IS NOT NULL AND decided_at IS NOT NULL AND withdrawn_at IS NULL
    WHEN 'lost'      THEN moved_at IS NOT NULL AND seconded_at IS NOT NULL AND decided_at IS NOT NULL AND withdrawn_at IS NULL
    WHEN 'withdrawn' THEN decided_at IS NULL AND withdrawn_at IS NOT NULL
    ELSE false END),
  CONSTRAINT motion_times_in_order CHECK (
    moved_at >= drafted_at AND seconded_at >= moved_at AND decided_at >= seconded_at AND withdrawn_at >= drafted_at
    AND annulled_at >= decided_at),
  CONSTRAINT motion_carried_has_an_outcome CHECK ((state = 'carried') = (effect_done IS NOT NULL)),
  CONSTRAINT motion_reason_where_not_done CHECK (coalesce(effect_done, true) = (effect_because IS NULL)),
  CONSTRAINT motion_undo_only_when_done CHECK (effect_undo IS NULL OR effect_done),
  CONSTRAINT motion_reason_length CHECK (char_length(effect_because) BETWEEN 1 AND 1000),
  CONSTRAINT motion_annulled_only_when_decided CHECK (annulled_at IS NULL OR decided_at IS NOT NULL)
);
COMMENT ON COLUMN motion.effect IS 'what the effect needs, in the shape that the effect of this kind reads';
COMMENT ON COLUMN motion.seconds_needed IS 'how many others must second it, judged when it was moved';
COMMENT ON COLUMN motion.poll_id IS 'its present poll; polls that were voided are in motion_poll';
COMMENT ON COLUMN motion.effect_because IS 'why the effect of a carried motion could not be executed; the result stands';
COMMENT ON COLUMN motion.effect_undo IS 'what the effect noted for the case that its result is annulled: how things were before';
COMMENT ON COLUMN motion.annulled_at IS 'when the assembly annulled the result by another motion; what was decided stays in the record';
CREATE INDEX motion_list ON motion (assembly_id, id DESC);
CREATE INDEX motion_list_by_state ON motion (assembly_id, state, id DESC);
CREATE INDEX motion_open_of_mover ON motion (mover_id) WHERE state IN ('draft', 'moved');
-- Whether a member is a candidate in or the subject of what is being voted on.
CREATE INDEX motion_pending_subjects ON motion USING gin (subjects) WHERE state = 'seconded';

-- A motion as it stands now: while its poll is open it is being voted on, and no second write has to say so.
CREATE VIEW motion_now AS
  SELECT m.id, m.assembly_id, m.kind, m.title, m.text,
         CASE WHEN m.state = 'seconded' AND p.state = 'open' THEN 'voting' ELSE m.state END AS state,
         m.effect, m.subjects, m.wished_opens_at, m.wished_seconds, m.wished_tier, m.mover_id, m.drafted_at,
         m.moved_at, m.seconds_needed, m.seconded_at, m.poll_id, m.decided_at, m.withdrawn_at, m.effect_done,
         m.effect_because, m.effect_undo, m.annulled_at
  FROM motion m LEFT JOIN poll p ON p.id = m.poll_id;

CREATE TABLE motion_second (
  motion_id     uuid NOT NULL,
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  seconded_at   timestamptz NOT NULL,
  PRIMARY KEY (motion_id, membership_id),
  CONSTRAINT motion_second_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT motion_second_by_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id)
);

-- Every poll that a motion was put to; more than one when a poll was voided and the motion put again.
CREATE TABLE motion_poll (
  poll_id      uuid PRIMARY KEY REFERENCES poll (id),
  motion_id    uuid NOT NULL,
  assembly_id  uuid NOT NULL,
  announced_at timestamptz NOT NULL,
  CONSTRAINT motion_poll_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id)
);
CREATE INDEX motion_poll_by_motion ON motion_poll (motion_id, announced_at);

-- What members together contest: one contest per poll, which the assembly decides by the motion named here.
CREATE TABLE poll_contest (
  poll_id      uuid PRIMARY KEY REFERENCES poll (id),
  assembly_id  uuid NOT NULL,
  motion_id    uuid NOT NULL UNIQUE,
  contested_at timestamptz NOT NULL,
  CONSTRAINT poll_contest_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id)
);

-- The texts in force because a motion carried.
CREATE TABLE adopted_text (
  motion_id   uuid PRIMARY KEY,
  assembly_id uuid NOT NULL,
  title       text NOT NULL,
  text        text NOT NULL,
  adopted_at  timestamptz NOT NULL,
  annulled_at timestamptz,
  CONSTRAINT adopted_text_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT adopted_text_annulled_later CHECK (annulled_at >= adopted_at)
);
CREATE INDEX adopted_text_list ON adopted_text (assembly_id, motion_id DESC);

-- Direct action that the assembly authorised, and the days within which it may be taken.
CREATE TABLE authorised_action (
  motion_id   uuid PRIMARY KEY,
  assembly_id uuid NOT NULL,
  valid_from  timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  annulled_at timestamptz,
  CONSTRAINT authorised_action_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT authorised_action_valid_for_a_time CHECK (valid_until > valid_from)
);
CREATE INDEX authorised_action_list ON authorised_action (assembly_id, motion_id DESC);
