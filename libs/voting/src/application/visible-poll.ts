import { authorise } from '@plenary/assembly';
import type { PersonId } from '@plenary/kernel';
import { notAllowed, type Sql } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';
import { pollOf } from '../persistence/poll-store.js';

/** The poll, for somebody who may read in its assembly. @throws NOT_ALLOWED also when there is no such poll. */
export async function visiblePoll(sql: Sql, personId: PersonId, pollId: string): Promise<Poll> {
  const poll = await pollOf(sql, pollId);
  if (poll === null) throw notAllowed();
  const granted = await authorise(sql, personId, poll.assemblyId, 'assembly.read');
  if (!granted.ok) throw notAllowed();
  return poll;
}
