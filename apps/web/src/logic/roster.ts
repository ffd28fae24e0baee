import { clockTime, instantIn, localIn } from './when.ts';

/** What of the roster is looked at. */
export type SpanKind = 'week' | 'month';

/** Whole days in the assembly's time. */
export interface Span {
  readonly kind: SpanKind;
  /** The dates in it, in order: '2026-03-02'. */
  readonly dates: readonly string[];
  /** Its beginning, as an instant. */
  readonly from: string;
  /** '2–8 March 2026', 'March 2026'. */
  readonly title: string;
}

const DAY = 86_400_000;
const utc = (date: string): number => Date.parse(`${date}T00:00Z`);
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The date of an instant in a zone. */
export const dateIn = (instant: number | string, timeZone: string): string =>
  localIn(typeof instant === 'string' ? Date.parse(instant) : instant, timeZone).slice(0, 10);

/** The week (from Monday) or the month of an instant, or so many before or after it. */
export function spanAt(kind: SpanKind, steps: number, now: number, timeZone: string): Span {
  const today = dateIn(now, timeZone);
  return spanOf(kind, kind === 'week' ? weekOf(today, steps) : monthOf(today, steps), now, timeZone);
}

/** What is ahead, for a wall: seven days from today, or five weeks from this week's Monday. */
export function spanAhead(kind: SpanKind, now: number, timeZone: string): Span {
  const today = dateIn(now, timeZone);
  const dates = kind === 'week' ? datesFrom(utc(today), 7) : datesFrom(utc(weekOf(today, 0)[0]!), 35);
  return spanOf(kind, dates, now, timeZone);
}

function spanOf(kind: SpanKind, dates: readonly string[], now: number, timeZone: string): Span {
  const from = instantIn(`${dates[0]}T00:00`, timeZone) ?? new Date(now).toISOString();
  return { kind, dates, from, title: titleOf(dates) };
}

const datesFrom = (first: number, days: number): string[] =>
  Array.from({ length: days }, (_, i) => dateOf(first + i * DAY));

function weekOf(today: string, steps: number): string[] {
  const at = utc(today);
  const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * DAY + steps * 7 * DAY;
  return datesFrom(monday, 7);
}

function monthOf(today: string, steps: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const first = Date.UTC(year, month - 1 + steps, 1);
  return datesFrom(first, (Date.UTC(year, month + steps, 1) - first) / DAY);
}

function titleOf(dates: readonly string[]): string {
  const said = (date: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(utc(date));
  const [first, last] = [dates[0]!, dates.at(-1)!];
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  if (sameMonth && dates.length > 7) return said(first, { month: 'long', year: 'numeric' });
  const from = said(first, sameMonth ? { day: 'numeric' } : { day: 'numeric', month: 'long' });
  return `${from}–${said(last, { day: 'numeric', month: 'long', year: 'numeric' })}`;
}

/** 'Tue 3 March', for the heading of a day; 'Tue 3 Mar' where there is little room. */
export function dayName(date: string, month: 'long' | 'short' = 'long'): string {
  const said = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(utc(date));
  return `${said({ weekday: 'short' })} ${said({ day: 'numeric' })} ${said({ month })}`;
}

/** So many places the server sends of a span, at most. */
export const MOST_PLACES = 500;

interface PlaceLike {
  readonly startsAt: string;
  readonly task: { readonly id: string };
}

/**
 * When a turn begins on a date; of one that is on already when the dates begin, until when: 'until 06:00', 'until 9 Mar'.
 */
export function turnTime(
  { startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string },
  date: string,
  timeZone: string,
): string {
  if (dateIn(startsAt, timeZone) === date) return clockTime(startsAt, timeZone);
  const last = dateIn(endsAt, timeZone);
  return `until ${last === date ? clockTime(endsAt, timeZone) : dayName(last, 'short').replace(/^\S+ /, '')}`;
}

/** When something that began then is over: '20:30', or 'Mon 9 Mar, 20:30' on another day. */
export function endTime(startsAt: string, endsAt: string, timeZone: string): string {
  const [first, last] = [dateIn(startsAt, timeZone), dateIn(endsAt, timeZone)];
  const clock = clockTime(endsAt, timeZone);
  return first === last ? clock : `${dayName(last, 'short')}, ${clock}`;
}

/**
 * The places of each date, those of one task at one time together, in the order in which they begin. What is on when the
 * dates begin is of the first: whoever has the week that began on Wednesday has it on Monday.
 */
export function byDay<P extends PlaceLike>(
  places: readonly P[],
  dates: readonly string[],
  timeZone: string,
): readonly { readonly date: string; readonly turns: readonly (readonly P[])[] }[] {
  const days = new Map<string, Map<string, P[]>>(dates.map((date) => [date, new Map()]));
  for (const place of places) {
    const began = dateIn(place.startsAt, timeZone);
    const isBefore = began < dates[0]!;
    const turns = days.get(isBefore ? dates[0]! : began);
    const key = `${place.startsAt} ${place.task.id}`;
    if (turns !== undefined) turns.set(key, [...(turns.get(key) ?? []), place]);
  }
  return [...days].map(([date, turns]) => ({ date, turns: [...turns.values()] }));
}
