import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { sameBytes } from '../bytes.js';
import { HASH_BYTES, nodeHash } from './hash.js';

/** Why a proof was refused. */
export interface ProofRejection extends Rejection {
  /** Malformed: no tree of these sizes has a proof of this shape. Wrong: it leads to another root. */
  readonly code: 'PROOF_MALFORMED' | 'PROOF_WRONG';
}

/** 'The entry with this leaf hash is number `index` (from 0) of the record whose first `size` entries have this root.' */
export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: bigint;
  readonly size: bigint;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** 'The record with the second root begins with all of the record with the first, unchanged and in order.' */
export interface ConsistencyClaim {
  readonly firstSize: bigint;
  readonly firstRoot: Uint8Array;
  readonly secondSize: bigint;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Checks an inclusion proof, step by step as RFC 9162 §2.1.3.2. Sizes are bigint, so that no digit of a foreign
 * log's is lost. The proof binds leaf and index to the root; that the root is of this `size` says the checkpoint.
 */
export function verifyInclusion(claim: InclusionClaim): Result<void, ProofRejection> {
  if (!allHashes([claim.leafHash, claim.root, ...claim.proof]))
    return malformed('A hash does not have 32 bytes.');
  // Step 1.
  if (claim.index < 0n || claim.index >= claim.size)
    return malformed(`A record of ${claim.size} entries has none at index ${claim.index}.`);
  // Steps 2 and 3.
  let fn = claim.index;
  let sn = claim.size - 1n;
  let r = claim.leafHash;
  // Step 4.
  for (const p of claim.proof) {
    if (sn === 0n) return malformed('The proof is longer than the tree is high.');
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      r = nodeHash(r, p);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  // Step 5.
  if (sn !== 0n) return malformed('The proof is shorter than the tree is high.');
  if (!sameBytes(r, claim.root)) return wrong('The proof leads from this entry to another root.');
  return ok();
}

/**
 * Checks a consistency proof, step by step as RFC 9162 §2.1.4.2, which speaks of 0 < first < second. Of two equal
 * sizes the roots must be equal and the proof empty; from an empty record nothing can be proved, and nothing needs to be.
 */
export function verifyConsistency(claim: ConsistencyClaim): Result<void, ProofRejection> {
  const { firstSize, firstRoot, secondSize, secondRoot, proof } = claim;
  if (!allHashes([firstRoot, secondRoot, ...proof])) return malformed('A hash does not have 32 bytes.');
  if (firstSize <= 0n || firstSize > secondSize)
    return malformed(`No proof leads from ${firstSize} entries to ${secondSize}.`);
  if (firstSize === secondSize) {
    if (proof.length > 0) return malformed('Between records of the same size there is nothing to prove.');
    return sameBytes(firstRoot, secondRoot)
      ? ok()
      : wrong('Two records of the same size have different roots.');
  }
  // Steps 1 and 2.
  if (proof.length === 0) return malformed('The proof is empty.');
  const [start, ...path] = isPowerOfTwo(firstSize) ? [firstRoot, ...proof] : proof;
  // Steps 3 and 4.
  let fn = firstSize - 1n;
  let sn = secondSize - 1n;
  while (isOdd(fn)) {
    fn >>= 1n;
    sn >>= 1n;
  }
  // Step 5.
  let fr = start!;
  let sr = start!;
  // Step 6.
  for (const c of path) {
    if (sn === 0n) return malformed('The proof is longer than the tree is high.');
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (!isOdd(fn) && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  // Step 7.
  if (sn !== 0n) return malformed('The proof is shorter than the tree is high.');
  if (!sameBytes(fr, firstRoot)) return wrong('The proof does not lead back to the earlier root.');
  if (!sameBytes(sr, secondRoot)) return wrong('The proof does not lead to the later root.');
  return ok();
}

function allHashes(values: readonly Uint8Array[]): boolean {
  return values.every((value) => value.length === HASH_BYTES);
}

function isOdd(n: bigint): boolean {
  return (n & 1n) === 1n;
}

function isPowerOfTwo(n: bigint): boolean {
  return (n & (n - 1n)) === 0n;
}

function malformed(message: string): Result<never, ProofRejection> {
  return rejected({ code: 'PROOF_MALFORMED', message });
}

function wrong(message: string): Result<never, ProofRejection> {
  return rejected({ code: 'PROOF_WRONG', message });
}
