import { RECURRENCE } from './expand.js';
import { type RecurrenceRule, writeLocal } from './recurrence.js';
import { wallClock } from './zone.js';

/** Half open, in milliseconds since 1970. */
export type Stretch = readonly [from: number, until: number];

/** Times of one rule that are looked at in one go: each day for more than any plan is long. */
const MOST_TIMES = 400;
const WEEK_MS = 7 * 86_400_000;

/** When somebody can't between two instants, by what they said: once, or by a rule in the time of the clocks. */
export function stretchesOf(
  said: { readonly startsAt: Date; readonly endsAt: Date; readonly rule: string | null },
  zone: string,
  from: number,
  until: number,
): Stretch[] {
  const [start, end] = [said.startsAt.getTime(), said.endsAt.getTime()];
  if (said.rule === null) return end > from && start < until ? [[start, end]] : [];
  const rule = recurring(said.startsAt, said.rule, zone);
  return RECURRENCE.expand(rule, zone, new Date(from - WEEK_MS), new Date(until), MOST_TIMES)
    .map((at): Stretch => [at.getTime(), at.getTime() + end - start])
    .filter(([, over]) => over > from);
}

/** A rule from an instant on, in the time that a zone's clocks show then. */
export function recurring(startsAt: Date, rule: string, zone: string): RecurrenceRule {
  return { start: writeLocal(wallClock(startsAt.getTime(), zone)), rule, except: [] };
}

/** What of the stretches lies within the places, each once, in order: as far as a plan depends on them. */
export function clipped(
  stretches: readonly Stretch[],
  places: readonly (readonly [unknown, unknown, startsAt: number, endsAt: number])[],
): Stretch[] {
  const found = new Map<string, Stretch>();
  for (const [from, until] of stretches)
    for (const [, , startsAt, endsAt] of places) {
      const part: Stretch = [Math.max(from, startsAt), Math.min(until, endsAt)];
      if (part[0] < part[1]) found.set(part.join(), part);
    }
  return [...found.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}
