-- Delegates' polls: an assembly asks the delegates whom those below it send. The roll lists seats; who speaks for a seat
-- is asked at every cast. In the tables of voting the voter of such a poll is the seat: `person_id` and `membership_id`
-- of roll and ballot hold the seat's id there, so that lock, close, count, hash and export are those of every poll.

DO $$
DECLARE kinds text;
BEGIN
  SELECT replace(pg_get_constraintdef(oid), '])', ', ''ask_delegates''::text])') INTO STRICT kinds
  FROM pg_constraint WHERE conname = 'motion_kind_known' AND conrelid = 'motion'::regclass;
  EXECUTE 'ALTER TABLE motion DROP CONSTRAINT motion_kind_known, ADD CONSTRAINT motion_kind_known ' || kinds;
END $$;

ALTER TABLE poll ADD CONSTRAINT poll_of_seats_is_roll_call
  CHECK (roll_policy <> 'seats' OR (tier = 'roll_call' AND meeting_id IS NULL AND NOT live_results));
CREATE INDEX poll_of_seats ON poll (assembly_id, id) WHERE roll_policy = 'seats';
COMMENT ON COLUMN roll.person_id IS 'the voter; of a delegates'' poll the seat';
COMMENT ON COLUMN roll.membership_id IS 'the voter''s membership; of a delegates'' poll the seat';

-- A member changes a ballot 50 times at most (the statement says so). A seat may be held by one delegate after another,
-- each of whom may replace what the one before cast.
ALTER TABLE ballot DROP CONSTRAINT ballot_replacements_bounded,
  ADD CONSTRAINT ballot_replacements_bounded CHECK (replacements BETWEEN 0 AND 1000);

-- The seats that speak in an assembly: of each one below it, the first of those seats that its own offices declare for
-- it, as many as the upper assembly's bylaws take. A seat weighs 1, or else its share of the members who sent it.
CREATE FUNCTION seats_above(of_assembly uuid)
RETURNS TABLE (seat_id uuid, weight integer, reason text) LANGUAGE sql STABLE AS $$
  SELECT s.id,
    CASE WHEN law.by_members THEN
      greatest(1, s.members / s.seats + (s.nth <= s.members % s.seats)::int)::int ELSE 1 END,
    CASE WHEN law.by_members
      THEN 'seat ' || s.nth || ' of ' || s.seats || ', for ' || s.members || ' members of assembly ' || s.assembly_id
      ELSE 'seat ' || s.nth || ' of ' || s.seats || ' of assembly ' || s.assembly_id END
  FROM (SELECT coalesce((b.sections #>> '{delegates,seatsPerAssembly}')::int, 3) AS seats,
               coalesce((b.sections #>> '{delegates,weightByMembers}')::int, 0) = 1 AS by_members
        FROM (SELECT 1) always
        LEFT JOIN LATERAL (SELECT sections FROM bylaws WHERE assembly_id = of_assembly ORDER BY version DESC LIMIT 1) b
          ON true) law
  CROSS JOIN LATERAL (
    SELECT chosen.*, count(*) OVER (PARTITION BY chosen.assembly_id) AS seats,
      (SELECT count(*) FROM (SELECT plenary_now() AS now OFFSET 0) clock,
              LATERAL counting_members(chosen.assembly_id, clock.now)) AS members
    FROM (
      SELECT s.id, s.assembly_id,
        row_number() OVER (PARTITION BY s.assembly_id ORDER BY o.created_at, o.id, s.place) AS nth
      FROM assembly a
      JOIN office_now o ON o.assembly_id = a.id AND o.abolished_at IS NULL AND o.rules -> 'speaksAbove' = 'true'
      JOIN seat s ON s.office_id = o.id AND s.place <= (o.rules ->> 'seats')::int
      WHERE a.parent_id = of_assembly) chosen
    WHERE chosen.nth <= law.seats) s
$$;
COMMENT ON FUNCTION seats_above IS 'seatsPerAssembly and weightByMembers are of the bylaws'' section delegates; where bylaws are older than it, what is usual there';

-- What the upper assembly's members read of a seat.
CREATE VIEW seat_voter AS
  SELECT s.id, s.id AS person_id,
    CASE WHEN a.quiet THEN 'A quiet assembly' ELSE a.name || ', ' || o.name END || ', seat ' || s.place AS display_name
  FROM seat s JOIN office o ON o.id = s.office_id JOIN assembly a ON a.id = s.assembly_id;

CREATE OR REPLACE FUNCTION roll_only_at_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT poll_id, assembly_id FROM added) a
             LEFT JOIN poll p ON p.id = a.poll_id AND p.assembly_id = a.assembly_id
             WHERE p.state IS DISTINCT FROM 'draft') THEN
    RAISE EXCEPTION 'a roll is written at the opening of its poll' USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT FROM (SELECT DISTINCT poll_id FROM added) a
             JOIN poll p ON p.id = a.poll_id WHERE p.roll_policy = 'seats') THEN
    IF EXISTS (SELECT FROM added a
               LEFT JOIN seat s ON s.id = a.membership_id
               LEFT JOIN assembly below ON below.id = s.assembly_id AND below.parent_id = a.assembly_id
               WHERE below.id IS NULL OR a.person_id <> a.membership_id) THEN
      RAISE EXCEPTION 'the roll of a delegates'' poll names seats of assemblies below' USING ERRCODE = 'foreign_key_violation';
    END IF;
  ELSIF EXISTS (SELECT FROM added a
             LEFT JOIN membership m ON m.id = a.membership_id AND m.assembly_id = a.assembly_id
             WHERE m.person_id IS DISTINCT FROM a.person_id) THEN
    RAISE EXCEPTION 'a roll names members of its assembly' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;

-- What was cast for a seat, by whom, and how it stands to the mandate: one row for every ballot, replaced ones too.
CREATE TABLE seat_vote (
  poll_id         uuid NOT NULL,
  seat_id         uuid NOT NULL,
  -- Which ballot of the seat: as ballot.replacements counts.
  ordinal         integer NOT NULL,
  -- The assembly whose poll it is, and the one that sent the delegate.
  assembly_id     uuid NOT NULL,
  sent_by         uuid NOT NULL,
  term_id         uuid NOT NULL,
  office_id       uuid NOT NULL,
  mandate_version integer NOT NULL,
  code            text NOT NULL,
  answer          text NOT NULL,
  verdict         text NOT NULL,
  because         text NOT NULL,
  cast_at         timestamptz NOT NULL,
  PRIMARY KEY (poll_id, seat_id, ordinal),
  CONSTRAINT seat_vote_on_roll FOREIGN KEY (poll_id, seat_id) REFERENCES roll (poll_id, person_id),
  CONSTRAINT seat_vote_of_term FOREIGN KEY (sent_by, term_id) REFERENCES term (assembly_id, id),
  CONSTRAINT seat_vote_under_mandate FOREIGN KEY (office_id, mandate_version) REFERENCES mandate (office_id, version),
  CONSTRAINT seat_vote_code_once UNIQUE (poll_id, code),
  CONSTRAINT seat_vote_verdict_known CHECK (verdict IN ('within', 'outside'))
);
CREATE INDEX seat_vote_of_term_list ON seat_vote (term_id, cast_at);
COMMENT ON TABLE seat_vote IS 'roll call: members of both assemblies may know it';

-- The last word: nobody votes for a seat that they do not hold, or under no mandate, on the clock. The seat's row is
-- locked in share mode, so no recall falls in between.
CREATE FUNCTION seat_vote_is_of_its_holder() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM term t JOIN seat s ON s.id = t.seat_id AND s.membership_id = t.membership_id
                   AND s.held_until > plenary_now()
                 JOIN mandate m ON m.office_id = t.office_id AND m.version = NEW.mandate_version AND m.ends_at > plenary_now()
                 WHERE t.id = NEW.term_id AND t.seat_id = NEW.seat_id AND t.office_id = NEW.office_id
                   AND t.ended_at IS NULL AND t.accepted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the seat or its mandate has ended' USING ERRCODE = 'check_violation', CONSTRAINT = 'seat_vote_in_term';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER seat_vote_of_holder BEFORE INSERT ON seat_vote FOR EACH ROW EXECUTE FUNCTION seat_vote_is_of_its_holder();
CREATE TRIGGER seat_vote_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON seat_vote
  FOR EACH STATEMENT EXECUTE FUNCTION versions_are_never_edited();

-- What an assembly that sends delegates is to be told of such a poll: that they are asked, each vote that was cast for
-- it, and that it ended. The row is the upper assembly's, written with the fact; the lower one is told in a transaction of
-- its own, in which told_below says so; then the row goes.
CREATE TABLE news_below (
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  poll_id     uuid NOT NULL,
  sent_by     uuid NOT NULL,
  what        text NOT NULL,
  at          timestamptz NOT NULL DEFAULT plenary_now(),
  PRIMARY KEY (poll_id, sent_by, what),
  CONSTRAINT news_below_what_known CHECK (what IN ('asked', 'ended') OR what ~ '^vote [0-9a-f-]{36} [0-9]+$')
);
COMMENT ON COLUMN news_below.what IS 'asked, ended, or vote <seat> <ordinal>';
CREATE TABLE told_below (
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  poll_id     uuid NOT NULL,
  what        text NOT NULL,
  PRIMARY KEY (assembly_id, poll_id, what)
);

CREATE FUNCTION poll_of_seats_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO news_below (assembly_id, poll_id, sent_by, what)
    SELECT DISTINCT NEW.assembly_id, NEW.id, s.assembly_id, CASE WHEN NEW.state IN ('draft', 'open') THEN 'asked' ELSE 'ended' END
    FROM (SELECT seat_id FROM seats_above(NEW.assembly_id) WHERE NEW.opened_at IS NULL
          UNION ALL SELECT person_id FROM roll WHERE poll_id = NEW.id) listed
    JOIN seat s ON s.id = listed.seat_id
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER poll_of_seats_announced AFTER INSERT ON poll FOR EACH ROW
  WHEN (NEW.roll_policy = 'seats') EXECUTE FUNCTION poll_of_seats_is_told();
-- Once more at the opening: an assembly may have come below since.
CREATE TRIGGER poll_of_seats_moved AFTER UPDATE OF state ON poll FOR EACH ROW
  WHEN (NEW.roll_policy = 'seats' AND NEW.state <> OLD.state) EXECUTE FUNCTION poll_of_seats_is_told();

CREATE FUNCTION seat_vote_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO news_below (assembly_id, poll_id, sent_by, what)
    VALUES (NEW.assembly_id, NEW.poll_id, NEW.sent_by, 'vote ' || NEW.seat_id || ' ' || NEW.ordinal);
  RETURN NULL;
END $$;
CREATE TRIGGER seat_vote_told AFTER INSERT ON seat_vote FOR EACH ROW EXECUTE FUNCTION seat_vote_is_told();
