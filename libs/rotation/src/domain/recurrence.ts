import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';

/** When a task recurs, in the time of the assembly's own clocks. */
export interface RecurrenceRule {
  /** The first, as RFC 5545 writes a local date and time: `20260302T190000`. */
  readonly start: string;
  /** An RRULE of RFC 5545 without its name: `FREQ=WEEKLY;BYDAY=TU`. */
  readonly rule: string;
  /** Left out (EXDATE), each as `start` is written, or in UTC with a `Z`. */
  readonly except: readonly string[];
}

/** A rule that cannot be read, or that asks for what is not offered. */
export interface RuleRefused extends Rejection {
  readonly code: 'RULE_REFUSED';
}

/**
 * Recurrence as the rota needs it. The instants from `from` on and before `until`, in order: the same whatever is asked
 * for around them. At most `most` of them.
 */
export interface Recurrence {
  /** Whether it can be expanded at all. */
  check(rule: RecurrenceRule): Result<void, RuleRefused>;
  /** @throws when the rule does not pass {@link check}. */
  expand(rule: RecurrenceRule, zone: string, from: Date, until: Date, most: number): readonly Date[];
}

export function refused(message: string): Result<never, RuleRefused> {
  return rejected({ code: 'RULE_REFUSED', message });
}

const LOCAL = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2}))?$/;

/** A local date and time as the milliseconds of a clock that shows it in UTC; null when there is no such day or time. */
export function readLocal(text: string): number | null {
  const found = LOCAL.exec(text);
  if (found === null) return null;
  const [year, month, day, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  const at = Date.UTC(year!, month! - 1, day!, hour, minute, second);
  return writeLocal(at).startsWith(text) ? at : null;
}

/** The same, written: `20260302T190000`. */
export function writeLocal(local: number): string {
  return new Date(local).toISOString().replace(/[-:]|\.\d+Z$/g, '');
}

const FREQUENCIES = ['MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** A day of the week, 0 for Sunday; `nth` of the month or year, from its end when negative, 0 for every. */
export interface ByDay {
  readonly weekday: number;
  readonly nth: number;
}

export interface ParsedRule {
  readonly frequency: (typeof FREQUENCIES)[number];
  readonly interval: number;
  readonly byDay: readonly ByDay[];
  /** 1 for January. */
  readonly byMonth: readonly number[];
  /** Of the month and of the year, from their ends when negative. */
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  /** Weeks of the year, numbered as ISO 8601 does from the day that a week begins with, from the last when negative. */
  readonly byWeekNo: readonly number[];
  /** Of the day and of the hour, in order; empty for those of the start, or for all where it recurs so often. */
  readonly byHour: readonly number[];
  readonly byMinute: readonly number[];
  /** Which of the times of a period, in order, from the last when negative; empty for all. */
  readonly bySetPos: readonly number[];
  readonly count: number | null;
  /** Local milliseconds, or an instant when `untilIsUtc`. */
  readonly until: number | null;
  readonly untilIsUtc: boolean;
  /** The day a week begins with, which matters when weeks are left out. */
  readonly weekStart: number;
}

/** How far apart, and how often: enough for any rota, and little enough to expand at once. */
const MOST_INTERVAL = 366;
const MOST_COUNT = 10_000;

/**
 * Reads an RRULE (RFC 5545 §3.3.10): all but seconds (FREQ=SECONDLY, BYSECOND), by which no shift begins, and what the RFC
 * itself rules out: BYWEEKNO but in a yearly rule, BYYEARDAY in one of days, weeks or months, BYMONTHDAY in a weekly one.
 */
export function readRule(text: string): Result<ParsedRule, RuleRefused> {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [name = '', value = '', ...more] = part.split('=');
    if (name === '' || value === '' || more.length > 0 || parts.has(name))
      return refused('A rule is made of parts like FREQ=WEEKLY, each once, with semicolons between them.');
    parts.set(name, value);
  }
  const take = (name: string) => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };
  const frequency = FREQUENCIES.find((each) => each === parts.get('FREQ'));
  take('FREQ');
  if (frequency === undefined)
    return refused(
      'FREQ is MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY: no shift begins by the second.',
    );
  const interval = whole(take('INTERVAL') ?? '1', MOST_INTERVAL);
  const countText = take('COUNT');
  const count = countText === undefined ? null : whole(countText, MOST_COUNT);
  const untilText = take('UNTIL');
  const until = untilText === undefined ? null : readLocal(untilText.replace(/Z$/, ''));
  const weekStart = WEEKDAYS.indexOf((take('WKST') ?? 'MO') as 'MO');
  const byDay = readDays(take('BYDAY'), frequency);
  const byMonth = readNumbers(take('BYMONTH'), 12, false);
  const byMonthDay = frequency === 'WEEKLY' ? [] : readNumbers(take('BYMONTHDAY'), 31, true);
  const byYearDay = NO_YEAR_DAY.includes(frequency) ? [] : readNumbers(take('BYYEARDAY'), 366, true);
  const byWeekNo = frequency === 'YEARLY' ? readNumbers(take('BYWEEKNO'), 53, true) : [];
  const byHour = readTimes(take('BYHOUR'), 23);
  const byMinute = readTimes(take('BYMINUTE'), 59);
  const bySetPos = readNumbers(take('BYSETPOS'), 366, true);
  const [unknown] = parts.keys();
  if (unknown === 'BYSECOND') return refused('No shift begins by the second: leave BYSECOND out.');
  if (unknown !== undefined) return refused(`${unknown} does not go into a rule that recurs ${frequency}.`);
  if (interval === 0 || count === 0)
    return refused(`INTERVAL goes from 1 to ${MOST_INTERVAL}, COUNT from 1 to ${MOST_COUNT}.`);
  if (untilText !== undefined && until === null)
    return refused('UNTIL is a date and time: 20261224T190000Z.');
  if (count !== null && until !== null) return refused('A rule has COUNT or UNTIL, not both.');
  if (weekStart < 0) return refused('WKST is a day of the week: MO.');
  if (byDay === null)
    return refused(
      'BYDAY names days of the week (MO,TH); in a monthly or yearly rule the nth, too: 1TU, -1FR.',
    );
  if (byMonth === null || byMonthDay === null || byYearDay === null || bySetPos === null)
    return refused('BYMONTH, BYMONTHDAY, BYYEARDAY and BYSETPOS are whole numbers: BYMONTHDAY=1,-1.');
  if (byWeekNo === null) return refused('BYWEEKNO are numbers of weeks: 1 to 53, or from the last: -1.');
  if (byWeekNo.length > 0 && byDay.some(({ nth }) => nth !== 0))
    return refused('With BYWEEKNO a day of the week is named without a number: BYDAY=MO.');
  if (byHour === null || byMinute === null)
    return refused('BYHOUR goes from 0 to 23, BYMINUTE from 0 to 59: BYHOUR=9,17.');
  const parted = [byDay, byMonth, byMonthDay, byYearDay, byWeekNo, byHour, byMinute];
  if (bySetPos.length > 0 && !parted.some(({ length }) => length > 0))
    return refused('BYSETPOS chooses among times that another part names.');
  return ok({
    frequency,
    interval,
    byDay,
    byMonth,
    byMonthDay,
    byYearDay,
    byWeekNo,
    byHour,
    byMinute,
    bySetPos,
    count,
    until,
    untilIsUtc: untilText?.endsWith('Z') ?? false,
    weekStart,
  });
}

/** How often a rule can occur in a day, at most. */
export function timesADay({ frequency, byHour, byMinute }: ParsedRule): number {
  const minutes = byMinute.length || (frequency === 'MINUTELY' ? 60 : 1);
  return minutes * (byHour.length || (frequency === 'MINUTELY' || frequency === 'HOURLY' ? 24 : 1));
}

function whole(text: string, most: number): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return number <= most ? number : 0;
}

/** RFC 5545 rules BYYEARDAY out here. */
const NO_YEAR_DAY: readonly ParsedRule['frequency'][] = ['DAILY', 'WEEKLY', 'MONTHLY'];

/** The numbered days of the week that a period has, at most. */
const MOST_NTH: Partial<Record<ParsedRule['frequency'], number>> = { MONTHLY: 5, YEARLY: 53 };

function readNumbers(text: string | undefined, most: number, fromTheEnd: boolean): number[] | null {
  if (text === undefined) return [];
  const parts = text.split(',');
  const numbers = parts.map(Number);
  const good = (each: number) => each !== 0 && Math.abs(each) <= most && (fromTheEnd || each > 0);
  return parts.every((part) => /^[+-]?\d{1,3}$/.test(part)) && numbers.every(good) ? numbers : null;
}

/** Hours of a day or minutes of an hour: in order, each once. */
function readTimes(text: string | undefined, most: number): number[] | null {
  const parts = text?.split(',') ?? [];
  const good = parts.every((part) => /^\d{1,2}$/.test(part) && Number(part) <= most);
  return good ? [...new Set(parts.map(Number))].sort((a, b) => a - b) : null;
}

function readDays(text: string | undefined, frequency: ParsedRule['frequency']): ByDay[] | null {
  if (text === undefined) return [];
  const days: ByDay[] = [];
  for (const each of text.split(',')) {
    const found = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(each);
    if (found === null) return null;
    const nth = Number(found[1] ?? 0);
    if (found[1] !== undefined && (nth === 0 || Math.abs(nth) > (MOST_NTH[frequency] ?? 0))) return null;
    days.push({ nth, weekday: WEEKDAYS.indexOf(found[2] as 'MO') });
  }
  return days;
}
