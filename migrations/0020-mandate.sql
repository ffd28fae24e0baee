-- Delegates: the offices they are sent to, who holds which seat from when until when, what they were told to do, what
-- they did, what they report, and how they are recalled. Every right of a delegate rests on the row of the seat.

ALTER TABLE motion
  DROP CONSTRAINT motion_kind_known,
  ADD CONSTRAINT motion_kind_known CHECK (kind IN (
    'confirm_roll', 'choose_facilitator', 'adopt_bylaws', 'ordinary', 'confirm_members', 'apply_import',
    'suspend_member', 'expel_member', 'amend_bylaws', 'direct_action', 'annul_result', 'election', 'choose_option',
    'choose_on_the_spot', 'affiliate', 'accept_affiliate', 'disaffiliate', 'create_office', 'change_office', 'abolish_office', 'elect_delegates', 'give_mandate', 'recall_delegate',
    'accept_report', 'censure_report')),
  ALTER COLUMN mover_id DROP NOT NULL,
  ADD CONSTRAINT motion_draft_has_its_author CHECK (mover_id IS NOT NULL OR state <> 'draft');
COMMENT ON COLUMN motion.mover_id IS 'null where the rules of an office put it to the vote by themselves';

-- ───────── offices
ALTER TABLE office ADD COLUMN abolished_at timestamptz;
CREATE UNIQUE INDEX office_name_once ON office (assembly_id, lower(name)) WHERE kind = 'delegate' AND abolished_at IS NULL;

-- A row per version, never edited.
CREATE TABLE office_rules (
  office_id   uuid NOT NULL,
  version     integer NOT NULL,
  assembly_id uuid NOT NULL,
  rules       jsonb NOT NULL,
  since       timestamptz NOT NULL,
  motion_id   uuid NOT NULL,
  PRIMARY KEY (office_id, version),
  CONSTRAINT office_rules_of_office FOREIGN KEY (assembly_id, office_id) REFERENCES office (assembly_id, id),
  CONSTRAINT office_rules_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT office_rules_version_positive CHECK (version > 0),
  CONSTRAINT office_rules_are_an_object CHECK (jsonb_typeof(rules) = 'object' AND octet_length(rules::text) <= 16384)
);
COMMENT ON COLUMN office_rules.rules IS 'purpose, seats, term, who may stand, method, recall, vacancy, reports: one value with one codec';

-- ───────── terms: one member's time in a seat. The seat's row says who holds it now; this is its history.
ALTER TABLE seat ADD CONSTRAINT seat_of_assembly UNIQUE (assembly_id, id);
CREATE TABLE term (
  id            uuid PRIMARY KEY,
  assembly_id   uuid NOT NULL,
  office_id     uuid NOT NULL,
  seat_id       uuid NOT NULL,
  membership_id uuid NOT NULL,
  source        text NOT NULL,
  poll_id       uuid NOT NULL REFERENCES poll (id),
  papers_of     integer NOT NULL,
  began_at      timestamptz NOT NULL,
  accept_by     timestamptz NOT NULL,
  accepted_at   timestamptz,
  ends_at       timestamptz NOT NULL,
  ended_at      timestamptz,
  end_kind      text,
  CONSTRAINT term_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT term_of_office FOREIGN KEY (assembly_id, office_id) REFERENCES office (assembly_id, id),
  CONSTRAINT term_of_seat FOREIGN KEY (assembly_id, seat_id) REFERENCES seat (assembly_id, id),
  CONSTRAINT term_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT term_source_known CHECK (source IN ('elected', 'alternate', 'countback')),
  CONSTRAINT term_papers_of_bounds CHECK (papers_of BETWEEN 0 AND 199),
  CONSTRAINT term_times_in_order CHECK (accept_by > began_at AND ends_at > began_at AND accepted_at >= began_at
    AND accepted_at < accept_by AND ended_at >= began_at),
  CONSTRAINT term_end_kind_known CHECK (end_kind IN ('recalled_by_signatures', 'recalled_by_motion', 'resigned', 'left',
    'over', 'declined', 'not_accepted', 'abolished', 'annulled')),
  CONSTRAINT term_ended_whole CHECK ((ended_at IS NULL) = (end_kind IS NULL))
);
CREATE UNIQUE INDEX term_one_per_seat ON term (seat_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX term_one_per_member ON term (office_id, membership_id) WHERE ended_at IS NULL;
CREATE INDEX term_of_office_list ON term (office_id, began_at DESC);
CREATE INDEX term_of_member_list ON term (membership_id, began_at DESC);
-- What the clock ends next.
CREATE INDEX term_open_acceptance ON term (accept_by) WHERE ended_at IS NULL AND accepted_at IS NULL;
CREATE INDEX term_open_end ON term (ends_at) WHERE ended_at IS NULL;
COMMENT ON COLUMN term.papers_of IS 'the candidate of the poll, by place, whose papers filled the seat: a countback counts these again, for whoever followed too';
COMMENT ON COLUMN term.accept_by IS 'not accepted by then, the term is over at that instant, whether or not anything has run';

CREATE FUNCTION term_ends_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR (NEW.office_id, NEW.seat_id, NEW.membership_id, NEW.poll_id, NEW.began_at, NEW.ends_at)
     IS DISTINCT FROM (OLD.office_id, OLD.seat_id, OLD.membership_id, OLD.poll_id, OLD.began_at, OLD.ends_at) THEN
    RAISE EXCEPTION 'a term is accepted and ended once, and nothing else of it changes' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER term_frozen BEFORE UPDATE ON term FOR EACH ROW EXECUTE FUNCTION term_ends_once();

CREATE VIEW office_now AS
  SELECT o.id, o.assembly_id, o.name, o.created_at, o.abolished_at, r.version, r.rules, r.since
  FROM office o JOIN LATERAL (
    SELECT * FROM office_rules WHERE office_id = o.id ORDER BY version DESC LIMIT 1) r ON true
  WHERE o.kind = 'delegate';

-- The last word on two seats that may not be held by one member.
CREATE FUNCTION seats_are_compatible() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- One seating of a member at a time, or two that are fine alone could be taken together.
  PERFORM pg_advisory_xact_lock(7053020, hashtext(NEW.membership_id::text));
  IF EXISTS (
    SELECT FROM seat s JOIN office_now o ON o.id = s.office_id JOIN office_now mine ON mine.id = NEW.office_id
    WHERE s.membership_id = NEW.membership_id AND s.id <> NEW.id AND s.held_until > plenary_now()
      AND (o.id = mine.id OR o.rules -> 'incompatible' ? mine.id::text OR mine.rules -> 'incompatible' ? o.id::text)
  ) THEN
    RAISE EXCEPTION 'the member holds a seat that this one is incompatible with'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_compatible';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER seat_is_compatible BEFORE INSERT OR UPDATE OF membership_id ON seat
  FOR EACH ROW WHEN (NEW.membership_id IS NOT NULL) EXECUTE FUNCTION seats_are_compatible();

-- Who follows, in order, when a seat that this election filled falls empty.
CREATE TABLE alternate (
  poll_id       uuid NOT NULL REFERENCES poll (id),
  rank          integer NOT NULL,
  assembly_id   uuid NOT NULL,
  office_id     uuid NOT NULL,
  membership_id uuid NOT NULL,
  place         integer NOT NULL,
  state         text NOT NULL,
  PRIMARY KEY (poll_id, rank),
  CONSTRAINT alternate_of_office FOREIGN KEY (assembly_id, office_id) REFERENCES office (assembly_id, id),
  CONSTRAINT alternate_is_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT alternate_once UNIQUE (poll_id, membership_id),
  CONSTRAINT alternate_rank_positive CHECK (rank > 0),
  CONSTRAINT alternate_state_known CHECK (state IN ('waiting', 'called', 'passed_over'))
);
CREATE INDEX alternate_of_office_list ON alternate (office_id, poll_id);
COMMENT ON COLUMN alternate.state IS 'called: seated in turn, whatever came of it. passed_over: in turn, and not able to serve then';

-- Seats that fell empty because a membership ended, and are to be filled: whoever leaves holds no lock under which the
-- members are counted, so it happens at once afterwards.
CREATE TABLE vacancy (
  term_id     uuid PRIMARY KEY,
  assembly_id uuid NOT NULL,
  since       timestamptz NOT NULL,
  CONSTRAINT vacancy_after_term FOREIGN KEY (assembly_id, term_id) REFERENCES term (assembly_id, id)
);

-- ───────── mandates: a row per version, never edited
CREATE TABLE mandate (
  office_id      uuid NOT NULL,
  version        integer NOT NULL,
  assembly_id    uuid NOT NULL,
  text           text NOT NULL,
  instructions   jsonb NOT NULL,
  given_at       timestamptz NOT NULL,
  ends_at        timestamptz NOT NULL,
  report_back_at timestamptz,
  motion_id      uuid NOT NULL,
  PRIMARY KEY (office_id, version),
  CONSTRAINT mandate_of_office FOREIGN KEY (assembly_id, office_id) REFERENCES office (assembly_id, id),
  CONSTRAINT mandate_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT mandate_version_positive CHECK (version > 0),
  CONSTRAINT mandate_text_length CHECK (char_length(text) <= 20000),
  CONSTRAINT mandate_instructions_are_a_list CHECK (jsonb_typeof(instructions) = 'array' AND octet_length(instructions::text) <= 65536),
  CONSTRAINT mandate_ends CHECK (ends_at > given_at)
);
CREATE FUNCTION versions_are_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version is never edited' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER mandate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON mandate
  FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();
CREATE TRIGGER office_rules_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON office_rules
  FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();

-- ───────── acts: written while the seat's row is locked in share mode, so that no recall falls in between
CREATE TABLE act (
  id              uuid PRIMARY KEY,
  assembly_id     uuid NOT NULL,
  term_id         uuid NOT NULL,
  office_id       uuid NOT NULL,
  mandate_version integer NOT NULL,
  client_key      uuid NOT NULL,
  matter          jsonb NOT NULL,
  position        text NOT NULL,
  figures         jsonb NOT NULL,
  text            text NOT NULL,
  verdict         text NOT NULL,
  because         text NOT NULL,
  at              timestamptz NOT NULL,
  takes_effect_at timestamptz,
  stopped_at      timestamptz,
  CONSTRAINT act_of_term FOREIGN KEY (assembly_id, term_id) REFERENCES term (assembly_id, id),
  CONSTRAINT act_under_mandate FOREIGN KEY (office_id, mandate_version) REFERENCES mandate (office_id, version),
  CONSTRAINT act_once UNIQUE (term_id, client_key),
  CONSTRAINT act_position_known CHECK (position IN ('supported', 'opposed', 'abstained', 'decided', 'referred_back')),
  CONSTRAINT act_verdict_known CHECK (verdict IN ('within', 'outside')),
  CONSTRAINT act_text_length CHECK (char_length(text) BETWEEN 1 AND 2000),
  CONSTRAINT act_matter_is_an_object CHECK (jsonb_typeof(matter) = 'object'),
  CONSTRAINT act_figures_are_a_list CHECK (jsonb_typeof(figures) = 'array'),
  CONSTRAINT act_stopped_before_its_effect CHECK (stopped_at IS NULL OR (stopped_at >= at AND stopped_at < takes_effect_at))
);
CREATE INDEX act_of_term_list ON act (term_id, id DESC);
COMMENT ON COLUMN act.stopped_at IS 'the delegate lost the seat before the act took effect';

-- The last word: no act after its term or mandate ended, on the clock.
CREATE FUNCTION act_is_in_term() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM term t JOIN seat s ON s.id = t.seat_id AND s.membership_id = t.membership_id
                   AND s.held_until > plenary_now()
                 JOIN mandate m ON m.office_id = t.office_id AND m.version = NEW.mandate_version AND m.ends_at > plenary_now()
                 WHERE t.id = NEW.term_id AND t.ended_at IS NULL AND t.accepted_at IS NOT NULL AND t.office_id = NEW.office_id) THEN
    RAISE EXCEPTION 'the seat or its mandate has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'act_in_term';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER act_in_its_term BEFORE INSERT ON act FOR EACH ROW EXECUTE FUNCTION act_is_in_term();

-- ───────── reports
CREATE TABLE report (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL,
  term_id     uuid NOT NULL,
  office_id   uuid NOT NULL,
  due_at      timestamptz NOT NULL,
  told_at     timestamptz,
  written_at  timestamptz,
  text        text,
  outcome     text,
  decided_at  timestamptz,
  motion_id   uuid,
  CONSTRAINT report_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT report_of_term FOREIGN KEY (assembly_id, term_id) REFERENCES term (assembly_id, id),
  CONSTRAINT report_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT report_due_once UNIQUE (term_id, due_at),
  CONSTRAINT report_written_whole CHECK ((written_at IS NULL) = (text IS NULL)),
  CONSTRAINT report_text_length CHECK (char_length(text) BETWEEN 1 AND 20000),
  CONSTRAINT report_outcome_known CHECK (outcome IN ('accepted', 'censured')),
  CONSTRAINT report_decided_whole CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (motion_id IS NULL)),
  CONSTRAINT report_accepted_when_written CHECK (outcome <> 'accepted' OR written_at IS NOT NULL)
);
CREATE INDEX report_open ON report (due_at) WHERE written_at IS NULL AND told_at IS NULL;
CREATE INDEX report_of_office_list ON report (office_id, due_at);
COMMENT ON COLUMN report.told_at IS 'when the record said that it is overdue';

-- ───────── recall by signatures that members see
CREATE TABLE petition (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL,
  term_id     uuid NOT NULL,
  opened_at   timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  motion_id   uuid,
  ended_at    timestamptz,
  outcome     text,
  CONSTRAINT petition_of_assembly UNIQUE (assembly_id, id),
  CONSTRAINT petition_of_term FOREIGN KEY (assembly_id, term_id) REFERENCES term (assembly_id, id),
  CONSTRAINT petition_opens_poll FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT petition_has_a_lifetime CHECK (expires_at > opened_at),
  CONSTRAINT petition_outcome_known CHECK (outcome IN ('recalled', 'cleared', 'lapsed', 'seat_ended')),
  CONSTRAINT petition_ended_whole CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX petition_open_once ON petition (term_id) WHERE ended_at IS NULL;
CREATE INDEX petition_of_term_list ON petition (term_id, opened_at DESC);
CREATE INDEX petition_open_expiry ON petition (expires_at) WHERE ended_at IS NULL;
COMMENT ON COLUMN petition.motion_id IS 'the recall poll that it opened';
CREATE TABLE petition_signature (
  petition_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  assembly_id   uuid NOT NULL,
  signed_at     timestamptz NOT NULL,
  PRIMARY KEY (petition_id, membership_id),
  CONSTRAINT petition_signature_of_petition FOREIGN KEY (assembly_id, petition_id) REFERENCES petition (assembly_id, id),
  CONSTRAINT petition_signature_by_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id)
);

-- A threshold can be crossed by no signature at all: somebody left or was suspended, a suspension ended, the rules
-- changed. Then it is judged again, at this instant; such a crossing opens a poll and never empties a seat.
CREATE TABLE petition_review (
  id          uuid PRIMARY KEY,
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  due_at      timestamptz NOT NULL
);
CREATE INDEX petition_review_due ON petition_review (due_at);
CREATE FUNCTION members_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Rows of their own and no update of the petition: whoever leaves waits for nobody who signs.
  INSERT INTO petition_review (id, assembly_id, due_at)
    SELECT gen_random_uuid(), c.assembly_id, d.due_at
    FROM (SELECT DISTINCT n.assembly_id, n.suspended_until FROM changed n) c
    CROSS JOIN LATERAL (VALUES (plenary_now()), (c.suspended_until)) AS d (due_at)
    WHERE d.due_at IS NOT NULL
      AND EXISTS (SELECT FROM petition p WHERE p.assembly_id = c.assembly_id AND p.ended_at IS NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER membership_reviews_petitions AFTER UPDATE ON membership REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION members_changed();
CREATE INDEX petition_open_of_assembly ON petition (assembly_id) WHERE ended_at IS NULL;

-- A term as it stands on the clock, whether or not anything has run.
CREATE VIEW term_now AS
  SELECT t.*,
    coalesce(t.ended_at, CASE WHEN t.accepted_at IS NULL AND t.accept_by <= clock.now THEN t.accept_by
                              WHEN t.ends_at <= clock.now THEN t.ends_at END) AS over_at,
    coalesce(t.end_kind, CASE WHEN t.accepted_at IS NULL AND t.accept_by <= clock.now THEN 'not_accepted'
                              WHEN t.ends_at <= clock.now THEN 'over' END) AS over_kind
  FROM term t CROSS JOIN LATERAL (SELECT plenary_now() AS now OFFSET 0) clock;
