import { clockTime, dayInWords, instantIn, localIn, timeInWords } from './when.ts';

/** When a member can't: the days, the hours of them if not the whole days, and whether it comes again. */

const DAY = 86_400_000;
const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00Z`) + DAY).toISOString().slice(0, 10);
const weekday = (date: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long' }).format(new Date(`${date}T00:00Z`));

export interface AbsenceDraft {
  /** '2026-11-24': the first day and the last, both included. */
  readonly first: string;
  readonly last: string;
  /** '09:00' on the first day until '12:00' on the last; null for whole days. */
  readonly hours: { readonly from: string; readonly until: string } | null;
}

/** The instants of it in the assembly's time zone; a sentence where it has none, or ends before it begins. */
export function instantsOf(
  { first, last, hours }: AbsenceDraft,
  timeZone: string,
): { readonly startsAt: string; readonly endsAt: string } | string {
  if (first === '' || last === '') return 'Choose the days.';
  if (hours && (hours.from === '' || hours.until === '')) return 'Choose the hours.';
  const startsAt = instantIn(`${first}T${hours?.from ?? '00:00'}`, timeZone);
  const endsAt = instantIn(hours ? `${last}T${hours.until}` : `${dayAfter(last)}T00:00`, timeZone);
  if (startsAt === null || endsAt === null) return 'Choose the days.';
  return endsAt > startsAt ? { startsAt, endsAt } : 'It ends before it begins: choose a later end.';
}

/** How often it can come again, named by the day that it begins on. */
export function howOften(first: string): readonly { readonly value: string; readonly label: string }[] {
  const day = first === '' ? 'week' : weekday(first);
  return [
    { value: '', label: 'Once' },
    { value: 'FREQ=WEEKLY', label: `Each ${day}` },
    { value: 'FREQ=WEEKLY;INTERVAL=2', label: `Every second ${day}` },
    { value: 'FREQ=MONTHLY', label: 'Each month on that date' },
    { value: 'FREQ=YEARLY', label: 'Each year on that date' },
  ];
}

/** 'each Tuesday, the whole day', 'Tue 24 November, 09:00–12:00', 'Tue 24 November to Fri 27 November'. */
export function absenceInWords(
  time: { readonly startsAt: string; readonly endsAt: string; readonly rule: string | null },
  now: number,
  timeZone: string,
): string {
  const { startsAt, endsAt, rule } = time;
  const start = localIn(Date.parse(startsAt), timeZone);
  const end = localIn(Date.parse(endsAt), timeZone);
  const first = start.slice(0, 10);
  const whole = start.endsWith('T00:00') && end.endsWith('T00:00');
  const oneDay = end.slice(0, 10) === (whole ? dayAfter(first) : first);
  const day = dayInWords(startsAt, now, timeZone);
  const hours = whole ? 'the whole day' : `${clockTime(startsAt, timeZone)}–${clockTime(endsAt, timeZone)}`;
  const lastDay = dayInWords(new Date(Date.parse(endsAt) - 1).toISOString(), now, timeZone);
  const once = oneDay
    ? `${day}, ${hours}`
    : whole
      ? `${day} to ${lastDay}`
      : `${timeInWords(startsAt, now, timeZone)} until ${timeInWords(endsAt, now, timeZone)}`;
  if (rule === null) return once;
  const known = howOften(first).find(({ value }) => value === rule);
  const often = known ? known.label.charAt(0).toLowerCase() + known.label.slice(1) : `by the rule ${rule}`;
  return known && oneDay && rule.startsWith('FREQ=WEEKLY') ? `${often}, ${hours}` : `${often}, as ${once}`;
}
