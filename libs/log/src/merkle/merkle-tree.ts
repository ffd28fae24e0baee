import { CompactTree } from './compact-tree.js';
import { foldSubtrees } from './hash.js';
import type { TreeNode } from './node.js';
import { planConsistency, planInclusion, planRoot, proofOf } from './plan.js';

/** A tree in memory, with every complete subtree: two hashes for a leaf. For files, tests and small records. */
export class MerkleTree {
  readonly #levels: Uint8Array[][] = [[]];
  readonly #top = new CompactTree();

  constructor(leafHashes: Iterable<Uint8Array> = []) {
    for (const hash of leafHashes) this.append(hash);
  }

  get size(): bigint {
    return this.#top.size;
  }

  append(leafHash: Uint8Array): void {
    const completed = this.#top.append(leafHash);
    this.#levels[0]!.push(leafHash);
    for (const { level, hash } of completed) {
      this.#levels[level] ??= [];
      this.#levels[level].push(hash);
    }
  }

  /**
   * The root of the first `size` leaves.
   * @throws RangeError when there are fewer.
   */
  root(size = this.size): Uint8Array {
    this.#mustHold(size);
    return foldSubtrees(planRoot(size).map(this.#hashOf));
  }

  /**
   * RFC 9162 §2.1.3.1.
   * @throws RangeError unless 0 ≤ index < size ≤ the tree's size.
   */
  inclusionProof(index: bigint, size = this.size): readonly Uint8Array[] {
    this.#mustHold(size);
    return proofOf(planInclusion(index, size), this.#hashOf);
  }

  /**
   * RFC 9162 §2.1.4.1.
   * @throws RangeError unless 0 < first ≤ second ≤ the tree's size.
   */
  consistencyProof(first: bigint, second = this.size): readonly Uint8Array[] {
    this.#mustHold(second);
    return proofOf(planConsistency(first, second), this.#hashOf);
  }

  #mustHold(size: bigint): void {
    if (size < 0n || size > this.size) throw new RangeError(`the tree has ${this.size} leaves, not ${size}`);
  }

  readonly #hashOf = ({ level, index }: TreeNode): Uint8Array => this.#levels[level]![Number(index)]!;
}
