import { ok, type Result } from '@plenary/kernel';
import { type KindRules, LONGEST_ON_THE_SPOT_SECONDS, tiersOf } from './bylaws.js';
import type { Motion, MotionKind, MotionTier } from './motion.js';
import { type TermsNotAllowed, termsNotAllowed } from './rejections.js';

/** A vote shorter than this cannot be found on a phone and answered. */
export const SHORTEST_SECONDS = 15;
/** While an assembly is being founded a vote lasts no longer than a week. */
export const LONGEST_FOUNDING_SECONDS = 7 * 24 * 3_600;
export const LONGEST_SECONDS = 14 * 24 * 3_600;
/** How far ahead a mover may wish the vote to open. */
export const LONGEST_WAIT_DAYS = 90;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

export interface Wishes {
  readonly opensAt: Date | null;
  readonly seconds: number | null;
  readonly tier: MotionTier | null;
}

/** Whether a mover may wish for these terms under the rules in force. `founding`: the mover alone sets the length. */
export function checkWishes(
  wishes: Wishes,
  rules: KindRules,
  founding: boolean,
  now: Date,
  kind: MotionKind = 'ordinary',
): Result<void, TermsNotAllowed> {
  const { opensAt, seconds, tier } = wishes;
  const onTheSpot = kind === 'choose_on_the_spot';
  if (opensAt !== null && onTheSpot) {
    return termsNotAllowed('opensAt', 'Such a vote opens at once, in the meeting that is on.');
  }
  if (opensAt !== null && opensAt.getTime() > now.getTime() + LONGEST_WAIT_DAYS * DAY) {
    return termsNotAllowed('opensAt', `A vote opens within ${LONGEST_WAIT_DAYS} days.`);
  }
  if (seconds !== null) {
    const [shortest, longest] = founding
      ? [SHORTEST_SECONDS, LONGEST_FOUNDING_SECONDS]
      : [onTheSpot ? 60 : rules.pollMinutes * 60, onTheSpot ? LONGEST_ON_THE_SPOT_SECONDS : LONGEST_SECONDS];
    if (seconds < shortest || seconds > longest) {
      return termsNotAllowed(
        'voteSeconds',
        `Such a vote stays open for ${span(shortest)} to ${span(longest)}.`,
      );
    }
  }
  if (tier !== null && tier !== rules.tier && (founding || !tiersOf(rules).includes(tier))) {
    const fixed = rules.tier === 'secret' ? 'secret' : 'by roll call';
    return termsNotAllowed('tier', `The rules in force say that such a vote is ${fixed}.`);
  }
  return ok();
}

export interface Terms {
  readonly opensAt: Date;
  /** How long it stays open from the instant at which it opened. */
  readonly seconds: number;
  readonly tier: MotionTier;
}

/**
 * When the vote opens, how long it lasts, and its tier, once the seconders are complete: after the notice, not before the
 * mover's wish, nor before `notBefore` (the first meeting's beginning, a hearing).
 */
export function termsOf(
  wishes: Wishes,
  rules: KindRules,
  completeAt: Date,
  notBefore: readonly Date[],
  noticeHours = rules.noticeHours,
): Terms {
  const candidates = [completeAt.getTime() + noticeHours * HOUR, ...notBefore.map((date) => date.getTime())];
  if (wishes.opensAt !== null) candidates.push(wishes.opensAt.getTime());
  const opensAt = Math.max(...candidates);
  return {
    opensAt: new Date(opensAt),
    seconds: wishes.seconds ?? rules.pollMinutes * 60,
    tier: wishes.tier ?? rules.tier,
  };
}

export function wishesOf(motion: Motion): Wishes {
  return { opensAt: motion.wishedOpensAt, seconds: motion.wishedSeconds, tier: motion.wishedTier };
}

/** '15 seconds', '5 minutes', '2 hours', '14 days': the largest unit that is whole. */
export function span(seconds: number): string {
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const) {
    if (seconds % size === 0) return count(seconds / size, unit);
  }
  return count(seconds, 'second');
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}
