import { describe, expect, it } from '@jest/globals';
import { ed25519Signer, leafHash, MerkleTree, signCheckpoint } from '@plenary/log';
import { type Checked, checkEntry, type Evidence, readKeptCheckpoint } from './check-entry.ts';

const origin = 'plenary/record/00000000-0000-7000-8000-000000000001';
const signer = ed25519Signer(origin, new Uint8Array(32).fill(7));
const texts = Array.from({ length: 9 }, (_, i) => `{"seq":${i + 1}}`);
const leaves = texts.map((text) => leafHash(new TextEncoder().encode(text)));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function statementOf(tree: MerkleTree, size: number, by = signer) {
  const note = signCheckpoint({ origin, size: BigInt(size), root: tree.root(BigInt(size)), extensions: [] }, [
    by,
  ]);
  return { note, origin, verifierKey: by.verifier.text };
}

function evidence(
  seq: number,
  size: number,
  keptSize: number | null,
  tree = new MerkleTree(leaves),
): Evidence {
  const before = new MerkleTree(leaves);
  return {
    seq,
    canonical: texts[seq - 1]!,
    statement: statementOf(tree, size),
    inclusion: tree.inclusionProof(BigInt(seq - 1), BigInt(size)).map(hex),
    kept:
      keptSize === null
        ? null
        : { verifierKey: signer.verifier.text, size: keptSize, root: hex(before.root(BigInt(keptSize))) },
    consistency: keptSize === null ? [] : tree.consistencyProof(BigInt(keptSize), BigInt(size)).map(hex),
  };
}

const because = (checked: Checked) => (checked.holds ? null : checked.because);

describe('checking an entry of the record', () => {
  it('holds for every entry, first and after an earlier check', () => {
    for (let seq = 1; seq <= 9; seq++) {
      expect(checkEntry(evidence(seq, 9, null))).toMatchObject({
        holds: true,
        keyChanged: false,
        keep: { size: 9 },
      });
      expect(checkEntry(evidence(seq, 9, 5))).toMatchObject({ holds: true });
    }
  });

  it('fails for a text that was changed after the signing', () => {
    expect(because(checkEntry({ ...evidence(3, 9, null), canonical: '{"seq":4}' }))).toMatch(
      /not in the record/,
    );
  });

  it('fails for a statement that somebody else signed', () => {
    const other = ed25519Signer(origin, new Uint8Array(32).fill(8));
    const { note } = statementOf(new MerkleTree(leaves), 9, other);
    const given = evidence(3, 9, null);
    expect(because(checkEntry({ ...given, statement: { ...given.statement, note } }))).toMatch(/signature/);
    expect(because(checkEntry({ ...given, statement: { ...given.statement, verifierKey: 'x' } }))).toMatch(
      /no key/,
    );
  });

  it('fails for a record whose past was written anew since the last check', () => {
    const rewritten = new MerkleTree([leafHash(new TextEncoder().encode('{"seq":0}')), ...leaves.slice(1)]);
    expect(because(checkEntry(evidence(3, 9, null, rewritten)))).toBeNull();
    expect(because(checkEntry(evidence(3, 9, 5, rewritten)))).toMatch(/past was changed/);
  });

  it('says when the key is another than last time', () => {
    const given = evidence(3, 9, 5);
    expect(checkEntry({ ...given, kept: { ...given.kept!, verifierKey: 'another' } })).toMatchObject({
      holds: true,
      keyChanged: true,
    });
  });

  it('takes nothing kept for what cannot be read', () => {
    expect(readKeptCheckpoint(null)).toBeNull();
    expect(readKeptCheckpoint('{')).toBeNull();
    expect(readKeptCheckpoint('{"verifierKey":"k","size":1,"root":"zz"}')).toBeNull();
    const kept = { verifierKey: 'k', size: 1, root: 'ab'.repeat(32) };
    expect(readKeptCheckpoint(JSON.stringify(kept))).toEqual(kept);
  });
});
