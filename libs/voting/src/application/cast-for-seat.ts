import { ok, type PollId, type Result, rejected } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';
import type { Receipt } from '../domain/receipt.js';
import {
  type CastOutcome,
  castOneForSeat,
  isSeatOnRoll,
  ordinalOf,
  type SeatBallot,
} from '../persistence/cast-batch.js';
import { lockPollShared } from '../persistence/poll-lock.js';
import { pollOf } from '../persistence/poll-store.js';
import { tryAgain } from './ballot-box.js';
import { castRejection, pollNotOpen } from './cast-ballot.js';

export type { SeatBallot };

export interface SeatCast {
  readonly receipt: Receipt;
  /** Which ballot of the seat it is, from 0; null for a repeat, which wrote nothing. */
  readonly written: number | null;
}

/** Until the commit the poll waits for this ballot, or has closed. Taken before whoever speaks for the seat is judged. */
export function holdPoll(tx: Tx, pollId: PollId): Promise<void> {
  return lockPollShared(tx, pollId);
}

/**
 * Puts a ballot for a seat into the box, in the caller's transaction, which holds the poll (`holdPoll`) and the seat and
 * has judged who speaks for it. Repeatable with the client's key.
 * @throws TRY_AGAIN where another ballot for this seat went first, again and again.
 */
export async function castForSeat(tx: Tx, seen: Poll, ballot: SeatBallot): Promise<Result<SeatCast>> {
  const poll = (await pollOf(tx, seen.id))!;
  if (poll.openedAt === null) return rejected(await pollNotOpen(tx, poll.id));
  if (!(await isSeatOnRoll(tx, poll.id, ballot.seatId)))
    return rejected({
      code: 'NOT_ON_ROLL',
      message: 'This seat is not on the roll of this poll, which was fixed when it opened.',
    });
  const { verdict, code, castAt, assemblyId } = await cast(tx, poll, ballot);
  switch (verdict) {
    case 'CAST':
    case 'RECEIPT':
    case 'REPLACED': {
      const replaced = verdict === 'REPLACED';
      const receipt = { pollId: poll.id, assemblyId: assemblyId!, code: code!, replaced, castAt };
      return ok({
        receipt,
        written: verdict === 'CAST' ? await ordinalOf(tx, poll.id, ballot.seatId) : null,
      });
    }
    default:
      return rejected(await castRejection(tx, poll.id, verdict, null));
  }
}

/** How often a ballot goes again that lost to another for the same seat. */
const ATTEMPTS = 20;

async function cast(tx: Tx, poll: Poll, ballot: SeatBallot): Promise<CastOutcome> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await castOneForSeat(tx, poll, ballot);
    if (outcome.verdict !== 'AGAIN') return outcome;
    if (attempt >= ATTEMPTS) throw tryAgain();
  }
}
