import type { MembershipId, PollId } from '@plenary/kernel';
import { type Method as ElectionMethod, METHODS } from '@plenary/tally';

/** In which order a voter finds the candidates: that of their places, or one that is drawn for each voter. */
export const BALLOT_ORDERS = ['fixed', 'drawn'] as const;
export type BallotOrder = (typeof BALLOT_ORDERS)[number];

/** What a paper says: candidates in an order, candidates with a mark, or scores for candidates. */
export type PaperKind = 'ranking' | 'marks' | 'scores';

export const MAX_CANDIDATES = 200;
export const MAX_SEATS = 100;
export const MAX_SCORE = 100;

/** The terms of an election, frozen with its poll. */
export interface ElectionTerms {
  /** 1 to 100; one alone where the method elects one. */
  readonly seats: number;
  readonly order: BallotOrder;
  /** Where scores are given: they go from 0 to this, 1 to 100. Null for every other method. */
  readonly maxScore: number | null;
  /** Whether the papers of a secret election are published after the close, without names (PROCEDURE.md §5). */
  readonly publishBallots: boolean;
}

/** Who or what can be voted for, frozen at the opening. */
export interface Candidate {
  readonly pollId: PollId;
  readonly id: string;
  /** From 0: how ballots and transcripts name it. */
  readonly place: number;
  readonly name: string;
  /** Up to 2,000 characters. */
  readonly statement: string;
  /** The member who stands; null for an option. */
  readonly membershipId: MembershipId | null;
}

export type NewCandidate = Pick<Candidate, 'name' | 'statement' | 'membershipId'>;

interface MethodTerms {
  readonly kind: PaperKind;
  /** Whether several candidates may share a rank: where the method's source says what that means. */
  readonly equalRanks: boolean;
  /** One seat is all that the method fills. */
  readonly oneSeat: boolean;
  /** How it counts, in the middle of a sentence. */
  readonly words: string;
}

const RANKS = { kind: 'ranking', equalRanks: false, oneSeat: false } as const;
/** Candidates at one rank share the vote (see libs/tally), or are compared as equals. */
const SHARED_RANKS = { ...RANKS, equalRanks: true } as const;
const MARKS = { kind: 'marks', equalRanks: false, oneSeat: false } as const;

export const METHOD_TERMS: Readonly<Record<ElectionMethod, MethodTerms>> = {
  plurality: { ...MARKS, oneSeat: true, words: 'by plurality: one mark, and the most marks win' },
  block: { ...MARKS, words: 'by block vote: as many marks as there are seats' },
  approval: { ...MARKS, words: 'by approval: a mark for everybody you agree with' },
  score: { ...MARKS, kind: 'scores', words: 'by scores: they are added up, and the highest sum wins' },
  'score-median': {
    ...MARKS,
    kind: 'scores',
    words: 'by the middle score: in the middle of all that one was given, and the highest wins',
  },
  irv: {
    ...RANKS,
    oneSeat: true,
    words: 'by instant run-off: you rank, and the last one falls out each round',
  },
  'stv-scottish': { ...RANKS, words: 'by single transferable vote, Scottish rules: you rank' },
  'stv-meek': { ...SHARED_RANKS, words: 'by single transferable vote, Meek’s method: you rank' },
  'stv-meek-exact': {
    ...SHARED_RANKS,
    words: 'by single transferable vote, Meek’s method with exact fractions: you rank',
  },
  'stv-meek-nz': { ...RANKS, words: 'by single transferable vote, New Zealand’s rules: you rank' },
  'stv-ers97': { ...RANKS, words: 'by single transferable vote, ERS97 rules: you rank' },
  schulze: {
    ...SHARED_RANKS,
    words: 'by Schulze’s method: you rank, and each is compared with each',
  },
  'ranked-pairs': {
    ...SHARED_RANKS,
    words: 'by ranked pairs: you rank, and each is compared with each',
  },
};

export function isElectionMethod(method: string): method is ElectionMethod {
  return (METHODS as readonly string[]).includes(method);
}

/** How many marks a paper may have; null where the method reads no marks. */
export function mostMarks(method: ElectionMethod, seats: number, candidates: number): number | null {
  if (METHOD_TERMS[method].kind !== 'marks') return null;
  if (method === 'approval') return candidates;
  return Math.min(method === 'plurality' ? 1 : seats, candidates);
}

/** How the seats are filled, for the voter to read first; in words that fit members and options. */
export function electionSentence(
  method: ElectionMethod,
  terms: Pick<ElectionTerms, 'seats' | 'maxScore'>,
): string {
  const { seats, maxScore } = terms;
  const range = maxScore === null ? '' : `; scores go from 0 to ${maxScore}`;
  return `${seats === 1 ? 'One is' : `${seats} are`} chosen ${METHOD_TERMS[method].words}${range}. A paper that names nobody counts as cast, and for nobody.`;
}

export const TIE_SENTENCE =
  'Where the method itself leaves a tie, an order decides that the server drew when the vote opened. What it was drawn from is told with the result; its hash stands in the record from the opening, so nobody chose it knowing the ballots.';

/** What somebody reads who is about to fill in a secret paper that will be published; null where it will not be. */
export function publishWarning(terms: ElectionTerms, tier: 'roll_call' | 'secret'): string | null {
  if (tier !== 'secret' || !terms.publishBallots) return null;
  return 'After the close every paper is published as it was filled in, without names. Whoever made you agree on an order of the lower preferences could find your paper by it.';
}

/** Names that differ: the second of the same name is told from the first by a number. */
export function distinctNames(candidates: readonly NewCandidate[]): NewCandidate[] {
  const taken = new Set<string>();
  return candidates.map((candidate) => {
    let { name } = candidate;
    for (let n = 2; taken.has(name); n++) name = `${candidate.name} (${n})`;
    taken.add(name);
    return { ...candidate, name };
  });
}
