import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Json, JsonObject } from '@plenary/kernel';
import { type Answer, countYesNo, decide, ofHeads, transcriptOf, validateDecisionRule } from '@plenary/tally';
import { fromUtf8 } from '../bytes.js';
import {
  commitment,
  ExportVerifier,
  ed25519Signer,
  encodeEntry,
  exportLine,
  leafHash,
  lineSum,
  MerkleTree,
  type NamedBallot,
  recordOrigin,
  type SignerKey,
  signCheckpoint,
  toBase64,
} from '../index.js';

const ASSEMBLY = '018f2b6e-7c1a-7d3e-8f4b-2a9c5e7d1b30';
const OPEN_POLL = '018f2b6e-7c1a-7d3e-8f4b-2a9c5e7d1b31';
const SECRET_POLL = '018f2b6e-7c1a-7d3e-8f4b-2a9c5e7d1b32';
const ORIGIN = recordOrigin(ASSEMBLY);
const SALT = new Uint8Array(32).fill(7);
const [first, second] = [1, 2].map((n) => ed25519Signer(ORIGIN, new Uint8Array(32).fill(n))) as [
  SignerKey,
  SignerKey,
];
const CODES = ['0AAA-AAAA-AAAA', '1BBB-BBBB-BBBB', '2CCC-CCCC-CCCC'];
const ANSWERED: readonly Answer[] = ['yes', 'yes', 'no'];
const BALLOTS = CODES.map((code, i) => `${code} ${ANSWERED[i]} 1`);
const SECRET = ['no 1', 'yes 1', 'yes 1'];
/** Who voted: one whom an entry names, one whose name was erased, one whom no entry names. */
const MEMBERS = [40, 41, 42].map((n) => `018f2b6e-7c1a-7d3e-8f4b-2a9c5e7d1b${n}`);
const VOTERS = CODES.map((code, i) => `${code} ${MEMBERS[i]}`);

const hashed = (...lines: readonly string[]) =>
  createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
const majority = validateDecisionRule({
  kind: 'majority',
  quorum: null,
  conditions: [{ numerator: 1, denominator: 2, comparison: 'more_than', base: 'yes_and_no' }],
  minimumYes: null,
});

/** The `poll.closed` entry of three ballots, two yes and one no. */
function closes(poll: string, changed: JsonObject = {}): JsonObject {
  if (!majority.ok) throw new Error(majority.rejection.message);
  const tally = countYesNo(ANSWERED.map((answer) => ({ answer, weight: 1 })));
  const figures = { entitled: ofHeads(4), present: null };
  const secret = poll === SECRET_POLL;
  return {
    poll,
    carried: decide(majority.value, tally, figures).carried,
    tally: tally as unknown as Json,
    entitled: { heads: 4, weight: 4 },
    transcript: JSON.stringify(transcriptOf(majority.value, tally, figures)),
    ballotsHash: secret
      ? hashed('plenary/ballots/v1', poll, 'secret', ...SECRET)
      : hashed('plenary/ballots/v1', poll, 'roll_call', ...BALLOTS),
    receiptsHash: secret ? hashed('plenary/receipts/v1', poll, ...CODES) : null,
    ...(!secret && { votersHash: hashed('plenary/voters/v1', poll, ...VOTERS) }),
    ...changed,
  };
}

const cast = (poll: string, tier: string, lines: readonly string[]) =>
  exportLine({ ballots: { poll, tier, lines, sums: lines.map(lineSum) } });
const voters = (lines: readonly string[], poll = OPEN_POLL) =>
  exportLine({ voters: { poll, lines, sums: lines.map(lineSum) } });
const receipts = (lines: readonly string[]) =>
  exportLine({ receipts: { poll: SECRET_POLL, lines, sums: lines.map(lineSum) } });

/** A record of five entries, the first of which names two voters; two closed polls among them, whose key was changed after the second. */
function exported(given: {
  open?: JsonObject;
  secret?: JsonObject;
  voters?: readonly string[];
  ballots?: readonly string[];
  after?: readonly string[];
}): string[] {
  const { voters: who = [voters(VOTERS)], ballots = [cast(OPEN_POLL, 'roll_call', BALLOTS)] } = given;
  const { after = [cast(SECRET_POLL, 'secret', SECRET), receipts(CODES)] } = given;
  const parts: [data: JsonObject, then: readonly string[]][] = [
    [{ n: 1 }, []],
    [closes(OPEN_POLL, given.open), [...who, ...ballots]],
    [{ n: 3 }, []],
    [closes(SECRET_POLL, given.secret), after],
    [{ n: 5 }, []],
  ];
  const signers: Record<number, readonly SignerKey[]> = { 2: [first], 3: [second, first], 5: [second] };
  const tree = new MerkleTree();
  const keys = [first, second].map(({ verifier }) => verifier.text);
  const lines = [exportLine({ export: { assembly: ASSEMBLY, origin: ORIGIN, keys } })];
  for (const [i, [data, then]] of parts.entries()) {
    const seq = i + 1;
    const bytes = encodeEntry({
      assembly: ASSEMBLY,
      seq,
      at: '2026-03-01T18:30:00.000Z',
      kind: 'poll' in data ? 'poll.closed' : seq === 1 ? 'poll.voters-named' : 'test.happened',
      authority: { source: 'system' },
      data,
      personal: {
        question: commitment(SALT, `Question ${seq}`),
        ...(seq === 1 && {
          [`voter.${MEMBERS[0]}`]: commitment(SALT, 'Ash Łódź'),
          [`voter.${MEMBERS[1]}`]: commitment(SALT, 'Birch'),
        }),
      },
    });
    const opened = (value: string) => ({ salt: toBase64(SALT), value });
    const personal = {
      question: opened(`Question ${seq}`),
      ...(seq === 1 && { [`voter.${MEMBERS[0]}`]: opened('Ash Łódź') }),
    };
    const hash = leafHash(bytes);
    tree.append(hash);
    const text = Buffer.from(bytes).toString();
    lines.push(
      exportLine({ entry: { seq, bytes: text, leafHash: Buffer.from(hash).toString('hex'), personal } }),
    );
    lines.push(...then);
    if (signers[seq] === undefined) continue;
    const checkpoint = { origin: ORIGIN, size: BigInt(seq), root: tree.root(), extensions: [] };
    lines.push(exportLine({ checkpoint: { note: signCheckpoint(checkpoint, signers[seq]) } }));
  }
  return [...lines, exportLine({ end: { entries: parts.length } })];
}

/** What is found in the file, and in which line, counted from 1; null: it holds. Read as `plenary verify` reads it. */
function verify(file: Buffer, key: string | null = null): { line: number; message: string } | null {
  const verifier = new ExportVerifier(key);
  let line = 0;
  for (let at = 0; at < file.length; ) {
    line++;
    const end = file.indexOf(0x0a, at);
    if (end < 0) return { line, message: 'It does not end in a line feed.' };
    const text = fromUtf8(file.subarray(at, end));
    if (text === null) return { line, message: 'It is not UTF-8.' };
    const step = verifier.line(text);
    if (!step.ok) return { line, message: step.rejection.message };
    at = end + 1;
  }
  const found = verifier.finish();
  return found.ok ? null : { line: line + 1, message: found.rejection.message };
}
const found = (lines: readonly string[]) => verify(Buffer.from(lines.join('')))?.message ?? null;

describe('what was published with a closed poll', () => {
  it('is hashed and counted again', () => {
    const verifier = new ExportVerifier();
    for (const line of exported({})) expect(verifier.line(line.slice(0, -1))).toEqual({ ok: true });
    expect(verifier.finish()).toMatchObject({
      ok: true,
      value: { entries: 5, polls: 2, recounted: 2, rollCalls: 1 },
    });
  });

  it('names whose ballot is whose where the record committed to the name, and it was not erased', () => {
    const told: NamedBallot[] = [];
    const verifier = new ExportVerifier(null, (ballot) => told.push(ballot));
    for (const line of exported({})) expect(verifier.line(line.slice(0, -1)).ok).toBe(true);
    const of = { poll: OPEN_POLL, seq: 2, question: 'Question 2', weight: 1 };
    expect(told).toEqual([
      { ...of, code: CODES[0], answer: 'yes', voter: MEMBERS[0], name: 'Ash Łódź' },
      { ...of, code: CODES[1], answer: 'yes', voter: MEMBERS[1], name: null },
      { ...of, code: CODES[2], answer: 'no', voter: MEMBERS[2], name: undefined },
    ]);
  });

  it('names the voter’s name, its salt or the place in the list that was changed', () => {
    const name = exported({}).map((line) => line.replace('"Ash Łódź"', '"Ash Łódz"'));
    expect(found(name)).toMatch(/^Entry 1: the `voter\..*1b40` beside it is not what the entry committed to/);
    const salt = exported({}).map((line) => line.replace('"salt":"Bwc', '"salt":"Bwd'));
    expect(found(salt)).toMatch(/^Entry 1: the `question` beside it/);
    const place = exported({}).map((line) => line.replace('CCCC-CCCC 018f', 'CCCC-CCCC 018e'));
    expect(found(place)).toMatch(/^Entry 2: the voter number 3 of the poll .*`2CCC-CCCC-CCCC 018e/);
  });

  it('takes no list of voters but the one that was hashed, whole and in its place', () => {
    const rehashed = (...lines: readonly string[]) =>
      exported({
        open: { votersHash: hashed('plenary/voters/v1', OPEN_POLL, ...lines) },
        voters: [voters(lines)],
      });
    expect(found(exported({ voters: [] }))).toContain('the voters of the poll');
    expect(
      found(exported({ voters: [voters(VOTERS.toSpliced(1, 1, `${CODES[1]} ${MEMBERS[0]}`))] })),
    ).toContain('stands in the list twice');
    const swapped = [`${CODES[0]} ${MEMBERS[1]}`, `${CODES[1]} ${MEMBERS[0]}`, VOTERS[2]!];
    expect(found(exported({ voters: [voters(swapped)] }))).toContain('are not those it hashed');
    expect(found(rehashed(...VOTERS.slice(0, 2)))).toContain('is no voter’s');
    expect(found(rehashed(...VOTERS, `3DDD-DDDD-DDDD ${MEMBERS[0]!.replace('40', '43')}`))).toContain(
      '3 ballots and 4 voters',
    );
    expect(found(rehashed(VOTERS[0]!, VOTERS[0]!.replace('b40', 'b49')))).toContain(
      'holds the receipt of the one before',
    );
    expect(found(rehashed(VOTERS[0]!, 'who'))).toContain('is not a receipt and who holds it');
    const late = { voters: [], ballots: [cast(OPEN_POLL, 'roll_call', BALLOTS), voters(VOTERS)] };
    expect(found(exported(late))).toContain('come after its ballots');
    const unasked = exported({ open: { votersHash: null } });
    expect(found(unasked)).toContain('are not those it hashed');
    const secret = {
      secret: { votersHash: hashed('plenary/voters/v1', SECRET_POLL, ...VOTERS) },
      after: [voters(VOTERS, SECRET_POLL), cast(SECRET_POLL, 'secret', SECRET), receipts(CODES)],
    };
    expect(found(exported(secret))).toContain('is no roll call');
  });

  it('says of any bit that was changed in which line it is', () => {
    const file = Buffer.from(exported({}).join(''));
    const key = second.verifier.text;
    const seen = new Set<string>();
    let at = 0;
    for (const [i, text] of exported({}).entries()) {
      const kind = /^\{"(\w+)"/.exec(text)![1]!;
      seen.add(kind);
      // An entry's bytes are many and alike; three and eight have no common factor, so every bit has its turn.
      const step = kind === 'entry' ? 41 : 3;
      for (const end = at + Buffer.byteLength(text); at < end; at += Math.min(step, end - at)) {
        const changed = Buffer.from(file);
        changed[at]! ^= 1 << (at % 8);
        expect([at, kind, verify(changed, key)?.line]).toEqual([at, kind, i + 1]);
      }
    }
    const kinds = ['ballots', 'checkpoint', 'end', 'entry', 'export', 'receipts', 'voters'];
    expect([...seen].sort()).toEqual(kinds);
  });

  it('names the ballot or the receipt that was damaged', () => {
    const ballot = exported({}).map((line) => line.replace('1BBB-BBBB-BBBB yes', '1BBB-BBBB-BBBB yez'));
    expect(found(ballot)).toMatch(/^Entry 2: the ballot number 2 of the poll .*`1BBB-BBBB-BBBB yez 1`/);
    const receipt = exported({}).map((line) => line.replace('"2CCC-CCCC-CCCC"', '"2CCC-CCCD-CCCC"'));
    expect(found(receipt)).toMatch(/^Entry 4: the receipt number 3 of the poll .*`2CCC-CCCD-CCCC`/);
  });

  it('is refused when it is not what the entry hashed', () => {
    const other = cast(OPEN_POLL, 'roll_call', BALLOTS.toSpliced(2, 1, '2CCC-CCCC-CCCC yes 1'));
    expect(found(exported({ ballots: [other] }))).toContain('the ballots of the poll');
    const fewer = [cast(SECRET_POLL, 'secret', SECRET), receipts(CODES.slice(1))];
    expect(found(exported({ after: fewer }))).toContain('the receipts of the poll');
  });

  it('is refused when a receipt stands twice, or the lists are not sorted', () => {
    const twice = [BALLOTS[0]!, BALLOTS[0]!.replace('yes', 'zes'), BALLOTS[2]!];
    expect(found(exported({ ballots: [cast(OPEN_POLL, 'roll_call', twice)] }))).toContain(
      'has the receipt of the one before it',
    );
    const unsorted = [cast(SECRET_POLL, 'secret', SECRET), receipts(CODES.toReversed())];
    expect(found(exported({ after: unsorted }))).toContain('in order');
  });

  it('is refused when it is left out, comes in another order, or after another entry', () => {
    const secret = cast(SECRET_POLL, 'secret', SECRET);
    expect(found(exported({ ballots: [] }))).toContain('the ballots of the poll');
    expect(found(exported({ after: [secret] }))).toContain('the receipts of the poll');
    expect(found(exported({ after: [receipts(CODES), secret] }))).toContain('come after its receipts');
    expect(found(exported({ ballots: [cast(SECRET_POLL, 'secret', SECRET)] }))).toContain('does not close');
    const mixed = [
      cast(OPEN_POLL, 'roll_call', BALLOTS.slice(0, 1)),
      cast(OPEN_POLL, 'secret', BALLOTS.slice(1)),
    ];
    expect(found(exported({ ballots: mixed }))).toContain('from the tier roll_call to secret');
  });

  it('takes no ballot that is not in the form of its tier and method', () => {
    const rehashed = (line: string) => {
      const lines = BALLOTS.toSpliced(2, 1, line);
      return exported({
        open: { ballotsHash: hashed('plenary/ballots/v1', OPEN_POLL, 'roll_call', ...lines) },
        ballots: [cast(OPEN_POLL, 'roll_call', lines)],
      });
    };
    expect(found(rehashed('2CCC-CCCC-CCCC'))).toContain('not in the form');
    expect(found(rehashed('2CCC-CCCC-CCCC perhaps 1'))).toContain('`perhaps`');
  });

  it('is refused when, counted again, it gives another result than the record says', () => {
    const lines = BALLOTS.toSpliced(2, 1, '2CCC-CCCC-CCCC yes 1');
    const stuffed = exported({
      open: { ballotsHash: hashed('plenary/ballots/v1', OPEN_POLL, 'roll_call', ...lines) },
      ballots: [cast(OPEN_POLL, 'roll_call', lines)],
    });
    expect(found(stuffed)).toContain('come out as 3 yes, and its transcript as 2 yes, 1 no');
    expect(found(exported({ open: { carried: false } }))).toContain('the entry says otherwise');
    expect(found(exported({ open: { entitled: { heads: 9, weight: 9 } } }))).toContain('another size');
    const { tally } = closes(OPEN_POLL) as { tally: JsonObject };
    expect(found(exported({ open: { tally: { ...tally, no: { heads: 0, weight: 0 } } } }))).toContain(
      'another than its transcript',
    );
    const transcript = String(closes(OPEN_POLL).transcript).replace('"needed":2', '"needed":1');
    expect(found(exported({ open: { transcript } }))).toContain('comes out differently');
    const crowded = String(closes(OPEN_POLL).transcript).replace(
      '"entitled":{"heads":4,"weight":4}',
      '"entitled":{"heads":2,"weight":2}',
    );
    expect(found(exported({ open: { transcript: crowded, entitled: { heads: 2, weight: 2 } } }))).toContain(
      'counted again',
    );
  });

  it('of a method that this program does not know is hashed, and not counted again', () => {
    const lines = ['0AAA-AAAA-AAAA A > B = C 1', '1BBB-BBBB-BBBB B 1'];
    const unknown = {
      transcript: JSON.stringify({ format: 'plenary-later-9' }),
      ballotsHash: hashed('plenary/ballots/v1', OPEN_POLL, 'roll_call', ...lines),
      votersHash: null,
    };
    const verifier = new ExportVerifier();
    const ballots = [cast(OPEN_POLL, 'roll_call', lines)];
    for (const line of exported({ open: unknown, voters: [], ballots }))
      expect(verifier.line(line.slice(0, -1))).toEqual({ ok: true });
    expect(verifier.finish()).toMatchObject({ value: { polls: 2, recounted: 1 } });
  });
});
