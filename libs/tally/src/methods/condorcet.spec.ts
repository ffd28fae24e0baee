import { describe, expect, it } from '@jest/globals';
import { countElection } from '../count-election.js';
import type { CountOptions, Election, ElectionTranscript } from '../election.js';
import { electionFrom, published } from './spec-published.js';

type Ranking = readonly (readonly string[])[];

interface Case {
  readonly candidates: readonly string[];
  readonly expected: {
    readonly condorcetWinner: string | null;
    readonly pairwise: readonly (readonly number[])[];
    readonly irv?: string;
    readonly schulze?: Readonly<
      Record<
        string,
        {
          readonly winners: readonly string[];
          readonly ranking: Ranking;
          readonly strongestPaths?: readonly (readonly number[])[];
        }
      >
    >;
    readonly schulzeWinning?: Ranking;
    readonly schulzeMargin?: Ranking;
    readonly rankedPairsWinning?: Ranking;
    readonly rankedPairsMargin?: Ranking;
    readonly rankedPairsUnique?: boolean;
  };
}

function text(table: readonly (readonly number[])[]): string[][] {
  return table.map((row) => row.map(String));
}

function ranking({ pairwise, candidates }: ElectionTranscript): string[][] {
  return pairwise!.ranking.map((tier) => tier.map((each) => candidates[each]!).sort());
}

function sorted(tiers: Ranking): string[][] {
  return tiers.map((tier) => [...tier].sort());
}

published<Case>('condorcet', ({ expected }, json) => {
  const count = (method: 'schulze' | 'ranked-pairs', strength: CountOptions['strength']) =>
    countElection(electionFrom(json, method, { options: { strength } }));

  it('has the table of preferences', () => {
    expect(count('schulze', 'winning').pairwise!.preferred).toEqual(text(expected.pairwise));
  });

  const rankings = [
    ['schulze', 'winning', expected.schulzeWinning ?? expected.schulze?.winning?.ranking],
    // A strength by the ratio of the votes is not offered; in the one case that has it, winning votes order alike.
    ['schulze', 'winning', expected.schulze?.ratio?.ranking],
    ['schulze', 'margin', expected.schulzeMargin ?? expected.schulze?.margin?.ranking],
    ['ranked-pairs', 'winning', expected.rankedPairsWinning],
    ['ranked-pairs', 'margin', expected.rankedPairsMargin],
  ] as const;
  for (const [method, strength, theirs] of rankings) {
    if (theirs === undefined) continue;
    it(`orders the candidates by ${method} and ${strength} votes`, () => {
      const ours = count(method, strength);
      expect(ranking(ours)).toEqual(sorted(theirs));
      expect(theirs[0]).toContain(ours.candidates[ours.elected[0]!]);
    });
  }

  for (const [strength, { strongestPaths }] of Object.entries(expected.schulze ?? {})) {
    if (strongestPaths === undefined) continue;
    it(`has the strongest paths by ${strength} votes`, () => {
      const { pairwise } = count('schulze', strength as CountOptions['strength']);
      expect(pairwise!.strongestPaths).toEqual(text(strongestPaths));
    });
  }

  if (expected.condorcetWinner !== null) {
    it('elects whom a majority prefers to each of the others', () => {
      for (const method of ['schulze', 'ranked-pairs'] as const) {
        const { candidates, elected } = count(method, 'winning');
        expect(candidates[elected[0]!]).toBe(expected.condorcetWinner);
      }
    });
  }

  if (expected.rankedPairsUnique !== undefined) {
    it('names a tie of majorities only where the source says that one decides', () => {
      const { ties, pairwise } = count('ranked-pairs', 'winning');
      const among = ties.filter(
        ({ between }) => !pairwise!.ranking.some((tier) => between.every((x) => tier.includes(x))),
      );
      if (expected.rankedPairsUnique) expect(among).toEqual([]);
      else expect(among).not.toEqual([]);
    });
  }

  if (expected.irv !== undefined) {
    it('elects by instant run-off whom the source says', () => {
      const { candidates, elected } = countElection(electionFrom(json, 'irv'));
      expect(candidates[elected[0]!]).toBe(expected.irv);
    });
  }
});

describe('the Condorcet methods', () => {
  const circle: Election = {
    method: 'ranked-pairs',
    candidates: ['A', 'B', 'C'],
    withdrawn: [],
    seats: 2,
    tieOrder: [1, 2, 0],
    papers: [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ].map((ranking) => ({
      paper: { kind: 'ranking', ranking: ranking.map((each) => [each]) },
      heads: 1,
      weight: 1n,
    })),
  };

  it('settle a circle of equal majorities by the tie order, and name it', () => {
    const pairs = countElection(circle);
    expect(pairs.elected).toEqual([1, 2]);
    expect(pairs.ties).toEqual([{ round: 1, between: [0, 1, 2], about: 'rank', chosen: 1, by: 'tie-order' }]);
    const schulze = countElection({ ...circle, method: 'schulze' });
    expect(schulze.pairwise!.ranking).toEqual([[0, 1, 2]]);
    expect(schulze.elected).toEqual([1, 2]);
    expect(schulze.ties.map(({ about, chosen }) => [about, chosen])).toEqual([
      ['elect', 1],
      ['elect', 2],
    ]);
  });

  it('pass over whoever withdrew', () => {
    const { elected, pairwise } = countElection({ ...circle, method: 'schulze', seats: 1, withdrawn: [2] });
    expect(elected).toEqual([0]);
    expect(pairwise!.preferred).toEqual([
      ['0', '2', '0'],
      ['1', '0', '0'],
      ['0', '0', '0'],
    ]);
    expect(pairwise!.ranking).toEqual([[0], [1]]);
  });
});
