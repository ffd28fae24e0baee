import { ok } from '@plenary/kernel';
import { DAY_MS, locals } from './periods.js';
import {
  type ParsedRule,
  type Recurrence,
  type RecurrenceRule,
  readLocal,
  readRule,
  refused,
} from './recurrence.js';
import { instantOf } from './zone.js';

/** No zone is further from UTC than this. */
const ZONES_APART_MS = 26 * 3_600_000;
const LONGEST_EXCEPT = 200;
/** When a task may begin: what is counted is counted from there, and that has to come to its end. */
const YEARS = [1970, 2199] as const;
/** Nothing is looked for past this: a rule that never comes would be looked for to the end of all time. */
const LAST = Date.UTC(2400, 0);

/** The recurrence of RFC 5545 as far as a rota needs it: see {@link readRule} for what is read. */
export const RECURRENCE: Recurrence = {
  check({ start, rule, except }) {
    if (readLocal(start) === null || !start.includes('T'))
      return refused('A task begins at a date and time: 20260302T190000.');
    const year = Number(start.slice(0, 4));
    if (year < YEARS[0] || year > YEARS[1])
      return refused(`A task begins in a year from ${YEARS[0]} to ${YEARS[1]}.`);
    if (except.length > LONGEST_EXCEPT) return refused(`At most ${LONGEST_EXCEPT} times are left out.`);
    if (except.some((each) => readLocal(each.replace(/Z$/, '')) === null))
      return refused('What is left out is written as the start is: 20260406T190000.');
    const parsed = readRule(rule);
    return parsed.ok ? ok() : parsed;
  },

  expand(rule, zone, from, until, most) {
    const checked = this.check(rule);
    if (!checked.ok) throw new Error(checked.rejection.message);
    return expandChecked(rule, zone, from.getTime(), Math.min(until.getTime(), LAST), most).map(
      (at) => new Date(at),
    );
  },
};

function expandChecked(
  { start, rule, except }: RecurrenceRule,
  zone: string,
  from: number,
  until: number,
  most: number,
): number[] {
  const parsed = readRule(rule);
  const first = readLocal(start);
  if (!parsed.ok || first === null) return [];
  const left = new Set(
    except.map((text) => {
      const local = readLocal(text.replace(/Z$/, ''))!;
      return text.endsWith('Z') ? local : instantOf(local, zone);
    }),
  );
  const found: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const day of byDay(parsed.value, zone, first, from, until)) {
    // Where clocks go forward, two times can be one instant, and a later one come first.
    for (const at of day.sort((a, b) => a - b)) {
      if (at <= last) continue;
      last = at;
      if (at >= until || found.length === most) return found;
      if (at >= from && !left.has(at)) found.push(at);
    }
  }
  return found;
}

/** The instants that a rule gives, those of one day of the clocks together. */
function* byDay(
  rule: ParsedRule,
  zone: string,
  first: number,
  from: number,
  until: number,
): Generator<number[]> {
  const ended = endOf(rule, zone);
  let day = Number.NaN;
  let instants: number[] = [];
  let counted = 0;
  for (const local of locals(rule, first, from - ZONES_APART_MS, until + ZONES_APART_MS)) {
    if (counted++ === rule.count || local - ZONES_APART_MS >= until || ended(local)) break;
    if (local + ZONES_APART_MS < from) continue;
    if (Math.floor(local / DAY_MS) !== day) {
      yield instants;
      day = Math.floor(local / DAY_MS);
      instants = [];
    }
    instants.push(instantOf(local, zone));
  }
  yield instants;
}

/** Whether a local time lies past UNTIL, which itself is still in. */
function endOf({ until, untilIsUtc }: ParsedRule, zone: string): (local: number) => boolean {
  if (until === null) return () => false;
  if (!untilIsUtc) return (local) => local > until;
  return (local) =>
    local - ZONES_APART_MS > until || (local + ZONES_APART_MS > until && instantOf(local, zone) > until);
}
