import { randomBytes } from 'node:crypto';
import { lockMembers } from '@plenary/assembly';
import {
  type Authority,
  type JsonObject,
  ok,
  type PollId,
  type Rejection,
  type Result,
  rejected,
} from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { checkFigures } from '@plenary/tally';
import { type Candidate, distinctNames } from '../domain/election.js';
import { ruleInMeeting } from '../domain/meeting-quorum.js';
import type { Poll } from '../domain/poll.js';
import { PRESENT_ROLL } from '../domain/roll-policy.js';
import { canMove, HIDING_NUMBER } from '../domain/rules.js';
import { insertCandidates } from '../persistence/candidate-store.js';
import { lockPollRow, markOpen, type Opening } from '../persistence/poll-store.js';
import {
  freezeRoll,
  hasRareWeight,
  isQuorate,
  policyNamed,
  presentOnRoll,
} from '../persistence/roll-store.js';
import { countJson, hex, ruleJson } from './entry-data.js';
import type { Session, VotingPorts } from './ports.js';
import { ensureSigningKey } from './receipt-signer.js';
import { namesForRecord } from './record-names.js';

export interface OpenPollRejection extends Rejection {
  /**
   * `PRESENCE_NEEDED`: the rule counts those present and no meeting is in session; it waits for one.
   * `QUORUM_MISSING`: the meeting that it is put in is short of its quorum; it waits until it is not, or is over.
   * Others: why whatever put the poll says that it may not open any more.
   * `WEIGHTS_TOO_RARE`: in a secret poll a weight that fewer than 5 voters hold would show how they voted.
   * `NOBODY_STANDS`: there is nobody to elect, so there is nothing to vote on.
   */
  readonly code:
    | 'POLL_NOT_DRAFT'
    | 'PRESENCE_NEEDED'
    | 'QUORUM_MISSING'
    | 'WEIGHTS_TOO_RARE'
    | 'MAY_NOT_OPEN'
    | 'NOBODY_STANDS';
}

/**
 * Opens a poll: roll, weights, presence, rule and closing time are frozen. The roll goes from table to table in one
 * statement, whatever its size. Whoever calls it has judged that it may open; at its time it opens by itself.
 */
export async function openPoll(
  ports: VotingPorts,
  tx: Tx,
  input: { readonly pollId: PollId; readonly authority?: Authority },
): Promise<Result<Poll, OpenPollRejection>> {
  const draft = await lockPollRow(tx, input.pollId);
  if (draft === null || !canMove(draft.state, 'open')) {
    return rejected({ code: 'POLL_NOT_DRAFT', message: 'The poll has opened already, or was withdrawn.' });
  }
  // Nobody joins, leaves or takes up an invitation between the freezing and the commit.
  await lockMembers(tx, draft.assemblyId, 'exclusive');
  const stopped = await ports.mayOpen?.(tx, draft);
  if (stopped != null) return rejected({ code: 'MAY_NOT_OPEN', message: stopped });
  const policy = policyNamed(draft.rollPolicy, ports.rollPolicies);
  const session = await sessionOf(ports, tx, draft);
  // A poll among those present has them all on its roll.
  const inMeeting = draft.meetingId !== null && draft.rollPolicy !== PRESENT_ROLL;
  const quorum = (inMeeting && session?.quorum) || null;
  // Before the roll is written: whoever is missing may come in a moment, and the roll may be large.
  if (quorum !== null && !(await isQuorate(tx, draft, policy, session!.membershipIds, quorum))) {
    return rejected({
      code: 'QUORUM_MISSING',
      message: 'The meeting is short of its quorum: the poll opens as soon as enough members are present.',
    });
  }
  const { rule, reason } = quorum ? ruleInMeeting(draft.rule, quorum) : { rule: draft.rule, reason: null };
  const { entitled, hash } = await freezeRoll(tx, draft, policy);
  if (draft.tier === 'secret' && (await hasRareWeight(tx, draft.id, HIDING_NUMBER))) {
    return rejected({
      code: 'WEIGHTS_TOO_RARE',
      message:
        'A weight is held by fewer than 5 voters, so a secret count would show how they voted: hold it by roll call.',
    });
  }
  const present = session && (await presentOnRoll(tx, draft.id, session.membershipIds));
  if (!checkFigures(rule, { entitled, present }).ok) {
    return rejected({
      code: 'PRESENCE_NEEDED',
      message: 'The rule counts those present: the poll opens when a meeting is in session.',
    });
  }
  const standing = draft.election === null ? [] : distinctNames(await ports.standingFor(tx, draft));
  if (draft.election !== null && standing.length === 0) {
    return rejected({
      code: 'NOBODY_STANDS',
      message: 'Nobody stands for election, so there is nothing to vote on.',
    });
  }
  const candidates = await insertCandidates(tx, draft, standing);
  await ensureSigningKey(tx, draft.assemblyId);
  const poll = await markOpen(tx, draft.id, {
    rollHash: hash,
    entitled,
    present,
    rule,
    ruleReason: reason,
    seeds: seedsFor(draft),
  });
  recordOpening(tx, poll, candidates, await namesForRecord(tx, poll, candidates), input.authority);
  return ok(poll);
}

/** The meeting that is in session, where the poll is put in it or in none. */
async function sessionOf(ports: VotingPorts, tx: Tx, draft: Poll): Promise<Session | null> {
  const session = await ports.presence.presentNow(tx, draft.assemblyId);
  return draft.meetingId !== null && draft.meetingId !== session?.meetingId ? null : session;
}

/** What is drawn by lot in an election is drawn now, when nobody has voted: see the comments on the columns. */
function seedsFor({ election, tier }: Poll): Opening['seeds'] {
  if (election === null) return null;
  return {
    tie: randomBytes(32),
    order: election.order === 'drawn' ? randomBytes(32) : null,
    salt: tier === 'secret' && !election.publishBallots ? randomBytes(32) : null,
  };
}

/** An election's terms as an entry holds them; the names are personal data. */
function electionFacts({ election, tieSeedHash }: Poll, candidates: readonly Candidate[]): JsonObject {
  if (election === null) return {};
  return {
    election: {
      ...election,
      candidates: candidates.map(({ id, membershipId }) => ({ id, member: membershipId })),
      tieSeedHash: hex(tieSeedHash),
    },
  };
}

function recordOpening(
  tx: Tx,
  poll: Poll,
  candidates: readonly Candidate[],
  names: string | null,
  authority: Authority | undefined,
): void {
  const byItself: Authority =
    poll.motionId === null ? { source: 'system' } : { source: 'motion', motion: poll.motionId };
  tx.record({
    assemblyId: poll.assemblyId,
    kind: 'poll.opened',
    authority: authority ?? byItself,
    data: {
      poll: poll.id,
      motion: poll.motionId,
      meeting: poll.meetingId,
      tier: poll.tier,
      method: poll.method,
      rule: ruleJson(poll.rule),
      ...(poll.ruleReason !== null && { ruleReason: poll.ruleReason }),
      liveResults: poll.liveResults,
      rollPolicy: poll.rollPolicy,
      noticeAt: poll.noticeAt.toISOString(),
      entitled: countJson(poll.entitled),
      present: countJson(poll.present),
      rollHash: hex(poll.rollHash),
      openedAt: poll.openedAt!.toISOString(),
      closesAt: poll.closesAt!.toISOString(),
      ...electionFacts(poll, candidates),
    },
    personal: {
      question: poll.question,
      ...(names !== null && { candidates: names }),
    },
  });
}
