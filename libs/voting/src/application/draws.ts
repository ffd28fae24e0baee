import { createHmac } from 'node:crypto';
import { drawTieOrder } from '@plenary/log';
import type { Candidate } from '../domain/election.js';

/** The order in which ties are settled, as places, the favoured first; see drawTieOrder. */
export function tieOrder(seed: Buffer, candidates: readonly Pick<Candidate, 'id' | 'place'>[]): number[] {
  return drawTieOrder(seed.toString('hex'), candidates);
}

/**
 * The candidates in the order of one voter's own paper: the same whenever they look, and drawn by a seed that the
 * server keeps to itself while the poll is open and then forgets.
 */
export function ownOrder<T extends Pick<Candidate, 'id'>>(
  seed: Buffer,
  membershipId: string,
  candidates: readonly T[],
): T[] {
  const own = createHmac('sha256', seed).update(membershipId).digest();
  return sortedBy(candidates, ({ id }) => createHmac('sha256', own).update(id).digest('hex'));
}

function sortedBy<T>(list: readonly T[], key: (item: T) => string): T[] {
  return list
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}
