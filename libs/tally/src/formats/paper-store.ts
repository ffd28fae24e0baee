import type { Candidate, Paper, PaperGroup } from '../election.js';
import { RankingCondenser } from '../rankings.js';
import { MAX_COUNT, type Rank, type ReadingRules } from './ballot-file.js';
import { MalformedFile, type Position } from './malformed.js';
import { paperOf } from './rank-papers.js';

const [SKIPPED, OVERVOTE, SPOILT, FIRST_ID] = [0, 1, 2, 3];

/** What stands at a rank: a candidate, somebody who is not on the paper, or several that cannot be told. */
export type Meaning = Candidate | 'nobody' | 'overvote';

/** Counts papers and votes, and stops where they could no longer be counted exactly. */
export class Totals {
  private heads = 0;
  private weight = 0;

  /** @throws MalformedFile */
  add(heads: number, weight: number, at: Position): void {
    this.heads += heads;
    this.weight += weight;
    if (this.heads > MAX_COUNT || this.weight > MAX_COUNT) {
      throw new MalformedFile(at, `no more than ${MAX_COUNT} papers and votes in all`, 'more');
    }
  }
}

/**
 * Ranked papers while a file is read: those that say the same once, flat in typed arrays. With half a million different
 * papers of a million, held as text in a Map, the command took 1.5 GB; so it takes 180 MB.
 *
 * A paper is written rank by rank and then closed by {@link end}. Whom it ranks is named by an id, from 0, whose meaning
 * may still be open: it is asked for when the papers are read.
 */
export class PaperStore {
  private readonly condenser = new RankingCondenser();
  private readonly totals = new Totals();
  /** The weights of single papers that were met; each paper's entries begin with the index of its own. */
  private readonly weights: number[] = [];
  private readonly weightIndex = new Map<number, number>();
  private weight = 1;

  /** Begins a paper; the weight is that of one such paper. */
  begin(weight = 1): void {
    let index = this.weightIndex.get(weight);
    if (index === undefined) {
      index = this.weights.length;
      this.weights.push(weight);
      this.weightIndex.set(weight, index);
    }
    this.weight = weight;
    this.condenser.push(index);
  }

  /** The next rank: one id, or another at the same rank as the id before it. */
  rank(id: number, equal = false): void {
    this.condenser.push(equal ? ~(id + FIRST_ID) : id + FIRST_ID);
  }

  /** The next rank is left out. */
  skip(): void {
    this.condenser.push(SKIPPED);
  }

  /** The next rank holds several that cannot be told. */
  overvote(): void {
    this.condenser.push(OVERVOTE);
  }

  spoil(): void {
    this.condenser.push(SPOILT);
  }

  /** Closes the paper: so many say this. @throws MalformedFile where there are too many to count exactly */
  end(heads: number, at: Position): void {
    this.totals.add(heads, heads * this.weight, at);
    this.condenser.end(heads);
  }

  /** The papers, made anew each time they are gone through. `meaningOf` says what an id stands for. */
  papers(meaningOf: (id: number) => Meaning, rules: ReadingRules): Iterable<PaperGroup> {
    const { count, start, entries, votes } = this.condenser.rankings();
    const { weights } = this;
    return {
      *[Symbol.iterator]() {
        for (let i = 0; i < count; i += 1) {
          const heads = votes[i]!;
          const weight = BigInt(heads * weights[entries[start[i]!]!]!);
          const said = entries.subarray(start[i]! + 1, start[i + 1]!);
          yield { paper: paperFrom(said, meaningOf, rules), heads, weight };
        }
      },
    };
  }
}

function paperFrom(entries: Int32Array, meaningOf: (id: number) => Meaning, rules: ReadingRules): Paper {
  const ranks: Rank[] = [];
  for (const entry of entries) {
    if (entry === SPOILT) return { kind: 'spoilt' };
    if (entry === SKIPPED) ranks.push([]);
    else if (entry === OVERVOTE) ranks.push('overvote');
    else if (entry >= 0) ranks.push(rankOf(meaningOf(entry - FIRST_ID)));
    else ranks.push(together(ranks.pop()!, rankOf(meaningOf(~entry - FIRST_ID))));
  }
  return paperOf(ranks, rules);
}

function rankOf(meaning: Meaning): Rank {
  if (meaning === 'nobody') return [];
  return meaning === 'overvote' ? meaning : [meaning];
}

function together(first: Rank, second: Rank): Rank {
  return first === 'overvote' || second === 'overvote' ? 'overvote' : [...first, ...second];
}
