import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CalendarEvent, writeCalendar } from './icalendar.js';

const EVENT: CalendarEvent = {
  uid: '018f2d6e-0000-7000-8000-000000000001',
  sequence: 2,
  changedAt: new Date('2026-03-01T10:00:00.123Z'),
  startsAt: new Date('2026-03-29T00:30:00Z'),
  endsAt: new Date('2026-03-29T02:00:00Z'),
  summary: 'Minutes',
  status: 'CONFIRMED',
  url: 'https://vote.example.org/a/1/rota',
};

/** Reads back what RFC 5545 says of lines and of TEXT: an own reading, apart from the writer. */
function read(text: string): [name: string, value: string][] {
  return text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]);
}
const unescaped = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, each: string) => (each.toLowerCase() === 'n' ? '\n' : each));

describe('a calendar', () => {
  it('is written as RFC 5545 has it', () => {
    expect(writeCalendar('Depot', [EVENT]).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Plenary//Rota//EN',
      'CALSCALE:GREGORIAN',
      'NAME:Depot',
      'X-WR-CALNAME:Depot',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'BEGIN:VEVENT',
      'UID:018f2d6e-0000-7000-8000-000000000001',
      'SEQUENCE:2',
      'DTSTAMP:20260301T100000Z',
      'DTSTART:20260329T003000Z',
      'DTEND:20260329T020000Z',
      'SUMMARY:Minutes',
      'STATUS:CONFIRMED',
      'URL:https://vote.example.org/a/1/rota',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('keeps every text whole in lines of 75 octets, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (summary) => {
        const text = writeCalendar(summary, [{ ...EVENT, summary }]);
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const lines = read(text);
        const clean = summary.replace(/\r\n|\r/g, '\n').replace(/(?!\n)\p{Cc}/gu, '');
        for (const name of ['SUMMARY', 'NAME'])
          expect(unescaped(lines.find(([each]) => each === name)![1])).toBe(clean);
        // Nothing in it begins a line of its own.
        expect(lines).toHaveLength(18);
      }),
    );
  });

  it('puts nothing of a text into a line of its own', () => {
    const summary = 'a\r\nATTENDEE:x\nb\u2028c,d;e\\n\u0007';
    const lines = read(writeCalendar('n', [{ ...EVENT, summary }]));
    expect(lines.map(([name]) => name)).not.toContain('ATTENDEE');
    expect(lines.find(([name]) => name === 'SUMMARY')![1]).toBe('a\\nATTENDEE:x\\nb\u2028c\\,d\\;e\\\\n');
  });
});

describe('the published cases of calendar text', () => {
  const folder = new URL('../../../../../shared/data/icalendar/', import.meta.url);
  if (!existsSync(folder)) {
    console.info(`${folder.pathname} is absent: its cases were not checked.`);
    it('are not beside this repository, and were not checked', () => expect(existsSync(folder)).toBe(false));
    return;
  }
  const casesOf = <T>(file: string) =>
    (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { cases: T[] }).cases;
  const summaryLines = (summary: string) => {
    const text = writeCalendar('n', [{ ...EVENT, summary }]);
    return text.slice(text.indexOf('SUMMARY:'), text.indexOf('\r\nSTATUS:'));
  };

  it('are escaped as they are listed', () => {
    const texts = casesOf<{ kind: string; value: string; serialized: string }>('escape.json').filter(
      ({ kind }) => kind === 'text',
    );
    expect(texts.length).toBeGreaterThan(5);
    for (const { value, serialized } of texts) expect(summaryLines(value)).toBe(`SUMMARY:${serialized}`);
  });

  it('are folded as RFC 5545 has it', () => {
    const lines = casesOf<{ line: string }>('folding.json');
    expect(lines.length).toBeGreaterThan(3);
    for (const { line } of lines) {
      const parts = summaryLines(line).split('\r\n');
      expect(parts.length).toBeGreaterThan(1);
      for (const [i, part] of parts.entries()) {
        expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
        expect(part.isWellFormed()).toBe(true);
        if (i > 0) expect(part).toMatch(/^ /);
      }
      const whole = parts.map((part, i) => (i === 0 ? part : part.slice(1))).join('');
      expect(unescaped(whole)).toBe(`SUMMARY:${line}`);
    }
  });
});
