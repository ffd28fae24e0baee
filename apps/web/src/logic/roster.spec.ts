import { describe, expect, it } from '@jest/globals';
import { byDay, dayName, endTime, spanAhead, spanAt, turnTime } from './roster.ts';

const ZONE = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);

describe('a span of the roster', () => {
  it('is the week from Monday, in the assembly’s days and not in those of UTC', () => {
    // Monday in Berlin already, Sunday in UTC still.
    const { dates, from, title } = spanAt('week', 0, at('2026-03-01T23:30:00Z'), ZONE);
    expect([dates[0], dates.at(-1), from, title]).toEqual([
      '2026-03-02',
      '2026-03-08',
      '2026-03-01T23:00:00.000Z',
      '2–8 March 2026',
    ]);
    expect(spanAt('week', -1, at('2026-03-01T23:30:00Z'), ZONE).title).toBe('23 February–1 March 2026');
  });

  it('is the whole month, over the end of a year and over the change of the clocks', () => {
    const march = spanAt('month', 0, at('2026-03-15T12:00:00Z'), ZONE);
    expect([march.dates.length, march.title, march.from]).toEqual([
      31,
      'March 2026',
      '2026-02-28T23:00:00.000Z',
    ]);
    const january = spanAt('month', 10, at('2026-03-15T12:00:00Z'), ZONE);
    expect([january.dates[0], january.title]).toEqual(['2027-01-01', 'January 2027']);
  });

  it('looks ahead from today on a wall: a week, or five from this Monday', () => {
    const now = at('2026-03-05T12:00:00Z');
    expect(spanAhead('week', now, ZONE)).toMatchObject({
      title: '5–11 March 2026',
      from: '2026-03-04T23:00:00.000Z',
    });
    const { dates, title } = spanAhead('month', now, ZONE);
    expect([dates[0], dates.length, title]).toEqual(['2026-03-02', 35, '2 March–5 April 2026']);
  });

  it('holds the places by day, those of one task at one time together', () => {
    const place = (id: string, startsAt: string, task: string) => ({ id, startsAt, task: { id: task } });
    const days = byDay(
      [
        place('a', '2026-03-01T23:30:00Z', 'door'),
        place('b', '2026-03-02T18:00:00Z', 'door'),
        place('c', '2026-03-02T18:00:00Z', 'minutes'),
        place('d', '2026-03-02T18:00:00Z', 'door'),
        place('late', '2026-03-03T23:30:00Z', 'door'),
      ],
      ['2026-03-02', '2026-03-03'],
      ZONE,
    );
    expect(days.map(({ turns }) => turns.map((turn) => turn.map(({ id }) => id)))).toEqual([
      [['a'], ['b', 'd'], ['c']],
      [],
    ]);
    expect(dayName('2026-03-02')).toBe('Mon 2 March');
  });

  it('has what is on when it begins on its first day, and says until when; an end on another day with the day', () => {
    const week = { startsAt: '2026-02-25T18:00:00Z', endsAt: '2026-03-04T18:00:00Z' };
    const night = { startsAt: '2026-03-01T21:00:00Z', endsAt: '2026-03-02T05:00:00Z' };
    const dates = ['2026-03-02', '2026-03-03'];
    const places = [
      { ...week, id: 'week', task: { id: 'facilitate' } },
      { ...night, id: 'night', task: { id: 'watch' } },
    ];
    const [monday, tuesday] = byDay(places, dates, ZONE);
    expect(monday!.turns.map(([place]) => turnTime(place!, monday!.date, ZONE))).toEqual([
      'until 4 Mar',
      'until 06:00',
    ]);
    expect(tuesday!.turns).toEqual([]);
    expect(turnTime(night, '2026-03-01', ZONE)).toBe('22:00');
    expect(endTime(week.startsAt, week.endsAt, ZONE)).toBe('Wed 4 Mar, 19:00');
    expect(endTime('2026-03-02T18:00:00Z', '2026-03-02T20:00:00Z', ZONE)).toBe('21:00');
  });
});
