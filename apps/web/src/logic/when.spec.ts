import { describe, expect, it } from '@jest/globals';
import { absenceInWords, howOften, instantsOf } from './absence-words.ts';
import {
  countdown,
  dayInWords,
  fromNow,
  instantIn,
  localIn,
  plural,
  spanInWords,
  timeInWords,
} from './when.ts';

const zone = 'Europe/Berlin';
const now = Date.parse('2026-03-03T15:00:00Z'); // Tuesday, 16:00 in Berlin

describe('times in words', () => {
  it('says today, tonight, tomorrow and yesterday in the zone of the assembly', () => {
    expect(timeInWords('2026-03-03T08:05:00Z', now, zone)).toBe('today, 09:05');
    expect(timeInWords('2026-03-03T18:30:00Z', now, zone)).toBe('tonight, 19:30');
    expect(timeInWords('2026-03-04T07:00:00Z', now, zone)).toBe('tomorrow, 08:00');
    expect(timeInWords('2026-03-02T20:00:00Z', now, zone)).toBe('yesterday, 21:00');
    // 23:30 in UTC is the next day in Berlin.
    expect(timeInWords('2026-03-03T23:30:00Z', now, zone)).toBe('tomorrow, 00:30');
  });

  it('names the day further off, and the year when it is another', () => {
    expect(timeInWords('2026-03-10T18:30:00Z', now, zone)).toBe('Tue 10 March, 19:30');
    expect(dayInWords('2027-01-05T12:00:00Z', now, zone)).toBe('Tue 5 January 2027');
  });

  it('never promises more time than is left', () => {
    expect(fromNow('2026-03-03T15:03:59Z', now)).toBe('in 3 minutes');
    expect(fromNow('2026-03-03T15:00:40Z', now)).toBe('in 40 seconds');
    expect(fromNow('2026-03-03T15:00:00Z', now)).toBe('now');
    expect(spanInWords(3_600_000)).toBe('1 hour');
    expect(spanInWords(72 * 3_600_000)).toBe('3 days');
  });

  it('counts down second by second and stops at nought', () => {
    expect(countdown('2026-03-03T15:04:05Z', now)).toBe('4:05');
    expect(countdown('2026-03-03T16:04:05Z', now)).toBe('1:04:05');
    expect(countdown('2026-03-03T14:59:00Z', now)).toBe('0:00');
  });

  it('reads a date-time field in the zone of the assembly, over a change of the clocks too', () => {
    expect(instantIn('2026-03-03T19:30', zone)).toBe('2026-03-03T18:30:00.000Z');
    expect(instantIn('2026-07-03T19:30', zone)).toBe('2026-07-03T17:30:00.000Z');
    expect(instantIn('2026-03-29T03:30', zone)).toBe('2026-03-29T01:30:00.000Z');
    expect(instantIn('', zone)).toBeNull();
    expect(localIn(Date.parse('2026-07-03T17:30:00Z'), zone)).toBe('2026-07-03T19:30');
  });

  it('counts things with their noun', () => {
    expect(plural(1, 'member')).toBe('1 member');
    expect(plural(1200, 'member')).toBe('1,200 members');
  });
});

describe('when a member can’t', () => {
  const tuesday = { first: '2026-03-10', last: '2026-03-10', hours: null };
  const wordsOf = (draft: Parameters<typeof instantsOf>[0], rule: string | null = null) =>
    absenceInWords({ ...(instantsOf(draft, zone) as { startsAt: string; endsAt: string }), rule }, now, zone);

  it('is whole days in the zone of the assembly, also when the clocks change within', () => {
    expect(instantsOf(tuesday, zone)).toEqual({
      startsAt: '2026-03-09T23:00:00.000Z',
      endsAt: '2026-03-10T23:00:00.000Z',
    });
    // 29 March 2026 has 23 hours in Berlin.
    expect(instantsOf({ first: '2026-03-28', last: '2026-03-29', hours: null }, zone)).toEqual({
      startsAt: '2026-03-27T23:00:00.000Z',
      endsAt: '2026-03-29T22:00:00.000Z',
    });
  });

  it('is said by the day, and by its hours where it has some', () => {
    expect(wordsOf(tuesday)).toBe('Tue 10 March, the whole day');
    expect(wordsOf(tuesday, 'FREQ=WEEKLY')).toBe('each Tuesday, the whole day');
    const hours = { from: '09:00', until: '12:00' };
    expect(wordsOf({ ...tuesday, hours }, 'FREQ=WEEKLY;INTERVAL=2')).toBe(
      'every second Tuesday, 09:00–12:00',
    );
    expect(wordsOf({ ...tuesday, last: '2026-03-13' })).toBe('Tue 10 March to Fri 13 March');
    expect(wordsOf({ ...tuesday, last: '2026-03-11', hours })).toBe(
      'Tue 10 March, 09:00 until Wed 11 March, 12:00',
    );
    expect(wordsOf(tuesday, 'FREQ=MONTHLY')).toBe('each month on that date, as Tue 10 March, the whole day');
    expect(wordsOf(tuesday, 'FREQ=MONTHLY;BYDAY=1MO')).toBe(
      'by the rule FREQ=MONTHLY;BYDAY=1MO, as Tue 10 March, the whole day',
    );
  });

  it('is a sentence where it is no time', () => {
    expect(instantsOf({ ...tuesday, first: '' }, zone)).toBe('Choose the days.');
    expect(instantsOf({ ...tuesday, last: '2026-03-09' }, zone)).toMatch(/ends before it begins/);
    expect(instantsOf({ ...tuesday, hours: { from: '22:00', until: '06:00' } }, zone)).toMatch(/ends before/);
    expect(instantsOf({ ...tuesday, hours: { from: '', until: '06:00' } }, zone)).toBe('Choose the hours.');
    expect(howOften('2026-03-10')[1]!.label).toBe('Each Tuesday');
  });
});
