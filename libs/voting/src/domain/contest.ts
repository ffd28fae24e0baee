import type { Poll } from './poll.js';

/** Members together may contest a result for this long after the close (PROCEDURE.md §4). */
export const CONTEST_DAYS = 7;

const DAY_MS = 86_400_000;

/** Until when the result of a poll can be contested (that instant excluded); null where there is no result. */
export function contestWindow(poll: Pick<Poll, 'state' | 'closedAt'>): Date | null {
  if (poll.state !== 'closed' || poll.closedAt === null) return null;
  return new Date(poll.closedAt.getTime() + CONTEST_DAYS * DAY_MS);
}
