import type { Candidate, CountOptions, Election, ElectionTranscript } from '../election.js';
import { condenseRankings } from '../election-papers.js';
import type { Rankings } from '../rankings.js';

/** How many votes prefer one candidate to another, for every two; row over column, flat. */
export interface Comparison {
  readonly papers: ElectionTranscript['papers'];
  /** Number of candidates, and so of rows. */
  readonly size: number;
  /** Whole numbers below 2^53, and therefore exact. */
  readonly preferred: Float64Array;
}

/**
 * Compares every two candidates on every paper. Candidates at one rank are equal; whom a paper does not rank is below
 * all whom it ranks and equal to the others, or, with `not-compared`, says nothing.
 */
export function compareAll(election: Election, unranked: NonNullable<CountOptions['unranked']>): Comparison {
  const { papers, rankings } = condenseRankings(election);
  const size = election.candidates.length;
  const preferred = unranked === 'last' ? unrankedLast(election, rankings) : ranked(rankings, size);
  return { papers, size, preferred };
}

function ranked(rankings: Rankings, size: number): Float64Array {
  const above = new Float64Array(size * size);
  eachPair(rankings, (higher, lower, equal, votes) => {
    if (!equal) above[higher * size + lower]! += votes;
  });
  return above;
}

/**
 * A paper that ranks a candidate prefers it to all but those it ranks as high or higher: so only the pairs that a paper
 * ranks are visited, not the many that it does not.
 */
function unrankedLast({ candidates, withdrawn }: Election, rankings: Rankings): Float64Array {
  const size = candidates.length;
  const ranks = new Float64Array(size);
  const notBelow = new Float64Array(size * size);
  for (let i = 0; i < rankings.count; i += 1) {
    const votes = rankings.votes[i]!;
    for (let at = rankings.start[i]!; at < rankings.start[i + 1]!; at += 1) {
      const entry = rankings.entries[at]!;
      ranks[entry < 0 ? ~entry : entry]! += votes;
    }
  }
  eachPair(rankings, (higher, lower, equal, votes) => {
    notBelow[lower * size + higher]! += votes;
    if (equal) notBelow[higher * size + lower]! += votes;
  });
  const gone = new Set(withdrawn);
  return notBelow.map((votes, at) => {
    const [a, b] = [Math.floor(at / size), at % size];
    return a === b || gone.has(a) || gone.has(b) ? 0 : ranks[a]! - votes;
  });
}

function eachPair(
  { count, start, entries, votes }: Rankings,
  visit: (higher: Candidate, lower: Candidate, equal: boolean, votes: number) => void,
): void {
  for (let i = 0; i < count; i += 1) {
    const end = start[i + 1]!;
    for (let first = start[i]!; first < end; first += 1) {
      const higher = entries[first]! < 0 ? ~entries[first]! : entries[first]!;
      let equal = true;
      for (let second = first + 1; second < end; second += 1) {
        const entry = entries[second]!;
        equal &&= entry < 0;
        visit(higher, entry < 0 ? ~entry : entry, equal, votes[i]!);
      }
    }
  }
}

/** The strength of the majority of `a` over `b`; 0 where it has none. */
export function strengthOf(
  { preferred, size }: Comparison,
  strength: NonNullable<CountOptions['strength']>,
): (a: Candidate, b: Candidate) => number {
  return (a, b) => {
    const [votes, against] = [preferred[a * size + b]!, preferred[b * size + a]!];
    if (votes <= against) return 0;
    return strength === 'winning' ? votes : votes - against;
  };
}

/** A flat table as rows of exact text. */
export function rows(table: Float64Array, size: number): string[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from(table.subarray(row * size, (row + 1) * size), String),
  );
}
