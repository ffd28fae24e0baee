-- Meetings: quorum, calling again, a facilitator chosen on the spot. The tree: affiliation by decision of both. Voids.

-- ───────── motions of four more kinds
ALTER TABLE motion DROP CONSTRAINT motion_kind_known;
ALTER TABLE motion ADD CONSTRAINT motion_kind_known CHECK (kind IN (
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
  'annul_result',
  'choose_on_the_spot',
  'affiliate',
  'accept_affiliate',
  'disaffiliate'));

-- ───────── one member at a time facilitates because those present chose them; the end of the meeting ends the shift
CREATE UNIQUE INDEX shift_one_on_the_spot ON shift (task_id) WHERE chosen = 'spot' AND ended_at IS NULL;

-- ───────── polls: who voided one, what a due one waits for, and why a frozen rule is not the one of the bylaws
ALTER TABLE poll
  ADD COLUMN voided_by text,
  ADD COLUMN rule_reason text,
  ADD CONSTRAINT poll_voided_by_known CHECK (
    voided_by IN ('membership', 'shift', 'mandate', 'commission', 'together', 'motion', 'system')),
  ADD CONSTRAINT poll_voided_by_somebody CHECK (voided_by IS NULL OR state = 'void'),
  ADD CONSTRAINT poll_rule_reason_length CHECK (char_length(rule_reason) BETWEEN 1 AND 500),
  ADD CONSTRAINT poll_rule_reason_from_opening CHECK (rule_reason IS NULL OR opened_at IS NOT NULL),
  DROP CONSTRAINT poll_waiting_known;
ALTER TABLE poll ADD CONSTRAINT poll_waiting_known
  CHECK (waiting_for IS NULL OR (waiting_for IN ('presence', 'quorum') AND state = 'draft'));
COMMENT ON COLUMN poll.voided_by IS 'the source of the authority that ended it without a result; null for polls voided before this was kept';
COMMENT ON COLUMN poll.rule_reason IS 'why the frozen rule differs from the rule in the bylaws: the quorum of the meeting, or half of it';
CREATE INDEX poll_draft_of_meeting ON poll (meeting_id) WHERE state = 'draft' AND meeting_id IS NOT NULL;
-- Frozen like the rule that it explains.
CREATE FUNCTION poll_rule_reason_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was frozen at the opening is never edited' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER poll_rule_reason_frozen BEFORE UPDATE OF rule_reason ON poll FOR EACH ROW
  WHEN (OLD.opened_at IS NOT NULL AND NEW.rule_reason IS DISTINCT FROM OLD.rule_reason)
  EXECUTE FUNCTION poll_rule_reason_stays();

-- ───────── meetings that failed their quorum, and those called again at half of it
ALTER TABLE meeting
  ADD COLUMN quorum_needed integer,
  ADD COLUMN quorum_most integer,
  ADD COLUMN again_of uuid,
  -- A meeting is called again once, whoever is first.
  ADD CONSTRAINT meeting_called_again_once UNIQUE (again_of),
  ADD CONSTRAINT meeting_again_of_meeting FOREIGN KEY (assembly_id, again_of) REFERENCES meeting (assembly_id, id),
  ADD CONSTRAINT meeting_again_of_another CHECK (again_of <> id),
  ADD CONSTRAINT meeting_failed_whole CHECK (
    (quorum_needed IS NULL AND quorum_most IS NULL)
    OR (ended_at IS NOT NULL AND quorum_most >= 0 AND quorum_most < quorum_needed));
COMMENT ON COLUMN meeting.quorum_needed IS 'set when the meeting ended for want of quorum: how many members had to be present';
COMMENT ON COLUMN meeting.quorum_most IS 'and how many were present at the most';
COMMENT ON COLUMN meeting.again_of IS 'the meeting that failed its quorum, which this one repeats at half the quorum';

-- ───────── the tree of assemblies: the lower one asks, the upper one accepts, each by a carried motion of its own
CREATE TABLE affiliation (
  id          uuid PRIMARY KEY,
  -- The assembly that asks, whose row this is.
  assembly_id uuid NOT NULL REFERENCES assembly (id),
  -- No foreign key: whether there is such an assembly is nothing that the asking one learns.
  parent_id   uuid NOT NULL,
  motion_id   uuid NOT NULL UNIQUE,
  asked_at    timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  begun_at    timestamptz,
  ended_at    timestamptz,
  end_reason  text,
  CONSTRAINT affiliation_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id),
  CONSTRAINT affiliation_not_to_itself CHECK (parent_id <> assembly_id),
  CONSTRAINT affiliation_expires_later CHECK (expires_at > asked_at),
  CONSTRAINT affiliation_in_order CHECK (begun_at >= asked_at AND ended_at >= asked_at AND ended_at >= begun_at),
  CONSTRAINT affiliation_end_reason_known CHECK (end_reason IN ('left', 'withdrawn', 'lapsed', 'circle')),
  CONSTRAINT affiliation_end_whole CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
-- One assembly above at a time, and one request at a time.
CREATE UNIQUE INDEX affiliation_one_at_a_time ON affiliation (assembly_id) WHERE ended_at IS NULL;
CREATE INDEX affiliation_asked_of ON affiliation (parent_id, asked_at) WHERE ended_at IS NULL;
COMMENT ON TABLE affiliation IS 'asked by a carried motion of the lower assembly; begins when the upper one has accepted; ends by the lower one''s motion alone';

CREATE TABLE affiliation_acceptance (
  affiliation_id uuid PRIMARY KEY REFERENCES affiliation (id),
  -- The upper assembly, whose row this is: a transaction writes one assembly.
  assembly_id    uuid NOT NULL REFERENCES assembly (id),
  motion_id      uuid NOT NULL UNIQUE,
  accepted_at    timestamptz NOT NULL,
  CONSTRAINT affiliation_acceptance_by_motion FOREIGN KEY (assembly_id, motion_id) REFERENCES motion (assembly_id, id)
);
