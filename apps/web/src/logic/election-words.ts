import type { PollMethod } from '../graphql/generated/schema.ts';

/** What a voter is told of each method: what to do, what it means to leave somebody out. */

type VotedBy = 'STV' | 'MEEK' | 'IRV' | 'PAIRS' | 'ONE_MARK' | 'BLOCK' | 'APPROVAL' | 'SCORE' | 'MEDIAN';

const VOTED_BY: Partial<Record<PollMethod, VotedBy>> = {
  STV_SCOTTISH: 'STV',
  STV_MEEK: 'MEEK',
  STV_MEEK_EXACT: 'MEEK',
  STV_MEEK_NZ: 'STV',
  STV_ERS97: 'STV',
  IRV: 'IRV',
  SCHULZE: 'PAIRS',
  RANKED_PAIRS: 'PAIRS',
  PLURALITY: 'ONE_MARK',
  BLOCK: 'BLOCK',
  APPROVAL: 'APPROVAL',
  SCORE: 'SCORE',
  SCORE_MEDIAN: 'MEDIAN',
};

/** Whether voters give scores, which go up to a number that whoever drafts the vote sets. */
export const givesScores = (method: PollMethod): boolean =>
  VOTED_BY[method] === 'SCORE' || VOTED_BY[method] === 'MEDIAN';

/** Whether a vote chooses among candidates or options, and not between for and against. */
export const isElection = (method: PollMethod): boolean => VOTED_BY[method] !== undefined;

const HOW_TO: Record<VotedBy, string> = {
  STV: 'Rank as many as you like. Your first choice counts first; the others only if your first no longer needs your vote or is out.',
  MEEK: 'Rank as many as you like, several at the same rank if you like: those share your vote. Your first choice counts first; the others only if your first no longer needs all of your vote or is out.',
  IRV: 'Rank as many as you like. Your first choice counts first; the others only if your first is out.',
  PAIRS:
    'Rank as many as you like, several at the same rank if you like. Whoever you rank higher has your vote against everybody lower.',
  ONE_MARK: 'Mark one. The most marks win.',
  BLOCK: 'Each mark counts the same. The most marks win.',
  APPROVAL: 'Mark everybody you agree with. Each mark counts the same, and the most marks win.',
  SCORE: 'Give each a score: the higher, the better. The scores of all voters are added up.',
  MEDIAN:
    'Give each a score: the higher, the better. Of all the scores that one is given, the one in the middle counts.',
};

const PASSED_ON =
  'Your vote never goes to anybody you do not rank. When none of those you rank can use it any more, it counts for nobody.';
const NO_SCORE = 'Whoever you give no score gets 0 from you.';

const LEFT_OUT: Record<VotedBy, string> = {
  STV: PASSED_ON,
  MEEK: PASSED_ON,
  IRV: 'Your vote never goes to anybody you do not rank. When all whom you rank are out, it counts for nobody.',
  PAIRS: 'Whoever you do not rank comes after all whom you rank, and they are equal among themselves.',
  ONE_MARK: 'The others get nothing from you.',
  BLOCK: 'Whoever you do not mark gets nothing from you. You need not use every mark.',
  APPROVAL: 'Whoever you do not mark gets nothing from you.',
  SCORE: NO_SCORE,
  MEDIAN: NO_SCORE,
};

/** What to do with the paper, in a sentence or two. */
export const howToVote = (method: PollMethod): string => HOW_TO[VOTED_BY[method] ?? 'ONE_MARK'];

/** What it means to leave somebody out. */
export const leftOut = (method: PollMethod): string => LEFT_OUT[VOTED_BY[method] ?? 'ONE_MARK'];

/** 'Two are elected.', 'One is chosen.' */
export function seatsSentence(seats: number, ofMembers: boolean): string {
  const word = ofMembers ? 'elected' : 'chosen';
  return seats === 1 ? `One is ${word}.` : `${seats} are ${word}.`;
}

/** The one word over a result. */
export function electionVerdict(elected: number, ofMembers: boolean): string {
  if (elected === 0) return ofMembers ? 'Nobody is elected' : 'Nothing is chosen';
  return ofMembers ? 'Elected' : 'Chosen';
}

/** 'Elected: Ana and Bo.' or that nobody is. */
export function electedSentence(
  { elected, candidates }: { readonly elected: readonly number[]; readonly candidates: readonly string[] },
  ofMembers: boolean,
): string {
  const verdict = electionVerdict(elected.length, ofMembers);
  if (elected.length === 0) return `${verdict}.`;
  return `${verdict}: ${listOf(elected.map((place) => candidates[place]!))}.`;
}

/** Several names in a sentence: 'Ana, Bo and Jo'. */
export function listOf(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
