import { RankingCondenser, type Rankings } from '../rankings.js';
import { gcd, least } from './exact.js';

/** The different paths of all papers. */
export interface Paths extends Rankings {
  /** The votes of papers that name nobody who is left. */
  readonly spent: number;
}

/**
 * How far a paper can reach as the count stands: past candidates who pass votes on, down to the first tier whose
 * candidates keep all that they get. Papers of one path share their votes out alike, and a million papers have a few
 * hundred paths, so that an iteration of Meek's method costs next to nothing.
 *
 * @param gone candidates who are passed over.
 * @param passing candidates who do not keep everything.
 */
export function pathsOf(rankings: Rankings, gone: Uint8Array, passing: Uint8Array): Paths {
  const { count, start, entries, votes } = rankings;
  const condenser = new RankingCondenser();
  let spent = 0;
  for (let i = 0; i < count; i += 1) {
    const end = start[i + 1]!;
    let tier = start[i]!;
    let open = true;
    while (open && tier < end) {
      let stays = false;
      let passes = false;
      let entry = tier;
      do {
        const held = entries[entry]!;
        const candidate = held < 0 ? ~held : held;
        if (gone[candidate] === 0) {
          condenser.push(stays || passes ? ~candidate : candidate);
          if (passing[candidate] === 1) passes = true;
          else stays = true;
        }
        entry += 1;
      } while (entry < end && entries[entry]! < 0);
      tier = entry;
      open = passes || !stays;
    }
    if (condenser.end(votes[i]!) === 0) spent += votes[i]!;
  }
  return { ...condenser.rankings(), spent };
}

/**
 * The tiers of more than one candidate: the least common multiple of every size to which one can shrink, and how many
 * a ranking has at most. A vote of so many units as the first to the power of the second is split without a rest.
 */
export function equalTiers(rankings: Rankings): { readonly sizes: bigint; readonly tiers: number } {
  const { count, start, entries } = rankings;
  let [largest, most] = [1, 0];
  for (let i = 0; i < count; i += 1) {
    let [tiers, size] = [0, 1];
    for (let entry = start[i]!; entry < start[i + 1]!; entry += 1) {
      size = entries[entry]! < 0 ? size + 1 : 1;
      if (size === 2) tiers += 1;
      if (size > largest) largest = size;
    }
    if (tiers > most) most = tiers;
  }
  let sizes = 1n;
  for (let size = 2n; size <= largest; size += 1n) sizes = (sizes * size) / gcd(sizes, size);
  return { sizes, tiers: most };
}

/** How much a candidate keeps of each vote that reaches it: a fraction between 0 and 1. */
export interface Keep {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const KEEPS_ALL: Keep = { numerator: 1n, denominator: 1n };
export const KEEPS_NOTHING: Keep = { numerator: 0n, denominator: 1n };

/** What becomes of one vote on a path. */
export interface Shares {
  /** The units that candidates keep, in the order of the path. */
  readonly kept: (readonly [candidate: number, units: bigint])[];
  /** What reached the end and has nowhere to go. */
  readonly exhausted: bigint;
  /** What dividing it evenly left over. */
  readonly lost: bigint;
}

/**
 * Shares out one vote of `unit` units on a path: each candidate keeps its part, rounded up to a whole unit, of what
 * reaches it, and the rest goes on. A tier is first divided evenly among those of it who are not excluded, and what
 * they do not keep goes on together: as in Droop and in stv-rs (`src/vote_count.rs`, process_ballot_rec_impl), but
 * that a tier of excluded candidates is passed over as single ones are, which those two programs leave out.
 */
export function shareOut(paths: Rankings, path: number, keeps: readonly Keep[], unit: bigint): Shares {
  const { start, entries } = paths;
  const end = start[path + 1]!;
  const kept: [number, bigint][] = [];
  let left = unit;
  let lost = 0n;
  for (let tier = start[path]!; tier < end && left > 0n; ) {
    let next = tier + 1;
    while (next < end && entries[next]! < 0) next += 1;
    const among: number[] = [];
    for (let entry = tier; entry < next; entry += 1) {
      const held = entries[entry]!;
      const candidate = held < 0 ? ~held : held;
      if (keeps[candidate]!.numerator > 0n) among.push(candidate);
    }
    tier = next;
    if (among.length === 0) continue;
    const share = among.length === 1 ? left : left / BigInt(among.length);
    const over = left - share * BigInt(among.length);
    lost += over;
    left -= over;
    for (const candidate of among) {
      const { numerator, denominator } = keeps[candidate]!;
      const keep = (share * numerator + denominator - 1n) / denominator;
      kept.push([candidate, keep]);
      left -= keep;
    }
  }
  return { kept, exhausted: left, lost };
}

/** The votes of every candidate, and those of nobody, in units. */
export interface Distribution {
  readonly votes: bigint[];
  readonly exhausted: bigint;
  readonly lost: bigint;
}

export function distribute(paths: Paths, keeps: readonly Keep[], unit: bigint): Distribution {
  const votes = keeps.map(() => 0n);
  let [exhausted, lost] = [BigInt(paths.spent) * unit, 0n];
  for (let path = 0; path < paths.count; path += 1) {
    const shares = shareOut(paths, path, keeps, unit);
    const papers = BigInt(paths.votes[path]!);
    for (const [candidate, units] of shares.kept) votes[candidate]! += units * papers;
    exhausted += (shares.exhausted + shares.lost) * papers;
    lost += shares.lost * papers;
  }
  return { votes, exhausted, lost };
}

/** The candidates' keeps at one moment, and the units of a vote in which its shares are whole. */
export interface Moment {
  readonly keeps: readonly Keep[];
  readonly unit: bigint;
}

/** The units of one vote in which {@link flows} tells what moved. */
export function flowUnit(before: Moment, after: Moment): bigint {
  return before.unit === after.unit ? after.unit : before.unit * after.unit;
}

/**
 * What each candidate (null: nobody) passed to whom between two moments, paper by paper: whoever has less of a paper
 * passed it to those who have more of it, from the top of the paper down. In units that {@link flowUnit} tells.
 */
export function flows(
  paths: Rankings,
  before: Moment,
  after: Moment,
  note: (from: number | null, to: number | null, units: bigint) => void,
): void {
  const same = before.unit === after.unit;
  const [ofWas, ofIs] = same ? [1n, 1n] : [after.unit, before.unit];
  for (let path = 0; path < paths.count; path += 1) {
    if (paths.votes[path] === 0) continue;
    const was = shareOut(paths, path, before.keeps, before.unit);
    const is = shareOut(paths, path, after.keeps, after.unit);
    const change = new Map<number | null, bigint>();
    const add = (of: number | null, units: bigint): void => {
      change.set(of, (change.get(of) ?? 0n) + units);
    };
    for (const [candidate, units] of was.kept) add(candidate, -units * ofWas);
    for (const [candidate, units] of is.kept) add(candidate, units * ofIs);
    add(null, (is.exhausted + is.lost) * ofIs - (was.exhausted + was.lost) * ofWas);
    const papers = BigInt(paths.votes[path]!);
    const gains = [...change].filter(([, units]) => units > 0n);
    let gain = 0;
    for (const [from, loss] of change) {
      let left = -loss;
      while (left > 0n) {
        const [to, wanted] = gains[gain]!;
        const moved = least(left, wanted);
        note(from, to, moved * papers);
        left -= moved;
        if (moved === wanted) gain += 1;
        else gains[gain] = [to, wanted - moved];
      }
    }
  }
}
