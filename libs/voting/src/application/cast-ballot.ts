import { assertNever, ok, type PollId, type Rejection, type Result, rejected } from '@plenary/kernel';
import { notAllowed, notSignedIn, type Sql } from '@plenary/platform';
import type { Answer } from '@plenary/tally';
import type { BallotInvalid, Choice } from '../domain/paper.js';
import type { Receipt } from '../domain/receipt.js';
import type { CastVerdict } from '../persistence/cast-batch.js';
import { pollOf } from '../persistence/poll-store.js';
import type { BallotBox } from './ballot-box.js';
import { answerOf } from './ballot-papers.js';

export type { Receipt };

export interface PollNotOpen extends Rejection {
  readonly code: 'POLL_NOT_OPEN';
  readonly opensAt: Date | null;
  readonly closedAt: Date | null;
}
export type CastRejection =
  | PollNotOpen
  | (Rejection & {
      readonly code: 'NOT_ON_ROLL' | 'BALLOT_INVALID' | 'RECENTLY_RECOVERED' | 'TOO_MANY_CHANGES';
    });

export interface CastInput {
  readonly pollId: PollId;
  /** One of the poll's answers; in an election, `blank` or `spoilt`. Either this or the choice. */
  readonly answer?: Answer | null;
  /** In an election: candidates by their ids. */
  readonly choice?: Choice | null;
  /** 8 to 64 characters that the client makes up for this act: sending it again is the same act. */
  readonly clientKey: string;
}

/**
 * Casts a ballot, or finds the receipt of an earlier sending. Repeatable: with the same client key in a roll call,
 * with anything at all in a secret poll, where the first ballot is final.
 * @throws NOT_SIGNED_IN, NOT_ALLOWED (no such poll for this caller), TRY_AGAIN (unknown whether it is in).
 */
export async function castBallot(
  box: BallotBox,
  sql: Sql,
  tokenHash: Buffer | null,
  input: CastInput,
): Promise<Result<Receipt, CastRejection>> {
  if (tokenHash === null) throw notSignedIn();
  const { pollId, clientKey } = input;
  const { answer, refusal } = await answerOf(box.papers, input);
  const outcome = await box.cast(pollId, { tokenHash, answer, clientKey });
  switch (outcome.verdict) {
    case 'CAST':
    case 'RECEIPT':
    case 'REPLACED':
      return ok({
        pollId,
        assemblyId: outcome.assemblyId!,
        code: outcome.code!,
        replaced: outcome.verdict === 'REPLACED',
        castAt: outcome.castAt,
      });
    default:
      return rejected(await castRejection(sql, pollId, outcome.verdict, refusal));
  }
}

/**
 * A verdict that is no receipt, as it is told.
 * @throws NOT_SIGNED_IN, NOT_ALLOWED; an error for what is no refusal.
 */
export async function castRejection(
  sql: Sql,
  pollId: PollId,
  verdict: Exclude<CastVerdict, 'CAST' | 'RECEIPT' | 'REPLACED'>,
  refusal: BallotInvalid | null,
): Promise<CastRejection> {
  switch (verdict) {
    case 'NOT_SIGNED_IN':
      throw notSignedIn();
    case 'NOT_ALLOWED':
      throw notAllowed();
    case 'POLL_NOT_OPEN':
      return pollNotOpen(sql, pollId);
    case 'NOT_ON_ROLL':
      return {
        code: 'NOT_ON_ROLL',
        message: 'You are not on the roll of this poll, which was fixed when it opened.',
      };
    case 'BALLOT_INVALID':
      return {
        code: 'BALLOT_INVALID',
        message: refusal?.message ?? 'This poll does not take that answer. Choose one of those it lists.',
      };
    case 'RECENTLY_RECOVERED':
      return {
        code: 'RECENTLY_RECOVERED',
        message:
          'You came back into your account less than 24 hours ago. You can vote in polls that open from now on, and in this one when the 24 hours are over.',
      };
    case 'TOO_MANY_CHANGES':
      return {
        code: 'TOO_MANY_CHANGES',
        message: 'You have changed this vote 50 times. The last one counts.',
      };
    case 'AGAIN':
    case 'ALREADY_VOTED':
      throw new Error('whoever cast it sees to these');
    default:
      return assertNever(verdict);
  }
}

/** Why no ballot is taken: the poll has yet to open, or has ended. */
export async function pollNotOpen(sql: Sql, pollId: PollId): Promise<PollNotOpen> {
  const poll = await pollOf(sql, pollId);
  const code = 'POLL_NOT_OPEN';
  if (poll === null || poll.state === 'draft') {
    return { code, message: 'The poll is not open yet.', opensAt: poll?.opensAt ?? null, closedAt: null };
  }
  const opensAt = poll.openedAt ?? poll.opensAt;
  if (poll.state === 'void') {
    return {
      code,
      message: 'The poll was ended without a result. It is put again.',
      opensAt,
      closedAt: poll.voidedAt,
    };
  }
  return {
    code,
    message: 'The poll has closed. This ballot is not in the result.',
    opensAt,
    closedAt: poll.closesAt,
  };
}
