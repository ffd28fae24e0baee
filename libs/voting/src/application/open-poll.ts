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
import { type Count, checkFigures } from '@plenary/tally';
import { type Candidate, distinctNames } from '../domain/election.js';
import type { Poll } from '../domain/poll.js';
import { canMove, HIDING_NUMBER } from '../domain/rules.js';
import { insertCandidates } from '../persistence/candidate-store.js';
import { lockPollRow, markOpen, type Opening } from '../persistence/poll-store.js';
import { freezeRoll, hasRareWeight, policyNamed, presentOnRoll } from '../persistence/roll-store.js';
import { countJson, hex, ruleJson } from './entry-data.js';
import type { VotingPorts } from './ports.js';
import { ensureSigningKey } from './receipt-signer.js';

export interface OpenPollRejection extends Rejection {
  /**
   * `PRESENCE_NEEDED`: the rule counts those present and no meeting is in session; it waits for one.
   * `WEIGHTS_TOO_RARE`: in a secret poll a weight that fewer than 5 voters hold would show how they voted.
   * `NOBODY_STANDS`: there is nobody to elect, so there is nothing to vote on.
   */
  readonly code: 'POLL_NOT_DRAFT' | 'PRESENCE_NEEDED' | 'WEIGHTS_TOO_RARE' | 'NOBODY_STANDS';
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
  const { entitled, hash } = await freezeRoll(tx, draft, policyNamed(draft.rollPolicy, ports.rollPolicies));
  if (draft.tier === 'secret' && (await hasRareWeight(tx, draft.id, HIDING_NUMBER))) {
    return rejected({
      code: 'WEIGHTS_TOO_RARE',
      message:
        'A weight is held by fewer than 5 voters, so a secret count would show how they voted: hold it by roll call.',
    });
  }
  const present = await presenceOf(ports, tx, draft);
  if (!checkFigures(draft.rule, { entitled, present }).ok) {
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
  const poll = await markOpen(tx, draft.id, { rollHash: hash, entitled, present, seeds: seedsFor(draft) });
  recordOpening(tx, poll, candidates, input.authority);
  return ok(poll);
}

/** Those of the roll who are present, where the poll is put in the meeting that is in session or its rule asks. */
async function presenceOf(ports: VotingPorts, tx: Tx, draft: Poll): Promise<Count | null> {
  const presence = await ports.presence.presentNow(tx, draft.assemblyId);
  if (presence === null) return null;
  if (draft.meetingId !== null && draft.meetingId !== presence.meetingId) return null;
  return presentOnRoll(tx, draft.id, presence.membershipIds);
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
      ...(candidates.length > 0 && { candidates: candidates.map(({ name }) => name).join(', ') }),
    },
  });
}
