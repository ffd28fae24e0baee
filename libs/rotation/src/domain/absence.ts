import { ok, type Result } from '@plenary/kernel';
import { RECURRENCE } from './expand.js';
import {
  type RecurrenceRule,
  type RuleRefused,
  readRule,
  refused,
  timesADay,
  writeLocal,
} from './recurrence.js';
import { wallClock } from './zone.js';

/** Half open, in milliseconds since 1970. */
export type Stretch = readonly [from: number, until: number];

/** Times of one rule that are looked at in one go: each hour for more than any plan is long. */
const MOST_TIMES = 5_000;
const WEEK_MS = 7 * 86_400_000;

/** When somebody can't between two instants, by what they said: once, or by a rule in the time of the clocks. */
export function stretchesOf(
  said: { readonly startsAt: number; readonly endsAt: number; readonly rule: string | null },
  zone: string,
  from: number,
  until: number,
): Stretch[] {
  const { startsAt, endsAt, rule } = said;
  if (rule === null) return endsAt > from && startsAt < until ? [[startsAt, endsAt]] : [];
  const times = recurring(startsAt, rule, zone);
  return RECURRENCE.expand(times, zone, new Date(from - WEEK_MS), new Date(until), MOST_TIMES)
    .map((at): Stretch => [at.getTime(), at.getTime() + endsAt - startsAt])
    .filter(([, over]) => over > from);
}

/** As often in a day somebody can say by a rule that they can't: so that all of them together can be looked at. */
const MOST_A_DAY = 24;

/** Whether a rule can say when somebody can't, from an instant on. */
export function checkAbsence(startsAt: number, rule: string, zone: string): Result<void, RuleRefused> {
  const checked = RECURRENCE.check(recurring(startsAt, rule, zone));
  if (!checked.ok) return checked;
  const parsed = readRule(rule);
  return parsed.ok && timesADay(parsed.value) <= MOST_A_DAY
    ? ok()
    : refused(`When you can’t is said at up to ${MOST_A_DAY} times of a day.`);
}

/** A rule from an instant on, in the time that a zone's clocks show then. */
export function recurring(startsAt: number, rule: string, zone: string): RecurrenceRule {
  return { start: writeLocal(wallClock(startsAt, zone)), rule, except: [] };
}

/** The times of places, as far as what somebody said is compared with them. */
export interface Windows {
  /** From the first start to the last end. */
  readonly from: number;
  readonly until: number;
  /** What of the stretches lies within the places, each once, in order: as far as a plan depends on them. */
  clip(stretches: readonly Stretch[]): Stretch[];
}

export function windowsOf(
  places: readonly (readonly [unknown, unknown, startsAt: number, endsAt: number])[],
): Windows {
  const times = new Map(
    places.map(([, , startsAt, endsAt]) => [`${startsAt} ${endsAt}`, [startsAt, endsAt]] as const),
  );
  const windows = [...times.values()].sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!) as unknown as Stretch[];
  const longest = Math.max(0, ...windows.map(([startsAt, endsAt]) => endsAt - startsAt));
  return {
    from: windows[0]?.[0] ?? 0,
    until: windows.reduce((last, [, endsAt]) => Math.max(last, endsAt), 0),
    clip(stretches) {
      const found = new Map<string, Stretch>();
      // None that begins earlier reaches so far.
      for (const [from, until] of stretches)
        for (let i = firstAfter(windows, from - longest); i < windows.length; i++) {
          const [startsAt, endsAt] = windows[i]!;
          if (startsAt >= until) break;
          const part: Stretch = [Math.max(from, startsAt), Math.min(until, endsAt)];
          if (part[0] < part[1]) found.set(part.join(), part);
        }
      return [...found.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    },
  };
}

/** The first of the windows, in order, that begins after an instant. */
function firstAfter(windows: readonly Stretch[], at: number): number {
  let [low, high] = [0, windows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (windows[middle]![0] <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
