import { execFile } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCheckpoint, parseVerifierKey, verifyConsistency, verifyInclusion } from '@plenary/log';
import { type Assembly, carry, establishedAssembly, foundAssembly } from './support/assemblies.js';
import type { Member } from './support/people.js';
import { eventually, Service } from './support/service.js';

const CLI = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));
const VERIFY = new URL('../../apps/cli/dist/verify-file.js', import.meta.url).href;
interface Verify {
  verifyFile(path: string, key: string | null, ballots: boolean): Promise<{ code: number; text: string }>;
}

const CHECKPOINT = `query ($id: ID!) { assembly(id: $id) { recordSize
  checkpoint { size note rootHash origin verifierKey madeAt } } }`;
const PROOFS = `query ($id: ID!, $seq: Int!, $first: Int!, $size: Int!, $after: Int!) { assembly(id: $id) {
  inclusionProof(seq: $seq, size: $size) consistencyProof(first: $first, second: $size)
  checkpointAt(size: $size) { rootHash } record(first: 1, after: $after) { nodes { seq leafHash } } } }`;

const LISTS = `query ($id: ID!) { assembly(id: $id) { polls(first: 20) { nodes {
  question ballots(first: 10) { nodes { code displayName } } } } } }`;

interface Listed {
  readonly question: string;
  readonly ballots: { readonly nodes: readonly { readonly code: string; readonly displayName: string }[] };
}

interface RenamedLine {
  readonly entry: {
    readonly seq: number;
    readonly personal: { readonly member: { readonly value: string; readonly salt: string } };
  };
}

interface Checkpoint {
  readonly size: number;
  readonly note: string;
  readonly rootHash: string;
  readonly origin: string;
  readonly verifierKey: string;
}

interface Proofs {
  readonly inclusionProof: readonly string[];
  readonly consistencyProof: readonly string[];
  readonly checkpointAt: { readonly rootHash: string } | null;
  readonly record: { readonly nodes: readonly { readonly seq: number; readonly leafHash: string }[] };
}

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('the record that anyone can verify', () => {
  let service: Service;
  let assembly: Assembly;
  let stranger: Member;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plenary-record-'));
    service = await Service.start();
    assembly = await establishedAssembly(service, 'Depot East', 3);
    for (const tier of ['ROLL_CALL', 'SECRET'])
      await carry(service, assembly.members, {
        kind: 'ORDINARY',
        title: `Heating ${tier}`,
        text: 'Now.',
        tier,
      });
    [stranger] = (await foundAssembly(service.apis[0]!, 'Elsewhere', 1)).members as [Member];
  });
  afterAll(async () => {
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const covered = () =>
    eventually(
      async () =>
        (
          await assembly.members[1]!.client.ask<{ assembly: { recordSize: number; checkpoint: Checkpoint } }>(
            CHECKPOINT,
            { id: assembly.id },
          )
        ).assembly,
      ({ recordSize, checkpoint }) => checkpoint?.size === recordSize,
    );
  const exported = async (member: Member, headers: Record<string, string> = {}) => {
    const response = await fetch(`${service.apis[0]!.address}/export/${assembly.id}`, {
      headers: { cookie: member.client.cookie, ...headers },
    });
    return { status: response.status, text: await response.text() };
  };
  const verified = async (content: string | Buffer, ...more: string[]) => {
    const file = join(folder, 'export.jsonl');
    await writeFile(file, content);
    return new Promise<{ code: number; said: string }>((resolve) => {
      execFile(process.execPath, [CLI, 'verify', file, ...more], (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
      );
    });
  };

  /** What the command finds, asked in this process: for what is asked a hundred times. */
  const checked = async (content: string | Buffer) => {
    const file = join(folder, 'checked.jsonl');
    await writeFile(file, content);
    const { verifyFile } = (await import(VERIFY)) as Verify;
    const { code, text } = await verifyFile(file, null, false);
    return { code, said: text };
  };

  it('a member reads a checkpoint that covers everything within seconds, and its signature holds', async () => {
    const { checkpoint } = await covered();
    const key = parseVerifierKey(checkpoint.verifierKey);
    expect(checkpoint.origin).toBe(`plenary/record/${assembly.id}`);
    const opened = openCheckpoint(checkpoint.note, checkpoint.origin, key.ok ? [key.value] : []);
    expect(opened.ok && [opened.value.size, opened.value.root]).toEqual([
      BigInt(checkpoint.size),
      bytes(checkpoint.rootHash),
    ]);
    // The same by another implementation, from what is on the paper alone.
    const [text, line] = checkpoint.note.split('\n\n');
    const raw = Buffer.from(checkpoint.verifierKey.split('+').slice(2).join('+'), 'base64').subarray(1);
    const publicKey = createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    });
    const signature = Buffer.from(line!.trim().split(' ')[2]!, 'base64').subarray(4);
    expect(verify(null, Buffer.from(`${text}\n`), publicKey, signature)).toBe(true);
  });

  it('proves to a member that an entry is in the record, and that the record only grew', async () => {
    const { checkpoint } = await covered();
    const { size } = checkpoint;
    for (const seq of [1, 5, size]) {
      const { assembly: proofs } = await assembly.members[1]!.client.ask<{ assembly: Proofs }>(PROOFS, {
        id: assembly.id,
        seq,
        first: seq,
        size,
        after: seq - 1,
      });
      const inclusion = verifyInclusion({
        leafHash: bytes(proofs.record.nodes[0]!.leafHash),
        index: BigInt(seq - 1),
        size: BigInt(size),
        proof: proofs.inclusionProof.map(bytes),
        root: bytes(checkpoint.rootHash),
      });
      expect(inclusion.ok).toBe(true);
      expect(proofs.checkpointAt!.rootHash).toBe(checkpoint.rootHash);
      const sizes = await service.sql<{ size: string; root: Buffer }>(
        `SELECT size, root FROM checkpoint WHERE assembly_id = '${assembly.id}' AND size = ${seq}`,
      );
      for (const { root } of sizes)
        expect(
          verifyConsistency({
            firstSize: BigInt(seq),
            firstRoot: new Uint8Array(root),
            secondSize: BigInt(size),
            secondRoot: bytes(checkpoint.rootHash),
            proof: proofs.consistencyProof.map(bytes),
          }).ok,
        ).toBe(true);
    }
  });

  it('refuses proofs beyond the last checkpoint or out of order as bad input', async () => {
    const { size } = (await covered()).checkpoint;
    for (const field of [
      `inclusionProof(seq: ${size + 1}, size: ${size + 1})`,
      `inclusionProof(seq: ${size}, size: ${size - 1})`,
      'inclusionProof(seq: 0, size: 1)',
      `consistencyProof(first: ${size}, second: ${size - 1})`,
      `consistencyProof(first: 1, second: ${size + 1})`,
    ]) {
      const { errors } = await assembly.members[0]!.client.send(
        `query ($id: ID!) { assembly(id: $id) { ${field} } }`,
        { id: assembly.id },
      );
      expect([field, errors?.[0]?.extensions.code]).toEqual([field, 'BAD_INPUT']);
    }
  });

  it('shows a stranger no checkpoint, no proof and no export', async () => {
    const { assembly: seen } = await stranger.client
      .send<{ assembly: unknown }>(CHECKPOINT, { id: assembly.id })
      .then(({ data }) => data ?? { assembly: null });
    expect(seen).toBeNull();
    expect((await exported(stranger)).status).toBe(403);
    expect((await exported(assembly.members[0]!, { cookie: '' })).status).toBe(401);
    const foreign = await exported(assembly.members[0]!, { origin: 'https://elsewhere.example' });
    expect(foreign.status).toBe(403);
    expect(foreign.text).not.toContain('leafHash');
  });

  it('gives the export to an access token that may read, and to no other', async () => {
    const [member] = assembly.members as [Member];
    for (const [scope, status] of [
      ['READ', 200],
      ['VOTE', 403],
    ] as const) {
      const { made } = await member.client.ask<{ made: { secret: string } }>(
        'mutation ($input: CreateAccessTokenInput!) { made: createAccessToken(input: $input) { secret } }',
        { input: { label: scope, days: 1, scopes: [scope] } },
      );
      const answer = await exported(member, { cookie: '', authorization: `Bearer ${made.secret}` });
      expect([scope, answer.status]).toEqual([scope, status]);
    }
  });

  it('exports a record that holds offline, with the key that the API states', async () => {
    const { checkpoint } = await covered();
    const { status, text } = await exported(assembly.members[2]!);
    expect(status).toBe(200);
    const outcome = await verified(text, '--key', checkpoint.verifierKey);
    expect(outcome).toEqual({ code: 0, said: expect.stringContaining(`OK: ${checkpoint.size} entries`) });
    expect(outcome.said).toContain(checkpoint.rootHash);
    // Three founding decisions and two ordinary motions, one by roll call and one in secret.
    expect(outcome.said).toContain('ballots of 5 polls');
    expect(outcome.said).toContain('of 5, counted again,');
    const other = checkpoint.verifierKey.replace(/\+[0-9a-f]{8}\+/, '+00000000+');
    expect((await verified(text, '--key', other)).code).toBe(1);
  });

  it('names the entry of which one bit was changed, wherever in its line it is', async () => {
    const { text } = await exported(assembly.members[0]!);
    const whole = Buffer.from(text);
    const line = text.split('\n').find((each) => each.startsWith('{"entry"') && each.includes('"value"'))!;
    const { seq } = (JSON.parse(line) as { entry: { seq: number } }).entry;
    const begin = whole.indexOf(line);
    const length = Buffer.byteLength(line) + 1;
    const places = Array.from({ length: 24 }, (_, i) => Math.floor((i * (length - 1)) / 23));
    for (const place of places) {
      const changed = Buffer.from(whole);
      changed[begin + place]! ^= 1 << (place % 8);
      const { code, said } = await checked(changed);
      expect([place, code === 1 || code === 2, said]).toEqual([
        place,
        true,
        expect.stringMatching(new RegExp(`[Ee]ntry ${seq}\\b`)),
      ]);
    }
  });

  it('names the line, the ballot or the receipt of which one bit was changed', async () => {
    const { text } = await exported(assembly.members[0]!);
    const lines = text.split('\n');
    for (const kind of ['export', 'voters', 'ballots', 'receipts', 'checkpoint', 'end']) {
      const number = lines.findLastIndex((line) => line.startsWith(`{"${kind}"`));
      const begin = Buffer.byteLength(`${lines.slice(0, number).join('\n')}\n`);
      const length = Buffer.byteLength(lines[number]!) + 1;
      for (const place of Array.from({ length: 5 }, (_, i) => Math.floor((i * (length - 1)) / 4))) {
        const changed = Buffer.from(text);
        changed[(number === 0 ? 0 : begin) + place]! ^= 1 << (place % 8);
        const { code, said } = await checked(changed);
        expect([kind, place, code === 1 || code === 2, said]).toEqual([
          kind,
          place,
          true,
          expect.stringContaining(`at line ${number + 1}`),
        ]);
      }
    }
    const codes = lines.find((line) => line.startsWith('{"receipts"'))!;
    const [, code] = /"lines":\["([^"]+)"/.exec(codes)!;
    const other = await verified(
      text.replace(`"lines":["${code}"`, `"lines":["${code!.replace(/.$/, '*')}"`),
    );
    expect(other).toEqual({ code: 1, said: expect.stringMatching(/Entry \d+: the receipt number 1 of/) });
  });

  it('holds no voter beside a ballot of a secret poll, nor an order', async () => {
    const { text } = await exported(assembly.members[0]!);
    const cast = text.split('\n').filter((line) => line.includes('"tier":"secret"'));
    expect(cast.map((line) => (JSON.parse(line) as { ballots: { lines: string[] } }).ballots.lines)).toEqual([
      ['yes 1', 'yes 1', 'yes 1'],
    ]);
    const receipts = text.split('\n').filter((line) => line.startsWith('{"receipts"'));
    const [given] = receipts.map(
      (line) => (JSON.parse(line) as { receipts: { lines: string[] } }).receipts.lines,
    );
    expect(given).toEqual([...given!].sort());
    expect(receipts.join()).not.toMatch(/Member \d/);
  });

  it('finds a forged ballot, an entry that was taken out, and a file that was cut', async () => {
    const { text } = await exported(assembly.members[0]!);
    const lines = text.split('\n');
    const second = lines.filter((line) => line.startsWith('{"entry"'))[1]!;
    const ballots = lines.find((line) => line.startsWith('{"ballots"') && line.includes(' yes '))!;
    const forged = await verified(text.replace(ballots, ballots.replace(' yes ', ' no ')));
    expect(forged).toEqual({
      code: 1,
      said: expect.stringMatching(/Entry \d+: the ballot number \d of the poll/),
    });
    const missing = await verified(text.replace(`${second}\n`, ''));
    expect(missing).toEqual({ code: 1, said: expect.stringContaining('Entry 2 is not here') });
    const cut = await verified(`${lines.slice(0, 6).join('\n')}\n`);
    expect(cut).toEqual({ code: 2, said: expect.stringContaining('MALFORMED at line 7') });
  });

  it('goes on under a new key that the old one hands over to, while the service writes', async () => {
    const [member] = assembly.members as [Member];
    const rotate = (...which: string[]) =>
      new Promise<{ code: number; said: string }>((resolve) => {
        const env = { ...process.env, DATABASE_URL: service.databaseUrl };
        execFile(process.execPath, [CLI, 'rotate-key', ...which], { env }, (error, stdout, stderr) =>
          resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
        );
      });
    const old = (await covered()).checkpoint;
    const [changed] = await Promise.all([
      rotate(assembly.id),
      ...Array.from({ length: 8 }, (_, i) => member.invite(`During ${i}`)),
    ]);
    expect(changed).toEqual({ code: 0, said: expect.stringContaining(`${assembly.id}: signs with `) });
    const { checkpoint } = await covered();
    await member.invite('After');
    const later = (await covered()).checkpoint;
    expect(later.verifierKey).not.toBe(old.verifierKey);
    expect(changed.said).toContain(later.verifierKey);
    expect(checkpoint.origin).toBe(old.origin);

    const { text } = await exported(member);
    expect(text).toContain('record.key-changed');
    for (const key of [old.verifierKey, later.verifierKey]) {
      const outcome = await verified(text, '--key', key);
      expect(outcome).toEqual({ code: 0, said: expect.stringContaining(`OK: ${later.size} entries`) });
    }
    expect((await verified(text, '--key', old.verifierKey)).said).toContain('and by keys that it announced');
    expect(await rotate('00000000-0000-7000-8000-000000000000')).toMatchObject({ code: 1 });
    expect((await rotate('--all')).said).toContain(assembly.id);
  });

  it('proves to a member whose ballot of a roll call is whose, as the screen shows it', async () => {
    const [member, , renamed] = assembly.members as [Member, Member, Member];
    const rename =
      'mutation ($input: ChangeDisplayNameInput!) { changeDisplayName(input: $input) { __typename } }';
    await renamed.client.ask(rename, {
      input: { assemblyId: assembly.id, displayName: 'Ada\u2019s comrade' },
    });
    await carry(service, assembly.members, {
      kind: 'ORDINARY',
      title: 'Ladders',
      text: 'Now.',
      tier: 'ROLL_CALL',
    });
    const { text } = await exported(member);
    const told = await verified(text, '--ballots');
    expect(told.code).toBe(0);
    const { assembly: seen } = await member.client.ask<{ assembly: { polls: { nodes: readonly Listed[] } } }>(
      LISTS,
      {
        id: assembly.id,
      },
    );
    const [last] = seen.polls.nodes.filter(({ question }) => question === 'Ladders');
    expect(last!.ballots.nodes).toHaveLength(3);
    for (const { code, displayName } of last!.ballots.nodes)
      expect(told.said).toMatch(new RegExp(`^  ${code}  yes  ${displayName}  [0-9a-f-]{36}$`, 'm'));
    // What each was called when the vote closed, and of the secret vote nothing.
    expect(told.said).toMatch(/^ {2}\S+ {2}yes {2}Member 3 {2}/m);
    expect(told.said).toContain('is proved for 5 roll calls: 3 voters by a name');
    expect(told.said).not.toContain('Heating SECRET');
    const short = await verified(text);
    expect(short.said).toContain('record committed to: Ada’s comrade, Member');
    expect(short.said).not.toContain(last!.ballots.nodes[0]!.code);
  });

  it('says of a changed bit in a name or in its salt which entry’s name it is', async () => {
    const { text } = await exported(assembly.members[0]!);
    const line = text.split('\n').find((each) => each.includes('"kind\\":\\"member.renamed'))!;
    const { seq, personal } = (JSON.parse(line) as RenamedLine).entry;
    for (const part of [personal.member.value, personal.member.salt]) {
      const at = text.indexOf(part, text.indexOf(line));
      for (let bit = 0; bit < 5; bit++) {
        const changed =
          text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << bit)) + text.slice(at + 1);
        const { code, said } = await checked(changed);
        expect([part, bit, code > 0, said]).toEqual([
          part,
          bit,
          true,
          expect.stringContaining(`ntry ${seq}`),
        ]);
      }
    }
    const other = await verified(text.replace('"Ada’s', '"Bea’s'));
    expect(other).toEqual({
      code: 1,
      said: expect.stringContaining(
        `Entry ${seq}: the \`member\` beside it is not what the entry committed to`,
      ),
    });
  });

  it('still holds when somebody asked to be forgotten, who is named nowhere any more', async () => {
    const [member, , gone] = assembly.members as [Member, Member, Member];
    const forget = `mutation ($input: ForgetMeInput!) { forgetMe(input: $input) { __typename ... on Rejection { code } } }`;
    const { forgetMe } = await gone.client.ask<{ forgetMe: object }>(forget, {
      input: { assemblyId: assembly.id },
    });
    expect(forgetMe).not.toHaveProperty('code');
    const { checkpoint } = await covered();
    const { text } = await exported(member);
    expect(text).not.toMatch(/Member 3|Ada/);
    const outcome = await verified(text, '--key', checkpoint.verifierKey, '--ballots');
    expect(outcome).toEqual({ code: 0, said: expect.stringContaining(checkpoint.rootHash) });
    expect(outcome.said).toContain(
      '2 voters by a name that the record committed to: Member 1, Member 2; 1 whose name',
    );
    expect(outcome.said).toMatch(/^ {2}\S+ {2}yes {2}\(name erased\) {2}/m);
  });

  it('still holds when all personal data was erased', async () => {
    const { checkpoint } = await covered();
    await service.sql(`DELETE FROM entry_personal WHERE assembly_id = '${assembly.id}'`);
    const { text } = await exported(assembly.members[0]!);
    expect(text).not.toContain('Member 1');
    const outcome = await verified(text, '--key', checkpoint.verifierKey);
    expect(outcome).toEqual({ code: 0, said: expect.stringContaining(checkpoint.rootHash) });
    expect(outcome.said).toContain(
      '0 voters by a name that the record committed to; 3 whose name was erased',
    );
  });
});
