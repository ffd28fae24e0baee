import { ok } from '@plenary/kernel';
import {
  type ParsedRule,
  type Recurrence,
  type RecurrenceRule,
  readLocal,
  readRule,
  refused,
} from './recurrence.js';
import { instantOf } from './zone.js';

const DAY_MS = 86_400_000;
/** No zone is further from UTC than this. */
const ZONES_APART_MS = 26 * 3_600_000;
const LONGEST_EXCEPT = 200;

/** The recurrence of RFC 5545 as far as a rota needs it: see {@link readRule} for what is read. */
export const RECURRENCE: Recurrence = {
  check({ start, rule, except }) {
    if (readLocal(start) === null || !start.includes('T'))
      return refused('A task begins at a date and time: 20260302T190000.');
    if (except.length > LONGEST_EXCEPT) return refused(`At most ${LONGEST_EXCEPT} times are left out.`);
    if (except.some((each) => readLocal(each.replace(/Z$/, '')) === null))
      return refused('What is left out is written as the start is: 20260406T190000.');
    const parsed = readRule(rule);
    return parsed.ok ? ok() : parsed;
  },

  expand(rule, zone, from, until, most) {
    const checked = this.check(rule);
    if (!checked.ok) throw new Error(checked.rejection.message);
    return expandChecked(rule, zone, from.getTime(), until.getTime(), most).map((at) => new Date(at));
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
  const ended = endOf(parsed.value, zone);
  const found: number[] = [];
  let counted = 0;
  for (const local of locals(parsed.value, first)) {
    if (counted++ === parsed.value.count || local - ZONES_APART_MS >= until || ended(local)) break;
    if (local + ZONES_APART_MS < from) continue;
    const at = instantOf(local, zone);
    if (at >= until) break;
    if (at >= from && !left.has(at)) found.push(at);
    if (found.length === most) break;
  }
  return found;
}

/** Whether a local time lies past UNTIL, which itself is still in. */
function endOf({ until, untilIsUtc }: ParsedRule, zone: string): (local: number) => boolean {
  if (until === null) return () => false;
  if (!untilIsUtc) return (local) => local > until;
  return (local) =>
    local - ZONES_APART_MS > until || (local + ZONES_APART_MS > until && instantOf(local, zone) > until);
}

/** The local times that a rule gives from its start on, in order, without end. */
function* locals(rule: ParsedRule, first: number): Generator<number> {
  const day = Math.floor(first / DAY_MS) * DAY_MS;
  const time = first - day;
  for (let turn = 0; ; turn++) {
    for (const each of daysOf(rule, day, turn * rule.interval)) if (each >= day) yield each + time;
    // A rule can match nothing for long (the 31st), never for a hundred years.
    if (turn > 400 * 366) return;
  }
}

/** The days of the period that lies so many days, weeks or months after the first one's. */
function daysOf({ frequency, byDay, weekStart }: ParsedRule, day: number, periods: number): number[] {
  const weekdayOf = (at: number) => new Date(at).getUTCDay();
  switch (frequency) {
    case 'DAILY': {
      const at = day + periods * DAY_MS;
      return byDay.length === 0 || byDay.some(({ weekday }) => weekday === weekdayOf(at)) ? [at] : [];
    }
    case 'WEEKLY': {
      const weekBegins = day - ((weekdayOf(day) - weekStart + 7) % 7) * DAY_MS + periods * 7 * DAY_MS;
      const weekdays = byDay.length === 0 ? [weekdayOf(day)] : byDay.map(({ weekday }) => weekday);
      return inOrder(weekdays.map((weekday) => weekBegins + ((weekday - weekStart + 7) % 7) * DAY_MS));
    }
    case 'MONTHLY':
      return daysOfMonth(byDay, day, periods);
  }
}

function daysOfMonth(byDay: ParsedRule['byDay'], day: number, months: number): number[] {
  const start = new Date(day);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const at = (date: number) => Date.UTC(year, month, date);
  if (byDay.length === 0) return start.getUTCDate() <= length ? [at(start.getUTCDate())] : [];
  const days = byDay.flatMap(({ weekday, nth }) => {
    const firstOne = 1 + ((weekday - new Date(at(1)).getUTCDay() + 7) % 7);
    const all = Array.from({ length: 5 }, (_, i) => firstOne + 7 * i).filter((date) => date <= length);
    if (nth === 0) return all;
    const chosen = nth > 0 ? all[nth - 1] : all.at(nth);
    return chosen === undefined ? [] : [chosen];
  });
  return inOrder(days.map(at));
}

function inOrder(days: readonly number[]): number[] {
  return [...new Set(days)].sort((a, b) => a - b);
}
