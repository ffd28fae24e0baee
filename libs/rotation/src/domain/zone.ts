const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone: making one takes longer than using it a hundred times. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** What the clocks of a zone show at an instant, as the milliseconds of a clock that shows the same in UTC. */
export function wallClock(instant: number, zone: string): number {
  return instant + offsetAt(instant, zone);
}

function shownAt(instant: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts as Record<
    'year' | 'month' | 'day' | 'hour' | 'minute' | 'second',
    number
  >;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1_000) + 1_000) % 1_000);
}

/** By zone the offsets of its clocks from UTC: of a day of UTC that has one throughout; null of one that has two. */
const offsets = new Map<string, Map<number, number | null>>();
/** Days that are remembered of a zone: more than any rule is expanded over at once. */
const MOST_DAYS = 20_000;

/** Remembered by the day: formatting an instant takes as long as looking at a thousand. */
function offsetAt(instant: number, zone: string): number {
  let days = offsets.get(zone);
  if (days === undefined || days.size > MOST_DAYS) {
    days = new Map();
    offsets.set(zone, days);
  }
  const day = Math.floor(instant / DAY_MS);
  let offset = days.get(day);
  if (offset === undefined) {
    const at = (part: number) => shownAt(part, zone) - part;
    const [begin, over] = [at(day * DAY_MS), at((day + 1) * DAY_MS - 1)];
    // No zone's clocks are changed and changed back within a day.
    offset = begin === over ? begin : null;
    days.set(day, offset);
  }
  return offset ?? shownAt(instant, zone) - instant;
}

/**
 * The instant at which the clocks of a zone show a time. RFC 5545 §3.3.5: a time that occurs twice is meant the first
 * time; one that the clocks leave out is read with the offset from before the gap.
 */
export function instantOf(local: number, zone: string): number {
  const before = offsetAt(local - DAY_MS, zone);
  if (offsetAt(local - before, zone) === before) return local - before;
  const after = offsetAt(local + DAY_MS, zone);
  return offsetAt(local - after, zone) === after ? local - after : local - before;
}
