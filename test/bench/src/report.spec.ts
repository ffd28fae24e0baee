import { describe, expect, it } from '@jest/globals';
import { type Bench, figure, holds, worst } from './figure.js';
import { json, page, table } from './report.js';
import { median, spread } from './statistics.js';

const ratio = (runs: number[]) => figure('cast', 'ballots', 'ratio', { bound: 'at least', than: 1 }, runs);
const seconds = (runs: number[]) => figure('close', 'closing', 's', { bound: 'at most', than: 1 }, runs);

describe('a figure', () => {
  it('is the median of its runs, with the least and the greatest', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(spread([3, 1, 2])).toEqual([1, 3]);
    expect(() => median([])).toThrow(RangeError);
    expect(ratio([0.9, 1.2, 1.1])).toMatchObject({ value: 1.1, spread: [0.9, 1.2], runs: 3 });
  });

  it('holds at its bound and not beyond it', () => {
    expect([1, 0.999].map((value) => holds(ratio([value])))).toEqual([true, false]);
    expect([1, 1.001].map((value) => holds(seconds([value])))).toEqual([true, false]);
  });

  it('of two tiers is the worse', () => {
    expect(worst([ratio([1.3]), ratio([1.1]), ratio([1.2])]).value).toBe(1.1);
    expect(worst([seconds([0.3]), seconds([0.5])]).value).toBe(0.5);
  });

  it('is told by its name in JSON, in the table and on the page', () => {
    const figures = [ratio([0.912345]), seconds([0.5])];
    expect(JSON.parse(json(figures))).toEqual({
      cast: { value: 0.9123, unit: 'ratio', promise: 'at least 1', holds: false, spread: [0.9123, 0.9123] },
      close: { value: 0.5, unit: 's', promise: 'at most 1 s', holds: true, spread: [0.5, 0.5] },
    });
    expect(
      table(figures)
        .split('\n')
        .map((line) => line.replace(/ {2,}/g, ' | ')),
    ).toEqual([
      'figure | median | promise | least – greatest | runs',
      'cast | 0.91 | at least 1 | does not hold | 0.91 – 0.91 | 1',
      'close | 0.50 s | at most 1 s | holds | 0.50 – 0.50 | 1',
    ]);
    const bench: Bench = {
      names: ['cast'],
      how: 'By counting.',
      run: () => Promise.reject(new Error('not run')),
    };
    const text = page([{ bench, measured: { figures, parts: [], profile: ['In waiting.'] } }], 3);
    expect(text).toContain('| cast | 0.91 | at least 1 | does not hold | 0.91 – 0.91 | 1 |');
    expect(text).toContain('By counting.');
    expect(text).toContain('- In waiting.');
  });
});
