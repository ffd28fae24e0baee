import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@plenary/kernel';
import {
  CompactTree,
  commitment,
  ed25519Signer,
  encodeEntry,
  exportLine,
  leafHash,
  recordOrigin,
  SALT_BYTES,
  signCheckpoint,
  toBase64,
} from '@plenary/log';
import { commitmentTo, mixedSeed, planRoster, type RosterInput } from '@plenary/sortition';
import { verifyDraws } from './verify-draws.js';

const ASSEMBLY = '018f2d6e-0000-7000-8000-000000000001';
const MEMBERS = ['a', 'b', 'c', 'd'].map((letter) => `018f2d6e-0000-7000-8000-00000000000${letter}`);
const HOUR = 3_600_000;

interface Draft {
  readonly at: string;
  readonly kind: string;
  readonly data: JsonObject;
  readonly personal?: Readonly<Record<string, string>>;
}

/** An export of these entries, as a server writes it. `erase`: without the personal values. */
function exported(drafts: readonly Draft[], erase = false): string {
  const origin = recordOrigin(ASSEMBLY);
  const signer = ed25519Signer(origin, new Uint8Array(32).fill(7));
  const tree = new CompactTree();
  const salt = new Uint8Array(SALT_BYTES).fill(5);
  const lines = drafts.map(({ at, kind, data, personal = {} }, i) => {
    const committed = Object.fromEntries(
      Object.entries(personal).map(([name, value]) => [name, commitment(salt, value)]),
    );
    const authority = { source: 'system' };
    const bytes = encodeEntry({
      assembly: ASSEMBLY,
      seq: i + 1,
      at,
      kind,
      authority,
      data,
      personal: committed,
    });
    const hash = leafHash(bytes);
    tree.append(hash);
    const opened = Object.fromEntries(
      Object.entries(erase ? {} : personal).map(([name, value]) => [name, { salt: toBase64(salt), value }]),
    );
    return exportLine({
      entry: {
        seq: i + 1,
        bytes: Buffer.from(bytes).toString(),
        leafHash: Buffer.from(hash).toString('hex'),
        personal: opened,
      },
    });
  });
  const checkpoint = { origin, size: BigInt(drafts.length), root: tree.root(), extensions: [] };
  return [
    exportLine({ export: { assembly: ASSEMBLY, origin, keys: [signer.verifier.text] } }),
    ...lines,
    exportLine({ checkpoint: { note: signCheckpoint(checkpoint, [signer]) } }),
    exportLine({ end: { entries: drafts.length } }),
  ].join('');
}

const ANNOUNCED: Draft = {
  at: '2026-03-01T10:00:00.000Z',
  kind: 'roster.announced',
  data: { roster: 'r', drawsAt: '2026-03-01T11:00:00.000Z' },
};
const OTHER: Draft = { at: '2026-03-01T10:30:00.000Z', kind: 'meeting.began', data: {} };

/** The root of the first entries. */
function rootOf(drafts: readonly Draft[]): string {
  const tree = new CompactTree();
  for (const [i, { at, kind, data }] of drafts.entries())
    tree.append(
      leafHash(
        encodeEntry({
          assembly: ASSEMBLY,
          seq: i + 1,
          at,
          kind,
          authority: { source: 'system' },
          data,
          personal: {},
        }),
      ),
    );
  return Buffer.from(tree.root()).toString('hex');
}

function drawn(
  change: (data: Record<string, unknown>) => Record<string, unknown> = (data) => data,
  seed = rootOf([ANNOUNCED, OTHER]),
): Draft {
  const input: RosterInput = {
    seed,
    turn: 0,
    tasks: [{ id: 't', effort: 1, requires: [], longestRun: 1, pauseMs: 0 }],
    candidates: MEMBERS.map((id) => ({ id, load: 0, share: 1_000, has: [], from: 0, holds: [] })),
    places: [0, 1, 2, 3, 4, 5].map((n) => [0, n, n * HOUR, n * HOUR + 1] as const),
  };
  const away = new Map([[MEMBERS[0]!, [[0, 3 * HOUR]] as const]]);
  const { holders } = planRoster(input, away);
  const data = change({ roster: 'r', size: 2, ...input, holders }) as JsonObject;
  const personal = { [`away.${MEMBERS[0]}`]: JSON.stringify([[0, 3 * HOUR]]) };
  return { at: '2026-03-01T11:00:01.000Z', kind: 'roster.drawn', data, personal };
}

describe('plenary draw verify', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plenary-draw-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const verify = async (text: string) => {
    const file = join(folder, 'record.jsonl');
    await writeFile(file, text);
    return verifyDraws(file, null);
  };

  it('makes a draw again, and finds the same holders', async () => {
    const { code, text } = await verify(exported([ANNOUNCED, OTHER, drawn()]));
    expect([code, text.split('\n')[0]]).toEqual([
      0,
      'OK: 1 draws of shifts made again, 6 places with the same holders',
    ]);
  });

  it.each<[string, (data: Record<string, unknown>) => Record<string, unknown>, RegExp]>([
    [
      'another holder',
      (data) => ({ ...data, holders: [MEMBERS[1], MEMBERS[1], MEMBERS[1], null, null, null] }),
      /place \d+ goes to/,
    ],
    ['another seed', (data) => ({ ...data, seed: 'ab'.repeat(32) }), /its seed is not the root/],
    ['a later root', (data) => ({ ...data, size: 3 }), /its seed is not the root/],
    ['another turn', (data) => ({ ...data, turn: 1 }), /turn 0 of this seed/],
    [
      'another order',
      (data) => ({ ...data, candidates: [...(data.candidates as unknown[])].reverse() }),
      /order of their ids/,
    ],
    ['a place of no task', (data) => ({ ...data, places: [['a', 0, 1, 2]] }), /Entry 3: .* not in its form/],
    ['no candidates', ({ candidates, ...data }) => data, /Entry 3: .* not in its form/],
    ['holders of fewer places', (data) => ({ ...data, holders: [] }), /it has 6 places, and holders of 0/],
    ['a rule of later times', (data) => ({ ...data, rule: 3 }), /by the rule 3, which is not known/],
    ['another announcement', (data) => ({ ...data, roster: 'x' }), /was not announced/],
  ])('says that a draw with %s is wrong', async (_, change, words) => {
    const { code, text } = await verify(exported([ANNOUNCED, OTHER, drawn(change)]));
    expect(code).toBe(1);
    expect(text).toMatch(words);
  });

  describe('with values of members', () => {
    const VALUE = 'ab'.repeat(32);
    const [a, b] = MEMBERS as [string, string];
    const announced: Draft = {
      ...ANNOUNCED,
      data: { ...ANNOUNCED.data, commitUntil: '2026-03-01T10:30:00.000Z' },
    };
    const commits = (membership: string): Draft => ({
      at: '2026-03-01T10:10:00.000Z',
      kind: 'draw.committed',
      data: { roster: 'r', membership, commitment: commitmentTo('r', membership, VALUE) },
    });
    const reveals: Draft = {
      at: '2026-03-01T10:40:00.000Z',
      kind: 'draw.revealed',
      data: { roster: 'r', membership: a, value: VALUE },
    };
    const before = [announced, commits(a), commits(b)];
    const seed = mixedSeed(rootOf(before), { revealed: new Map([[a, VALUE]]) });
    const named = { size: before.length, contributed: [a], unrevealed: [b] };

    it('is made again from those that were revealed and the root before them', async () => {
      const draw = drawn((data) => ({ ...data, ...named }), seed);
      const { code, text } = await verify(exported([...before, reveals, draw]));
      expect([code, text.split('\n')[0]]).toEqual([
        0,
        'OK: 1 draws of shifts made again, 6 places with the same holders',
      ]);
    });

    it.each<[string, Record<string, unknown>, string, RegExp]>([
      ['does not mix them in', named, rootOf([...before, reveals]), /mixed with 1 revealed values/],
      ['takes a later root', { ...named, size: 4 }, seed, /mixed with 1 revealed values/],
      ['hides who kept silent', { ...named, unrevealed: [] }, seed, /names others/],
      ['names another as contributing', { ...named, contributed: [b] }, seed, /names others whose values/],
    ])('is wrong where it %s', async (_, change, other, words) => {
      const draw = drawn((data) => ({ ...data, ...change }), other);
      const { code, text } = await verify(exported([...before, reveals, draw]));
      expect(code).toBe(1);
      expect(text).toMatch(words);
    });
  });

  it.each<[string, readonly Draft[], RegExp]>([
    [
      'when its seed is known',
      [{ ...ANNOUNCED, at: '2026-03-01T11:00:00.000Z' }],
      /Entry 1: .* seed is known/,
    ],
    ['again', [ANNOUNCED, OTHER, ANNOUNCED], /Entry 3: .* announced already/],
    [
      'while another waits',
      [ANNOUNCED, { ...ANNOUNCED, data: { ...ANNOUNCED.data, roster: 's' } }],
      /Entry 2: .* while another waits/,
    ],
    [
      'with no time to reveal values in',
      [{ ...ANNOUNCED, data: { ...ANNOUNCED.data, commitUntil: ANNOUNCED.data.drawsAt! } }],
      /Entry 1: .* seed is known/,
    ],
  ])('says that a draw is wrong which is announced %s', async (_, drafts, words) => {
    const { code, text } = await verify(exported(drafts));
    expect(code).toBe(1);
    expect(text).toMatch(words);
  });

  it('finds what was changed in any line of a draw, and what was cut off', async () => {
    const lines = exported([ANNOUNCED, OTHER, drawn()]).split('\n');
    const at = lines.findIndex((line) => line.includes('roster.drawn'));
    const line = lines[at]!;
    for (let i = 0; i < line.length; i += 7) {
      const other = line[i] === '0' ? '1' : '0';
      const changed = lines.with(at, line.slice(0, i) + other + line.slice(i + 1)).join('\n');
      expect((await verify(changed)).code).not.toBe(0);
    }
    for (let kept = 0; kept < lines.length - 1; kept++)
      expect((await verify(`${lines.slice(0, kept).join('\n')}\n`)).code).not.toBe(0);
  });

  it('says which draws cannot be made again, since times in them were erased', async () => {
    const { code, text } = await verify(exported([ANNOUNCED, OTHER, drawn()], true));
    expect(code).toBe(0);
    expect(text).toContain('entries 3');
  });

  it('says that a file which is no export is none', async () => {
    expect((await verify('x\n')).code).toBe(2);
    expect((await verifyDraws(join(folder, 'none'), null)).code).toBe(2);
  });
});
