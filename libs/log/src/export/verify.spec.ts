import { describe, expect, it } from '@jest/globals';
import {
  commitment,
  ExportVerifier,
  ed25519Signer,
  encodeEntry,
  exportLine,
  leafHash,
  MerkleTree,
  recordOrigin,
  type SignerKey,
  signCheckpoint,
  toBase64,
} from '../index.js';

const ASSEMBLY = '018f2b6e-7c1a-7d3e-8f4b-2a9c5e7d1b30';
const ORIGIN = recordOrigin(ASSEMBLY);
const SALT = new Uint8Array(32).fill(7);
const [first, second, foreign] = [1, 2, 3].map((n) => ed25519Signer(ORIGIN, new Uint8Array(32).fill(n))) as [
  SignerKey,
  SignerKey,
  SignerKey,
];

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

function entryOf(seq: number, data: Record<string, string | number> = { n: seq }) {
  const bytes = encodeEntry({
    assembly: ASSEMBLY,
    seq,
    at: '2026-03-01T18:30:00.000Z',
    kind: 'test.happened',
    authority: { source: 'system' },
    data,
    personal: { name: commitment(SALT, `Member ${seq}`) },
  });
  const personal = { name: { salt: toBase64(SALT), value: `Member ${seq}` } };
  const hash = leafHash(bytes);
  return {
    hash,
    line: exportLine({
      entry: { seq, bytes: Buffer.from(bytes).toString(), leafHash: hex(hash), personal },
    }),
  };
}

/** An export of so many entries whose checkpoints, by size, these signers sign. */
function exported(entries: number, checkpoints: Record<number, readonly SignerKey[]>): string[] {
  const tree = new MerkleTree();
  const keys = [first, second].map(({ verifier }) => verifier.text);
  const lines = [exportLine({ export: { assembly: ASSEMBLY, origin: ORIGIN, keys } })];
  for (let seq = 1; seq <= entries; seq++) {
    const { hash, line } = entryOf(seq);
    tree.append(hash);
    lines.push(line);
    const signers = checkpoints[seq];
    if (signers === undefined) continue;
    const checkpoint = { origin: ORIGIN, size: BigInt(seq), root: tree.root(), extensions: [] };
    lines.push(exportLine({ checkpoint: { note: signCheckpoint(checkpoint, signers) } }));
  }
  return [...lines, exportLine({ end: { entries } })];
}

function verify(lines: readonly string[], key: string | null = null) {
  const verifier = new ExportVerifier(key);
  for (const line of lines) {
    const step = verifier.line(line.slice(0, -1));
    if (!step.ok) return step;
  }
  return verifier.finish();
}

const refusal = (result: ReturnType<typeof verify>) => (result.ok ? null : result.rejection);

describe('an exported record', () => {
  it('holds when every entry, commitment and checkpoint does', () => {
    const found = verify(exported(5, { 2: [first], 5: [first] }), first.verifier.text);
    expect(found).toMatchObject({
      ok: true,
      value: { entries: 5, checkpoints: 2, keys: [first.verifier.text] },
    });
  });

  it('follows a new key that the one before it announced, and no other', () => {
    const announced = exported(6, { 2: [first], 4: [second, first], 6: [second] });
    expect(verify(announced, first.verifier.text)).toMatchObject({ ok: true });
    expect(verify(announced, second.verifier.text)).toMatchObject({ ok: true });
    const taken = exported(6, { 2: [first], 4: [second], 6: [second] });
    expect(refusal(verify(taken, first.verifier.text))?.message).toContain('vouches');
    expect(refusal(verify(exported(2, { 2: [first] }), foreign.verifier.text))?.code).toBe('EXPORT_WRONG');
    expect(refusal(verify(exported(2, { 2: [foreign] })))?.message).toContain('does not hold');
  });

  it('finds bytes and leaf hash that were changed together between the checkpoints around them', () => {
    const lines = exported(6, { 2: [first], 5: [first], 6: [first] });
    const at = lines.indexOf(entryOf(4).line);
    lines[at] = entryOf(4, { n: 99 }).line;
    expect(refusal(verify(lines))).toMatchObject({
      code: 'EXPORT_WRONG',
      message: expect.stringContaining('entries 3 to 5'),
    });
    const alone = exported(6, { 5: [first], 6: [first] });
    alone[alone.indexOf(entryOf(6).line)] = entryOf(6, { n: 99 }).line;
    expect(refusal(verify(alone))).toMatchObject({ code: 'EXPORT_WRONG', seq: 6 });
  });

  it('names the entry whose personal value is another, that is missing, or that stands twice', () => {
    const lines = exported(4, { 4: [first] });
    const other = lines.map((line) => line.replace('"Member 3"', '"Member 4"'));
    expect(refusal(verify(other))).toMatchObject({ code: 'EXPORT_WRONG', seq: 3 });
    expect(refusal(verify(lines.toSpliced(2, 1)))).toMatchObject({ code: 'EXPORT_WRONG', seq: 2 });
    expect(refusal(verify(lines.toSpliced(2, 0, lines[2]!)))).toMatchObject({ code: 'EXPORT_WRONG', seq: 3 });
  });

  it('has each checkpoint once', () => {
    const lines = exported(4, { 2: [first], 4: [first] });
    for (const at of [3, 6])
      expect(refusal(verify(lines.toSpliced(at, 0, lines[at]!)))).toMatchObject({
        code: 'EXPORT_WRONG',
        message: expect.stringContaining('covers no entry'),
      });
  });

  it('is not taken when it is cut, goes on after its end, or leaves entries uncovered', () => {
    const lines = exported(4, { 4: [first] });
    expect(refusal(verify(lines.slice(0, -1)))?.code).toBe('EXPORT_MALFORMED');
    expect(refusal(verify([]))?.code).toBe('EXPORT_MALFORMED');
    expect(refusal(verify([...lines, lines[1]!]))?.code).toBe('EXPORT_MALFORMED');
    expect(refusal(verify([lines[0]!, ...lines]))?.code).toBe('EXPORT_MALFORMED');
    expect(refusal(verify(exported(4, { 3: [first] })))?.message).toContain('after number 3');
    expect(refusal(verify(lines.map((line) => line.replace('"seq":2', '"seq": 2'))))?.code).toBe(
      'EXPORT_MALFORMED',
    );
  });
});
