import type { DecisionRule } from '@plenary/tally';
import { smallestMeeting } from '@plenary/tally';
import { type Poll, type PollState, TRANSITIONS } from './poll.js';

/** Fewer than so many do not hide each other: no figure of a secret poll is shown below it (PROCEDURE.md §5). */
export const HIDING_NUMBER = 5;

export function canMove(from: PollState, to: PollState): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Whether somebody may have seen how others voted while the poll was open: never again void, never by hand. */
export function choicesMayBeSeen(poll: Pick<Poll, 'tier' | 'liveResults'>): boolean {
  return poll.tier === 'roll_call' && poll.liveResults;
}

/**
 * Whether the papers of an election are published (PROCEDURE.md §5): those of a roll call, and secret ones where the
 * bylaws chose it beforehand.
 */
export function papersMayBeSeen(poll: Pick<Poll, 'tier' | 'state' | 'election'>): boolean {
  if (poll.election === null || poll.state !== 'closed') return false;
  return poll.tier === 'roll_call' || poll.election.publishBallots;
}

/**
 * How many voted, as it may be told while the poll is open: a secret poll tells it from five up. After the close the
 * result says it whatever it is, since the roll below five was warned beforehand.
 */
export function votedShown(poll: Pick<Poll, 'tier' | 'state'>, voted: number): number | null {
  if (poll.state === 'closed') return voted;
  if (poll.state !== 'open') return null;
  return poll.tier === 'secret' && voted < HIDING_NUMBER ? null : voted;
}

/** What the quorum asks for in whole votes or members; null without a quorum, or while its base is not frozen. */
export function quorumNeeded(rule: DecisionRule, poll: Pick<Poll, 'entitled' | 'present'>): number | null {
  const { quorum } = rule;
  if (quorum === null) return null;
  if (quorum.kind === 'number') return quorum.atLeast;
  const base = quorum.base === 'entitled' ? poll.entitled : poll.present;
  return base && smallestMeeting(quorum, base.weight);
}

/** A voter's ballot is cast once and replaced at most 50 times. */
const ACTS_PER_VOTER = 51;

/**
 * Of two states of a poll the later has the higher version. It tells nothing that is not shown: it counts the steps of
 * the poll's life, the shown number of voters and the shown changes, and an ended poll is above all that could have
 * been before.
 */
export function versionOf(
  poll: Pick<Poll, 'state' | 'revision' | 'entitled'>,
  shownVoted: number,
  shownChanges: number,
): number {
  const ended = poll.state === 'closed' || poll.state === 'void';
  return poll.revision + (ended ? ACTS_PER_VOTER * (poll.entitled?.heads ?? 0) : shownVoted + shownChanges);
}
