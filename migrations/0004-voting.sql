-- Polls, their rolls, and what was cast. Every row carries its assembly, so that the tables can be spread by it.
-- No table names the poll by a foreign key where it is written while voters wait: each check would lock the poll's
-- one row, and the roll is checked already, which exists for a poll alone.

CREATE TABLE poll (
  id               uuid PRIMARY KEY,
  assembly_id      uuid NOT NULL REFERENCES assembly (id),
  motion_id        uuid,
  meeting_id       uuid,
  question         text NOT NULL,
  text             text NOT NULL,
  tier             text NOT NULL,
  method           text NOT NULL,
  rule             jsonb NOT NULL,
  roll_policy      text NOT NULL,
  notice_at        timestamptz NOT NULL,
  live_results     boolean NOT NULL,
  state            text NOT NULL DEFAULT 'draft',
  created_at       timestamptz NOT NULL,
  opens_at         timestamptz NOT NULL,
  duration_seconds integer,
  closes_at        timestamptz,
  opened_at        timestamptz,
  closed_at        timestamptz,
  voided_at        timestamptz,
  void_reason      text,
  waiting_for      text,
  -- Not tried again before this instant, when it was due and could not open or close.
  retry_at         timestamptz,
  entitled_heads   bigint,
  entitled_weight  bigint,
  present_heads    bigint,
  present_weight   bigint,
  roll_hash        bytea,
  revision         integer NOT NULL DEFAULT 1,
  -- When the rows that a secret poll was cast with were vacuumed away.
  shredded_at      timestamptz,
  CONSTRAINT poll_question_length CHECK (char_length(question) BETWEEN 1 AND 300),
  CONSTRAINT poll_text_length CHECK (char_length(text) <= 20000),
  CONSTRAINT poll_tier_known CHECK (tier IN ('roll_call', 'secret')),
  CONSTRAINT poll_method_known CHECK (method IN ('yes_no', 'consensus')),
  CONSTRAINT poll_method_fits_rule CHECK ((method = 'consensus') = (rule ->> 'kind' = 'consensus')),
  CONSTRAINT poll_secret_shows_nothing_live CHECK (tier <> 'secret' OR NOT live_results),
  CONSTRAINT poll_duration_bounds CHECK (duration_seconds BETWEEN 5 AND 31622400),
  CONSTRAINT poll_has_an_end CHECK (closes_at IS NOT NULL OR (duration_seconds IS NOT NULL AND opened_at IS NULL)),
  CONSTRAINT poll_closes_after_opening CHECK (closes_at > opened_at),
  CONSTRAINT poll_state_known CHECK (state IN ('draft', 'open', 'closed', 'void')),
  CONSTRAINT poll_state_matches_times CHECK (CASE state
    WHEN 'draft'  THEN opened_at IS NULL AND closed_at IS NULL AND voided_at IS NULL
    WHEN 'open'   THEN opened_at IS NOT NULL AND closed_at IS NULL AND voided_at IS NULL
    WHEN 'closed' THEN opened_at IS NOT NULL AND closed_at >= closes_at AND voided_at IS NULL
    WHEN 'void'   THEN closed_at IS NULL AND voided_at IS NOT NULL END),
  CONSTRAINT poll_void_has_reason CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
  CONSTRAINT poll_void_reason_length CHECK (char_length(void_reason) BETWEEN 1 AND 500),
  CONSTRAINT poll_waiting_known CHECK (waiting_for IS NULL OR (waiting_for = 'presence' AND state = 'draft')),
  CONSTRAINT poll_roll_frozen_at_opening CHECK (
    (opened_at IS NULL) = (roll_hash IS NULL)
    AND (opened_at IS NULL) = (entitled_heads IS NULL) AND (opened_at IS NULL) = (entitled_weight IS NULL)),
  CONSTRAINT poll_presence_whole CHECK ((present_heads IS NULL) = (present_weight IS NULL)),
  CONSTRAINT poll_roll_hash_is_sha256 CHECK (octet_length(roll_hash) = 32),
  CONSTRAINT poll_shredded_after_end CHECK (shredded_at IS NULL OR (tier = 'secret' AND state IN ('closed', 'void')))
);
COMMENT ON COLUMN poll.rule IS 'the decision rule (libs/tally), frozen with the poll';
COMMENT ON COLUMN poll.closes_at IS 'a ballot is taken before this instant and never after it, whether or not anything has counted yet';
COMMENT ON COLUMN poll.notice_at IS 'the roll takes the members confirmed by then';
COMMENT ON COLUMN poll.roll_hash IS 'SHA-256 of the roll''s canonical list: see roll';
CREATE INDEX poll_of_assembly ON poll (assembly_id, id);
CREATE INDEX poll_of_motion ON poll (motion_id) WHERE motion_id IS NOT NULL;
CREATE INDEX poll_to_open ON poll (coalesce(retry_at, opens_at)) WHERE state = 'draft';
CREATE INDEX poll_to_close ON poll (coalesce(retry_at, closes_at)) WHERE state = 'open';
CREATE INDEX poll_to_shred ON poll (id) WHERE tier = 'secret' AND state IN ('closed', 'void') AND shredded_at IS NULL;

-- What was frozen at the opening stays; an ended poll stays as it ended. Only the row's life goes on.
CREATE FUNCTION poll_stays_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('closed', 'void')
     AND (to_jsonb(NEW) - 'shredded_at') IS DISTINCT FROM (to_jsonb(OLD) - 'shredded_at') THEN
    RAISE EXCEPTION 'a poll that has ended is never edited' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state = 'open' AND (
      (NEW.assembly_id, NEW.motion_id, NEW.meeting_id, NEW.question, NEW.text, NEW.tier, NEW.method, NEW.rule,
       NEW.roll_policy, NEW.notice_at, NEW.live_results, NEW.opened_at, NEW.entitled_heads, NEW.entitled_weight,
       NEW.present_heads, NEW.present_weight, NEW.roll_hash)
      IS DISTINCT FROM
      (OLD.assembly_id, OLD.motion_id, OLD.meeting_id, OLD.question, OLD.text, OLD.tier, OLD.method, OLD.rule,
       OLD.roll_policy, OLD.notice_at, OLD.live_results, OLD.opened_at, OLD.entitled_heads, OLD.entitled_weight,
       OLD.present_heads, OLD.present_weight, OLD.roll_hash)
      OR NEW.closes_at > OLD.closes_at OR NEW.state = 'draft') THEN
    RAISE EXCEPTION 'what was frozen at the opening is never edited' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER poll_frozen BEFORE UPDATE ON poll FOR EACH ROW EXECUTE FUNCTION poll_stays_frozen();

-- The electoral register of one poll: written once, at its opening. Keyed by person: nobody votes twice through
-- two memberships. Its hash is SHA-256 over UTF-8 lines that end in a line feed: 'plenary/roll/v1', the poll's id,
-- then for each voter '<membership id> <weight> <reason>', in order of the membership ids.
CREATE TABLE roll (
  poll_id       uuid NOT NULL,
  person_id     uuid NOT NULL,
  assembly_id   uuid NOT NULL,
  membership_id uuid NOT NULL,
  weight        integer NOT NULL,
  reason        text NOT NULL,
  PRIMARY KEY (poll_id, person_id),
  CONSTRAINT roll_one_per_membership UNIQUE (poll_id, membership_id),
  CONSTRAINT roll_weight_bounds CHECK (weight BETWEEN 1 AND 1000000),
  CONSTRAINT roll_reason_is_one_line CHECK (char_length(reason) BETWEEN 1 AND 200 AND strpos(reason, E'\n') = 0)
);

-- Whose place on a roll a person votes in: that of a membership which they have taken up and which is theirs. An
-- imported membership is on the roll under its placeholder: nobody votes in its place before the invitation is taken
-- up, though they may have signed up with it, and afterwards whoever took it up, whether or not they have left since.
-- One place is one vote, since the roll's person is the voter; and a person has one place, their own or else the first
-- they took up, however many imported memberships they take up one after the other. Inlined by the planner.
CREATE FUNCTION voter_of(of_poll uuid, of_assembly uuid, of_person uuid) RETURNS SETOF roll LANGUAGE sql STABLE AS $$
  -- OFFSET 0: by the person's few memberships, whatever the planner knows of an assembly's many.
  SELECT r.* FROM (SELECT * FROM membership WHERE person_id = of_person OFFSET 0) m
  JOIN roll r ON r.poll_id = of_poll AND r.membership_id = m.id
  WHERE m.assembly_id = of_assembly AND m.joined_at IS NOT NULL
  ORDER BY r.person_id = of_person DESC, m.joined_at, m.id
  LIMIT 1
$$;

CREATE FUNCTION roll_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a roll is never edited' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER roll_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON roll
  FOR EACH STATEMENT EXECUTE FUNCTION roll_is_frozen();

-- Nobody is added later either: the rows of a roll come in while its poll is a draft. Everybody on it has the
-- membership that it names, in the poll's own assembly. In one look for the whole statement: two foreign keys, which
-- look and lock row by row, made an opening for 100,000 members take 5 s instead of 1. Memberships end, and are never
-- deleted.
CREATE FUNCTION roll_only_at_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT poll_id, assembly_id FROM added) a
             LEFT JOIN poll p ON p.id = a.poll_id AND p.assembly_id = a.assembly_id
             WHERE p.state IS DISTINCT FROM 'draft') THEN
    RAISE EXCEPTION 'a roll is written at the opening of its poll' USING ERRCODE = 'restrict_violation';
  END IF;
  IF EXISTS (SELECT FROM added a
             LEFT JOIN membership m ON m.id = a.membership_id AND m.assembly_id = a.assembly_id
             WHERE m.person_id IS DISTINCT FROM a.person_id) THEN
    RAISE EXCEPTION 'a roll names members of its assembly' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER roll_at_opening AFTER INSERT ON roll REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION roll_only_at_opening();

-- Roll call: the ballot that counts, one per voter.
CREATE TABLE ballot (
  poll_id      uuid NOT NULL,
  person_id    uuid NOT NULL,
  assembly_id  uuid NOT NULL,
  answer       text NOT NULL,
  client_key   text NOT NULL,
  code         text NOT NULL,
  cast_at      timestamptz NOT NULL,
  replacements integer NOT NULL DEFAULT 0,
  PRIMARY KEY (poll_id, person_id),
  CONSTRAINT ballot_on_roll FOREIGN KEY (poll_id, person_id) REFERENCES roll (poll_id, person_id),
  CONSTRAINT ballot_code_once UNIQUE (poll_id, code),
  CONSTRAINT ballot_answer_known CHECK (answer IN ('yes', 'no', 'abstain', 'blank', 'spoilt', 'stand_aside', 'block')),
  CONSTRAINT ballot_client_key_length CHECK (char_length(client_key) BETWEEN 8 AND 64),
  CONSTRAINT ballot_code_form CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'),
  CONSTRAINT ballot_replacements_bounded CHECK (replacements BETWEEN 0 AND 50)
) WITH (fillfactor = 80);
COMMENT ON COLUMN ballot.client_key IS 'makes the request repeatable: a key that was applied once is never applied again';

-- Roll call: the ballots that were replaced, so that a late repeat of an old request still finds its receipt.
CREATE TABLE ballot_replaced (
  poll_id     uuid NOT NULL,
  person_id   uuid NOT NULL,
  ordinal     integer NOT NULL,
  assembly_id uuid NOT NULL,
  answer      text NOT NULL,
  client_key  text NOT NULL,
  code        text NOT NULL,
  cast_at     timestamptz NOT NULL,
  PRIMARY KEY (poll_id, person_id, ordinal),
  CONSTRAINT ballot_replaced_of_ballot FOREIGN KEY (poll_id, person_id) REFERENCES ballot (poll_id, person_id),
  CONSTRAINT ballot_replaced_key_once UNIQUE (poll_id, person_id, client_key)
);

-- Secret: that somebody voted. Random receipt, no time, no choice, no client key.
CREATE TABLE participation (
  poll_id     uuid NOT NULL,
  person_id   uuid NOT NULL,
  assembly_id uuid NOT NULL,
  code        text NOT NULL,
  PRIMARY KEY (poll_id, person_id),
  CONSTRAINT participation_on_roll FOREIGN KEY (poll_id, person_id) REFERENCES roll (poll_id, person_id),
  CONSTRAINT participation_code_once UNIQUE (poll_id, code),
  CONSTRAINT participation_code_form CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$')
);

-- Secret: what was voted. It shares nothing but the poll with the voter's row. While the poll is open the two rows
-- have one transaction (xmin) in common; the close writes all of a poll's ballots anew in one transaction, in random
-- order under new random ids, and the old rows are vacuumed away.
CREATE TABLE secret_ballot (
  poll_id     uuid NOT NULL,
  id          uuid NOT NULL,
  assembly_id uuid NOT NULL,
  answer      text NOT NULL,
  weight      integer NOT NULL,
  PRIMARY KEY (poll_id, id),
  CONSTRAINT secret_ballot_answer_known CHECK (answer IN ('yes', 'no', 'abstain', 'blank', 'spoilt', 'stand_aside', 'block')),
  CONSTRAINT secret_ballot_weight_bounds CHECK (weight BETWEEN 1 AND 1000000)
);

-- A ballot goes into the table of its poll's tier, whatever the code above does.
CREATE FUNCTION ballot_of_its_tier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT poll_id FROM added) a
             LEFT JOIN poll p ON p.id = a.poll_id
             WHERE p.state IS DISTINCT FROM 'open' OR p.tier IS DISTINCT FROM TG_ARGV[0]) THEN
    RAISE EXCEPTION 'a ballot belongs to an open poll of its tier' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ballot_tier AFTER INSERT ON ballot REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ballot_of_its_tier('roll_call');
CREATE TRIGGER participation_tier AFTER INSERT ON participation REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ballot_of_its_tier('secret');
CREATE TRIGGER secret_ballot_tier AFTER INSERT ON secret_ballot REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ballot_of_its_tier('secret');

CREATE TABLE poll_result (
  poll_id      uuid PRIMARY KEY REFERENCES poll (id),
  assembly_id  uuid NOT NULL,
  carried      boolean NOT NULL,
  tally        jsonb NOT NULL,
  sentence     text NOT NULL,
  transcript   text NOT NULL,
  ballots_hash bytea NOT NULL,
  CONSTRAINT poll_result_hash_is_sha256 CHECK (octet_length(ballots_hash) = 32)
);
COMMENT ON COLUMN poll_result.transcript IS 'canonical JSON of the count (libs/tally), rule and figures included: replay decides it again';
COMMENT ON COLUMN poll_result.ballots_hash IS 'SHA-256 over UTF-8 lines that end in a line feed: plenary/ballots/v1, the poll''s id, its tier, then each ballot, sorted bytewise: roll call ''<receipt> <answer> <weight>'', secret ''<answer> <weight>''';
CREATE TRIGGER poll_result_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_result
  FOR EACH STATEMENT EXECUTE FUNCTION entry_is_append_only();

-- 'I am missing', said by a member who looked at the roll before the opening.
CREATE TABLE missing_claim (
  poll_id       uuid NOT NULL REFERENCES poll (id),
  membership_id uuid NOT NULL,
  assembly_id   uuid NOT NULL,
  claimed_at    timestamptz NOT NULL,
  PRIMARY KEY (poll_id, membership_id),
  CONSTRAINT missing_claim_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id)
);

-- What an assembly signs receipts with (Ed25519), made at the opening of its first poll. The private key is PKCS #8,
-- stored as it is: whoever can read the database can sign receipts, as they could already write ballots. Keep
-- database and backups closed; a key held in hardware would replace this column alone.
CREATE TABLE signing_key (
  assembly_id uuid PRIMARY KEY REFERENCES assembly (id),
  public_key  bytea NOT NULL,
  private_key bytea NOT NULL,
  made_at     timestamptz NOT NULL
);
COMMENT ON COLUMN signing_key.public_key IS 'SubjectPublicKeyInfo, DER';
