import { RECURRENCE } from './expand.js';
import { writeLocal } from './recurrence.js';
import { wallClock } from './zone.js';

/** Half open, in milliseconds since 1970. */
export type Stretch = readonly [from: number, until: number];

/** Weeks that a weekly time is looked at in one go: more than any plan is long. */
const MOST_WEEKS = 200;
const WEEK_MS = 7 * 86_400_000;

/** When somebody can't between two instants, by what they said: once, or each week at the same time of the clocks. */
export function stretchesOf(
  said: { readonly startsAt: Date; readonly endsAt: Date; readonly weekly: boolean },
  zone: string,
  from: number,
  until: number,
): Stretch[] {
  const [start, end] = [said.startsAt.getTime(), said.endsAt.getTime()];
  if (!said.weekly) return end > from && start < until ? [[start, end]] : [];
  const rule = { start: writeLocal(wallClock(start, zone)), rule: 'FREQ=WEEKLY', except: [] };
  return RECURRENCE.expand(rule, zone, new Date(from - WEEK_MS), new Date(until), MOST_WEEKS)
    .map((at): Stretch => [at.getTime(), at.getTime() + end - start])
    .filter(([, over]) => over > from);
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
