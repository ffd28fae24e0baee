import type { Candidate, ExactVotes, Method } from '../election.js';
import type { EqualRanks } from '../election-papers.js';
import { ceilDiv, decimal, fraction, gcd } from './exact.js';
import type { Keep } from './paths.js';
import { extreme } from './ties.js';

/** A quota in the units of the votes, as a fraction of them. */
export interface Quota {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A count by Meek's method at the end of an iteration. */
export interface Standing {
  readonly votes: readonly bigint[];
  readonly unit: bigint;
  readonly quota: Quota;
  /** What the elected have above the quota, in units times the quota's denominator; not below 0. */
  readonly surplus: bigint;
  readonly hopeful: readonly Candidate[];
  readonly vacancies: number;
}

/** Where the rules that count by Meek's method differ. */
export interface MeekRule {
  readonly method: Method;
  readonly equalRanks: EqualRanks;
  /** The units of one vote, such that every share of it is whole (exact) or rounded as the rule says. */
  unit(keeps: readonly Keep[], tierFactor: bigint): bigint;
  quota(votesOfAll: bigint, seats: number): Quota;
  isElected(votes: bigint, quota: Quota): boolean;
  /** What the elected have, after 'has' or 'have'. */
  readonly enough: 'reached it' | 'more than it';
  nextKeep(keep: Keep, quota: Quota, votes: bigint): Keep;
  write(units: bigint, unit: bigint): ExactVotes;
  writeQuota(quota: Quota, unit: bigint): ExactVotes;
  /** An iteration's surplus is small enough to be left, and the candidate with the fewest votes goes. */
  isSettled(standing: Standing): boolean;
  /** Candidates who cannot win any more, before the surplus is settled; they go together. */
  sureLosers(standing: Standing): readonly Candidate[];
  /** Who counts as having the fewest votes. */
  lowest(standing: Standing): Candidate[];
  /** Whether one iteration may elect and exclude, and whether every iteration sets the keep factors anew. */
  readonly electsAndExcludes: boolean;
  /** Which round a tie is first settled by, before the tie order. */
  readonly tiesAsk: 'earliest' | 'none';
}

const PLACES = 9;
const ONE = 10n ** BigInt(PLACES);

const nineDecimals = {
  unit: () => ONE,
  // B.2.b, and clause 5: truncated to nine decimal places, plus 0.000000001.
  quota: (votesOfAll: bigint, seats: number): Quota => ({
    numerator: votesOfAll / BigInt(seats + 1) + 1n,
    denominator: 1n,
  }),
  isElected: (votes: bigint, quota: Quota): boolean => votes >= quota.numerator,
  enough: 'reached it' as const,
  // B.2.f, and clause 17: times the quota, rounded up, then divided by the votes, rounded up.
  nextKeep: (keep: Keep, quota: Quota, votes: bigint): Keep => {
    const factor = (keep.numerator * ONE) / keep.denominator;
    const numerator = ceilDiv(ceilDiv(factor * quota.numerator, ONE) * ONE, votes);
    return { numerator: numerator < ONE ? numerator : ONE, denominator: ONE };
  },
  write: (units: bigint): ExactVotes => decimal(units, PLACES),
  writeQuota: (quota: Quota): ExactVotes => decimal(quota.numerator, PLACES),
};

/**
 * The Proportional Representation Foundation's reference rule for Meek's method (prfound.org, 'Reference Meek Rule',
 * steps A to C), whose steps are named beside the code. It says nothing on equal ranks; they are split evenly.
 */
export const PRF: MeekRule = {
  ...nineDecimals,
  method: 'stv-meek',
  equalRanks: 'split',
  // B.2.e: omega is 0.000001.
  isSettled: ({ surplus }) => surplus < ONE / 1_000_000n,
  sureLosers: () => [],
  // B.3: tied with the lowest is whoever has no more than it plus the whole surplus.
  lowest: withinSurplus,
  electsAndExcludes: false,
  tiesAsk: 'none',
};

/**
 * Where an exact keep factor's denominator has outgrown this, the factor is rounded up to it. Each iteration doubles
 * the length of an exact factor, which no real election survives; a factor is a means to an end (any factors that
 * leave a surplus below omega would do), and every vote that it shares out is still counted exactly.
 */
const KEEP_DENOMINATOR = 10n ** 30n;

/**
 * The same rule with exact fractions, as Droop counts it with rational numbers (`droop/rules/meek.py`): the quota is
 * not rounded, so that a candidate needs more than it; omega is 1/10^10; and those who are sure to lose go together
 * (there `defeat_batch=safe`), which spares iterations.
 */
export const EXACT: MeekRule = {
  method: 'stv-meek-exact',
  equalRanks: 'split',
  unit: (keeps, tierFactor) => keeps.reduce((product, { denominator }) => product * denominator, tierFactor),
  quota: (votesOfAll, seats) => ({ numerator: votesOfAll, denominator: BigInt(seats + 1) }),
  isElected: (votes, quota) => votes * quota.denominator > quota.numerator,
  enough: 'more than it',
  nextKeep: (keep, quota, votes) => {
    const n = keep.numerator * quota.numerator;
    const d = keep.denominator * quota.denominator * votes;
    if (n >= d) return { numerator: 1n, denominator: 1n };
    const divisor = gcd(n, d);
    const lowest = { numerator: n / divisor, denominator: d / divisor };
    if (lowest.denominator <= KEEP_DENOMINATOR) return lowest;
    return { numerator: ceilDiv(n * KEEP_DENOMINATOR, d), denominator: KEEP_DENOMINATOR };
  },
  write: fraction,
  writeQuota: (quota, unit) => fraction(quota.numerator, quota.denominator * unit),
  isSettled: ({ surplus, quota, unit }) => surplus * 10n ** 10n < quota.denominator * unit,
  sureLosers,
  lowest: withinSurplus,
  electsAndExcludes: false,
  tiesAsk: 'none',
};

/**
 * New Zealand's way: Local Electoral Regulations 2001 (SR 2001/145), schedule 1A, whose clauses are named beside the
 * code. Two points follow what the certified calculator does and not the letter, as the counts of Dunedin show
 * (Cargill Ward 2004, iteration 9; Strath Taieri 2025, iteration 1; collected in the notes of ConcreteSTV's New Zealand rules):
 * clause 10 would round every product up, by which a paper counts for more than one vote, and the calculator rounds up
 * what a candidate keeps and passes on what is left; and clause 13 applies from the first iteration. Part 5's
 * pseudo-random numbers are replaced by the tie order, which is drawn where members can see it. A paper counts as far
 * as its preferences are certain (part 3).
 */
export const NZ: MeekRule = {
  ...nineDecimals,
  method: 'stv-meek-nz',
  equalRanks: 'ends',
  // Clause 13: the surplus is less than 0.0001.
  isSettled: ({ surplus }) => surplus < ONE / 10_000n,
  // Clause 13: or the lowest and the whole surplus together have less than any other hopeful candidate.
  sureLosers: ({ hopeful, votes, surplus }) => {
    const fewest = extreme('fewest', hopeful, votes);
    const [lowest] = fewest;
    const sure = hopeful.every((each) => each === lowest || votes[lowest!]! + surplus < votes[each]!);
    return fewest.length === 1 && hopeful.length > 1 && sure ? fewest : [];
  },
  // Clause 19: two or more share the lowest number of votes.
  lowest: ({ hopeful, votes }) => extreme('fewest', hopeful, votes),
  electsAndExcludes: true,
  // Clause 40: whoever was behind at the earliest step at which they differed.
  tiesAsk: 'earliest',
};

function withinSurplus({ hopeful, votes, surplus, quota }: Standing): Candidate[] {
  const lowest = votes[extreme('fewest', hopeful, votes)[0]!]!;
  return hopeful.filter((each) => votes[each]! * quota.denominator <= lowest * quota.denominator + surplus);
}

/**
 * The largest set of the lowest who all lose whatever becomes of the surplus: together with it they have less than
 * the next one, enough candidates remain, and nobody who counts as tied is left behind.
 */
function sureLosers({ hopeful, votes, surplus, quota, vacancies }: Standing): Candidate[] {
  const scaled = (each: Candidate): bigint => votes[each]! * quota.denominator;
  const ascending = [...hopeful].sort((a, b) =>
    scaled(a) === scaled(b) ? 0 : scaled(a) < scaled(b) ? -1 : 1,
  );
  let [together, sure, groupBegins] = [0n, 0, 0n];
  for (const [i, each] of ascending.entries()) {
    const next = scaled(each);
    if (next > groupBegins + surplus) {
      if (i > hopeful.length - vacancies) break;
      if (together + surplus < next) sure = i;
      groupBegins = next;
    }
    together += next;
  }
  return ascending.slice(0, sure).sort((a, b) => a - b);
}
