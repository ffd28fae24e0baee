-- Polls that choose among candidates or options, by any of the counting methods, and the nominations before them.

-- The methods of libs/tally by their names there; yes/no and consensus as before.
ALTER TABLE poll
  ADD COLUMN seats           integer,
  ADD COLUMN ballot_order    text,
  ADD COLUMN max_score       integer,
  ADD COLUMN publish_ballots boolean,
  ADD COLUMN tie_seed        bytea,
  ADD COLUMN tie_seed_hash   bytea,
  ADD COLUMN order_seed      bytea,
  ADD COLUMN ballots_salt    bytea,
  DROP CONSTRAINT poll_method_known,
  ADD CONSTRAINT poll_method_known CHECK (method IN (
    'yes_no', 'consensus',
    'plurality', 'block', 'approval', 'score', 'irv', 'stv-scottish', 'stv-meek', 'stv-meek-exact', 'stv-meek-nz',
    'stv-ers97', 'schulze', 'ranked-pairs')),
  ADD CONSTRAINT poll_election_has_its_terms CHECK (CASE WHEN method IN ('yes_no', 'consensus')
    THEN num_nonnulls(seats, ballot_order, max_score, publish_ballots, tie_seed, tie_seed_hash, order_seed, ballots_salt) = 0
    ELSE num_nulls(seats, ballot_order, publish_ballots) = 0 AND (method = 'score') = (max_score IS NOT NULL) END),
  ADD CONSTRAINT poll_seats_bounds CHECK (seats BETWEEN 1 AND 100),
  ADD CONSTRAINT poll_one_seat_methods CHECK (seats = 1 OR method NOT IN ('plurality', 'irv')),
  ADD CONSTRAINT poll_ballot_order_known CHECK (ballot_order IN ('fixed', 'drawn')),
  ADD CONSTRAINT poll_max_score_bounds CHECK (max_score BETWEEN 1 AND 100),
  -- Nobody sees how an election stands: a count of a part would tell the last voters how to vote.
  ADD CONSTRAINT poll_election_shows_nothing_live CHECK (seats IS NULL OR NOT live_results),
  ADD CONSTRAINT poll_tie_seed_from_opening CHECK (
    (tie_seed IS NULL) = (tie_seed_hash IS NULL) AND (tie_seed IS NOT NULL) = (seats IS NOT NULL AND opened_at IS NOT NULL)),
  ADD CONSTRAINT poll_tie_seed_is_committed CHECK (octet_length(tie_seed) = 32 AND tie_seed_hash = sha256(tie_seed)),
  ADD CONSTRAINT poll_order_seed_while_open CHECK (order_seed IS NULL OR (ballot_order = 'drawn' AND state = 'open')),
  ADD CONSTRAINT poll_ballots_salt_where_kept_back CHECK (
    ballots_salt IS NULL OR (tier = 'secret' AND NOT publish_ballots AND opened_at IS NOT NULL));
COMMENT ON COLUMN poll.seats IS 'how many are elected; null for yes/no and consensus, as the other terms of an election are';
COMMENT ON COLUMN poll.ballot_order IS 'fixed: everybody sees the candidates in the order of their places; drawn: each voter in an order of their own';
COMMENT ON COLUMN poll.max_score IS 'the method score: scores go from 0 to this';
COMMENT ON COLUMN poll.publish_ballots IS 'whether the papers of a secret election are published after the close, without names: a bylaw, chosen beforehand';
COMMENT ON COLUMN poll.tie_seed IS 'random, made at the opening and told with the result: the tie order is that of SHA-256 over plenary/tie-order/v1, the seed in hexadecimal and the candidate''s id, each ended by a line feed';
COMMENT ON COLUMN poll.tie_seed_hash IS 'SHA-256 of the seed, in the record from the opening: it cannot be chosen when the ballots are known';
COMMENT ON COLUMN poll.order_seed IS 'random, kept while the poll is open and told to nobody: a paper that follows its voter''s own order would be theirs to whoever knew it';
COMMENT ON COLUMN poll.ballots_salt IS 'a line of ballots_hash where the papers are kept back: from the bare hash a few short rankings could be guessed';

CREATE OR REPLACE FUNCTION poll_stays_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('closed', 'void')
     AND (to_jsonb(NEW) - 'shredded_at') IS DISTINCT FROM (to_jsonb(OLD) - 'shredded_at') THEN
    RAISE EXCEPTION 'a poll that has ended is never edited' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state = 'open' AND (
      (NEW.assembly_id, NEW.motion_id, NEW.meeting_id, NEW.question, NEW.text, NEW.tier, NEW.method, NEW.rule,
       NEW.roll_policy, NEW.notice_at, NEW.live_results, NEW.opened_at, NEW.entitled_heads, NEW.entitled_weight,
       NEW.present_heads, NEW.present_weight, NEW.roll_hash, NEW.seats, NEW.ballot_order, NEW.max_score,
       NEW.publish_ballots, NEW.tie_seed, NEW.ballots_salt)
      IS DISTINCT FROM
      (OLD.assembly_id, OLD.motion_id, OLD.meeting_id, OLD.question, OLD.text, OLD.tier, OLD.method, OLD.rule,
       OLD.roll_policy, OLD.notice_at, OLD.live_results, OLD.opened_at, OLD.entitled_heads, OLD.entitled_weight,
       OLD.present_heads, OLD.present_weight, OLD.roll_hash, OLD.seats, OLD.ballot_order, OLD.max_score,
       OLD.publish_ballots, OLD.tie_seed, OLD.ballots_salt)
      OR NEW.closes_at > OLD.closes_at OR NEW.state = 'draft') THEN
    RAISE EXCEPTION 'what was frozen at the opening is never edited' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- Who or what can be voted for: written once, at the opening, in the order of the ballot paper.
CREATE TABLE poll_candidate (
  poll_id       uuid NOT NULL REFERENCES poll (id),
  place         integer NOT NULL,
  id            uuid NOT NULL,
  assembly_id   uuid NOT NULL,
  membership_id uuid,
  name          text NOT NULL,
  statement     text NOT NULL,
  PRIMARY KEY (poll_id, place),
  CONSTRAINT poll_candidate_id_once UNIQUE (id),
  CONSTRAINT poll_candidate_name_once UNIQUE (poll_id, name),
  CONSTRAINT poll_candidate_member_once UNIQUE (poll_id, membership_id),
  CONSTRAINT poll_candidate_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT poll_candidate_place_bounds CHECK (place BETWEEN 0 AND 199),
  CONSTRAINT poll_candidate_name_length CHECK (char_length(name) BETWEEN 1 AND 220),
  CONSTRAINT poll_candidate_statement_length CHECK (char_length(statement) <= 2000)
);
COMMENT ON COLUMN poll_candidate.place IS 'from 0, without a gap: how ballots and transcripts name the candidate';

CREATE FUNCTION candidates_only_at_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT poll_id, assembly_id FROM added) a
             LEFT JOIN poll p ON p.id = a.poll_id AND p.assembly_id = a.assembly_id AND p.seats IS NOT NULL
             WHERE p.state IS DISTINCT FROM 'draft') THEN
    RAISE EXCEPTION 'candidates are written at the opening of an election' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER poll_candidate_at_opening AFTER INSERT ON poll_candidate REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION candidates_only_at_opening();
CREATE FUNCTION candidates_are_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the candidates of a poll are never edited' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER poll_candidate_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_candidate
  FOR EACH STATEMENT EXECUTE FUNCTION candidates_are_frozen();

-- What a paper of an election says, as canonical text of the candidates' places: r:3>0=2 ranks, m:0+2 marks,
-- s:0=5+2=3 gives scores. No spaces, so that the lines that are hashed stay what they are.
CREATE FUNCTION is_ballot_answer(answer text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT answer IN ('yes', 'no', 'abstain', 'blank', 'spoilt', 'stand_aside', 'block')
    OR (char_length(answer) <= 2000 AND answer ~
      '^(r:[0-9]{1,3}([>=][0-9]{1,3})*|m:[0-9]{1,3}([+][0-9]{1,3})*|s:[0-9]{1,3}=[0-9]{1,3}([+][0-9]{1,3}=[0-9]{1,3})*)$')
$$;
ALTER TABLE ballot
  DROP CONSTRAINT ballot_answer_known,
  ADD CONSTRAINT ballot_answer_known CHECK (is_ballot_answer(answer));
ALTER TABLE secret_ballot
  DROP CONSTRAINT secret_ballot_answer_known,
  ADD CONSTRAINT secret_ballot_answer_known CHECK (is_ballot_answer(answer));
COMMENT ON COLUMN poll_result.ballots_hash IS 'SHA-256 over UTF-8 lines that end in a line feed: plenary/ballots/v1, the poll''s id, its tier, in a secret election whose papers are kept back the salt in hexadecimal, then each ballot, sorted bytewise: roll call ''<receipt> <answer> <weight>'', secret ''<answer> <weight>''';

ALTER TABLE motion
  DROP CONSTRAINT motion_kind_known,
  ADD CONSTRAINT motion_kind_known CHECK (kind IN (
    'confirm_roll', 'choose_facilitator', 'adopt_bylaws', 'ordinary', 'confirm_members', 'apply_import',
    'suspend_member', 'expel_member', 'amend_bylaws', 'direct_action', 'annul_result', 'choose_on_the_spot',
    'affiliate', 'accept_affiliate', 'disaffiliate', 'election', 'choose_option'));

-- Who was named as a candidate in an election, and what they said to it.
CREATE TABLE nomination (
  motion_id     uuid NOT NULL,
  membership_id uuid NOT NULL,
  assembly_id   uuid NOT NULL,
  nominated_by  uuid NOT NULL,
  nominated_at  timestamptz NOT NULL,
  state         text NOT NULL,
  statement     text NOT NULL DEFAULT '',
  answered_at   timestamptz,
  PRIMARY KEY (motion_id, membership_id),
  CONSTRAINT nomination_of_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT nomination_of_member FOREIGN KEY (assembly_id, membership_id) REFERENCES membership (assembly_id, id),
  CONSTRAINT nomination_by_member FOREIGN KEY (assembly_id, nominated_by) REFERENCES membership (assembly_id, id),
  CONSTRAINT nomination_state_known CHECK (state IN ('proposed', 'standing', 'declined', 'withdrawn')),
  CONSTRAINT nomination_answered CHECK ((state = 'proposed') = (answered_at IS NULL)),
  CONSTRAINT nomination_answered_later CHECK (answered_at >= nominated_at),
  CONSTRAINT nomination_statement_length CHECK (char_length(statement) <= 2000)
);
