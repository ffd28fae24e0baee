import { authorise } from '@plenary/assembly';
import {
  type Authority,
  ok,
  type PersonId,
  type PollId,
  type Rejection,
  type Result,
  rejected,
} from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';
import { choicesMayBeSeen } from '../domain/rules.js';
import { lockPollAlone } from '../persistence/poll-lock.js';
import { bringCloseForward, lockPollRow } from '../persistence/poll-store.js';
import type { VotingPorts } from './ports.js';
import { holdVisiblePoll } from './visible-poll.js';

/** Everybody sees at least so many seconds run down before a poll closes by hand. */
export const LEAST_COUNTDOWN_SECONDS = 30;

export interface CloseByHandRejection extends Rejection {
  /**
   * `NO_MEETING`: it is not put in a meeting that is in session. `RESULT_VISIBLE`: somebody can see how the count
   * stands, so nobody may choose the moment at which it ends.
   */
  readonly code: 'POLL_NOT_OPEN' | 'NO_MEETING' | 'RESULT_VISIBLE';
}

export interface CloseByHand {
  readonly pollId: PollId;
  /** At least 30. */
  readonly countdownSeconds: number;
}

/** Starts the countdown: the poll closes when it has run down, or at its own time when that is sooner. */
export async function startCountdown(
  ports: VotingPorts,
  tx: Tx,
  input: CloseByHand & { readonly authority: Authority },
): Promise<Result<Poll, CloseByHandRejection>> {
  const poll = await lockPollRow(tx, input.pollId);
  if (poll === null) throw notAllowed();
  await lockPollAlone(tx, input.pollId);
  if (poll.state !== 'open' || poll.closesAt! <= (await tx.now())) {
    return rejected({ code: 'POLL_NOT_OPEN', message: 'The poll is not open.' });
  }
  if (choicesMayBeSeen(poll)) {
    return rejected({
      code: 'RESULT_VISIBLE',
      message: 'The count is visible while the poll is open, so it closes at its time and not by hand.',
    });
  }
  const session = await ports.presence.presentNow(tx, poll.assemblyId);
  if (session === null || poll.meetingId !== session.meetingId) {
    return rejected({
      code: 'NO_MEETING',
      message: 'A poll closes by hand only in the meeting that it was put in. It closes at its time.',
    });
  }
  const seconds = Math.max(input.countdownSeconds, LEAST_COUNTDOWN_SECONDS);
  const counting = await bringCloseForward(tx, poll.id, seconds);
  tx.record({
    assemblyId: poll.assemblyId,
    kind: 'poll.countdown-started',
    authority: input.authority,
    data: {
      poll: poll.id,
      motion: poll.motionId,
      meeting: session.meetingId,
      closesAt: counting.closesAt!.toISOString(),
    },
    personal: { question: poll.question },
  });
  return ok(counting);
}

/** The same for a person who asks: whoever facilitates, in the order of the table of rights. */
export async function closePollByHand(
  ports: VotingPorts,
  tx: Tx,
  personId: PersonId,
  input: CloseByHand,
): Promise<Result<Poll>> {
  const poll = await holdVisiblePoll(tx, personId, input.pollId);
  const granted = await authorise(tx, personId, poll.assemblyId, 'poll.closeByHand', {
    dueSince: poll.openedAt ?? undefined,
    concerned: await ports.concernedIn(tx, poll),
  });
  if (!granted.ok) return granted;
  return startCountdown(ports, tx, { ...input, authority: granted.value.authority });
}
