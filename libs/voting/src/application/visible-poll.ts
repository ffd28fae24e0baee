import { activeMembership, authorise } from '@plenary/assembly';
import type { PersonId, PollId } from '@plenary/kernel';
import { notAllowed, type Sql, type Tx } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';
import { lockPollRow, pollOf } from '../persistence/poll-store.js';

/** The poll, for somebody who may read in its assembly. @throws NOT_ALLOWED also when there is no such poll. */
export async function visiblePoll(sql: Sql, personId: PersonId, pollId: string): Promise<Poll> {
  const poll = await pollOf(sql, pollId);
  if (poll === null) throw notAllowed();
  const granted = await authorise(sql, personId, poll.assemblyId, 'assembly.read');
  if (!granted.ok) throw notAllowed();
  return poll;
}

/**
 * The poll, locked, for a member who asks to act on it: before the right is judged, which locks shifts and memberships
 * that the poll's close writes when it holds the poll already. @throws NOT_ALLOWED also when there is no such poll.
 */
export async function holdVisiblePoll(tx: Tx, personId: PersonId, pollId: PollId): Promise<Poll> {
  const seen = await pollOf(tx, pollId);
  if (seen === null || (await activeMembership(tx, personId, seen.assemblyId)) === null) throw notAllowed();
  const poll = await lockPollRow(tx, pollId);
  if (poll === null) throw notAllowed();
  return poll;
}
