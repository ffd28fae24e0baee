import type { Candidate } from '../election.js';
import type { Rankings } from '../rankings.js';

/** Papers that came to a candidate together, each worth the same. */
export interface Parcel {
  /** What each paper is worth, in whole units. */
  readonly value: bigint;
  /** The first of its rankings; each names the next one in {@link Papers}. -1 for none. */
  head: number;
  /** The last of its rankings. */
  readonly tail: number;
  /** How many papers, each with one vote: the sum of the votes of its rankings. */
  papers: number;
}

/** What became of a parcel's papers, by their next available preference. */
export interface Sorted {
  readonly to: readonly (Omit<Parcel, 'value'> & { readonly candidate: Candidate })[];
  readonly transferable: number;
  readonly nonTransferable: number;
  /** The first of the rankings without a next available preference, -1 for none. */
  readonly nonTransferableHead: number;
}

const NONE = -1;

/**
 * The papers of a count by transfer, in parcels. A ranking is in one parcel at a time, so that a parcel is a chain
 * through one array: sorting a parcel allocates nothing per ranking.
 */
export class Papers {
  /** For each ranking the entry at which it stands. */
  private readonly at: Uint32Array;
  private readonly next: Int32Array;
  private readonly heads: Int32Array;
  private readonly tails: Int32Array;
  private readonly counts: Float64Array;

  constructor(
    readonly rankings: Rankings,
    candidates: number,
  ) {
    this.at = rankings.start.slice(0, rankings.count);
    this.next = new Int32Array(rankings.count);
    this.heads = new Int32Array(candidates + 1);
    this.tails = new Int32Array(candidates + 1);
    this.counts = new Float64Array(candidates + 1);
    for (let i = 0; i < rankings.count; i += 1) this.next[i] = i + 1 < rankings.count ? i + 1 : NONE;
  }

  /** Every paper, to be sorted by first preferences. */
  all(value: bigint): Parcel {
    let papers = 0;
    for (const votes of this.rankings.votes) papers += votes;
    const { count } = this.rankings;
    return { value, head: count > 0 ? 0 : NONE, tail: count - 1, papers };
  }

  /** Sorts a parcel by each paper's next preference for a candidate who is continuing. The parcel is used up. */
  sort(parcel: Parcel, continuing: Uint8Array): Sorted {
    const { at, next, heads, tails, counts, rankings } = this;
    const { start, entries, votes } = rankings;
    const nobody = heads.length - 1;
    heads.fill(NONE);
    counts.fill(0);
    for (let i = parcel.head; i !== NONE; ) {
      const following = next[i]!;
      const end = start[i + 1]!;
      let entry = at[i]!;
      while (entry < end && continuing[entries[entry]!] === 0) entry += 1;
      at[i] = entry;
      const to = entry < end ? entries[entry]! : nobody;
      if (heads[to] === NONE) tails[to] = i;
      next[i] = heads[to]!;
      heads[to] = i;
      counts[to]! += votes[i]!;
      i = following;
    }
    const to = [];
    let transferable = 0;
    for (let candidate = 0; candidate < nobody; candidate += 1) {
      if (heads[candidate] === NONE) continue;
      to.push({ candidate, head: heads[candidate]!, tail: tails[candidate]!, papers: counts[candidate]! });
      transferable += counts[candidate]!;
    }
    return { to, transferable, nonTransferable: counts[nobody]!, nonTransferableHead: heads[nobody]! };
  }

  /** Adds papers of the same value to a parcel; sorting does not look at their order. */
  join(parcel: Parcel, { head, tail, papers }: Omit<Parcel, 'value'>): void {
    this.next[tail] = parcel.head;
    parcel.head = head;
    parcel.papers += papers;
  }

  /** The rankings of a chain. */
  rankingsFrom(head: number): number[] {
    const found: number[] = [];
    for (let i = head; i !== NONE; i = this.next[i]!) found.push(i);
    return found;
  }
}

/** The value that stayed with a candidate of each paper of some rankings, in whole units. */
export interface KeptPapers {
  readonly rankings: readonly number[];
  readonly value: bigint;
}
