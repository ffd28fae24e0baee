import { foldSubtrees, HASH_BYTES, nodeHash } from './hash.js';
import type { TreeNode } from './node.js';
import { planRoot } from './plan.js';

/** A subtree that an appended leaf completed. */
export interface CompletedNode extends TreeNode {
  readonly hash: Uint8Array;
}

/**
 * A growing tree of which only the complete subtrees under the root are kept: one hash for each bit set in its size,
 * so at most 64, however long the record (RFC 9162 §2.1.2). An append costs one hash on average.
 */
export class CompactTree {
  #size: bigint;
  readonly #peaks: Uint8Array[];

  /**
   * Goes on from `size` leaves.
   * @param peaks the hashes of the subtrees that `planRoot(size)` names, in its order.
   * @throws RangeError when their number or length is not that of the size.
   */
  constructor(size = 0n, peaks: readonly Uint8Array[] = []) {
    if (size < 0n || peaks.length !== planRoot(size).length)
      throw new RangeError(`${peaks.length} hashes are not a tree of ${size} leaves`);
    this.#size = size;
    this.#peaks = peaks.map(checked);
  }

  /** How many leaves the tree has. */
  get size(): bigint {
    return this.#size;
  }

  /** The subtrees under the root, largest first: what the constructor goes on from. */
  get peaks(): readonly Uint8Array[] {
    return [...this.#peaks];
  }

  /**
   * Adds a leaf by its hash.
   * @returns the subtrees of level 1 and above that are complete now: each is returned once in a tree's life, so a
   * store that keeps them beside the leaf hashes can answer every proof without hashing the tree again.
   */
  append(leafHash: Uint8Array): readonly CompletedNode[] {
    const completed: CompletedNode[] = [];
    let hash = checked(leafHash);
    let index = this.#size;
    for (let level = 1; index % 2n === 1n; level++) {
      hash = nodeHash(this.#peaks.pop()!, hash);
      index /= 2n;
      completed.push({ level, index, hash });
    }
    this.#peaks.push(hash);
    this.#size++;
    return completed;
  }

  /** The root of all leaves so far (RFC 9162 §2.1.1). */
  root(): Uint8Array {
    return foldSubtrees(this.#peaks);
  }
}

function checked(hash: Uint8Array): Uint8Array {
  if (hash.length !== HASH_BYTES) throw new RangeError(`a hash has ${HASH_BYTES} bytes, not ${hash.length}`);
  return hash;
}
