import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toBase64, utf8 } from './bytes.js';
import {
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  parseSize,
  signCheckpoint,
} from './checkpoint.js';
import { leafHash } from './merkle/hash.js';
import { MerkleTree } from './merkle/merkle-tree.js';
import { ed25519Signer } from './note/ed25519.js';
import { signNote } from './note/note.js';
import { assemblyOfOrigin, recordOrigin } from './origin.js';
import { flipped, vectors } from './spec-vectors.js';

interface BodyCases {
  readonly cases: readonly {
    readonly what: string;
    readonly body: string;
    readonly valid: boolean;
    readonly origin?: string;
    readonly size?: number | string;
    readonly hashBase64?: string;
    readonly rest?: string;
  }[];
}

const ASSEMBLY = '019372aa-0000-7000-8000-000000000001';
const ORIGIN = recordOrigin(ASSEMBLY);
const log = ed25519Signer(ORIGIN, new Uint8Array(32).fill(1));
const witness = ed25519Signer('example.org/witness', new Uint8Array(32).fill(2));
const root = new MerkleTree([leafHash(utf8('entry'))]).root();
const checkpoint = { origin: ORIGIN, size: 1n, root, extensions: [] };

describe('checkpoints of C2SP', () => {
  vectors<BodyCases>('signed-notes/checkpoint-bodies.json', ({ cases }) => {
    for (const one of cases) {
      const rest = one.rest ?? '';
      // The C2SP text is stricter than the parser that the cases come from: extension lines are not empty.
      const emptyLine = rest.split('\n').slice(0, -1).includes('');
      const taken = one.valid && !emptyLine;
      it(`are ${taken ? 'read' : 'refused'} as they say: ${one.what}`, () => {
        const parsed = parseCheckpoint(one.body);
        expect(parsed.ok).toBe(taken);
        if (!parsed.ok) return;
        const { origin, size, root: hash, extensions } = parsed.value;
        expect({
          origin,
          size,
          hash: toBase64(hash),
          rest: extensions.map((line) => `${line}\n`).join(''),
        }).toEqual({
          origin: one.origin,
          size: BigInt(one.size!),
          hash: one.hashBase64,
          rest,
        });
        expect(formatCheckpoint(parsed.value)).toBe(one.body);
      });
    }
  });

  it('read back as what was written, sizes beyond 2^53 to the last digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
        (size, hash, extensions) => {
          const written = { origin: ORIGIN, size, root: hash, extensions };
          expect(parseCheckpoint(formatCheckpoint(written))).toEqual({ ok: true, value: written });
        },
      ),
    );
  });

  it('take a size only as C2SP writes it', () => {
    expect(parseSize('0')).toBe(0n);
    expect(parseSize('18446744073709551615')).toBe(2n ** 64n - 1n);
    for (const text of ['', '00', '01', '+1', '-1', '1.0', ' 1', '1 ', '0x1', '18446744073709551616', '١'])
      expect(parseSize(text)).toBeNull();
  });

  it('are not written when they would not read back', () => {
    for (const wrong of [
      { origin: '' },
      { origin: 'two\nlines' },
      { size: -1n },
      { extensions: [''] },
      { extensions: ['two\nlines'] },
    ])
      expect(() => formatCheckpoint({ ...checkpoint, ...wrong })).toThrow(RangeError);
    expect(() => signCheckpoint({ ...checkpoint, root: root.subarray(1) }, [log])).toThrow(RangeError);
    expect(() => signCheckpoint(checkpoint, [witness])).toThrow(RangeError);
  });

  it('open with the key of their log, and are refused when any one bit is changed', () => {
    const note = utf8(signCheckpoint(checkpoint, [log]));
    expect(openCheckpoint(note, ORIGIN, [log.verifier])).toMatchObject({
      ok: true,
      value: {
        origin: ORIGIN,
        size: 1n,
        root,
        extensions: [],
        verified: [{ name: ORIGIN, keyId: log.keyId }],
      },
    });
    fc.assert(
      fc.property(fc.nat(note.length * 8 - 1), (bit) => {
        expect(openCheckpoint(flipped(note, bit), ORIGIN, [log.verifier]).ok).toBe(false);
      }),
    );
  });

  it('are refused of another log, with no signature of the log itself, or with another hash', () => {
    const keys = [log.verifier, witness.verifier];
    const elsewhere = recordOrigin('019372aa-0000-7000-8000-000000000002');
    const body = formatCheckpoint(checkpoint);
    expect(openCheckpoint(signCheckpoint(checkpoint, [log]), elsewhere, keys)).toMatchObject({
      rejection: { code: 'CHECKPOINT_OF_ANOTHER_LOG' },
    });
    expect(openCheckpoint(signNote(body, [witness]), ORIGIN, keys)).toMatchObject({
      rejection: { code: 'CHECKPOINT_NOT_FROM_LOG' },
    });
    const short = formatCheckpoint({ ...checkpoint, root: root.subarray(1) });
    for (const text of [short, 'a text\n'])
      expect(openCheckpoint(signNote(text, [log]), ORIGIN, keys)).toMatchObject({
        rejection: { code: 'CHECKPOINT_MALFORMED' },
      });
  });

  it('are signed by both keys while one replaces the other, and each reader opens them with the key it has', () => {
    const next = ed25519Signer(ORIGIN, new Uint8Array(32).fill(3));
    const note = signCheckpoint(checkpoint, [log, next]);
    for (const key of [log, next]) {
      expect(openCheckpoint(note, ORIGIN, [key.verifier])).toMatchObject({
        value: { verified: [{ keyId: key.keyId }] },
      });
    }
    expect(openCheckpoint(note, ORIGIN, [log.verifier, next.verifier])).toMatchObject({
      value: { verified: [{ keyId: log.keyId }, { keyId: next.keyId }] },
    });
  });
});

describe('the origin of a record', () => {
  it('is its assembly, with no host unless one is given', () => {
    expect(ORIGIN).toBe(`plenary/record/${ASSEMBLY}`);
    expect(recordOrigin(ASSEMBLY, 'vote.example.org')).toBe(`vote.example.org/record/${ASSEMBLY}`);
    expect(assemblyOfOrigin(ORIGIN)).toBe(ASSEMBLY);
    expect(assemblyOfOrigin(recordOrigin(ASSEMBLY, 'vote.example.org:8443'))).toBe(ASSEMBLY);
    for (const foreign of [
      'go.sum database tree',
      'plenary/record/x',
      `/record/${ASSEMBLY}`,
      `a b/record/${ASSEMBLY}`,
    ])
      expect(assemblyOfOrigin(foreign)).toBeNull();
    expect(() => recordOrigin('x')).toThrow(RangeError);
    expect(() => recordOrigin(ASSEMBLY, 'a b')).toThrow(RangeError);
  });
});
