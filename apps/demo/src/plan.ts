import type { PublishedBallot } from './ballots.js';

export type Answer = 'YES' | 'NO' | 'SPOILT';
/** What goes wrong on the way to the voter: nothing; the answer is lost and it is sent again; it is sent twice at once. */
export type Mishap = 'none' | 'answer lost' | 'double click';

export interface PlannedBallot {
  readonly answer: Answer;
  readonly mishap: Mishap;
}

/** One ballot in so many is sent again after its answer was lost, and one in so many twice at once. */
const LOST_ONE_IN = 20;
const DOUBLE_ONE_IN = 50;

/**
 * Every ballot that was cast, in an order that mixes the answers: `random` gives numbers from 0 to below 1. At least
 * one of each mishap is among them.
 */
export function planBallots(ballot: PublishedBallot, random: () => number): PlannedBallot[] {
  const answers = [
    ...new Array<Answer>(ballot.yes).fill('YES'),
    ...new Array<Answer>(ballot.no).fill('NO'),
    ...new Array<Answer>(ballot.spoilt).fill('SPOILT'),
  ];
  for (let i = answers.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [answers[i], answers[j]] = [answers[j]!, answers[i]!];
  }
  return answers.map((answer, i) => ({ answer, mishap: mishapOf(i) }));
}

function mishapOf(i: number): Mishap {
  if (i % LOST_ONE_IN === 1) return 'answer lost';
  return i % DOUBLE_ONE_IN === 2 ? 'double click' : 'none';
}

/** The shortest vote that the bylaws of the demo allow, in seconds. */
const SHORTEST_SECONDS = 60;
/** Ballots a second that even a slow machine casts, and seconds to spare. */
const SLOW = 200;
const SPARE_SECONDS = 20;

/** How long the poll is open, in seconds: long enough to cast all of them. */
export function secondsToCast(ballots: number): number {
  return Math.max(SHORTEST_SECONDS, SPARE_SECONDS + Math.ceil(ballots / SLOW));
}
