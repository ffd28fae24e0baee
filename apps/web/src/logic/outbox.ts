import type { Answer } from '../graphql/generated/schema.ts';
import type { Choice } from './paper.ts';

/**
 * The votes that are on this phone and not yet known to be counted, as pure steps. Every vote goes through
 * here, on a good network too: so a crash, a reload or a lost answer between tapping and counting leaves a
 * waiting vote that is sent again with the same client key, which the server answers with the same receipt.
 */

export interface WaitingVote {
  readonly pollId: string;
  readonly assemblyId: string;
  /** Whose vote it is: it is never sent for somebody else who signs in on the same phone. */
  readonly personId: string;
  readonly question: string;
  /** Null where the paper says something of candidates. */
  readonly answer: Answer | null;
  /** In an election: what the paper says of them. */
  readonly choice?: Choice | undefined;
  readonly secret: boolean;
  readonly clientKey: string;
  /** 0 as long as it has certainly not left the phone. */
  readonly attempts: number;
}

/** What became of a vote that was not counted; without the choice. */
export interface Notice {
  readonly pollId: string;
  readonly assemblyId: string;
  readonly personId: string;
  readonly question: string;
  readonly sentence: string;
}

export interface Outbox {
  readonly waiting: readonly WaitingVote[];
  readonly notices: readonly Notice[];
}

export const emptyOutbox: Outbox = { waiting: [], notices: [] };

/** What an attempt to send came to. */
export type Outcome =
  /** Counted: the receipt is there. */
  | { readonly kind: 'counted' }
  /** Refused for good: it goes, and the voter is told why. */
  | { readonly kind: 'refused'; readonly sentence: string }
  /** Nobody is signed in (any more): it waits for its owner. */
  | { readonly kind: 'signedOut' }
  /** No answer, or one that says to come again. */
  | { readonly kind: 'again' };

/**
 * Puts a vote in. One per poll: a later answer takes the place of an earlier one; but a secret vote that has
 * left the phone may be in already, is final, and stays what it was.
 */
export function put(outbox: Outbox, vote: WaitingVote): Outbox {
  const earlier = waitingFor(outbox, vote.personId, vote.pollId);
  if (earlier?.secret && earlier.attempts > 0) return outbox;
  return {
    waiting: [...outbox.waiting.filter((each) => each !== earlier), vote],
    notices: outbox.notices.filter(
      (each) => !(each.pollId === vote.pollId && each.personId === vote.personId),
    ),
  };
}

/** Marks that the vote is leaving the phone; written down before the request, not after it. */
export function attempted(outbox: Outbox, clientKey: string): Outbox {
  return {
    ...outbox,
    waiting: outbox.waiting.map((vote) =>
      vote.clientKey === clientKey ? { ...vote, attempts: vote.attempts + 1 } : vote,
    ),
  };
}

/** Applies what an attempt came to. Counted or refused, nothing of the choice is left. */
export function settle(outbox: Outbox, clientKey: string, outcome: Outcome): Outbox {
  const vote = outbox.waiting.find((each) => each.clientKey === clientKey);
  if (vote === undefined || outcome.kind === 'again' || outcome.kind === 'signedOut') return outbox;
  const waiting = outbox.waiting.filter((each) => each !== vote);
  if (outcome.kind === 'counted') return { ...outbox, waiting };
  const { pollId, assemblyId, personId, question } = vote;
  return {
    waiting,
    notices: [...outbox.notices, { pollId, assemblyId, personId, question, sentence: outcome.sentence }],
  };
}

/** Takes a vote back that has not left the phone. One that has may be counted, so it stays. */
export function takeBack(outbox: Outbox, clientKey: string): Outbox {
  return {
    ...outbox,
    waiting: outbox.waiting.filter((vote) => vote.clientKey !== clientKey || vote.attempts > 0),
  };
}

export function dismiss(outbox: Outbox, pollId: string, personId: string): Outbox {
  return {
    ...outbox,
    notices: outbox.notices.filter((notice) => notice.pollId !== pollId || notice.personId !== personId),
  };
}

/** Whoever signs out takes everything of theirs from the phone. */
export function forget(outbox: Outbox, personId: string): Outbox {
  return {
    waiting: outbox.waiting.filter((vote) => vote.personId !== personId),
    notices: outbox.notices.filter((notice) => notice.personId !== personId),
  };
}

export function waitingFor(outbox: Outbox, personId: string, pollId: string): WaitingVote | undefined {
  return outbox.waiting.find((vote) => vote.personId === personId && vote.pollId === pollId);
}

/** What a kept text holds; anything unreadable counts as nothing. */
export function parseOutbox(text: string | null): Outbox {
  if (text === null) return emptyOutbox;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return emptyOutbox;
    const { waiting, notices } = value as Partial<Outbox>;
    return { waiting: Array.isArray(waiting) ? waiting : [], notices: Array.isArray(notices) ? notices : [] };
  } catch {
    return emptyOutbox;
  }
}
