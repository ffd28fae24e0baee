import { describe, expect, it } from '@jest/globals';
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
