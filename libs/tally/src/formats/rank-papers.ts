import type { Candidate, Paper, PaperGroup } from '../election.js';
import { MAX_COUNT, type Rank, type ReadingRules } from './ballot-file.js';
import { MalformedFile, type Position } from './malformed.js';

/**
 * A paper from what stands at its ranks. Whoever is ranked a second time is passed over there. A paper that begins
 * with several candidates that cannot be told is spoilt where they end it: it names nobody.
 */
export function paperOf(ranks: readonly Rank[], rules: ReadingRules): Paper {
  const ranking: Candidate[][] = [];
  const seen = new Set<Candidate>();
  let skipped = 0;
  for (const rank of ranks) {
    if (rank === 'overvote') {
      skipped = 0;
      if (rules.overvote === 'skip') continue;
      return ranking.length === 0 ? { kind: 'spoilt' } : { kind: 'ranking', ranking };
    }
    skipped = rank.length === 0 ? skipped + 1 : 0;
    if (rules.skippedRanks !== null && skipped > rules.skippedRanks) break;
    const tier = [...new Set(rank)].filter((candidate) => !seen.has(candidate));
    for (const candidate of tier) seen.add(candidate);
    if (tier.length > 0) ranking.push(tier);
  }
  return { kind: 'ranking', ranking };
}

/** Papers that say the same, while a file is read. */
export interface Bundle<T> {
  readonly says: T;
  /** Where it was first met. */
  readonly at: Position;
  heads: number;
  weight: number;
}

/** The different things that the papers of a file say, each once. */
export class Bundles<T> {
  private readonly byKey = new Map<string, Bundle<T>>();
  private heads = 0;
  private weight = 0;

  /**
   * Adds papers under the key of what they say; `read` is asked once per key.
   * @throws MalformedFile where the file holds more papers or votes than can be counted exactly
   */
  add(key: string, at: Position, votes: { heads: number; weight: number }, read: () => T): Bundle<T> {
    let bundle = this.byKey.get(key);
    if (bundle === undefined) {
      bundle = { says: read(), at, heads: 0, weight: 0 };
      this.byKey.set(key, bundle);
    }
    this.addTo(bundle, at, votes);
    return bundle;
  }

  /** Adds papers to a bundle that {@link add} gave. */
  addTo(bundle: Bundle<T>, at: Position, { heads, weight }: { heads: number; weight: number }): void {
    if (this.heads + heads > MAX_COUNT || this.weight + weight > MAX_COUNT) {
      throw new MalformedFile(at, `no more than ${MAX_COUNT} papers and votes in all`, 'more');
    }
    this.heads += heads;
    this.weight += weight;
    bundle.heads += heads;
    bundle.weight += weight;
  }

  groups(paper: (bundle: Bundle<T>) => Paper): PaperGroup[] {
    return [...this.byKey.values()].map((bundle) => ({
      paper: paper(bundle),
      heads: bundle.heads,
      weight: BigInt(bundle.weight),
    }));
  }

  get all(): Iterable<Bundle<T>> {
    return this.byKey.values();
  }
}
