/**
 * A complete subtree: 2^level leaves, beginning at leaf index·2^level. Level 0 is the leaf hashes themselves. Its
 * hash never changes once its last leaf is there, whatever is appended, so it can be stored and cached for ever.
 */
export interface TreeNode {
  readonly level: number;
  readonly index: bigint;
}

/** The highest bit set in `n`, counted from 0. `n` is above 0. */
function highestBit(n: bigint): number {
  return n.toString(2).length - 1;
}

/** RFC 9162 §2.1.1: k, the largest power of two smaller than `leaves`, which is above 1. */
export function splitOf(leaves: bigint): bigint {
  return 1n << BigInt(highestBit(leaves - 1n));
}

/**
 * The complete subtrees that make up the leaves from `begin` up to and without `end`, largest and leftmost first,
 * at most one of each level. `begin` is a multiple of the largest one's leaves, as it is in every range of RFC 9162.
 */
export function subtreesOf(begin: bigint, end: bigint): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  let at = begin;
  while (at < end) {
    const level = highestBit(end - at);
    nodes.push({ level, index: at >> BigInt(level) });
    at += 1n << BigInt(level);
  }
  return nodes;
}
