import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Election, ElectionTranscript, Round } from '../election.js';
import { standing } from '../election-papers.js';
import { countback } from './countback.js';
import { countMeek, countMeekExact } from './meek.js';
import { anyElection, COUNTS, compare, type Groups, parsed, sum } from './spec-elections.js';

/** The votes of everybody and of nobody after a round, where what moved is added to those before it. */
function moved(before: Round | undefined, round: Round): (readonly [bigint, bigint])[] {
  const people = [...round.tally.keys()].map((each): number | null => each).concat(null);
  return people.map((each) => {
    const had = before === undefined ? '0' : each === null ? before.exhausted : before.tally[each]!;
    const came = round.transfers.filter(({ to }) => to === each).map(({ votes }) => votes);
    const went = round.transfers.filter(({ from, to }) => from === each && (from !== null || to !== null));
    const left = before === undefined ? [] : went.map(({ votes }) => votes);
    const [plus, minus] = [sum([had, ...came]), sum(left)];
    return [plus[0] * minus[1] - minus[0] * plus[1], plus[1] * minus[1]];
  });
}

/** Every vote is somewhere after every round, and the transfers are what moved. */
function expectConserved({ papers, rounds }: ElectionTranscript, all: string = papers.valid.weight): void {
  for (const [i, round] of rounds.entries()) {
    expect(compare(sum([...round.tally, round.exhausted]), parsed(all))).toBe(0);
    expect(compare(parsed(round.lostToRounding), parsed(round.exhausted))).toBeLessThanOrEqual(0);
    const after = [...round.tally, round.exhausted].map(parsed);
    expect(moved(rounds[i - 1], round).map((votes, of) => compare(votes, after[of]!))).toEqual(
      after.map(() => 0),
    );
    for (const { votes } of round.transfers) expect(compare(parsed(votes), [0n, 1n])).toBe(1);
  }
}

/** Everything in a transcript but the order of those who were elected together. */
function outcome({ rounds, elected }: ElectionTranscript): unknown {
  const sorted = (of: readonly number[]): number[] => [...of].sort();
  return {
    elected: sorted(elected),
    rounds: rounds.map(({ tally, exhausted, quota, ...round }) => [
      tally,
      exhausted,
      quota,
      sorted(round.elected),
      sorted(round.excluded),
    ]),
  };
}

describe.each(COUNTS)('whatever the papers are, %s', (method, count) => {
  const counted = (election: Election): ElectionTranscript => count({ ...election, method });
  const check = (law: (election: Groups) => void): void => {
    fc.assert(fc.property(anyElection, law), { numRuns: 100 });
  };

  it('has every vote somewhere after every round, to the last digit', () => {
    check((election) => expectConserved(counted(election)));
  });

  it('fills the seats when candidates suffice, and never with one who withdrew', () => {
    check((election) => {
      const { elected } = counted(election);
      const stand = standing(election);
      expect(new Set(elected).size).toBe(Math.min(election.seats, stand.length));
      for (const each of elected) expect(stand).toContain(each);
    });
  });

  it('tells of everybody who stood, once, whether elected or not', () => {
    check((election) => {
      const { rounds, elected } = counted(election);
      const told = rounds.flatMap((round) => [...round.elected, ...round.excluded]);
      // The Scottish order excludes nobody once the seats are filled; the other rules do, formally.
      const left = method === 'stv-scottish' ? standing(election).filter((each) => !told.includes(each)) : [];
      expect([...told, ...left].sort()).toEqual(standing(election));
      expect(rounds.flatMap((round) => round.elected)).toEqual(elected);
    });
  });

  it('elects whoever has more than the quota of first preferences', () => {
    check((election) => {
      const { rounds, elected } = counted(election);
      const [first] = rounds;
      for (const [each, votes] of first!.tally.entries()) {
        if (compare(parsed(votes), parsed(first!.quota!)) > 0) expect(elected).toContain(each);
      }
    });
  });

  it('does not depend on the order of the papers, nor on how equal ones are grouped', () => {
    const cut = anyElection.chain((election) =>
      fc.tuple(
        fc.constant(election),
        fc.shuffledSubarray([...election.papers], { minLength: election.papers.length }),
      ),
    );
    fc.assert(
      fc.property(cut, ([election, papers]) => {
        const split = papers.flatMap(({ paper, heads, weight }) =>
          heads < 2
            ? [{ paper, heads, weight }]
            : [
                { paper, heads: 1, weight: weight / 3n },
                { paper, heads: heads - 1, weight: weight - weight / 3n },
              ],
        );
        expect(counted({ ...election, papers: split })).toEqual(counted(election));
      }),
      { numRuns: 100 },
    );
  });

  it('names every tie that the order drawn by lot decided', () => {
    check((election) => {
      const one = counted(election);
      if (one.ties.some(({ by }) => by === 'tie-order')) return;
      expect(outcome(counted({ ...election, tieOrder: election.tieOrder.toReversed() }))).toEqual(
        outcome(one),
      );
    });
  });

  it('is repeated from its own transcript and the papers, to the letter', () => {
    check((election) => {
      const published = JSON.parse(JSON.stringify(counted(election))) as ElectionTranscript;
      const { candidates, withdrawn, seats, tieOrder } = published;
      const again = counted({ method, candidates, withdrawn, seats, tieOrder, papers: election.papers });
      expect(again).toEqual(published);
    });
  });

  it('says why, in every round', () => {
    check((election) => {
      for (const { because } of counted(election).rounds) expect(because).toMatch(/^[A-Z].*\.$/s);
    });
  });

  it('counts back only what elected whoever leaves, and finds who follows', () => {
    check((election) => {
      const { elected, rounds, quota } = counted(election);
      const [leaving] = elected;
      if (leaving === undefined) return;
      const willing = standing(election).filter((each) => !elected.includes(each));
      const back = countback({ ...election, method }, { leaving, willing });
      const [first] = back.rounds;
      const [n, d] = sum([...first!.tally, first!.exhausted]);
      expectConserved(back, `${n}/${d}`);
      expect(back.elected).toHaveLength(Math.min(1, willing.length));
      for (const each of back.elected) expect(willing).toContain(each);
      // Where a member's surplus passed on by iteration nothing was rounded away between the member and the quota.
      const held = rounds.at(-1)!.tally[leaving]!;
      if (method.startsWith('stv-meek')) expect(compare([n, d], parsed(held))).toBe(0);
      else if (compare(parsed(held), parsed(quota!)) < 0) expect(compare([n, d], parsed(held))).toBe(0);
    });
  });
});

it('exact fractions and nine decimals elect the same where neither meets a tie', () => {
  fc.assert(
    fc.property(anyElection, (election) => {
      const exact = countMeekExact({ ...election, method: 'stv-meek-exact' });
      const nine = countMeek({ ...election, method: 'stv-meek' });
      if (exact.ties.length + nine.ties.length > 0) return;
      expect([...exact.elected].sort()).toEqual([...nine.elected].sort());
    }),
    { numRuns: 300 },
  );
});
