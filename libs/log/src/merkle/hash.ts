import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Bytes of every hash in the tree: SHA-256. */
export const HASH_BYTES = 32;

/** RFC 9162 §2.1.1: the root of the tree without leaves is the hash of the empty string. */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array());

/** SHA-256 of any bytes, in lower-case hexadecimal: for a browser without a secure context, which has none of its own. */
export function sha256Hex(data: Uint8Array): string {
  return bytesToHex(sha256(data));
}

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/** RFC 6962 §2.1, RFC 9162 §2.1.1: the hash of a leaf is SHA-256(0x00 || data). */
export function leafHash(data: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + data.length);
  input[0] = LEAF_PREFIX;
  input.set(data, 1);
  return sha256(input);
}

/** RFC 6962 §2.1, RFC 9162 §2.1.1: the hash of a node is SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + left.length + right.length);
  input[0] = NODE_PREFIX;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return sha256(input);
}

/**
 * The root above complete subtrees of falling size, left to right (RFC 9162 §2.1.2): the smallest two are joined
 * first. No subtree gives the root of the empty tree.
 */
export function foldSubtrees(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
}
