import { hashSecret } from '@plenary/identity';
import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import type { Answer } from '@plenary/tally';
import type { BallotInvalid, Choice } from '../../domain/paper.js';
import type { Poll } from '../../domain/poll.js';
import type { Receipt } from '../../domain/receipt.js';
import { type CheckOff, refuse, type Station } from '../../domain/station.js';
import { type CastOutcome, castOneAtStation } from '../../persistence/cast-batch.js';
import { lockPollShared } from '../../persistence/poll-lock.js';
import {
  holdStation,
  lockCheckOff,
  markEnded,
  personBehind,
  stationByToken,
} from '../../persistence/station-store.js';
import { receiptOf } from '../../persistence/voter-store.js';
import { type BallotBox, tryAgain } from '../ballot-box.js';
import { answerOf } from '../ballot-papers.js';
import { castRejection } from '../cast-ballot.js';
import type { VotingPorts } from '../ports.js';
import { bothStillTell, pollOfStation } from './tellers.js';

export interface StationBallot {
  readonly deviceToken: string;
  readonly checkOffId: string;
  readonly answer?: Answer | null;
  readonly choice?: Choice | null;
}

/** How often a ballot goes again that lost to another of the same voter's. */
const ATTEMPTS = 20;

/** The check-off is over, and that is kept: the refusal is told after the commit. */
type Cast = Receipt | 'refused';

/**
 * Casts the ballot of the member who is checked off at the station whose device asks: into the same ballot box, by the
 * same statement and under the same lock as from a phone. One check-off is one ballot; repeated, it gets the same receipt
 * whatever the request says. A vote that the member cast on their own phone is never replaced here.
 * @throws NOT_ALLOWED for a token or a check-off of no station, TRY_AGAIN.
 */
export async function castAtStation(
  ports: VotingPorts,
  box: BallotBox,
  input: StationBallot,
): Promise<Result<Receipt>> {
  const tokenHash = hashSecret(input.deviceToken);
  const seen = await stationByToken(box.uow.db, tokenHash);
  if (seen === null) throw notAllowed();
  const { answer, refusal } = await answerOf(box.papers, { ...input, pollId: seen.pollId });
  const result: Result<{ cast: Cast; fresh: boolean }, Rejection> = await box.uow.run(async (tx) => {
    // As every ballot: under the poll's lock, so that the close waits for it or is waited for.
    await lockPollShared(tx, seen.pollId);
    const station = await holdStation(tx, seen.id);
    const checkOff = await lockCheckOff(tx, input.checkOffId as CheckOff['id']);
    if (checkOff === null || checkOff.stationId !== station.id) throw notAllowed();
    const poll = await pollOfStation(tx, station);
    if (checkOff.code !== null) {
      return ok({ cast: await receiptOf(tx, poll, { ...checkOff, code: checkOff.code }), fresh: false });
    }
    const may = await mayCast(ports, tx, poll, station, checkOff);
    if (!may.ok) return may;
    return write(tx, poll, checkOff, answer, refusal);
  });
  if (!result.ok) return result;
  if (result.value.fresh) box.onCast(seen.pollId, 1);
  return result.value.cast === 'refused' ? rejected(refuse('ALREADY_VOTED')) : ok(result.value.cast);
}

async function mayCast(
  ports: VotingPorts,
  tx: Tx,
  poll: Poll,
  station: Station,
  checkOff: CheckOff,
): Promise<Result<null>> {
  // Closed by a teller: a poll that has ended says so itself, in the words of every ballot that comes too late.
  if (station.closedAt !== null) return rejected(refuse('STATION_NOT_OPEN'));
  if (checkOff.state === 'refused') return rejected(refuse('ALREADY_VOTED'));
  if (checkOff.state === 'asked') return rejected(refuse('NOT_CHECKED_OFF'));
  if (checkOff.state !== 'confirmed') return rejected(refuse('CHECK_OFF_OVER'));
  if (!(await bothStillTell(ports, tx, poll, station))) return rejected(refuse('TELLER_GONE'));
  return ok(null);
}

async function write(
  tx: Tx,
  poll: Poll,
  checkOff: CheckOff,
  answer: string,
  refusal: BallotInvalid | null,
): Promise<Result<{ cast: Cast; fresh: boolean }>> {
  const outcome = await cast(tx, poll, checkOff, answer);
  switch (outcome.verdict) {
    case 'CAST': {
      await markEnded(tx, checkOff.id, 'voted', outcome.code);
      const owner = await personBehind(tx, checkOff.membershipId);
      const ids = { poll: poll.id, station: checkOff.stationId };
      if (owner !== null) tx.change({ scope: owner, kind: 'access.checked-off', ids });
      const { id: pollId, assemblyId } = poll;
      const { code, castAt } = outcome;
      return ok({ cast: { pollId, assemblyId, code: code!, castAt, replaced: false }, fresh: true });
    }
    case 'RECEIPT':
    case 'REPLACED':
    case 'ALREADY_VOTED':
      await markEnded(tx, checkOff.id, 'refused');
      return ok({ cast: 'refused', fresh: false });
    default:
      return rejected(await castRejection(tx, poll.id, outcome.verdict, refusal));
  }
}

async function cast(tx: Tx, poll: Poll, checkOff: CheckOff, answer: string): Promise<CastOutcome> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await castOneAtStation(tx, poll, checkOff, answer);
    if (outcome.verdict !== 'AGAIN') return outcome;
    if (attempt >= ATTEMPTS) throw tryAgain();
  }
}
