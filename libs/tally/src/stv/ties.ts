import type { Candidate, Tie } from '../election.js';
import { favoured, leastFavoured } from '../election-papers.js';

/** Votes of every candidate at the end of each stage so far, the first one first. */
export type History = readonly (readonly bigint[])[];

interface Question {
  readonly round: number;
  readonly between: readonly Candidate[];
  readonly about: Tie['about'];
  /** Who is taken: whoever had the most votes where they differed, or the fewest. */
  readonly take: 'most' | 'fewest';
  /** Which stage is asked first. */
  readonly ask: 'latest' | 'earliest' | 'none';
}

/**
 * Settles a tie: by the votes at the stage that is asked first and has unequal ones, then among those who were equal
 * there by the next such stage, and at last by the tie order.
 */
export function settleTie(question: Question, history: History, tieOrder: readonly Candidate[]): Tie {
  const { round, between, about, take, ask } = question;
  const stages = ask === 'none' ? [] : ask === 'latest' ? history.toReversed() : history;
  let left = between;
  for (const votes of stages) {
    const best = left.map((each) => votes[each]!).reduce((a, b) => (a < b === (take === 'most') ? b : a));
    left = left.filter((each) => votes[each] === best);
    if (left.length === 1) return { round, between, about, chosen: left[0]!, by: 'look-back' };
  }
  const chosen = take === 'most' ? favoured(left, tieOrder) : leastFavoured(left, tieOrder);
  return { round, between, about, chosen, by: 'tie-order' };
}

/** Those with the most, or the fewest, votes. Not for an empty list. */
export function extreme(
  take: 'most' | 'fewest',
  among: readonly Candidate[],
  votes: readonly bigint[],
): Candidate[] {
  const best = among.map((each) => votes[each]!).reduce((a, b) => (a < b === (take === 'most') ? b : a));
  return among.filter((each) => votes[each] === best);
}

/** In descending order of votes; equal ones in the tie order. */
export function byVotes(
  among: readonly Candidate[],
  votes: readonly bigint[],
  tieOrder: readonly Candidate[],
): Candidate[] {
  const inOrder = tieOrder.filter((each) => among.includes(each));
  return inOrder.sort((a, b) => (votes[a]! === votes[b]! ? 0 : votes[a]! > votes[b]! ? -1 : 1));
}
