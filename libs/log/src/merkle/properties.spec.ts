import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flipped, toHex } from '../spec-vectors.js';
import { CompactTree } from './compact-tree.js';
import { leafHash } from './hash.js';
import { MerkleTree } from './merkle-tree.js';
import type { TreeNode } from './node.js';
import { planConsistency, planInclusion, planRoot, proofOf } from './plan.js';
import { verifyConsistency, verifyInclusion } from './verify.js';

const MOST = 130;
const LEAVES = Array.from({ length: MOST }, (_, i) => leafHash(Uint8Array.from(Buffer.from(`entry ${i}`))));
const TREE = new MerkleTree(LEAVES);

/** A size, an index below it, a size up to it, and a place to change a bit. */
const place = fc.integer({ min: 1, max: MOST }).chain((size) =>
  fc.record({
    size: fc.constant(BigInt(size)),
    index: fc.integer({ min: 0, max: size - 1 }),
    first: fc.bigInt({ min: 1n, max: BigInt(size) }),
    which: fc.nat(),
    bit: fc.integer({ min: 0, max: 255 }),
  }),
);

describe('proofs of random trees', () => {
  it('verify for every leaf of every size', () => {
    for (let size = 1n; size <= 40n; size++) {
      const root = TREE.root(size);
      for (let index = 0n; index < size; index++) {
        const proof = TREE.inclusionProof(index, size);
        expect(verifyInclusion({ leafHash: LEAVES[Number(index)]!, index, size, proof, root }).ok).toBe(true);
      }
    }
  });

  it('verify between every two sizes', () => {
    for (let secondSize = 1n; secondSize <= 40n; secondSize++) {
      const secondRoot = TREE.root(secondSize);
      for (let firstSize = 1n; firstSize <= secondSize; firstSize++) {
        const proof = TREE.consistencyProof(firstSize, secondSize);
        const firstRoot = TREE.root(firstSize);
        expect(verifyConsistency({ firstSize, firstRoot, secondSize, secondRoot, proof }).ok).toBe(true);
      }
    }
  });

  it('are refused for every other place, and when one bit of the leaf, the root or the proof is changed', () => {
    fc.assert(
      fc.property(place, ({ size, index, which, bit }) => {
        const claim = {
          leafHash: LEAVES[index]!,
          index: BigInt(index),
          size,
          proof: TREE.inclusionProof(BigInt(index), size),
          root: TREE.root(size),
        };
        expect(verifyInclusion(claim).ok).toBe(true);
        for (let other = 0n; other < size; other++) {
          if (other !== claim.index) expect(verifyInclusion({ ...claim, index: other }).ok).toBe(false);
        }
        expect(verifyInclusion({ ...claim, leafHash: flipped(claim.leafHash, bit) })).toMatchObject({
          rejection: { code: 'PROOF_WRONG' },
        });
        expect(verifyInclusion({ ...claim, root: flipped(claim.root, bit) }).ok).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, claim.root] }).ok).toBe(false);
        if (claim.proof.length === 0) return;
        const proof = oneFlipped(claim.proof, which, bit);
        expect(verifyInclusion({ ...claim, proof })).toMatchObject({ rejection: { code: 'PROOF_WRONG' } });
        expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) }).ok).toBe(false);
      }),
    );
  });

  it('of an extended record are refused when one bit of a root or of the proof is changed', () => {
    fc.assert(
      fc.property(place, ({ size, first, which, bit }) => {
        const claim = {
          firstSize: first,
          firstRoot: TREE.root(first),
          secondSize: size,
          secondRoot: TREE.root(size),
          proof: TREE.consistencyProof(first, size),
        };
        expect(verifyConsistency(claim).ok).toBe(true);
        expect(verifyConsistency({ ...claim, firstRoot: flipped(claim.firstRoot, bit) }).ok).toBe(false);
        expect(verifyConsistency({ ...claim, secondRoot: flipped(claim.secondRoot, bit) }).ok).toBe(false);
        expect(verifyConsistency({ ...claim, proof: [...claim.proof, claim.firstRoot] }).ok).toBe(false);
        if (claim.proof.length === 0) return;
        expect(verifyConsistency({ ...claim, proof: oneFlipped(claim.proof, which, bit) }).ok).toBe(false);
        expect(verifyConsistency({ ...claim, proof: claim.proof.slice(1) }).ok).toBe(false);
      }),
    );
  });

  it('are refused when an earlier entry was edited, whatever the log then signs', () => {
    fc.assert(
      fc.property(place, ({ size, index, first, bit }) => {
        const edited = new MerkleTree(
          LEAVES.slice(0, Number(size)).map((leaf, i) => (i === index ? flipped(leaf, bit) : leaf)),
        );
        const verdict = verifyConsistency({
          firstSize: first,
          firstRoot: TREE.root(first),
          secondSize: size,
          secondRoot: edited.root(),
          proof: edited.consistencyProof(first),
        });
        expect(verdict.ok).toBe(BigInt(index) >= first);
      }),
    );
  });

  it('are made of the subtrees that were completed on the way, each handed out once', () => {
    const store = new Map<string, Uint8Array>();
    const key = ({ level, index }: TreeNode) => `${level}/${index}`;
    const compact = new CompactTree();
    LEAVES.forEach((leaf, i) => {
      store.set(key({ level: 0, index: BigInt(i) }), leaf);
      for (const node of compact.append(leaf)) {
        expect(store.has(key(node))).toBe(false);
        store.set(key(node), node.hash);
      }
    });
    fc.assert(
      fc.property(place, ({ size, index, first }) => {
        for (const plan of [planInclusion(BigInt(index), size), planConsistency(first, size)]) {
          const fetched = new Map(plan.nodes.map((node) => [key(node), store.get(key(node))!]));
          expect(fetched.size).toBe(plan.nodes.length);
          expect(plan.nodes.length).toBeLessThanOrEqual(2 * size.toString(2).length);
          const proof = proofOf(plan, (node) => fetched.get(key(node))!);
          expect([
            TREE.inclusionProof(BigInt(index), size),
            TREE.consistencyProof(first, size),
          ]).toContainEqual(proof);
        }
        const resumed = new CompactTree(
          first,
          planRoot(first).map((node) => store.get(key(node))!),
        );
        for (const leaf of LEAVES.slice(Number(first), Number(size))) resumed.append(leaf);
        expect(toHex(resumed.root())).toBe(toHex(TREE.root(size)));
        expect(resumed.size).toBe(size);
        expect(resumed.peaks).toEqual(planRoot(size).map((node) => store.get(key(node))));
      }),
    );
  });

  it('exist only for what a tree holds', () => {
    const tree = new MerkleTree(LEAVES.slice(0, 4));
    expect(() => tree.root(5n)).toThrow(RangeError);
    expect(() => tree.inclusionProof(4n)).toThrow(RangeError);
    expect(() => tree.inclusionProof(4n, 5n)).toThrow(RangeError);
    expect(() => tree.inclusionProof(-1n)).toThrow(RangeError);
    expect(() => tree.consistencyProof(0n)).toThrow(RangeError);
    expect(() => tree.consistencyProof(4n, 3n)).toThrow(RangeError);
    expect(() => tree.consistencyProof(5n, 5n)).toThrow(RangeError);
    expect(() => new CompactTree(3n, LEAVES.slice(0, 1))).toThrow(RangeError);
    expect(() => new CompactTree(-1n)).toThrow(RangeError);
    expect(() => new CompactTree().append(new Uint8Array(31))).toThrow(RangeError);
  });

  it('are planned without losing a digit beyond 2^53', () => {
    const size = 2n ** 64n - 1n;
    const plan = planInclusion(2n ** 53n + 1n, size);
    expect(plan.hashes[0]).toEqual([{ level: 0, index: 2n ** 53n }]);
    expect(plan.hashes).toHaveLength(64);
    const proof = proofOf(plan, () => LEAVES[0]!);
    expect(
      verifyInclusion({ leafHash: LEAVES[0]!, index: 2n ** 53n + 1n, size, proof, root: LEAVES[0]! }),
    ).toEqual({
      ok: false,
      rejection: { code: 'PROOF_WRONG', message: 'The proof leads from this entry to another root.' },
    });
  });

  it('from an empty record do not exist, and none is needed', () => {
    const roots = { firstRoot: TREE.root(0n), secondRoot: TREE.root(1n) };
    expect(verifyConsistency({ firstSize: 0n, secondSize: 1n, ...roots, proof: [] })).toMatchObject({
      rejection: { code: 'PROOF_MALFORMED' },
    });
  });
});

function oneFlipped(proof: readonly Uint8Array[], which: number, bit: number): readonly Uint8Array[] {
  return proof.map((hash, i) => (i === which % proof.length ? flipped(hash, bit) : hash));
}
