import { describe, expect, it } from '@jest/globals';
import { readingTime } from './reading-time.ts';
import { bySubject, ruleWords } from './rule-words.ts';

const rule = (value: number | null, unit: string | null, label = 'A rule') => ({
  label,
  text: 'as it stands',
  value,
  unit,
});

describe('a rule of the bylaws', () => {
  it('says lengths of time as people do', () => {
    expect(ruleWords(rule(1440, 'minutes'))).toBe('1 day');
    expect(ruleWords(rule(168, 'hours'))).toBe('7 days');
    expect(ruleWords(rule(90, 'minutes'))).toBe('90 minutes');
    expect(ruleWords(rule(36, 'hours'))).toBe('36 hours');
  });

  it('says one as one, and nothing as none', () => {
    expect(ruleWords(rule(1, 'members'))).toBe('1 member');
    expect(ruleWords(rule(50, 'percent'))).toBe('50 %');
    expect(ruleWords(rule(0, 'percent'))).toBe('none');
  });

  it('says a rule that is no number in its own words', () => {
    expect(ruleWords(rule(null, null))).toBe('as it stands');
  });

  it('stands with the others about the same thing', () => {
    const rules = ['Expelling', 'Direct action', 'Expelling: seconders'].map((label) =>
      rule(1, 'members', label),
    );
    expect(
      bySubject(rules).map(({ subject, details }) => [subject.label, details.map(({ what }) => what)]),
    ).toEqual([
      ['Expelling', ['seconders']],
      ['Direct action', []],
    ]);
  });
});

describe('the time to read a text', () => {
  it('is told in minutes', () => {
    expect(readingTime('Shall we?')).toBe('under a minute');
    expect(readingTime('word '.repeat(400))).toBe('2 minutes');
  });
});
