import { describe, expect, it } from '@jest/globals';
import { NOBODY, ofHeads } from './count.js';
import { type Answer, countGroups, countYesNo, EMPTY_TALLY, mergeTallies } from './tally.js';

const MAX = Number.MAX_SAFE_INTEGER;

describe('counting ballots', () => {
  it('counts nobody as nobody', () => {
    expect(countYesNo([])).toEqual(EMPTY_TALLY);
    expect(countGroups([])).toEqual(EMPTY_TALLY);
  });

  it('keeps heads and weight apart, and counts every paper as cast', () => {
    const tally = countYesNo([
      { answer: 'yes', weight: 3 },
      { answer: 'yes', weight: 1 },
      { answer: 'no', weight: 2 },
      { answer: 'abstain', weight: 1 },
      { answer: 'blank', weight: 5 },
      { answer: 'spoilt', weight: 7 },
    ]);
    expect(tally.yes).toEqual({ heads: 2, weight: 4 });
    expect(tally.no).toEqual({ heads: 1, weight: 2 });
    expect(tally.abstain).toEqual(ofHeads(1));
    expect(tally.blank).toEqual({ heads: 1, weight: 5 });
    expect(tally.spoilt).toEqual({ heads: 1, weight: 7 });
    expect(tally.standAside).toEqual(NOBODY);
    expect(tally.cast).toEqual({ heads: 6, weight: 19 });
  });

  it('counts groups as it counts the ballots behind them, whichever way they are cut', () => {
    const tally = countGroups([
      { answer: 'yes', weight: 1n, heads: 400n },
      { answer: 'yes', weight: 1, heads: 1 },
      { answer: 'block', weight: 2, heads: 3 },
      { answer: 'no', weight: 9, heads: 0 },
    ]);
    expect(tally.yes).toEqual(ofHeads(401));
    expect(tally.block).toEqual({ heads: 3, weight: 6 });
    expect(tally.no).toEqual(NOBODY);
    expect(tally.cast).toEqual({ heads: 404, weight: 407 });
  });

  it('merges the tallies of disjoint ballots', () => {
    const a = countYesNo([
      { answer: 'stand_aside', weight: 2 },
      { answer: 'yes', weight: 1 },
    ]);
    const b = countYesNo([{ answer: 'yes', weight: 4 }]);
    const merged = mergeTallies(a, b);
    expect(merged.yes).toEqual({ heads: 2, weight: 5 });
    expect(merged.standAside).toEqual({ heads: 1, weight: 2 });
    expect(merged.cast).toEqual({ heads: 3, weight: 7 });
  });

  it.each([0, -1, 1.5, Number.NaN, MAX + 1])('refuses the weight %p', (weight) => {
    expect(() => countYesNo([{ answer: 'yes', weight }])).toThrow(RangeError);
    expect(() => countGroups([{ answer: 'yes', weight, heads: 1 }])).toThrow(RangeError);
  });

  it('refuses an answer that no ballot has, the names of object methods included', () => {
    for (const answer of ['maybe', 'constructor', '__proto__']) {
      expect(() => countYesNo([{ answer: answer as Answer, weight: 1 }])).toThrow(RangeError);
    }
  });

  it('refuses a sum that would no longer be exact', () => {
    const heavy = { answer: 'yes', weight: MAX } as const;
    expect(countYesNo([heavy]).cast.weight).toBe(MAX);
    expect(() => countYesNo([heavy, { answer: 'yes', weight: 1 }])).toThrow(RangeError);
    expect(() => countYesNo([heavy, { answer: 'no', weight: 1 }])).toThrow(RangeError);
    expect(() => countGroups([{ answer: 'yes', weight: 2n ** 40n, heads: 2n ** 14n }])).toThrow(RangeError);
    expect(() => mergeTallies(countYesNo([heavy]), countYesNo([heavy]))).toThrow(RangeError);
  });
});
