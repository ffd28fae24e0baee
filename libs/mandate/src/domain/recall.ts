import type { OfficeRules, PollThreshold } from './office-rules.js';

/** Signatures of members that count, and all members that count: of the same members at the same moment. */
export interface Support {
  readonly count: number;
  readonly base: number;
}

/** More than half of the entitled members empty a seat at once (PROCEDURE.md §6). */
export function isMoreThanHalf({ count, base }: Support): boolean {
  return count * 2 > base;
}

/** How many signatures empty the seat at once. */
export function neededAtOnce(base: number): number {
  return Math.floor(base / 2) + 1;
}

/** How many signatures open a recall poll. */
export function neededForPoll({ numerator, denominator, atLeast }: PollThreshold, base: number): number {
  // Whole numbers throughout: 50 seats of rules, a million members, far below what a number holds exactly.
  return Math.max(Math.ceil((base * numerator) / denominator), atLeast);
}

/**
 * Whether the next petition against a delegate is secret: the rules say so, or said so within the term. Terms without a
 * signature then look like those with one: else a change of the rules would tell which delegates somebody has signed against.
 */
export function signsInSecret(
  office: { readonly rules: Pick<OfficeRules, 'signatures'>; readonly secretUntil: Date | null },
  term: { readonly beganAt: Date },
): boolean {
  const { rules, secretUntil } = office;
  return rules.signatures === 'secret' || (secretUntil !== null && term.beganAt <= secretUntil);
}

export type Crossing = 'recall' | 'poll' | null;

/**
 * What one signature does, judged with the members as they are at its own moment: `before` is the count without it.
 * Where more than half had been reached without it (others left), the crossing was no signature's, and a poll opens.
 */
export function judgeSignature(
  before: number,
  support: Support,
  threshold: PollThreshold,
  pollOpened: boolean,
): Crossing {
  const crossed = isMoreThanHalf(support) && !isMoreThanHalf({ count: before, base: support.base });
  return crossed ? 'recall' : judgeStanding(support, threshold, pollOpened);
}

/** What a petition's signatures do when none was added: they never empty a seat. */
export function judgeStanding(
  support: Support,
  threshold: PollThreshold,
  pollOpened: boolean,
): 'poll' | null {
  if (pollOpened) return null;
  return isMoreThanHalf(support) || support.count >= neededForPoll(threshold, support.base) ? 'poll' : null;
}

/** After a recall poll that was lost a new petition against the same delegate waits so many days. */
export const WAIT_AFTER_POLL_DAYS = 30;

/** What members see of secret signatures, refreshed once a day: how far they are from what the next step needs. */
export const BANDS = ['less_than_half', 'half_or_more', 'reached'] as const;
export type Band = (typeof BANDS)[number];

export function bandOf({ count, base }: Support, threshold: PollThreshold, pollOpened: boolean): Band {
  const atOnce = neededAtOnce(base);
  const needed = pollOpened ? atOnce : Math.min(atOnce, neededForPoll(threshold, base));
  if (count >= needed) return 'reached';
  return count * 2 >= needed ? 'half_or_more' : 'less_than_half';
}
