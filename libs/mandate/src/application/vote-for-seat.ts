import { createHash } from 'node:crypto';
import { authorise } from '@plenary/assembly';
import { ok, type PersonId, type PollId, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import type { Answer } from '@plenary/tally';
import { castForSeat, holdPoll, pollOf, type Receipt, SEATS_ROLL } from '@plenary/voting';
import { contradictsMandate, refuse } from '../domain/rejections.js';
import { judgeVote } from '../domain/seat-vote.js';
import type { Term } from '../domain/term.js';
import { mandateInForce } from '../persistence/mandate-store.js';
import { insertSeatVote, isAsked, type NewSeatVote, votesInTerm } from '../persistence/seat-poll-store.js';
import { holdSeat, holdsSeat, termById } from '../persistence/term-store.js';
import { visibleTerm } from './visible.js';

export interface SeatBallotInput {
  /** The caller's own term: whose seat they speak for. */
  readonly termId: string;
  readonly pollId: PollId;
  readonly answer: Answer;
  /** 8 to 64 characters: sent again with it, a ballot is the same ballot. */
  readonly clientKey: string;
}

/** As often as a member changes a ballot: the first, and 50 changes. */
const BALLOTS_IN_A_TERM = 51;

/** The box knows the seat alone: a key that the delegate before used too is no repeat of their ballot. */
const keyInTerm = (termId: string, clientKey: string) =>
  createHash('sha256').update(`${termId} ${clientKey}`).digest('base64url');

/**
 * Votes for a seat in the assembly above. Who speaks for the seat is asked now: its row is locked in share mode, then the
 * right is judged on the clock, so that a recall comes before this ballot or after it. The vote is held against the mandate
 * in force: one that contradicts an instruction on this motion is refused, whatever the mandate does not say is marked.
 * Writes the assembly above alone; the sending one is told by tellBelow.
 */
export async function voteForSeat(
  tx: Tx,
  personId: PersonId,
  input: SeatBallotInput,
): Promise<Result<Receipt>> {
  const { termId, pollId, answer, clientKey } = input;
  const seen = await visibleTerm(tx, personId, termId);
  const poll = await pollOf(tx, pollId);
  if (poll?.rollPolicy !== SEATS_ROLL || !(await isAsked(tx, pollId, seen.assemblyId))) throw notAllowed();
  const about = { membershipId: seen.membershipId, seat: seen.seatId };
  const grant = await authorise(tx, personId, seen.assemblyId, 'seat.vote', about);
  if (!grant.ok) return grant;

  await holdPoll(tx, pollId);
  await holdSeat(tx, seen.seatId);
  const cast = await castForSeat(tx, poll, {
    seatId: seen.seatId,
    personId,
    answer,
    clientKey: keyInTerm(termId, clientKey),
  });
  if (!cast.ok) return cast;
  const { receipt, written } = cast.value;
  if (written === null) return ok(receipt);
  // What is refused from here on was not cast: a refusal rolls back.
  const judged = await judge(tx, (await termById(tx, termId))!, poll.motionId!, pollId, answer);
  if (!judged.ok) return judged;
  await insertSeatVote(tx, {
    ...judged.value,
    pollId,
    seatId: seen.seatId,
    ordinal: written,
    assemblyId: poll.assemblyId,
    sentBy: seen.assemblyId,
    termId,
    officeId: seen.officeId,
    code: receipt.code,
    answer,
    castAt: receipt.castAt!,
  });
  return ok(receipt);
}

type Judged = Pick<NewSeatVote, 'mandateVersion' | 'verdict' | 'because'>;

async function judge(
  tx: Tx,
  term: Term,
  motionId: string,
  pollId: PollId,
  answer: Answer,
): Promise<Result<Judged>> {
  if (!(await holdsSeat(tx, term))) return refuse('SEAT_NOT_HELD');
  if (term.acceptedAt === null) return refuse('NOT_ACCEPTED');
  const mandate = await mandateInForce(tx, term.officeId);
  if (mandate === null) return refuse('NO_MANDATE');
  if ((await votesInTerm(tx, pollId, term.id)) >= BALLOTS_IN_A_TERM)
    return rejected({
      code: 'TOO_MANY_CHANGES',
      message: 'You have changed this vote 50 times. The last one counts.',
    });
  const { verdict, because } = judgeVote(mandate.instructions, motionId, answer);
  if (verdict === 'refused') return contradictsMandate(because, mandate.version);
  return ok({ mandateVersion: mandate.version, verdict, because });
}
