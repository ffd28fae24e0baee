/**
 * The methods by which candidates or options are counted. The names are those of `plenary count --method`.
 * `score-median` is `score` by the median, with a name of its own: what a poll is counted by is one word.
 */
export const METHODS = [
  'plurality',
  'block',
  'approval',
  'score',
  'score-median',
  'irv',
  'stv-scottish',
  'stv-meek',
  'stv-meek-exact',
  'stv-meek-nz',
  'stv-ers97',
  'schulze',
  'ranked-pairs',
] as const;

export type Method = (typeof METHODS)[number];

/** A candidate, as the index of its name in {@link Election.candidates}: a whole number from 0. */
export type Candidate = number;

/**
 * What one paper says. Which kind a method reads: `ranking` for the preferential ones, `marks` for plurality, block
 * and approval, `scores` for score. An empty ranking, no marks or no scores is a blank paper.
 */
export type Paper =
  /** Candidates from the first preference down; those of one inner list are ranked equally. Each at most once. */
  | { readonly kind: 'ranking'; readonly ranking: readonly (readonly Candidate[])[] }
  /** The candidates marked; in no order, each at most once. */
  | { readonly kind: 'marks'; readonly marks: readonly Candidate[] }
  /** A whole-number score for some of the candidates, each at most once. */
  | { readonly kind: 'scores'; readonly scores: readonly (readonly [Candidate, number])[] }
  /** Counted as cast, and for nobody. */
  | { readonly kind: 'spoilt' };

/** Papers that say the same, taken together. */
export interface PaperGroup {
  readonly paper: Paper;
  /** How many papers: a whole number from 0. */
  readonly heads: number;
  /** The sum of their weights, a whole number from 0; equal to `heads` where every voter has one vote. */
  readonly weight: bigint;
}

/**
 * What the sources of a method leave to whoever calls the election. Each is read by the methods named beside it and by
 * no other; what is absent takes the default.
 */
export interface CountOptions {
  /**
   * irv: `majority` (default) stops as soon as somebody has more than half of the votes that still count; `two-remain`
   * goes on until two candidates remain (California SB 1288 (2016), unless stop at majority is asked for).
   */
  readonly stop?: 'majority' | 'two-remain';
  /** irv: exclude together, in one round, all who cannot catch up even with each other's votes. Default false. */
  readonly batch?: boolean;
  /**
   * irv: what several candidates at one rank do: end the paper (default), which spoils it where it is the first rank, or
   * be passed over.
   */
  readonly overvote?: 'exhaust' | 'skip';
  /**
   * irv: `tie-order` (default) settles ties by the tie order at once, as SB 1288 does by lot; `look-back` first compares
   * the votes of earlier rounds, the latest first, as the Scottish rules do for STV (SSI 2007/42, rule 51).
   */
  readonly ties?: 'tie-order' | 'look-back';
  /** score: whether the sum (default) or the median of a candidate's scores decides. score-median: always the median. */
  readonly scoreBy?: 'sum' | 'median';
  /** schulze, ranked-pairs: the strength of a majority: the votes for it (default), or those less the votes against. */
  readonly strength?: 'winning' | 'margin';
  /** schulze, ranked-pairs: whoever a paper does not rank is below all whom it ranks (default), or not compared. */
  readonly unranked?: 'last' | 'not-compared';
}

/** What a count is a pure function of. */
export interface Election {
  readonly method: Method;
  /** Names, in the order of the ballot paper; distinct. */
  readonly candidates: readonly string[];
  /** Who stood down after the papers were made: preferences for them are passed over. */
  readonly withdrawn: readonly Candidate[];
  /** How many are to be elected: from 1. */
  readonly seats: number;
  /** In any order; papers that say the same need not be in one group. */
  readonly papers: Iterable<PaperGroup>;
  /**
   * All candidates in the order in which a lot drew them, made known before the count. Where a method's own rule
   * leaves a tie, whoever comes first in this order is favoured: elected, kept, or transferred first.
   */
  readonly tieOrder: readonly Candidate[];
  readonly options?: CountOptions;
}

/** Votes as exact text: a decimal with the method's number of places (`'14.48566'`), or a fraction (`'7/3'`). */
export type ExactVotes = string;

/** Votes that a round moved; `from` null is a first count, `to` null is what no candidate got. */
export interface Transfer {
  readonly from: Candidate | null;
  readonly to: Candidate | null;
  readonly votes: ExactVotes;
}

export interface Round {
  /** From 1. */
  readonly round: number;
  /** What was done, in one word of the method: `first-preferences`, `transfer-surplus`, `exclude`, `elect`, … */
  readonly action: string;
  /** Whom it was done with, where it is somebody. */
  readonly candidates: readonly Candidate[];
  /** The votes of every candidate after it, in the order of {@link Election.candidates}. */
  readonly tally: readonly ExactVotes[];
  /** Votes that no candidate holds any more, with what rounding lost. */
  readonly exhausted: ExactVotes;
  /** What rounding alone has lost so far, a part of `exhausted`. */
  readonly lostToRounding: ExactVotes;
  /** The quota in force after it; null where the method has none. */
  readonly quota: ExactVotes | null;
  readonly elected: readonly Candidate[];
  readonly excluded: readonly Candidate[];
  readonly transfers: readonly Transfer[];
  /** The sentence that tells a member what happened and why. */
  readonly because: string;
}

/** A tie that the count met, and how it was settled. */
export interface Tie {
  readonly round: number;
  readonly between: readonly Candidate[];
  /** What hung on it: who is elected, who is excluded, whose surplus goes first. */
  readonly about: 'elect' | 'exclude' | 'surplus' | 'rank';
  readonly chosen: Candidate;
  /** `look-back` by the votes of an earlier round, else the tie order that the election was given. */
  readonly by: 'look-back' | 'tie-order';
}

/** The pairwise table of the Condorcet methods, in the order of the candidates. */
export interface Pairwise {
  /** `preferred[a][b]`: the weight of the papers that rank `a` above `b`. */
  readonly preferred: readonly (readonly string[])[];
  /** Schulze: the strength of the strongest path from `a` to `b`. */
  readonly strongestPaths?: readonly (readonly string[])[];
  /** Ranked pairs: the majorities in the order in which they were considered, and whether each was locked in. */
  readonly majorities?: readonly {
    readonly over: readonly [Candidate, Candidate];
    readonly locked: boolean;
  }[];
  /** Everybody from first to last; those of one inner list could not be told apart but by the tie order. */
  readonly ranking: readonly (readonly Candidate[])[];
}

/** The count's published transcript: plain JSON, the same on every machine for the same election. */
export interface ElectionTranscript {
  readonly format: 'plenary-election-1';
  readonly method: Method;
  readonly candidates: readonly string[];
  readonly withdrawn: readonly Candidate[];
  readonly seats: number;
  readonly tieOrder: readonly Candidate[];
  /** Those that the method read, with their defaults; absent where it reads none. */
  readonly options?: CountOptions;
  /** Papers and weight cast; of them valid, blank and spoilt. Weights are exact whole numbers as text. */
  readonly papers: Readonly<
    Record<'cast' | 'valid' | 'blank' | 'spoilt', { readonly heads: number; readonly weight: string }>
  >;
  /** The quota at the end of the count; null where the method has none. */
  readonly quota: ExactVotes | null;
  /** In the order of election. Fewer than `seats` where candidates do not suffice. */
  readonly elected: readonly Candidate[];
  readonly rounds: readonly Round[];
  readonly ties: readonly Tie[];
  readonly pairwise?: Pairwise;
  /**
   * Where this is a countback: the elected member who leaves, and who is willing to follow. The rest of the header is
   * that of the election itself, whose papers are counted again; `elected` names the one who follows, or nobody.
   */
  readonly countback?: { readonly leaving: Candidate; readonly willing: readonly Candidate[] };
}
