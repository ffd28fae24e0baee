import { publishWarning } from './election.js';
import type { Poll } from './poll.js';
import { HIDING_NUMBER } from './rules.js';

/** Who could learn the vote, for the voter to read before voting (PROCEDURE.md §5). */
export function tierSentence(
  poll: Pick<Poll, 'tier' | 'liveResults'> & Partial<Pick<Poll, 'election'>>,
): string {
  if (poll.tier === 'secret') {
    const warning = poll.election ? publishWarning(poll.election, poll.tier) : null;
    const secret =
      'Secret. The server could see a vote as it passes; nobody can look it up later. Your first vote is final. The receipt shows that you voted, not how.';
    return warning === null ? secret : `${secret} ${warning}`;
  }
  return poll.liveResults
    ? 'Open vote. Members see who voted how, from the moment a vote is in. You can change your vote until the close.'
    : 'Open vote. After the close members see who voted how; until then nobody does. You can change your vote until the close.';
}

/** What somebody on a very small secret roll reads first; null where it does not apply. */
export function smallRollWarning(poll: Pick<Poll, 'tier'>, rollSize: number): string | null {
  if (poll.tier !== 'secret' || rollSize >= HIDING_NUMBER) return null;
  return 'Fewer than 5 people are on this roll: a unanimous result will show how you voted.';
}
