import { createHash, createHmac } from 'node:crypto';
import type { Candidate } from '../domain/election.js';

/**
 * The order in which ties are settled, as places, the favoured first: that of SHA-256 over three lines that each end
 * in a line feed: `plenary/tie-order/v1`, the seed in hexadecimal, the candidate's id. Whoever has the seed, which is
 * told with the result, draws it again.
 */
export function tieOrder(seed: Buffer, candidates: readonly Pick<Candidate, 'id' | 'place'>[]): number[] {
  const hash = ({ id }: Pick<Candidate, 'id'>) =>
    createHash('sha256')
      .update(`plenary/tie-order/v1\n${seed.toString('hex')}\n${id}\n`)
      .digest('hex');
  return sortedBy(candidates, hash).map(({ place }) => place);
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
