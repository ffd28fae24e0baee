/** Times as people say them, in the time zone of the assembly; `exactTime` has the rest. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly clock: string;
}

/** 'today, 09:00', 'tonight, 19:30', 'tomorrow, 08:00', 'Tue 3 March, 19:30', 'Tue 3 March 2027, 19:30'. */
export function timeInWords(instant: string, now: number, timeZone: string): string {
  const at = partsOf(new Date(instant), timeZone);
  const days = daysBetween(partsOf(new Date(now), timeZone), at);
  if (days === 0) return `${at.hour >= 18 ? 'tonight' : 'today'}, ${at.clock}`;
  if (days === 1) return `tomorrow, ${at.clock}`;
  if (days === -1) return `yesterday, ${at.clock}`;
  return `${dayInWords(instant, now, timeZone)}, ${at.clock}`;
}

/** 'today', 'tomorrow', 'yesterday', 'Tue 3 March', with the year when it is another. */
export function dayInWords(instant: string, now: number, timeZone: string): string {
  const date = new Date(instant);
  const at = partsOf(date, timeZone);
  const today = partsOf(new Date(now), timeZone);
  const days = daysBetween(today, at);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(date);
  const month = new Intl.DateTimeFormat('en-GB', { timeZone, month: 'long' }).format(date);
  return `${weekday} ${at.day} ${month}${at.year === today.year ? '' : ` ${at.year}`}`;
}

/** 'Tuesday 3 March 2026, 19:30': where one checks a date. */
export function exactDay(instant: string, timeZone: string): string {
  const date = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(instant));
  return `${date.replace(',', '')}, ${clockTime(instant, timeZone)}`;
}

/** '19:30'. */
export function clockTime(instant: string, timeZone: string): string {
  return partsOf(new Date(instant), timeZone).clock;
}

/** The exact instant for those who ask: 'Tuesday 3 March 2026, 19:30:00 CET'. */
export function exactTime(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));
}

/** 'in 4 minutes', 'in 2 hours', 'in 40 seconds'; 'now' when it has come. Never more than is left. */
export function fromNow(instant: string, now: number): string {
  const left = new Date(instant).getTime() - now;
  if (left <= 0) return 'now';
  return `in ${spanInWords(left)}`;
}

/** '40 seconds', '4 minutes', '2 hours', '3 days': whole units, rounded down. */
export function spanInWords(milliseconds: number): string {
  if (milliseconds < MINUTE) return plural(Math.floor(milliseconds / 1000), 'second');
  if (milliseconds < HOUR) return plural(Math.floor(milliseconds / MINUTE), 'minute');
  if (milliseconds < 2 * DAY) return plural(Math.floor(milliseconds / HOUR), 'hour');
  return plural(Math.floor(milliseconds / DAY), 'day');
}

/** '4:05', '1:04:05'; '0:00' once it is over. */
export function countdown(instant: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((new Date(instant).getTime() - now) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/**
 * The instant of what a date-time field holds ('2026-03-01T19:30'), read in the assembly's time zone: a member
 * who travels still convenes for half past seven at home.
 */
export function instantIn(local: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  // Twice: the first guess may fall on the other side of a change of the clocks.
  let instant = asUtc - offsetAt(asUtc, timeZone);
  instant = asUtc - offsetAt(instant, timeZone);
  return new Date(instant).toISOString();
}

/** What a date-time field shows for an instant: the reverse of `instantIn`. */
export function localIn(instant: number, timeZone: string): string {
  return new Date(instant + offsetAt(instant, timeZone)).toISOString().slice(0, 16);
}

export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? noun : nouns}`;
}

function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(new Date(instant));
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return wall - Math.floor(instant / 1000) * 1000;
}

function partsOf(date: Date, timeZone: string): Parts {
  const wall = new Date(date.getTime() + offsetAt(date.getTime(), timeZone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth(),
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    clock: wall.toISOString().slice(11, 16),
  };
}

function daysBetween(from: Parts, to: Parts): number {
  return (Date.UTC(to.year, to.month, to.day) - Date.UTC(from.year, from.month, from.day)) / DAY;
}
