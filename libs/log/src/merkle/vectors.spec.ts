import { describe, expect, it } from '@jest/globals';
import { fromHex, toHex, vectors } from '../spec-vectors.js';
import { CompactTree } from './compact-tree.js';
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.js';
import { MerkleTree } from './merkle-tree.js';
import { verifyConsistency, verifyInclusion } from './verify.js';

interface ReferenceTree {
  readonly leafInputs: readonly string[];
  readonly leafHashes: readonly string[];
  readonly rootsBySize: readonly string[];
  readonly hasher: Readonly<Record<string, string>>;
  readonly cases: readonly (
    | { readonly inclusion: readonly [number, number]; readonly proof: readonly string[] }
    | { readonly consistency: readonly [number, number]; readonly proof: readonly string[] }
  )[];
}

/** Integers above 2^53 are strings in the files. */
type Count = number | string;

interface InclusionCases {
  readonly cases: readonly {
    readonly leafIdx: Count;
    readonly treeSize: Count;
    readonly root: string;
    readonly leafHash: string;
    readonly proof: readonly string[] | null;
    readonly desc: string;
    readonly file: string;
    readonly wantErr: boolean;
  }[];
}

interface ConsistencyCases {
  readonly cases: readonly {
    readonly size1: Count;
    readonly size2: Count;
    readonly root1: string;
    readonly root2: string;
    readonly proof: readonly string[] | null;
    readonly desc: string;
    readonly file: string;
    readonly wantErr: boolean;
  }[];
}

const bytes = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
const text = (ascii: string): Uint8Array => Uint8Array.from(Buffer.from(ascii));

describe('the Merkle tree of RFC 6962 and RFC 9162', () => {
  vectors<ReferenceTree>(
    'merkle/tree-8-leaves.json',
    ({ leafInputs, leafHashes, rootsBySize, hasher, cases }) => {
      const inputs = leafInputs.map(fromHex);
      const tree = new MerkleTree(inputs.map(leafHash));

      it('hash as they say', () => {
        expect(inputs.map((input) => toHex(leafHash(input)))).toEqual(leafHashes);
        expect({
          emptyRoot: toHex(EMPTY_ROOT),
          emptyLeaf: toHex(leafHash(new Uint8Array())),
          'leaf("L123456")': toHex(leafHash(text('L123456'))),
          'node("N123","N456")': toHex(nodeHash(text('N123'), text('N456'))),
        }).toEqual(hasher);
      });

      it('have every root, from the whole tree and from the subtrees under it alone', () => {
        expect(rootsBySize.map((_, size) => toHex(tree.root(BigInt(size))))).toEqual(rootsBySize);
        const compact = new CompactTree();
        const roots = [toHex(compact.root())];
        for (const input of inputs) {
          compact.append(leafHash(input));
          roots.push(toHex(compact.root()));
        }
        expect(roots).toEqual(rootsBySize);
      });

      for (const reference of cases) {
        const kind = 'inclusion' in reference ? 'inclusion' : 'consistency';
        const [a, b] = 'inclusion' in reference ? reference.inclusion : reference.consistency;
        it(`have the ${kind} proof of ${a} in ${b}, and it verifies`, () => {
          const [first, second] = [BigInt(a), BigInt(b)];
          const proof =
            kind === 'inclusion' ? tree.inclusionProof(first, second) : tree.consistencyProof(first, second);
          expect(proof.map(toHex)).toEqual(reference.proof);
          const root = fromHex(rootsBySize[b]!);
          const verdict =
            kind === 'inclusion'
              ? verifyInclusion({
                  leafHash: fromHex(leafHashes[a]!),
                  index: first,
                  size: second,
                  proof,
                  root,
                })
              : verifyConsistency({
                  firstSize: first,
                  firstRoot: fromHex(rootsBySize[a]!),
                  secondSize: second,
                  secondRoot: root,
                  proof,
                });
          expect(verdict.ok).toBe(true);
        });
      }
    },
  );

  vectors<InclusionCases>('merkle/inclusion-proofs.json', ({ cases }) => {
    for (const one of cases) {
      it(`${one.wantErr ? 'refuse' : 'take'} ${one.file}: ${one.desc}`, () => {
        const verdict = verifyInclusion({
          leafHash: bytes(one.leafHash),
          index: BigInt(one.leafIdx),
          size: BigInt(one.treeSize),
          proof: (one.proof ?? []).map(bytes),
          root: bytes(one.root),
        });
        expect(verdict.ok).toBe(!one.wantErr);
      });
    }
  });

  vectors<ConsistencyCases>('merkle/consistency-proofs.json', ({ cases }) => {
    for (const one of cases) {
      it(`${one.wantErr ? 'refuse' : 'take'} ${one.file}: ${one.desc}`, () => {
        const verdict = verifyConsistency({
          firstSize: BigInt(one.size1),
          firstRoot: bytes(one.root1),
          secondSize: BigInt(one.size2),
          secondRoot: bytes(one.root2),
          proof: (one.proof ?? []).map(bytes),
        });
        expect(verdict.ok).toBe(!one.wantErr);
      });
    }
  });
});
