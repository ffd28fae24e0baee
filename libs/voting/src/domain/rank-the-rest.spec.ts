import { describe, expect, it } from '@jest/globals';
import type { Method, PaperGroup } from '@plenary/tally';
import { rankTheRest } from './rank-the-rest.js';

/** Papers that rank these candidates, by their numbers. */
const papers = (...lines: readonly (readonly [heads: number, ...ranking: number[]])[]): PaperGroup[] =>
  lines.map(([heads, ...ranking]) => ({
    paper: { kind: 'ranking', ranking: ranking.map((candidate) => [candidate]) },
    heads,
    weight: BigInt(heads),
  }));

const election = (method: Method, groups: readonly PaperGroup[]) => ({
  method,
  candidates: ['A', 'B', 'C', 'D', 'E'],
  withdrawn: [],
  seats: 1,
  tieOrder: [0, 1, 2, 3, 4],
  papers: groups,
});

describe('who follows the elected', () => {
  const cast = papers([5, 0, 2], [3, 1, 2], [2, 2, 1], [1, 3]);

  it.each(['stv-scottish', 'irv', 'schulze'] as const)(
    'is whoever would win one seat without those before, by %s, and nobody whom no paper names',
    (method) => {
      expect(rankTheRest(election(method, cast), [0], 9)).toEqual([2, 1, 3]);
    },
  );

  it('is no more than were asked for', () => {
    expect(rankTheRest(election('stv-scottish', cast), [0], 1)).toEqual([2]);
  });

  it('goes by marks where papers have marks', () => {
    const marks = [
      [4, 0],
      [3, 1],
      [1, 2],
    ].map(([heads, candidate]) => ({
      paper: { kind: 'marks', marks: [candidate!] } as const,
      heads: heads!,
      weight: BigInt(heads!),
    }));
    expect(rankTheRest(election('approval', marks), [0], 9)).toEqual([1, 2]);
  });
});
