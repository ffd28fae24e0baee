import type { Candidate, CountOptions, PaperGroup } from '../election.js';

/** The most candidates, and the most seats, that a file may name. */
export const MAX_CANDIDATES = 1_000;
/** Characters of a name or a title. */
export const MAX_NAME = 1_000;
/** Papers, and votes, of one file: sums stay exact below 2^53. */
export const MAX_COUNT = Number.MAX_SAFE_INTEGER;

/** What a file of ballots holds. Which method counts it is not its matter: see `electionOf`. */
export interface BallotFile {
  readonly title: string;
  /** Null where the file does not say. */
  readonly seats: number | null;
  readonly candidates: readonly string[];
  readonly withdrawn: readonly Candidate[];
  /**
   * The file's own order for ties, as the programs that write it mean it: whoever comes first is excluded first
   * (Droop's and stv-rs's `[tie …]`, `tieBreakOrder` of SB 1288's tests). Null where it has none.
   */
  readonly excludedFirst: readonly Candidate[] | null;
  /** Rankings, scores or spoilt papers, made anew each time they are gone through; equal ones mostly in one group. */
  readonly papers: Iterable<PaperGroup>;
  /** What the file's own rules say, where the reader was told to heed them and they leave a choice open. */
  readonly options: CountOptions;
}

/** Takes a file's text in pieces, cut anywhere. Memory is bounded by what the papers say that is different. */
export interface BallotReader {
  /** @throws MalformedFile */
  write(text: string): void;
  /** To be called once, after the last piece. @throws MalformedFile */
  end(): BallotFile;
}

/** The groups of both, one after the other, each time they are gone through. */
export function joined(first: Iterable<PaperGroup>, second: Iterable<PaperGroup>): Iterable<PaperGroup> {
  return {
    *[Symbol.iterator]() {
      yield* first;
      yield* second;
    },
  };
}

/** How what is irregular on a ranked paper is read. */
export interface ReadingRules {
  /** Several candidates at one rank that cannot be told: the paper ends there, or the rank is passed over. */
  readonly overvote: 'exhaust' | 'skip';
  /** The paper ends where more ranks than this are left out in a row; null: they are always passed over. */
  readonly skippedRanks: number | null;
}

export const READING_RULES: ReadingRules = { overvote: 'exhaust', skippedRanks: null };

/** What stands at one rank: candidates (none: left out, several: equal), or several that cannot be told. */
export type Rank = readonly Candidate[] | 'overvote';
