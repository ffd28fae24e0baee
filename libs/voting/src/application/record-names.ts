import type { Sql } from '@plenary/platform';
import type { Candidate } from '../domain/election.js';
import type { Poll } from '../domain/poll.js';
import { isQuiet } from '../persistence/voter-store.js';

/**
 * Candidates by name for an entry of the record; null where there are none, and where members of a quiet assembly stand:
 * its record names nobody.
 */
export async function namesForRecord(
  sql: Sql,
  poll: Pick<Poll, 'assemblyId'>,
  candidates: readonly Candidate[],
): Promise<string | null> {
  if (candidates.length === 0) return null;
  const members = candidates.some(({ membershipId }) => membershipId !== null);
  if (members && (await isQuiet(sql, poll.assemblyId))) return null;
  return candidates.map(({ name }) => name).join(', ');
}
