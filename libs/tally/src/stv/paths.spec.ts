import { describe, expect, it } from '@jest/globals';
import { RankingCondenser, type Rankings } from '../rankings.js';
import { distribute, equalTiers, KEEPS_ALL, KEEPS_NOTHING, type Keep, pathsOf, shareOut } from './paths.js';

const UNIT = 1_000_000_000n;

function rankings(...papers: readonly (readonly [votes: number, ...entries: number[]])[]): Rankings {
  const condenser = new RankingCondenser();
  for (const [votes, ...entries] of papers) {
    for (const entry of entries) condenser.push(entry);
    condenser.end(votes);
  }
  return condenser.rankings();
}

function keeps(part: bigint): Keep {
  return { numerator: part, denominator: UNIT };
}

describe('a vote by Meek', () => {
  it('passes two elected candidates as it did in Cargill Ward, Dunedin, in 2004', () => {
    // Iteration 9: 0.308948430 of a vote passes the first, 0.059775757 of that the second; such papers counted
    // 0.018467626 for the third (Proportional Representation Society of Australia, 9 October 2004).
    const all = rankings([1, 0, 1, 2]);
    const { kept, exhausted } = shareOut(all, 0, [keeps(691051570n), keeps(940224243n), KEEPS_ALL], UNIT);
    expect(kept[2]).toEqual([2, 18467626n]);
    expect(exhausted).toBe(0n);
  });

  it('is divided evenly in a tier, and what an elected candidate of it does not keep goes on below', () => {
    const all = rankings([1, 0, ~1, 2]);
    const { kept } = shareOut(all, 0, [keeps(250000000n), KEEPS_ALL, KEEPS_ALL], UNIT);
    expect(kept).toEqual([
      [0, 125000000n],
      [1, 500000000n],
      [2, 375000000n],
    ]);
  });

  it('loses what an even division leaves over, and says so', () => {
    const all = rankings([7, 0, ~1, ~2]);
    const { votes, exhausted, lost } = distribute(
      { ...all, spent: 0 },
      [KEEPS_ALL, KEEPS_ALL, KEEPS_ALL],
      UNIT,
    );
    expect(votes).toEqual([2333333331n, 2333333331n, 2333333331n]);
    expect([exhausted, lost]).toEqual([7n, 7n]);
  });

  it('passes over a tier of excluded candidates as over a single one', () => {
    const all = rankings([1, 0, ~1, 2]);
    const { kept } = shareOut(all, 0, [KEEPS_NOTHING, KEEPS_NOTHING, KEEPS_ALL], UNIT);
    expect(kept).toEqual([[2, UNIT]]);
  });
});

describe('paths', () => {
  it('end where nothing passes on, and take papers together that differ only below', () => {
    const all = rankings([3, 0, 1, 2], [2, 0, 1], [4, 1, 2], [1, 3, 1, 0], [5, 3]);
    const paths = pathsOf(all, Uint8Array.of(0, 0, 0, 1), Uint8Array.of(1, 0, 0, 0));
    expect([...paths.entries]).toEqual([0, 1, 1]);
    expect([...paths.start]).toEqual([0, 2, 3]);
    expect([...paths.votes]).toEqual([5, 5]);
    expect(paths.spent).toBe(5);
  });

  it('go past a tier of which one candidate passes on', () => {
    const all = rankings([1, 0, ~1, 2, 3]);
    const passing = pathsOf(all, new Uint8Array(4), Uint8Array.of(0, 1, 0, 0));
    expect([...passing.entries]).toEqual([0, ~1, 2]);
    const gone = pathsOf(all, Uint8Array.of(1, 0, 0, 0), new Uint8Array(4));
    expect([...gone.entries]).toEqual([1]);
  });

  it('tell into how many parts a vote must divide', () => {
    expect(equalTiers(rankings([1, 0, 1]))).toEqual({ sizes: 1n, tiers: 0 });
    expect(equalTiers(rankings([1, 0, ~1, ~2, ~3], [1, 0, ~1, 2, ~3]))).toEqual({ sizes: 12n, tiers: 2 });
  });
});
