import type { Election, ElectionTranscript } from '../election.js';
import { checkElection } from '../election-papers.js';
import { condorcetOptions, condorcetTranscript } from './condorcet.js';
import { compareAll, rows, strengthOf } from './pairwise.js';

/**
 * Schulze (M. Schulze, 'A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
 * election method', Social Choice and Welfare 36 (2011), 267-303, section 2): a path from a to b leads over majorities,
 * and is as strong as the weakest of them; a comes before b where the strongest path from a to b is stronger than the
 * one back. The strength of a majority is a single number here, as in the paper's examples; where two are equal no
 * further step is taken, and the tie order settles what that leaves. The tally is how many others each comes before.
 *
 * Time grows with the third power of the candidates: 100 of them take some milliseconds.
 *
 * @throws ElectionInvalid as `condenseRankings` does
 */
export function countSchulze(election: Election): ElectionTranscript {
  checkElection(election);
  const { strength, unranked } = condorcetOptions(election);
  const comparison = compareAll(election, unranked);
  const { size } = comparison;
  const of = strengthOf(comparison, strength);
  const paths = new Float64Array(size * size).map((_, at) => of(Math.floor(at / size), at % size));
  widen(paths, size);
  return condorcetTranscript(election, comparison, {
    beats: (a, b) => paths[a * size + b]! > paths[b * size + a]!,
    pairwise: { strongestPaths: rows(paths, size) },
    ties: [],
    words: 'A candidate comes before another where the strongest chain of majorities leads that way.',
  });
}

/** Floyd and Warshall's algorithm for the widest paths, as in section 2.3.1 of the paper; in place. */
function widen(paths: Float64Array, size: number): void {
  for (let via = 0; via < size; via += 1) {
    for (let from = 0; from < size; from += 1) {
      const first = paths[from * size + via]!;
      if (from === via || first === 0) continue;
      for (let to = 0; to < size; to += 1) {
        if (to === from) continue;
        const second = paths[via * size + to]!;
        const weaker = Math.min(first, second);
        if (weaker > paths[from * size + to]!) paths[from * size + to] = weaker;
      }
    }
  }
}
