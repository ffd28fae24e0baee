import { randomBytes } from 'node:crypto';
import type { AssemblyId, PersonId, PollId } from '@plenary/kernel';
import type { Sql, Tx, UnitOfWork } from '@plenary/platform';
import type { Poll, Tier } from '../domain/poll.js';
import { CODE_LENGTH, receiptCode } from '../domain/receipt.js';
import type { CheckOff } from '../domain/station.js';
import {
  CAST_ROLL_CALL,
  CAST_SECRET,
  SEAT_ROLL_CALL,
  STATION_ROLL_CALL,
  STATION_SECRET,
} from './cast-statements.js';
import { sharedLockOf } from './poll-lock.js';

/** One request to cast, as it came in; who asks is the statement's to find out. */
export interface CastRequest {
  readonly tokenHash: Buffer;
  /** One of the poll's answers, or the canonical text of a choice; anything else gets BALLOT_INVALID. */
  readonly answer: string;
  readonly clientKey: string;
}

export type CastVerdict =
  | 'CAST'
  /** An earlier request of the voter's: its receipt. */
  | 'RECEIPT'
  /** The same, for a roll-call ballot that was replaced since. */
  | 'REPLACED'
  /** Something else of the same voter's went first: judge it anew. */
  | 'AGAIN'
  | 'NOT_SIGNED_IN'
  | 'NOT_ALLOWED'
  | 'POLL_NOT_OPEN'
  | 'NOT_ON_ROLL'
  | 'BALLOT_INVALID'
  | 'RECENTLY_RECOVERED'
  | 'TOO_MANY_CHANGES'
  /** At a station: a ballot from the voter's own phone is in. */
  | 'ALREADY_VOTED';

export interface CastOutcome {
  readonly verdict: CastVerdict;
  readonly code: string | null;
  /** Roll call only. */
  readonly castAt: Date | null;
  readonly assemblyId: AssemblyId | null;
}

/** Null when there is no such poll. */
export async function tierOf(sql: Sql, pollId: PollId): Promise<Tier | null> {
  const row = await sql.maybe<{ tier: Tier }>(
    { name: 'poll-tier', text: 'SELECT tier FROM poll WHERE id = $1' },
    [pollId],
  );
  return row?.tier ?? null;
}

/**
 * Judges and writes a batch; an outcome for every request, in their order, once it is committed. Two statements, the
 * lock and then all of it, in one round trip: in four, of which each waits for its turn of the event loop, the service
 * took a quarter less ballots in the same time.
 */
export async function castBatch(
  work: UnitOfWork,
  pollId: PollId,
  tier: Tier,
  requests: readonly CastRequest[],
): Promise<CastOutcome[]> {
  const random = randomBytes(CODE_LENGTH * requests.length);
  const statement = tier === 'secret' ? CAST_SECRET : CAST_ROLL_CALL;
  const rows = await work.lockThen<CastOutcome & { n: number }>(sharedLockOf(pollId), statement, [
    pollId,
    requests.map((r) => r.tokenHash),
    requests.map((r) => r.answer),
    requests.map((r) => r.clientKey),
    requests.map((_, i) => receiptCode(random.subarray(i * CODE_LENGTH, (i + 1) * CODE_LENGTH))),
  ]);
  const outcomes = new Array<CastOutcome>(requests.length);
  for (const row of rows) outcomes[row.n - 1] = row;
  return outcomes;
}

/** The same for one ballot of a member who is checked off at a station; the caller holds the poll's lock. */
export async function castOneAtStation(
  tx: Tx,
  poll: Poll,
  checkOff: Pick<CheckOff, 'id' | 'membershipId'>,
  answer: string,
): Promise<CastOutcome> {
  const { n: _, ...outcome } = await tx.one<CastOutcome & { n: number }>(
    poll.tier === 'secret' ? STATION_SECRET : STATION_ROLL_CALL,
    [poll.id, [checkOff.membershipId], [answer], [checkOff.id], [receiptCode(randomBytes(CODE_LENGTH))]],
  );
  return outcome;
}

/** A ballot that somebody casts for a seat, in a delegates' poll. */
export interface SeatBallot {
  readonly seatId: string;
  readonly personId: PersonId;
  readonly answer: string;
  readonly clientKey: string;
}

/** The same for one seat; the caller holds the poll's lock and has judged who speaks for it. */
export async function castOneForSeat(tx: Tx, poll: Poll, ballot: SeatBallot): Promise<CastOutcome> {
  const { seatId, personId, answer, clientKey } = ballot;
  const { n: _, ...outcome } = await tx.one<CastOutcome & { n: number }>(SEAT_ROLL_CALL, [
    poll.id,
    [seatId],
    [answer],
    [clientKey],
    [receiptCode(randomBytes(CODE_LENGTH))],
    personId,
  ]);
  return outcome;
}

/** Which ballot of the seat counts now: 0 for the first, null while none was cast. */
export async function ordinalOf(tx: Tx, pollId: PollId, seatId: string): Promise<number | null> {
  const row = await tx.maybe<{ ordinal: number }>(
    'SELECT replacements AS ordinal FROM ballot WHERE poll_id = $1 AND person_id = $2',
    [pollId, seatId],
  );
  return row?.ordinal ?? null;
}

export async function isSeatOnRoll(tx: Tx, pollId: PollId, seatId: string): Promise<boolean> {
  return (
    (await tx.maybe('SELECT 1 FROM roll WHERE poll_id = $1 AND person_id = $2', [pollId, seatId])) !== null
  );
}
