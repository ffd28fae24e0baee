import type { Recurrence } from './recurrence.js';
import type { Task } from './task.js';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

/** From the announcement of a draw to the instant whose root of the record is its seed. */
export const SEED_MS = HOUR_MS;
/** From the announcement to when members cannot commit to values for the seed any more, and begin to reveal them. */
export const COMMIT_MS = HOUR_MS / 2;
/** From the draw to the first shift in it: nobody learns of a shift when it has begun. */
const LEAD_MS = 24 * HOUR_MS;
/** Places of one draw, at most: its entry in the record names each. What is left comes with the next draw. */
export const MOST_PLACES = 5_000;

/** What a draw spans, where a task has not been planned yet. */
export function planSpan(drawsAt: Date, weeks: number): { readonly from: Date; readonly until: Date } {
  return {
    from: new Date(drawsAt.getTime() + LEAD_MS),
    until: new Date(drawsAt.getTime() + LEAD_MS + weeks * WEEK_MS),
  };
}

/** From when a task that is planned until an instant is planned further: when half of the span is over. */
export function planAgainAt(until: Date, weeks: number): Date {
  return new Date(until.getTime() - (weeks * WEEK_MS) / 2);
}

/** A task's occurrences from `from`, or from where it is planned to, until `until`. */
export function occurrencesOf(
  recurrence: Recurrence,
  { recurrence: rule, plannedUntil }: Pick<Task, 'recurrence' | 'plannedUntil'>,
  zone: string,
  from: Date,
  until: Date,
  most: number,
): readonly Date[] {
  if (rule === null) return [];
  const begin = plannedUntil !== null && plannedUntil > from ? plannedUntil : from;
  return begin < until ? recurrence.expand(rule, zone, begin, until, most) : [];
}
