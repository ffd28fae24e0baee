import { foldSubtrees } from './hash.js';
import { splitOf, subtreesOf, type TreeNode } from './node.js';

/** Which complete subtrees each hash of a proof is made of. Made without a tree, so a store fetches all at once. */
export interface ProofPlan {
  /** Every subtree that is needed, once: at most two for each level of the tree. */
  readonly nodes: readonly TreeNode[];
  /** For each hash of the proof in its order, the subtrees it is folded from. */
  readonly hashes: readonly (readonly TreeNode[])[];
}

/** Where the hashes of complete subtrees are: an array, a cache, or rows fetched for a plan's `nodes`. */
export type HashOf = (node: TreeNode) => Uint8Array;

/**
 * What proves that leaf `index` (from 0) is in the tree of the first `size` leaves: PATH of RFC 9162 §2.1.3.1.
 * @throws RangeError unless 0 ≤ index < size.
 */
export function planInclusion(index: bigint, size: bigint): ProofPlan {
  if (index < 0n || index >= size) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const path: (readonly TreeNode[])[] = [];
  let [begin, end] = [0n, size];
  while (end - begin > 1n) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      path.push(subtreesOf(middle, end));
      end = middle;
    } else {
      path.push(subtreesOf(begin, middle));
      begin = middle;
    }
  }
  return planned(path);
}

/**
 * What proves that the tree of the first `second` leaves begins with the tree of the first `first`: PROOF of
 * RFC 9162 §2.1.4.1. Nothing when the two are one.
 * @throws RangeError unless 0 < first ≤ second.
 */
export function planConsistency(first: bigint, second: bigint): ProofPlan {
  if (first <= 0n || first > second) throw new RangeError(`no proof leads from ${first} to ${second} leaves`);
  const path: (readonly TreeNode[])[] = [];
  let [begin, end] = [0n, second];
  while (first !== end) {
    const middle = begin + splitOf(end - begin);
    if (first <= middle) {
      path.push(subtreesOf(middle, end));
      end = middle;
    } else {
      path.push(subtreesOf(begin, middle));
      begin = middle;
    }
  }
  // The old tree's own root is known to whoever asks; a part of it is not.
  if (begin > 0n) path.push(subtreesOf(begin, end));
  return planned(path);
}

/** The subtrees under the root of the first `size` leaves: the state that {@link CompactTree} goes on from. */
export function planRoot(size: bigint): readonly TreeNode[] {
  return subtreesOf(0n, size);
}

/** The proof that was planned, from the hashes of its subtrees. */
export function proofOf(plan: ProofPlan, hashOf: HashOf): readonly Uint8Array[] {
  return plan.hashes.map((subtrees) => foldSubtrees(subtrees.map(hashOf)));
}

/** The walk goes down from the root; a proof is read up from the leaf. */
function planned(fromRoot: (readonly TreeNode[])[]): ProofPlan {
  const hashes = fromRoot.reverse();
  return { nodes: hashes.flat(), hashes };
}
