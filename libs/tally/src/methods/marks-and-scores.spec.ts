import { describe, expect, it } from '@jest/globals';
import { countElection } from '../count-election.js';
import type { CountOptions, Election, ElectionTranscript, Method, Paper } from '../election.js';
import { electionFrom, published } from './spec-published.js';

interface Small {
  readonly name: string;
  readonly method: 'approval' | 'score';
  readonly totals?: Readonly<Record<string, number>>;
  readonly sums?: Readonly<Record<string, number>>;
  readonly medians?: Readonly<Record<string, number>>;
  readonly winners?: readonly string[];
  readonly winnersByMedian?: readonly string[];
  readonly order?: readonly string[];
  readonly tie?: boolean;
}

interface File {
  readonly cases?: readonly Small[];
  readonly seats?: number;
  readonly candidates?: readonly string[];
  readonly expected?: {
    readonly totals: Readonly<Record<string, number>>;
    readonly winners: readonly string[];
  };
}

function tally({ candidates, rounds }: ElectionTranscript): Record<string, string> {
  return Object.fromEntries(candidates.map((name, i) => [name, rounds[0]!.tally[i]!]));
}

function text(figures: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, String(figure)]));
}

published<File>('approval-score', (file, json) => {
  for (const each of file.cases ?? []) {
    it(each.name, () => {
      const election = electionFrom(json, each.method, { caseName: each.name });
      const count = countElection(election);
      expect(tally(count)).toEqual(text((each.totals ?? each.sums)!));
      if (each.winners !== undefined) expect(each.winners).toContain(count.candidates[count.elected[0]!]);
      expect(count.ties.length > 0).toBe(each.tie ?? false);
      if (each.order !== undefined) {
        const all = countElection({ ...election, seats: count.candidates.length });
        expect(all.elected.map((one) => all.candidates[one])).toEqual(each.order);
      }
      const median = countElection({ ...election, options: { scoreBy: 'median' } });
      if (each.medians !== undefined) expect(tally(median)).toEqual(text(each.medians));
      if (each.winnersByMedian !== undefined) {
        expect(median.elected.map((one) => median.candidates[one])).toEqual(each.winnersByMedian);
      }
    });
  }
  if (file.expected !== undefined) {
    it('elects whom the published totals elect, given as papers with one mark each', () => {
      const { candidates, seats, expected } = file;
      const count = countElection(
        election(
          'approval',
          candidates!.map((name, i) => [{ kind: 'marks', marks: [i] }, expected!.totals[name]!]),
          { candidates: candidates!, seats: seats! },
        ),
      );
      expect(tally(count)).toEqual(text(expected!.totals));
      expect(count.elected.map((each) => candidates![each])).toEqual(expected!.winners);
    });
  }
});

function election(
  method: Method,
  papers: readonly (readonly [Paper, number])[],
  more: Partial<Election> = {},
): Election {
  const candidates = more.candidates ?? ['A', 'B', 'C'];
  return {
    method,
    candidates,
    withdrawn: [],
    seats: 1,
    tieOrder: candidates.map((_, i) => i),
    papers: papers.map(([paper, heads]) => ({ paper, heads, weight: BigInt(heads) })),
    ...more,
  };
}

const marks = (...each: number[]): Paper => ({ kind: 'marks', marks: each });

describe('plurality and block vote', () => {
  const papers = [
    [marks(0), 3],
    [marks(1, 2), 4],
    [marks(0, 1, 2), 2],
    [marks(), 1],
    [{ kind: 'spoilt' } as const, 1],
  ] as const;

  it('spoil a paper with more marks than it may have, and count blanks as cast', () => {
    const plurality = countElection(election('plurality', papers));
    expect(plurality.rounds[0]!.tally).toEqual(['3', '0', '0']);
    expect(plurality.papers).toEqual({
      cast: { heads: 11, weight: '11' },
      valid: { heads: 3, weight: '3' },
      blank: { heads: 1, weight: '1' },
      spoilt: { heads: 7, weight: '7' },
    });
    const block = countElection(election('block', papers, { seats: 2 }));
    expect(block.rounds[0]!.tally).toEqual(['3', '4', '4']);
    expect(block.elected).toEqual([1, 2]);
    expect(block.papers.spoilt.heads).toBe(3);
  });

  it('pass over a mark for somebody who withdrew before they count the marks', () => {
    const block = countElection(election('block', papers, { seats: 2, withdrawn: [2] }));
    expect(block.rounds[0]!.tally).toEqual(['5', '6', '0']);
  });

  it('say in whose favour the tie order decided, seat by seat', () => {
    const tied = countElection(
      election('approval', [[marks(0, 1, 2), 2]], { seats: 2, tieOrder: [2, 0, 1] }),
    );
    expect(tied.elected).toEqual([2, 0]);
    expect(tied.ties).toEqual([
      { round: 1, between: [0, 1, 2], about: 'elect', chosen: 2, by: 'tie-order' },
      { round: 1, between: [0, 1], about: 'elect', chosen: 0, by: 'tie-order' },
    ]);
    expect(tied.rounds[0]!.because).toContain('A, B and C are equal: the tie order favours C.');
  });

  it('elect all there are where the seats are more', () => {
    const all = countElection(election('plurality', [[marks(1), 1]], { seats: 9 }));
    expect(all.elected).toEqual([1, 0, 2]);
    expect(all.rounds[0]!.because).toContain('no more candidates for the seats left');
  });
});

describe('score', () => {
  const scores = (a: number, b: number): Paper => ({
    kind: 'scores',
    scores: [
      [0, a],
      [1, b],
    ],
  });

  it('stays exact where a sum leaves the range of a number', () => {
    const high = Number.MAX_SAFE_INTEGER;
    const count = countElection(
      election(
        'score',
        [
          [scores(high, high), 2 ** 50],
          [scores(0, 1), 1],
        ],
        { candidates: ['A', 'B'] },
      ),
    );
    const sum = BigInt(high) * 2n ** 50n;
    expect(count.rounds[0]!.tally).toEqual([String(sum), String(sum + 1n)]);
    expect(count.elected).toEqual([1]);
  });

  it('by the median takes medians away one by one, as Balinski and Laraki do', () => {
    const slow = (grades: readonly number[]): number[] => {
      const left = [...grades].sort((a, b) => b - a);
      return grades.map(() => left.splice(Math.floor(left.length / 2), 1)[0]!);
    };
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 500; round += 1) {
      const size = 1 + random(9);
      const grades = Array.from({ length: size }, () => [random(4), random(4)] as const);
      const [a, b] = [slow(grades.map(([x]) => x)), slow(grades.map(([, y]) => y))];
      const first = a.findIndex((grade, i) => grade !== b[i]);
      const of = (method: Method, options: CountOptions) =>
        countElection(
          election(
            method,
            grades.map(([x, y]) => [scores(x, y), 1]),
            { candidates: ['A', 'B'], options },
          ),
        );
      const count = of('score', { scoreBy: 'median' });
      expect(of('score-median', {})).toEqual({ ...count, method: 'score-median' });
      expect(count.rounds[0]!.tally).toEqual([String(a[0]), String(b[0])]);
      expect(count.elected).toEqual([first >= 0 && b[first]! > a[first]! ? 1 : 0]);
      expect(count.ties.length).toBe(first < 0 ? 1 : 0);
    }
  });
});
