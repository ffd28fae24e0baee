import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countElection } from '../count-election.js';
import type { Candidate, Election, ElectionTranscript, Method, Paper, PaperGroup } from '../election.js';
import { anyElection, type Groups } from '../stv/spec-elections.js';

const RANKED = ['irv', 'schulze', 'ranked-pairs'] as const;
const ALL: readonly Method[] = [...RANKED, 'plurality', 'block', 'approval', 'score'];

/** The same papers in the kind that a method reads. */
function by(method: Method, election: Groups): Groups {
  const paper = (each: Paper): Paper => {
    if (each.kind !== 'ranking' || RANKED.some((ranked) => ranked === method)) return each;
    if (method === 'score') {
      const scores = each.ranking.flatMap((tier, i) => tier.map((one) => [one, 9 - i] as const));
      return { kind: 'scores', scores };
    }
    return { kind: 'marks', marks: method === 'plurality' ? (each.ranking[0] ?? []) : each.ranking.flat() };
  };
  return {
    ...election,
    method,
    papers: election.papers.map((group) => ({ ...group, paper: paper(group.paper) })),
  };
}

function eachMethod(check: (election: Groups, transcript: ElectionTranscript) => void): void {
  fc.assert(
    fc.property(anyElection, fc.constantFrom(...ALL), (generated, method) => {
      const election = by(method, generated);
      check(election, countElection(election));
    }),
    { numRuns: 400 },
  );
}

function standing({ candidates, withdrawn }: Election): Candidate[] {
  return candidates.map((_, i) => i).filter((each) => !withdrawn.includes(each));
}

/** The tiers of a paper without those who withdrew. */
function tiers(paper: Paper, { withdrawn }: Election): number[][] {
  if (paper.kind !== 'ranking') return [];
  return paper.ranking
    .map((tier) => tier.filter((each) => !withdrawn.includes(each)))
    .filter((tier) => tier.length > 0);
}

/** How many votes prefer `a` to `b`, paper by paper: another way than the library's. */
function preferred(election: Groups, a: Candidate, b: Candidate): bigint {
  let votes = 0n;
  for (const { paper, weight } of election.papers) {
    const place = (one: Candidate) => {
      const at = tiers(paper, election).findIndex((tier) => tier.includes(one));
      return at < 0 ? 99 : at;
    };
    if (place(a) < place(b)) votes += weight;
  }
  return votes;
}

/** From the least to the most. */
function ordered(votes: readonly bigint[]): bigint[] {
  return [...votes].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

describe('every method', () => {
  it('counts the same whatever the order of the papers', () => {
    eachMethod((election, transcript) => {
      expect(countElection({ ...election, papers: [...election.papers].reverse() })).toEqual(transcript);
    });
  });

  it('counts the same when a weighted group is split, paper by paper', () => {
    eachMethod((election, transcript) => {
      const papers = election.papers.flatMap(({ paper, heads, weight }): PaperGroup[] =>
        heads === 0
          ? []
          : Array.from({ length: heads }, () => ({ paper, heads: 1, weight: weight / BigInt(heads) })),
      );
      expect(countElection({ ...election, papers })).toEqual(transcript);
    });
  });

  it('gives a transcript of plain JSON, and the same one again from what the transcript names', () => {
    eachMethod((election, transcript) => {
      const read = JSON.parse(JSON.stringify(transcript)) as ElectionTranscript;
      expect(read).toEqual(transcript);
      const { method, candidates, withdrawn, seats, tieOrder, options } = read;
      const again = { method, candidates, withdrawn, seats, tieOrder, options, papers: election.papers };
      expect(countElection(again)).toEqual(transcript);
    });
  });

  it('fills the seats when candidates suffice, each with another who stands', () => {
    eachMethod((election, { elected, papers }) => {
      const stand = standing(election);
      expect(elected.length).toBe(Math.min(election.seats, stand.length));
      expect(new Set(elected).size).toBe(elected.length);
      for (const each of elected) expect(stand).toContain(each);
      const { cast, valid, blank, spoilt } = papers;
      expect(BigInt(valid.weight) + BigInt(blank.weight) + BigInt(spoilt.weight)).toBe(BigInt(cast.weight));
    });
  });

  it('elects whom more than half put alone in the first place, but for marks that are no order', () => {
    const methods = [...RANKED, 'plurality'] as const;
    fc.assert(
      fc.property(anyElection, fc.constantFrom(...methods), fc.nat(), (generated, method, pick) => {
        const stand = standing(generated);
        if (stand.length === 0) return;
        const favourite = stand[pick % stand.length]!;
        const others = generated.papers.reduce((sum, { weight }) => sum + weight, 0n);
        const fan: PaperGroup = {
          paper: { kind: 'ranking', ranking: [[favourite]] },
          heads: Number(others) + 1,
          weight: others + 1n,
        };
        const election = by(method, { ...generated, seats: 1, papers: [...generated.papers, fan] });
        expect(countElection(election).elected).toEqual([favourite]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('instant run-off', () => {
  it('loses no vote in any round, and moves as many as the tallies change by', () => {
    fc.assert(
      fc.property(
        anyElection,
        fc.boolean(),
        fc.constantFrom('exhaust', 'skip'),
        (generated, batch, overvote) => {
          const { rounds, papers, candidates } = countElection({
            ...generated,
            method: 'irv',
            options: { batch, overvote },
          });
          const held = candidates.map(() => 0n);
          for (const { tally, exhausted, transfers } of rounds) {
            const sum = tally.reduce((votes, each) => votes + BigInt(each), BigInt(exhausted));
            expect(sum).toBe(BigInt(papers.valid.weight));
            for (const { from, to, votes } of transfers) {
              if (from !== null) held[from]! -= BigInt(votes);
              if (to !== null) held[to]! += BigInt(votes);
            }
            expect(held.map(String)).toEqual(tally);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('elects the same whether it stops early, excludes together, or does neither', () => {
    fc.assert(
      fc.property(anyElection, (generated) => {
        const election = { ...generated, method: 'irv' as const, seats: 1 };
        const longest = countElection({ ...election, options: { stop: 'two-remain' } });
        for (const options of [{}, { batch: true }, { batch: true, stop: 'two-remain' }] as const) {
          expect(countElection({ ...election, options }).elected).toEqual(longest.elected);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('Schulze and ranked pairs', () => {
  it('compare every two candidates as the papers do one by one', () => {
    fc.assert(
      fc.property(anyElection, (generated) => {
        const { pairwise } = countElection({ ...generated, method: 'schulze' });
        const stand = standing(generated);
        for (const a of stand) {
          for (const b of stand) {
            if (a !== b) expect(pairwise!.preferred[a]![b]).toBe(String(preferred(generated, a, b)));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('elect whom a majority prefers to each of the others, by either strength', () => {
    let met = 0;
    fc.assert(
      fc.property(anyElection, fc.constantFrom('winning', 'margin'), (generated, strength) => {
        const stand = standing(generated);
        const winner = stand.find((a) =>
          stand.every((b) => a === b || preferred(generated, a, b) > preferred(generated, b, a)),
        );
        if (winner === undefined) return;
        met += 1;
        for (const method of ['schulze', 'ranked-pairs'] as const) {
          const election = { ...generated, method, options: { strength } };
          expect(countElection(election).elected[0]).toBe(winner);
        }
      }),
      { numRuns: 400 },
    );
    expect(met).toBeGreaterThan(100);
  });

  it('order everybody once, and no locked majority against the order', () => {
    fc.assert(
      fc.property(anyElection, (generated) => {
        const { pairwise } = countElection({ ...generated, method: 'ranked-pairs' });
        const place = new Map(pairwise!.ranking.flatMap((tier, i) => tier.map((each) => [each, i] as const)));
        expect([...place.keys()].sort((a, b) => a - b)).toEqual(standing(generated));
        for (const { over, locked } of pairwise!.majorities!) {
          if (locked) expect(place.get(over[0])!).toBeLessThan(place.get(over[1])!);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('find the strongest path that trying every path finds', () => {
    fc.assert(
      fc.property(anyElection, (generated) => {
        const { pairwise } = countElection({ ...generated, method: 'schulze' });
        const stand = standing(generated);
        const win = (a: number, b: number) => {
          const [votes, against] = [preferred(generated, a, b), preferred(generated, b, a)];
          return votes > against ? votes : 0n;
        };
        const widest = (from: number, to: number, left: readonly number[]): bigint => {
          const paths = left
            .filter((via) => via !== to)
            .map((via) => {
              const rest = left.filter((each) => each !== via);
              return ordered([win(from, via), widest(via, to, rest)])[0]!;
            });
          return ordered([win(from, to), ...paths]).at(-1)!;
        };
        for (const a of stand.slice(0, 5)) {
          for (const b of stand.slice(0, 5)) {
            if (a === b) continue;
            expect(pairwise!.strongestPaths![a]![b]).toBe(
              String(
                widest(
                  a,
                  b,
                  stand.filter((each) => each !== a),
                ),
              ),
            );
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
