import type { Candidate, CountOptions, Election, ElectionTranscript, Pairwise, Tie } from '../election.js';
import { checkElection, standing } from '../election-papers.js';
import { condorcetOptions, condorcetTranscript } from './condorcet.js';
import { type Comparison, compareAll, strengthOf } from './pairwise.js';

/** One majority: `over[0]` is preferred to `over[1]`. */
interface Majority {
  readonly over: readonly [Candidate, Candidate];
  readonly strength: number;
  /** The votes against it; of two equally strong ones by winning votes, the one with fewer is the stronger. */
  readonly against: number;
}

/**
 * Ranked pairs (T. N. Tideman, 'Independence of clones as a criterion for voting rules', Social Choice and Welfare 4
 * (1987), 185-206): majorities are taken from the strongest down, and each is locked in unless it would close a circle
 * with those already locked. Equally strong ones are taken in the tie order, of those who win and then of those who
 * lose (T. M. Zavist and T. N. Tideman, 'Complete independence of clones in the ranked pairs rule', Social Choice and
 * Welfare 6 (1989), 167-173); by winning votes, fewer votes against come first (S. Eppley, 'Maximize affirmed
 * majorities', 2000). The tally is how many others each comes before.
 *
 * @throws ElectionInvalid as `condenseRankings` does
 */
export function countRankedPairs(election: Election): ElectionTranscript {
  checkElection(election);
  const { strength, unranked } = condorcetOptions(election);
  const comparison = compareAll(election, unranked);
  const ordered = inOrder(majoritiesOf(election, comparison, strength), election.tieOrder);
  const { reach, majorities, ties } = lockIn(ordered, comparison.size);
  return condorcetTranscript(election, comparison, {
    beats: (a, b) => reach.has(a, b),
    pairwise: { majorities },
    ties,
    words: 'Majorities are locked in from the strongest down, unless one would close a circle.',
  });
}

function majoritiesOf(
  election: Election,
  comparison: Comparison,
  by: NonNullable<CountOptions['strength']>,
): Majority[] {
  const { preferred, size } = comparison;
  const of = strengthOf(comparison, by);
  const stand = standing(election);
  const found: Majority[] = [];
  for (const a of stand) {
    for (const b of stand) {
      const strength = of(a, b);
      const against = by === 'winning' ? preferred[b * size + a]! : 0;
      if (strength > 0) found.push({ over: [a, b], strength, against });
    }
  }
  return found;
}

function inOrder(majorities: Majority[], tieOrder: readonly Candidate[]): Majority[] {
  const place = new Map(tieOrder.map((candidate, index) => [candidate, index]));
  return majorities.sort(
    (a, b) =>
      stronger(a, b) ||
      place.get(a.over[0])! - place.get(b.over[0])! ||
      place.get(a.over[1])! - place.get(b.over[1])!,
  );
}

function stronger(a: Majority, b: Majority): number {
  return b.strength - a.strength || a.against - b.against;
}

function lockIn(
  ordered: readonly Majority[],
  size: number,
): { reach: Reach; majorities: NonNullable<Pairwise['majorities']>; ties: Tie[] } {
  const reach = new Reach(size);
  const majorities: { over: readonly [Candidate, Candidate]; locked: boolean }[] = [];
  const ties: Tie[] = [];
  for (let at = 0; at < ordered.length; ) {
    let end = at + 1;
    while (end < ordered.length && stronger(ordered[at]!, ordered[end]!) === 0) end += 1;
    const equal = ordered.slice(at, end);
    // Those that what is locked so far does not rule out: the order among them may decide which are locked.
    const open = equal.filter(({ over: [winner, loser] }) => !reach.has(loser, winner));
    const locked = equal.map(({ over }) => ({ over, locked: reach.add(...over) }));
    majorities.push(...locked);
    if (locked.filter((each) => each.locked).length < open.length) {
      const between = [...new Set(open.map(({ over }) => over[0]))].sort((a, b) => a - b);
      ties.push({ round: 1, between, about: 'rank', chosen: open[0]!.over[0], by: 'tie-order' });
    }
    at = end;
  }
  return { reach, majorities, ties };
}

/** Who comes before whom by what is locked in, with all that follows from it: a row of bits for each candidate. */
class Reach {
  private readonly words: number;
  private readonly bits: Uint32Array;

  constructor(private readonly size: number) {
    this.words = Math.ceil(size / 32);
    this.bits = new Uint32Array(size * this.words);
  }

  has(a: Candidate, b: Candidate): boolean {
    return ((this.bits[a * this.words + (b >> 5)]! >>> (b & 31)) & 1) === 1;
  }

  /** Locks `a` before `b`, unless `b` already comes before `a`: then it is false. */
  add(a: Candidate, b: Candidate): boolean {
    if (this.has(b, a)) return false;
    if (this.has(a, b)) return true;
    for (let x = 0; x < this.size; x += 1) {
      if (x !== a && !this.has(x, a)) continue;
      for (let word = 0; word < this.words; word += 1) {
        this.bits[x * this.words + word]! |= this.bits[b * this.words + word]!;
      }
      this.bits[x * this.words + (b >> 5)]! |= 1 << (b & 31);
    }
    return true;
  }
}
