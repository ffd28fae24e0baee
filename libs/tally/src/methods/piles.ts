import type { Candidate, Transfer } from '../election.js';
import type { Rankings } from '../rankings.js';

/**
 * The papers in piles, each by the preference it counts for now. A paper is moved only when its candidate is excluded.
 * Votes are whole numbers whose sum is below 2^53, and therefore exact.
 */
export class Piles {
  readonly votes: Float64Array;
  exhausted = 0;
  private readonly excluded: Uint8Array;
  /** The rankings in the pile of each candidate. */
  private readonly held: number[][];
  /** Where the next preference of each ranking is to be read. */
  private readonly next: Uint32Array;

  constructor(
    private readonly rankings: Rankings,
    candidates: number,
  ) {
    this.votes = new Float64Array(candidates);
    this.excluded = new Uint8Array(candidates);
    this.held = Array.from({ length: candidates }, () => []);
    this.next = rankings.start.slice(0, rankings.count);
    for (let ranking = 0; ranking < rankings.count; ranking += 1) this.place(ranking);
  }

  /** Moves the papers of the excluded to their next preferences; says how many votes went from whom to whom. */
  exclude(candidates: readonly Candidate[]): Transfer[] {
    for (const candidate of candidates) this.excluded[candidate] = 1;
    return candidates.flatMap((from) => {
      const moved = new Map<Candidate | null, number>();
      for (const ranking of this.held[from]!) {
        const to = this.place(ranking);
        moved.set(to, (moved.get(to) ?? 0) + this.rankings.votes[ranking]!);
      }
      this.held[from] = [];
      this.votes[from] = 0;
      return [...moved]
        .filter(([, votes]) => votes > 0)
        .sort(([a], [b]) => (a ?? this.votes.length) - (b ?? this.votes.length))
        .map(([to, votes]) => ({ from, to, votes: String(votes) }));
    });
  }

  /** Puts a ranking on the pile of its next preference; null where it has none left. */
  private place(ranking: number): Candidate | null {
    const to = this.preference(ranking);
    const votes = this.rankings.votes[ranking]!;
    if (to === null) this.exhausted += votes;
    else {
      this.votes[to]! += votes;
      this.held[to]!.push(ranking);
    }
    return to;
  }

  private preference(ranking: number): Candidate | null {
    const { start, entries } = this.rankings;
    const end = start[ranking + 1]!;
    let at = this.next[ranking]!;
    while (at < end) {
      const candidate = entries[at]!;
      at += 1;
      if (at < end && entries[at]! < 0) {
        // Several candidates at one rank: it cannot be said for whom the paper is to count there.
        while (at < end && entries[at]! < 0) at += 1;
        continue;
      }
      if (this.excluded[candidate] === 0) {
        this.next[ranking] = at;
        return candidate;
      }
    }
    this.next[ranking] = end;
    return null;
  }
}
