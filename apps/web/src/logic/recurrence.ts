import { localIn } from './when.ts';

/** A rule of RFC 5545 as the form of a task has it, in fields that a person can read. */
export interface Recurring {
  readonly every: 'day' | 'week' | 'month';
  /** As typed: each, every second, every third. */
  readonly interval: string;
  /** Of a weekly one: the days, from MO to SU; none is the day of the first time. */
  readonly weekdays: readonly string[];
  /** Of a monthly one: null for the date of the first time, or which of the weekdays. */
  readonly nth: { readonly which: string; readonly weekday: string } | null;
}

export const WEEKDAYS = [
  { value: 'MO', label: 'Monday' },
  { value: 'TU', label: 'Tuesday' },
  { value: 'WE', label: 'Wednesday' },
  { value: 'TH', label: 'Thursday' },
  { value: 'FR', label: 'Friday' },
  { value: 'SA', label: 'Saturday' },
  { value: 'SU', label: 'Sunday' },
] as const;

export const WHICH = [
  { value: '1', label: 'first' },
  { value: '2', label: 'second' },
  { value: '3', label: 'third' },
  { value: '4', label: 'fourth' },
  { value: '-1', label: 'last' },
] as const;

const FREQUENCIES = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const;

/** The rule that the fields say. */
export function ruleOf({ every, interval, weekdays, nth }: Recurring): string {
  const parts = [`FREQ=${FREQUENCIES[every]}`];
  if (interval.trim() !== '1') parts.push(`INTERVAL=${interval.trim()}`);
  const ordered = WEEKDAYS.map(({ value }) => value).filter((day) => weekdays.includes(day));
  if (every === 'week' && ordered.length > 0) parts.push(`BYDAY=${ordered.join(',')}`);
  if (every === 'month' && nth !== null) parts.push(`BYDAY=${nth.which}${nth.weekday}`);
  return parts.join(';');
}

/** The fields that say a rule; null when it says more than they can. */
export function readRule(rule: string): Recurring | null {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const every = (Object.keys(FREQUENCIES) as Recurring['every'][]).find(
    (each) => FREQUENCIES[each] === parts.get('FREQ'),
  );
  if (every === undefined) return null;
  const days = (parts.get('BYDAY') ?? '').split(',').filter((day) => day !== '');
  const found = /^(-?\d)([A-Z]{2})$/.exec(days[0] ?? '');
  const nth =
    every === 'month' && days.length === 1 && found ? { which: found[1]!, weekday: found[2]! } : null;
  const read: Recurring = {
    every,
    interval: parts.get('INTERVAL') ?? '1',
    weekdays: every === 'week' ? days : [],
    nth,
  };
  return ruleOf(read) === rule ? read : null;
}

/** `2026-03-02T19:00` is `20260302T190000` in a rule, and back. */
export const ruleStart = (local: string): string => `${local.replace(/[-:]/g, '')}00`;
export const fieldStart = (start: string): string =>
  start.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5');

/** Times that are left out, in order, as date-time fields have them: `2026-04-06T19:00`. */
export function leftOutTimes(except: readonly string[], timeZone: string): string[] {
  const times = except.map((text) => {
    const [, date, time = 'T00:00', utc] = /^([-\d]+)(T[\d:]+)?(Z?)/.exec(dashed(text)) ?? [];
    return utc ? localIn(Date.parse(`${date}${time}Z`), timeZone) : `${date}${time.slice(0, 6)}`;
  });
  return [...new Set(times)].sort();
}

const dashed = (text: string): string =>
  text.replace(/^(\d{4})(\d\d)(\d\d)/, '$1-$2-$3').replace(/T(\d\d)(\d\d)(\d\d)/, 'T$1:$2:$3');

/** 'Monday 6 April 2026' for `2026-04-06T19:00`; with its hour, where that is not `hour`, as `T19:00`. */
export function timeWords(time: string, hour: string): string {
  const words = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const day = words.format(Date.parse(time.slice(0, 10))).replace(',', '');
  return time.endsWith(hour) ? day : `${day}, ${time.slice(11)}`;
}
