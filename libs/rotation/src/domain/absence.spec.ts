import { describe, expect, it } from '@jest/globals';
import { checkAbsence, stretchesOf, windowsOf } from './absence.js';

const ZONE = 'Europe/Vienna';
const at = (text: string) => new Date(text).getTime();
const said = (rule: string | null) => ({
  startsAt: at('2026-03-02T18:00:00Z'),
  endsAt: at('2026-03-02T20:00:00Z'),
  rule,
});
const between = (rule: string | null, from: string, until: string) =>
  stretchesOf(said(rule), ZONE, at(from), at(until)).map((pair) =>
    pair.map((each) => new Date(each).toISOString().slice(0, 16)),
  );

describe('when somebody can’t', () => {
  it('is once, where they said no rule', () => {
    expect(between(null, '2026-03-01', '2026-06-01')).toEqual([['2026-03-02T18:00', '2026-03-02T20:00']]);
    expect(between(null, '2026-03-03', '2026-06-01')).toEqual([]);
  });

  it('is at the same time of the clocks by any rule, through their change', () => {
    expect(between('FREQ=MONTHLY;BYDAY=1MO', '2026-03-01', '2026-05-01')).toEqual([
      ['2026-03-02T18:00', '2026-03-02T20:00'],
      ['2026-04-06T17:00', '2026-04-06T19:00'],
    ]);
    expect(between('FREQ=WEEKLY;UNTIL=20260310T000000', '2026-03-01', '2026-05-01')).toHaveLength(2);
  });

  it('is at so many times of a day by a rule, and no more often', () => {
    const check = (rule: string) => {
      const checked = checkAbsence(said(null).startsAt, rule, ZONE);
      return checked.ok ? 'accepted' : checked.rejection.code;
    };
    for (const rule of ['FREQ=HOURLY', 'FREQ=DAILY;BYHOUR=8,9,10;BYMINUTE=0,30', 'FREQ=WEEKLY'])
      expect(check(rule)).toBe('accepted');
    for (const rule of ['FREQ=MINUTELY', 'FREQ=HOURLY;BYMINUTE=0,30', 'FREQ=SECONDLY', 'x'])
      expect(check(rule)).toBe('RULE_REFUSED');
    expect(between('FREQ=HOURLY', '2026-03-02T18:00:00Z', '2026-08-30')).toHaveLength(4_326);
  });

  it('has begun before the span that is asked about', () => {
    expect(between('FREQ=WEEKLY', '2026-03-09T19:00:00Z', '2026-03-10')).toEqual([
      ['2026-03-09T18:00', '2026-03-09T20:00'],
    ]);
  });

  it('is told of a draw no further than its places go', () => {
    const stretches = [
      [0, 10],
      [20, 30],
    ] as const;
    const places = [
      ['t', 0, 5, 25],
      ['t', 1, 6, 9],
    ] as const;
    expect(windowsOf(places).clip(stretches)).toEqual([
      [5, 10],
      [6, 9],
      [20, 25],
    ]);
  });
});
