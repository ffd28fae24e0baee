/** One event of a calendar. */
export interface CalendarEvent {
  /** The same for one thing whatever becomes of it. */
  readonly uid: string;
  /** Grows with each change of it, from 0. */
  readonly sequence: number;
  /** When it was last changed. */
  readonly changedAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
  /** Where to read more; null for nowhere. */
  readonly url: string | null;
}

/** RFC 5545 §3.1: a content line has at most 75 octets, its line break not counted. */
const LONGEST_LINE = 75;

/**
 * A calendar as RFC 5545 writes it. Instants are in UTC (§3.3.5, form 2): every program shows them in its reader's own
 * zone, and no clock change can move them.
 * @param name what a program calls the calendar (RFC 7986 §5.1)
 */
export function writeCalendar(name: string, events: readonly CalendarEvent[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plenary//Rota//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    // What programs older than RFC 7986 read.
    `X-WR-CALNAME:${escaped(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent): string[] {
  const { uid, sequence, changedAt, startsAt, endsAt, summary, status, url } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${inUtc(changedAt)}`,
    `DTSTART:${inUtc(startsAt)}`,
    `DTEND:${inUtc(endsAt)}`,
    `SUMMARY:${escaped(summary)}`,
    `STATUS:${status}`,
    ...(url === null ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ];
}

function inUtc(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** RFC 5545 §3.3.11: a TEXT. Control characters cannot stand in one. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (each) => `\\${each}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** Breaks a line between characters, never within one, so that each part has at most 75 octets. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > LONGEST_LINE) {
      parts.push(part);
      // The space that begins a continued line counts with it.
      [part, octets] = [' ', 1];
    }
    part += character;
    octets += more;
  }
  return [...parts, part].join('\r\n');
}
