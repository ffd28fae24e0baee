import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromBase64, toBase64, toBase64Url, utf8 } from '../bytes.js';
import { commitment, opensCommitment, SALT_BYTES } from './commitment.js';
import { type EntryBody, encodeEntry, readEntry } from './entry-body.js';

const salt = new Uint8Array(SALT_BYTES).fill(5);
const entry: EntryBody = {
  assembly: '019372aa-0000-7000-8000-000000000001',
  seq: 3,
  at: '2026-11-22T02:53:00.000Z',
  kind: 'motion.seconded',
  authority: { source: 'membership', membership: '019372aa-0000-7000-8000-000000000002' },
  data: { motion: '019372aa-0000-7000-8000-000000000003', seconds: 2 },
  personal: { name: commitment(salt, 'Rosa') },
};
const json = (change: object) =>
  utf8(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(encodeEntry(entry))), ...change }));

describe('an entry', () => {
  it('has the bytes that version 1 fixed', () => {
    expect(new TextDecoder().decode(encodeEntry(entry))).toBe(
      '{"assembly":"019372aa-0000-7000-8000-000000000001","at":"2026-11-22T02:53:00.000Z",' +
        '"authority":{"membership":"019372aa-0000-7000-8000-000000000002","source":"membership"},' +
        '"data":{"motion":"019372aa-0000-7000-8000-000000000003","seconds":2},"kind":"motion.seconded",' +
        `"personal":{"name":"${commitment(salt, 'Rosa')}"},"seq":3,"v":1}`,
    );
  });

  it('reads back from its bytes, and from no other bytes', () => {
    expect(readEntry(encodeEntry(entry))).toEqual({ ok: true, value: entry });
    const text = new TextDecoder().decode(encodeEntry(entry));
    const others: readonly Uint8Array[] = [
      utf8(text.replace('"seq":3', '"seq":3.0')),
      utf8(text.replace('"seq":3', '"seq": 3')),
      utf8(text.replace('"seq":3', '"seq":3,"seq":3')),
      utf8(text.replace('{"assembly"', '{"kind":"a.b","assembly"')),
      utf8(`\ufeff${text}`),
      utf8(`${text}\n`),
      utf8('[]'),
      utf8('null'),
      utf8('['.repeat(100_000)),
      Uint8Array.of(0xff),
      new Uint8Array(),
      json({ seq: 0 }),
      json({ seq: '3' }),
      json({ at: '22 November' }),
      json({ kind: '' }),
      json({ assembly: 'x' }),
      json({ authority: {} }),
      json({ data: [] }),
      json({ personal: { name: 'Rosa' } }),
      json({ v: 0 }),
      json({ v: '1' }),
      json({ w: 1 }),
    ];
    for (const bytes of others)
      expect(readEntry(bytes)).toMatchObject({ rejection: { code: 'ENTRY_MALFORMED' } });
    expect(readEntry(json({ v: 2 }))).toMatchObject({ rejection: { code: 'ENTRY_VERSION_UNKNOWN' } });
  });
});

describe('a commitment', () => {
  it('is the SHA-256 of its domain, salt and value', () => {
    const expected = createHash('sha256')
      .update('plenary/commitment/v1\0')
      .update(salt)
      .update('Rosa Łódź')
      .digest('base64url');
    expect(commitment(salt, 'Rosa Łódź')).toBe(expected);
  });

  it('is opened by its salt and value alone', () => {
    const committed = commitment(salt, 'Rosa');
    expect(opensCommitment(committed, salt, 'Rosa')).toBe(true);
    expect(opensCommitment(committed, salt, 'Rosi')).toBe(false);
    expect(opensCommitment(committed, new Uint8Array(SALT_BYTES), 'Rosa')).toBe(false);
    // The first letter moved into the salt hashes the same.
    const longer = Uint8Array.of(...salt, ...utf8('R'));
    expect(commitment(longer, 'osa')).toBe(committed);
    expect(opensCommitment(committed, longer, 'osa')).toBe(false);
  });
});

describe('base64', () => {
  it('has one spelling for each bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
    for (const text of ['A', 'AA', 'AB==', 'AA==\n', ' AA==', 'A-==', 'AAA=A', '===='])
      expect(fromBase64(text)).toBeNull();
  });
});
