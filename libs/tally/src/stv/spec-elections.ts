import fc from 'fast-check';
import type { Election, ElectionTranscript, Method, PaperGroup } from '../election.js';
import { countErs97 } from './ers97.js';
import { countMeek, countMeekExact, countMeekNz } from './meek.js';
import { countScottish } from './scottish.js';

/** Generated elections for the specs of this folder; no part of the public face. */

export const COUNTS: readonly (readonly [Method, (election: Election) => ElectionTranscript])[] = [
  ['stv-scottish', countScottish],
  ['stv-ers97', countErs97],
  ['stv-meek', countMeek],
  ['stv-meek-exact', countMeekExact],
  ['stv-meek-nz', countMeekNz],
];

/** A ranking of some candidates; now and then some of them equal. */
function rankingOf(candidates: number): fc.Arbitrary<number[][]> {
  const names = Array.from({ length: candidates }, (_, i) => i);
  return fc
    .tuple(
      fc.shuffledSubarray(names),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: candidates, maxLength: candidates }),
    )
    .map(([order, joins]) => {
      const tiers: number[][] = [];
      for (const [i, each] of order.entries()) {
        if (i > 0 && joins[i] === 0) tiers.at(-1)!.push(each);
        else tiers.push([each]);
      }
      return tiers;
    });
}

function groupOf(candidates: number): fc.Arbitrary<PaperGroup> {
  const heads = fc.integer({ min: 0, max: 12 });
  const paper = fc.oneof(
    {
      weight: 20,
      arbitrary: rankingOf(candidates).map((ranking) => ({ kind: 'ranking' as const, ranking })),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'spoilt' as const }) },
  );
  return fc.tuple(paper, heads, fc.integer({ min: 1, max: 3 })).map(([said, many, each]) => ({
    paper: said,
    heads: many,
    weight: BigInt(many * each),
  }));
}

export type Groups = Election & { readonly papers: readonly PaperGroup[] };

/** Elections of one to six candidates; the method is set by whoever counts. */
export const anyElection: fc.Arbitrary<Groups> = fc.integer({ min: 1, max: 6 }).chain((candidates) => {
  const all = Array.from({ length: candidates }, (_, i) => i);
  return fc.record({
    method: fc.constant('stv-scottish' as Method),
    candidates: fc.constant(all.map((i) => 'ABCDEF'[i]!)),
    withdrawn: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray(all) },
    ),
    seats: fc.integer({ min: 1, max: 4 }),
    tieOrder: fc.shuffledSubarray(all, { minLength: candidates }),
    papers: fc.array(groupOf(candidates), { maxLength: 14 }),
  });
});

/** A sum of exact votes as a fraction: [numerator, denominator]. */
export function sum(votes: readonly string[]): readonly [bigint, bigint] {
  return votes
    .map(parsed)
    .reduce(([a, b], [c, d]) => (b === d ? [a + c, b] : [a * d + c * b, b * d]), [0n, 1n] as const);
}

/** Exact votes, a decimal or a fraction, as [numerator, denominator]. */
export function parsed(votes: string): readonly [bigint, bigint] {
  const [n, d] = votes.split('/');
  if (d !== undefined) return [BigInt(n!), BigInt(d)];
  const places = votes.split('.')[1] ?? '';
  return [BigInt(votes.replace('.', '')), 10n ** BigInt(places.length)];
}

/** Whether a is less than, equal to or more than b: -1, 0 or 1. */
export function compare(a: readonly [bigint, bigint], b: readonly [bigint, bigint]): number {
  const difference = a[0] * b[1] - b[0] * a[1];
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
