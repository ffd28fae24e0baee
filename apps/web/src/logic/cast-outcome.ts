import type { Outcome } from './outbox.ts';
import { clockTime } from './when.ts';

/** What the server's answer to a vote looks like, as far as it matters here. */
export interface CastAnswer {
  readonly __typename: string;
  readonly message?: string;
  readonly closedAt?: string | null;
}

/** Errors after which sending the very same vote again can succeed. */
const PASSING = new Set([
  'TRY_AGAIN',
  'TOO_MUCH',
  'TOO_MANY_REQUESTS',
  // The page is older than the server: the vote waits on the phone until it is loaded anew.
  'DOCUMENT_NOT_TRUSTED',
  'INTERNAL',
  'INTERNAL_SERVER_ERROR',
]);

/**
 * Reads an answer. A vote that waited in a dead spot and came after the close is told so in those words,
 * because the voter put it in while the poll was open.
 */
export function outcomeOf(answer: CastAnswer, timeZone: string): Outcome {
  if (answer.__typename === 'BallotReceipt') return { kind: 'counted' };
  if (answer.__typename === 'PollNotOpen' && answer.closedAt) {
    return {
      kind: 'refused',
      sentence: `The poll closed at ${clockTime(answer.closedAt, timeZone)}. Your ballot came too late and is not in the result.`,
    };
  }
  return {
    kind: 'refused',
    sentence: `${answer.message ?? 'It was refused.'} Your ballot is not in the result.`,
  };
}

/** Reads a failure: `code` is the GraphQL error's, null where no answer came at all. */
export function outcomeOfFailure(code: string | null, message: string): Outcome {
  if (code === null || PASSING.has(code)) return { kind: 'again' };
  if (code === 'NOT_SIGNED_IN') return { kind: 'signedOut' };
  return { kind: 'refused', sentence: `${message} Your ballot is not in the result.` };
}
