import { commitment, leafHash, MerkleTree } from '@plenary/log';
import { bytesOf, hexOf } from './hex.ts';

/** What secret signatures published at a crossing, and what opens one's own commitment. */
export interface PublishedSignatures {
  readonly count: number;
  /** In hexadecimal. */
  readonly root: string;
  /** All of them, in the order of the leaves. */
  readonly commitments: readonly string[];
  /** The salt in hexadecimal. */
  readonly mine: { readonly salt: string; readonly commitment: string };
  readonly membershipId: string;
}

/** What does not hold of ‘mine was counted, once, among as many as were published’, as a sentence; null where all does. */
export function whyNotCounted(published: PublishedSignatures): string | null {
  const { count, root, commitments, mine, membershipId } = published;
  if (commitment(bytesOf(mine.salt), membershipId) !== mine.commitment)
    return 'The commitment that the server names as yours was not made from your membership.';
  if (!commitments.includes(mine.commitment)) return 'Your commitment is not in the published list.';
  if (new Set(commitments).size !== count)
    return 'The published list has another number of signatures than was counted.';
  const leaves = commitments.map((each) => leafHash(new TextEncoder().encode(each)));
  if (hexOf(new MerkleTree(leaves).root()) !== root)
    return 'The published list is not the one whose fingerprint is in the record.';
  return null;
}
