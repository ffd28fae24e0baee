import { describe, expect, it } from '@jest/globals';
import { leftOutTimes, readRule, ruleOf, timeWords } from './recurrence.ts';

describe('a recurrence in the fields of a form', () => {
  it('reads the rules that it can say, and says them again', () => {
    for (const rule of [
      'FREQ=DAILY',
      'FREQ=WEEKLY',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
      'FREQ=MONTHLY',
      'FREQ=MONTHLY;INTERVAL=3',
      'FREQ=MONTHLY;BYDAY=-1FR',
    ])
      expect(ruleOf(readRule(rule)!)).toBe(rule);
  });

  it('leaves alone what says more', () => {
    for (const rule of [
      'FREQ=YEARLY',
      'FREQ=WEEKLY;COUNT=3',
      'FREQ=DAILY;BYDAY=MO',
      'FREQ=MONTHLY;BYDAY=1MO,3MO',
      'FREQ=MONTHLY;BYDAY=MO',
      'FREQ=WEEKLY;BYDAY=TH,TU',
      'nonsense',
    ])
      expect(readRule(rule)).toBeNull();
  });

  it('orders the days of the week, and drops what another frequency had', () => {
    const weekly = { every: 'week', interval: '1', weekdays: ['TH', 'MO'], nth: null } as const;
    expect(ruleOf(weekly)).toBe('FREQ=WEEKLY;BYDAY=MO,TH');
    expect(ruleOf({ ...weekly, every: 'day' })).toBe('FREQ=DAILY');
    expect(ruleOf({ ...weekly, every: 'month', nth: { which: '1', weekday: 'MO' } })).toBe(
      'FREQ=MONTHLY;BYDAY=1MO',
    );
  });

  it('has what is left out in the assembly’s time, however it is written', () => {
    const except = ['20260413T190000', '20260406T223000Z', '20260413', '20260413T190000'];
    expect(leftOutTimes(except, 'Europe/Berlin')).toEqual([
      '2026-04-07T00:30',
      '2026-04-13T00:00',
      '2026-04-13T19:00',
    ]);
    expect(leftOutTimes(except, 'UTC')[0]).toBe('2026-04-06T22:30');
    expect(timeWords('2026-04-06T19:00', 'T19:00')).toBe('Monday 6 April 2026');
    expect(timeWords('2026-04-06T19:00', 'T09:00')).toBe('Monday 6 April 2026, 19:00');
  });
});
