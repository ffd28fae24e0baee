import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { utf8 } from '../bytes.js';
import { flipped, vectors } from '../spec-vectors.js';
import {
  ed25519Signer,
  ed25519Verifier,
  parseSignerKey,
  parseVerifierKey,
  type VerifierKey,
} from './ed25519.js';
import { isKeyName } from './key.js';
import { MAX_SIGNATURES, type NoteRejection, openNote, signNote, splitNote } from './note.js';

const STATUS: Record<NoteRejection['code'], string> = {
  NOTE_MALFORMED: 'malformed',
  NOTE_UNVERIFIED: 'unverified',
  NOTE_SIGNATURE_INVALID: 'invalid signature',
  NOTE_KEY_AMBIGUOUS: 'ambiguous key',
};

interface OpenCases {
  readonly cases: readonly {
    readonly what: string;
    readonly note?: string;
    readonly noteHex?: string;
    readonly verifiers: readonly string[];
    readonly expect: {
      readonly status: string;
      readonly verified: readonly string[];
      readonly unverified: readonly string[];
    };
  }[];
}

interface SignCases {
  readonly cases: readonly {
    readonly skey: string;
    readonly vkey: string;
    readonly text: string;
    readonly signedNote: string;
  }[];
}

const names = (signatures: readonly { readonly name: string }[]) => signatures.map(({ name }) => name);

function verifierOf(text: string): VerifierKey {
  const parsed = parseVerifierKey(text);
  if (!parsed.ok) throw new Error(parsed.rejection.message);
  return parsed.value;
}

const signer = ed25519Signer('example.org/hall', new Uint8Array(32).fill(7));
const other = ed25519Signer('example.org/witness', new Uint8Array(32).fill(9));

describe('signed notes of C2SP', () => {
  vectors<OpenCases>('signed-notes/open.json', ({ cases }) => {
    for (const one of cases) {
      it(`open as they say: ${one.what}`, () => {
        const note = one.note ?? Uint8Array.from(Buffer.from(one.noteHex!, 'hex'));
        const verifiers = one.verifiers.map(verifierOf);
        expect(verifiers.map((verifier) => verifier.text)).toEqual(one.verifiers);
        for (const form of typeof note === 'string' ? [note, utf8(note)] : [note]) {
          const opened = openNote(form, verifiers);
          const verdict = opened.ok
            ? {
                status: 'ok',
                verified: names(opened.value.verified),
                unverified: names(opened.value.unverified),
              }
            : {
                status: STATUS[opened.rejection.code],
                verified: [],
                unverified:
                  opened.rejection.code === 'NOTE_UNVERIFIED' ? names(opened.rejection.unverified) : [],
              };
          expect(verdict).toEqual(one.expect);
        }
      });
    }
  });

  vectors<SignCases>('signed-notes/sign.json', ({ cases }) => {
    for (const { skey, vkey, text, signedNote } of cases) {
      it(`sign to the last byte with the key ${vkey}`, () => {
        const key = parseSignerKey(skey);
        if (!key.ok) throw new Error(key.rejection.message);
        expect(key.value.verifier.text).toBe(vkey);
        expect(key.value.secretText()).toBe(skey);
        expect(signNote(text, [key.value])).toBe(signedNote);
      });
    }
  });

  it('are refused when any one bit is changed', () => {
    const note = utf8(signNote('an entry\n\nand another\n', [signer]));
    expect(openNote(note, [signer.verifier]).ok).toBe(true);
    fc.assert(
      fc.property(fc.nat(note.length * 8 - 1), (bit) => {
        expect(openNote(flipped(note, bit), [signer.verifier]).ok).toBe(false);
      }),
    );
  });

  it('open to exactly the text that was signed, whatever lines it has', () => {
    const line = fc.string({ unit: 'grapheme' }).map((s) => s.replace(/\p{Cc}/gu, ''));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        const text = `${lines.join('\n')}\n`;
        const opened = openNote(signNote(text, [signer]), [signer.verifier]);
        expect(opened).toMatchObject({ ok: true, value: { text } });
      }),
      { numRuns: 50 },
    );
  });

  it('can be signed by the old key and the new, and a reader of either opens them', () => {
    const old = signNote('the key changes\n', [signer]);
    const split = splitNote(old);
    if (!split.ok) throw new Error(split.rejection.message);
    const both = signNote('the key changes\n', [other], split.value.signatures);
    expect(both).toBe(signNote('the key changes\n', [signer, other]));
    expect(openNote(both, [signer.verifier])).toMatchObject({
      value: { verified: [{ name: signer.name }], unverified: [{ name: other.name }] },
    });
    expect(openNote(both, [other.verifier])).toMatchObject({ value: { verified: [{ name: other.name }] } });
  });

  it('are refused when a known key signed twice and once badly', () => {
    const [good, bad] = [signNote('text\n', [signer]), signNote('other text\n', [signer])];
    const note = `${good}${bad.slice(bad.indexOf('—'))}`;
    expect(openNote(note, [signer.verifier])).toMatchObject({
      rejection: { code: 'NOTE_SIGNATURE_INVALID' },
    });
    expect(openNote(`${good}${good.slice(good.indexOf('—'))}`, [signer.verifier])).toMatchObject({
      value: { verified: [{ name: signer.name }] },
    });
  });

  it('are refused when two known keys have one name and ID', () => {
    const note = signNote('text\n', [signer]);
    expect(openNote(note, [signer.verifier, { ...signer.verifier }])).toMatchObject({
      rejection: { code: 'NOTE_KEY_AMBIGUOUS', name: signer.name },
    });
  });

  it('ignore a key of the same name with another ID', () => {
    const namesake = ed25519Signer(signer.name, new Uint8Array(32).fill(8));
    expect(openNote(signNote('text\n', [namesake]), [signer.verifier])).toMatchObject({
      rejection: { code: 'NOTE_UNVERIFIED', unverified: [{ name: signer.name }] },
    });
  });

  it('are malformed with control characters, bad UTF-8, loose base64, too many signatures or too many bytes', () => {
    const note = signNote('text\n', [signer]);
    const line = note.slice(note.indexOf('—'));
    const cases: readonly (string | Uint8Array)[] = [
      '',
      note.slice(0, -1),
      note.replace('text', 'te\txt'),
      note.replace('text', 'te\ud800xt'),
      note.replace('—', '-'),
      note.replace(/=\n$/, '\n'),
      note.replace('\n\n', '\n'),
      `${note}\n`,
      `${note}${line.replace(' example', '  example')}`,
      '\n\n— a AAAAAA==\n',
      Uint8Array.of(...utf8('text'), 0xff, ...utf8('\n\n'), ...utf8(line)),
      `text\n\n${line.repeat(MAX_SIGNATURES + 1)}`,
      `${'x'.repeat(1_000_000)}${note}`,
    ];
    for (const one of cases) {
      expect(openNote(one, [signer.verifier])).toMatchObject({ rejection: { code: 'NOTE_MALFORMED' } });
    }
  });

  it('are not made of a text that could not be read back', () => {
    for (const text of ['', 'no newline', 'tab\t\n', '\ud800\n'])
      expect(() => signNote(text, [signer])).toThrow(RangeError);
    expect(() => signNote('text\n', [])).toThrow(RangeError);
  });
});

describe('note keys', () => {
  it('have names without spaces of any script, plus signs and control characters', () => {
    for (const name of ['sum.golang.org', 'example.org/röcord', 'plenary/record/1'])
      expect(isKeyName(name)).toBe(true);
    for (const name of ['', 'a b', 'a\u00a0b', 'a\u2003b', 'a\u0085b', 'a+b', 'a\nb', 'a\u0000', '\ud800'])
      expect(isKeyName(name)).toBe(false);
    expect(() => ed25519Verifier('a b', signer.verifier.publicKey)).toThrow(RangeError);
    expect(() => ed25519Verifier('a', new Uint8Array(31))).toThrow(RangeError);
    expect(() => ed25519Signer('a', new Uint8Array(31))).toThrow(RangeError);
  });

  it('are refused when any one character is changed, and the refusal of a secret repeats nothing of it', () => {
    const { text } = signer.verifier;
    const secret = signer.secretText();
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom('A', 'z', '+', ' ', '0', '\n'), (at, char) => {
        for (const [key, parse] of [
          [text, parseVerifierKey],
          [secret, parseSignerKey],
        ] as const) {
          const i = at % key.length;
          const changed = key.slice(0, i) + char + key.slice(i + 1);
          if (changed === key) continue;
          const parsed = parse(changed);
          expect(parsed).toMatchObject({ ok: false, rejection: { code: 'KEY_MALFORMED' } });
          if (!parsed.ok) expect(parsed.rejection.message).not.toContain('example.org');
        }
      }),
    );
    expect(parseSignerKey(text).ok).toBe(false);
    expect(parseVerifierKey(secret).ok).toBe(false);
    expect(parseVerifierKey(`${text} `).ok).toBe(false);
  });

  it('take no signature of another length', () => {
    const message = utf8('text\n');
    const signature = signer.sign(message);
    expect(signer.verifier.verify(message, signature)).toBe(true);
    expect(signer.verifier.verify(message, signature.subarray(1))).toBe(false);
  });
});
