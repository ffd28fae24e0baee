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
  for (const local of locals(parsed.value, first, until + ZONES_APART_MS)) {
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

/** The local times that a rule gives from its start on and before `end`, in order. It may match nothing for long. */
function* locals(rule: ParsedRule, first: number, end: number): Generator<number> {
  const day = Math.floor(first / DAY_MS) * DAY_MS;
  const time = first - day;
  const whole = withStart(rule, new Date(day));
  for (let turn = 0; ; turn += rule.interval) {
    const [begin, over] = periodOf(rule, day, turn);
    if (begin > end) return;
    const days: number[] = [];
    for (let each = begin; each < over; each += DAY_MS) if (fits(whole, each)) days.push(each);
    for (const each of chosen(days, rule.bySetPos)) if (each >= day) yield each + time;
  }
}

/** The days of the period that lies so many days, weeks, months or years after that of the start: half open. */
function periodOf({ frequency, weekStart }: ParsedRule, day: number, turn: number): [number, number] {
  const start = new Date(day);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth()];
  switch (frequency) {
    case 'DAILY':
      return [day + turn * DAY_MS, day + (turn + 1) * DAY_MS];
    case 'WEEKLY': {
      const begin = day - ((start.getUTCDay() - weekStart + 7) % 7) * DAY_MS + turn * 7 * DAY_MS;
      return [begin, begin + 7 * DAY_MS];
    }
    case 'MONTHLY':
      return [Date.UTC(year, month + turn), Date.UTC(year, month + turn + 1)];
    case 'YEARLY':
      return [Date.UTC(year + turn, 0), Date.UTC(year + turn + 1, 0)];
  }
}

/** What a rule leaves open is as its start has it (RFC 5545 §3.3.10). */
function withStart(rule: ParsedRule, start: Date): ParsedRule {
  const { frequency, byDay, byMonth, byMonthDay, byYearDay } = rule;
  if (byDay.length > 0 || byMonthDay.length > 0 || byYearDay.length > 0 || frequency === 'DAILY') return rule;
  if (frequency === 'WEEKLY') return { ...rule, byDay: [{ weekday: start.getUTCDay(), nth: 0 }] };
  const day = { ...rule, byMonthDay: [start.getUTCDate()] };
  return frequency === 'MONTHLY' || byMonth.length > 0 ? day : { ...day, byMonth: [start.getUTCMonth() + 1] };
}

function fits({ frequency, byDay, byMonth, byMonthDay, byYearDay }: ParsedRule, at: number): boolean {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (byMonth.length > 0 && !byMonth.includes(month + 1)) return false;
  const ofMonth = within(at, Date.UTC(year, month), Date.UTC(year, month + 1));
  if (byMonthDay.length > 0 && !ofMonth.some((each) => byMonthDay.includes(each))) return false;
  const ofYear = within(at, Date.UTC(year, 0), Date.UTC(year + 1, 0));
  if (byYearDay.length > 0 && !ofYear.some((each) => byYearDay.includes(each))) return false;
  if (byDay.length === 0) return true;
  const among = frequency === 'YEARLY' && byMonth.length === 0 ? ofYear : ofMonth;
  const nth = among.map((each) => Math.sign(each) * Math.ceil(Math.abs(each) / 7));
  return byDay.some((day) => day.weekday === date.getUTCDay() && (day.nth === 0 || nth.includes(day.nth)));
}

/** Which day of a span it is, counted from its beginning and, negative, from its end. */
function within(at: number, begin: number, end: number): [number, number] {
  return [Math.round((at - begin) / DAY_MS) + 1, Math.round((at - end) / DAY_MS)];
}

function chosen(days: readonly number[], positions: readonly number[]): readonly number[] {
  if (positions.length === 0) return days;
  return days.filter((_, i) => positions.includes(i + 1) || positions.includes(i - days.length));
}
