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
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts as Record<
    'year' | 'month' | 'day' | 'hour' | 'minute' | 'second',
    number
  >;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The instant at which the clocks of a zone show a time. RFC 5545 §3.3.5: a time that occurs twice is meant the first
 * time; one that the clocks leave out is read with the offset from before the gap.
 */
export function instantOf(local: number, zone: string): number {
  const offset = (at: number) => wallClock(at, zone) - at;
  const before = offset(local - DAY_MS);
  if (offset(local - before) === before) return local - before;
  const after = offset(local + DAY_MS);
  return offset(local - after) === after ? local - after : local - before;
}
