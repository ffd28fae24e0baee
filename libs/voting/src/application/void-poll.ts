import { authorise, type RightNotHeld } from '@plenary/assembly';
import {
  type Authority,
  ok,
  type PersonId,
  type PollId,
  type Rejection,
  type Result,
  rejected,
} from '@plenary/kernel';
import { badInput, notAllowed, type Tx } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';
import { canMove, choicesMayBeSeen } from '../domain/rules.js';
import { dropSecretBallots, votedIn } from '../persistence/count-store.js';
import { lockPollAlone } from '../persistence/poll-lock.js';
import { lockPollRow, markVoid, wasVoidedBefore } from '../persistence/poll-store.js';
import { endCheckOffs } from '../persistence/station-store.js';
import type { VotingPorts } from './ports.js';
import { holdVisiblePoll } from './visible-poll.js';

export interface VoidRejection extends Rejection {
  /** `CHOICE_SEEN`: results are live and a ballot is in, so the poll runs to its close. */
  readonly code: 'POLL_NOT_OPEN' | 'CHOICE_SEEN';
}

export const MAX_VOID_REASON = 500;

const ONLY_TOGETHER_NOW: RightNotHeld = {
  code: 'RIGHT_NOT_HELD',
  message:
    'An earlier vote on this matter was ended without a result. This one runs to its close, unless members together end it.',
  holders: ['members together'],
  fallback: 'members together',
};

export interface VoidInput {
  readonly pollId: PollId;
  /** For the members to read: 1 to 500 characters. */
  readonly reason: string;
  readonly authority: Authority;
}

/**
 * Ends a draft, or an open poll of which nobody has seen a choice, without a result. Whoever calls it has judged the
 * right. What was cast in secret is deleted.
 */
export async function voidPoll(
  ports: VotingPorts,
  tx: Tx,
  input: VoidInput,
): Promise<Result<Poll, VoidRejection>> {
  const before = await lockPollRow(tx, input.pollId);
  if (before === null) throw notAllowed();
  await lockPollAlone(tx, input.pollId);
  const over = before.state === 'open' && before.closesAt! <= (await tx.now());
  if (over || !canMove(before.state, 'void')) {
    return rejected({ code: 'POLL_NOT_OPEN', message: 'The poll has ended: its result stands.' });
  }
  if (
    before.state === 'open' &&
    choicesMayBeSeen(before) &&
    ((await votedIn(tx, [before])).get(before.id) ?? 0) > 0
  ) {
    return rejected({
      code: 'CHOICE_SEEN',
      message:
        'A vote is in and members can see it: the poll runs to its close. Its result can be contested afterwards.',
    });
  }
  if (before.tier === 'secret') await dropSecretBallots(tx, before.id);
  await endCheckOffs(tx, before.id);
  const poll = await markVoid(tx, before.id, input.reason, input.authority.source);
  tx.record({
    assemblyId: poll.assemblyId,
    kind: 'poll.voided',
    authority: input.authority,
    data: { poll: poll.id, motion: poll.motionId, wasOpen: before.state === 'open' },
    personal: { question: poll.question, reason: input.reason },
  });
  await ports.pollVoided(tx, poll);
  return ok(poll);
}

/**
 * The same for a person who asks: whoever facilitates; members together come through their request. A shift's powers
 * void the vote on a matter once: it is put again, and whoever could void that one too could keep it off the floor.
 */
export async function voidPollByHand(
  ports: VotingPorts,
  tx: Tx,
  personId: PersonId,
  input: { readonly pollId: PollId; readonly reason: string },
): Promise<Result<Poll>> {
  const reason = input.reason.trim();
  if (reason === '' || [...reason].length > MAX_VOID_REASON) {
    throw badInput('reason', `Say why, in 1 to ${MAX_VOID_REASON} characters.`);
  }
  const poll = await holdVisiblePoll(tx, personId, input.pollId);
  const granted = await authorise(tx, personId, poll.assemblyId, 'poll.void', {
    dueSince: poll.openedAt ?? undefined,
    concerned: await ports.concernedIn(tx, poll),
  });
  if (!granted.ok) return granted;
  if (poll.state !== 'open') {
    return rejected({ code: 'POLL_NOT_OPEN', message: 'Only an open poll can be ended without a result.' });
  }
  if (await wasVoidedBefore(tx, poll)) return rejected(ONLY_TOGETHER_NOW);
  return voidPoll(ports, tx, { ...input, reason, authority: granted.value.authority });
}
