import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, migrationNames } from '@plenary/platform';
import { type ApiProcess, createTestDatabase, startApiProcess, type TestDatabase } from '@plenary/testing';
import pg from 'pg';
import { type Assembly, carry, establishedAssembly, foundAssembly, putToVote } from './support/assemblies.js';
import type { Member } from './support/people.js';
import { eventually, Service } from './support/service.js';
import type { RecordUpdate } from './support/watching.js';

const CLI = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function plenary(env: Record<string, string>, ...args: string[]): Promise<Said> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

async function sql<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Tables whose rows are not in a backup. */
const LEFT_OUT = ['access', 'attempt', 'ceremony', 'hardship_note', 'hardship_request', 'sign_in_link'];

describe('a backup', () => {
  let service: Service;
  let assembly: Assembly;
  let folder: string;
  const databases: TestDatabase[] = [];
  const processes: ApiProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plenary-backup-'));
    service = await Service.start();
    assembly = await establishedAssembly(service, 'Depot East', 6);
    for (const tier of ['ROLL_CALL', 'SECRET'])
      await carry(service, assembly.members, { kind: 'ORDINARY', title: tier, text: 'Now.', tier });
    await service.sql(
      `INSERT INTO task (id, assembly_id, kind, name, created_at, powers)
       VALUES (gen_random_uuid(), '${assembly.id}', 'other', 'An open ear', plenary_now(), '{see_hardship}')`,
    );
    const asked = { assemblyId: assembly.id, clientKey: randomUUID(), text: 'I cannot pay the rent.' };
    await assembly.members[0]!.client.expectOk('makeHardshipRequest', 'HardshipRequest', asked, 'id');
  });
  afterAll(async () => {
    await Promise.all(processes.map((api) => api.stop()));
    await service.stop();
    await Promise.all(databases.map((database) => database.drop()));
    await rm(folder, { recursive: true, force: true });
  });

  /** A database that was never used. */
  const emptyDatabase = async () => {
    const database = await createTestDatabase();
    databases.push(database);
    await sql(database.url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    return database.url;
  };
  const backup = (output: string) =>
    plenary({ DATABASE_URL: service.databaseUrl }, 'backup', '--output', output);
  const restore = (url: string, file: string) => plenary({ DATABASE_URL: url }, 'restore', file);
  /** Every table's rows as text, in the order of the text. */
  const rowsOf = async (url: string) => {
    const tables = await sql<{ name: string }>(
      url,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
    );
    const rows: Record<string, string[]> = {};
    for (const { name } of tables) {
      const found = await sql<{ row: string }>(url, `SELECT t::text AS row FROM ${name} t ORDER BY 1`);
      rows[name] = found.map(({ row }) => row);
    }
    return rows;
  };

  it('of a database that rests is the same row for row in another one, and only says that it was restored', async () => {
    const file = join(folder, 'quiet.backup');
    // Nothing is left to do for the clockwork, so that the two are of the same moment.
    await eventually(
      () =>
        service.sql(`SELECT 1 FROM stream WHERE entries > checkpointed UNION ALL
        SELECT 1 FROM poll WHERE tier = 'secret' AND state = 'closed' AND shredded_at IS NULL`),
      (waiting) => waiting.length === 0,
      30_000,
    );
    const made = await backup(file);
    expect(made).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('rows of') });
    expect(made.stderr).not.toContain('LINKED');
    expect((await stat(file)).mode & 0o777).toBe(0o600);

    const url = await emptyDatabase();
    const restored = await restore(url, file);
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('entries, verified') });
    const [before, after] = [await rowsOf(service.databaseUrl), await rowsOf(url)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    const entries = before.entry!.length;
    // There, and left out with all that was written in it.
    for (const name of ['access', 'hardship_request', 'hardship_note']) expect(before[name]).not.toEqual([]);
    for (const [name, rows] of Object.entries(before)) {
      if (LEFT_OUT.includes(name)) expect(after[name]).toEqual([]);
      // The clock's table of migrations says when each was applied.
      else if (name === 'stream') expect(after[name]).toHaveLength(rows.length);
      else if (name === 'entry' || name === 'change')
        expect(after[name]).toEqual(expect.arrayContaining(rows));
      else expect([name, after[name]]).toEqual([name, rows]);
    }
    expect(after.entry).toHaveLength(entries + 1);
    const [last] = await sql<{ kind: string }>(url, 'SELECT kind FROM entry ORDER BY seq DESC LIMIT 1');
    expect(last!.kind).toBe('record.restored');
    // The constraints that were taken away for the load are there again, and so is what guards the tables.
    for (const catalogue of [
      `SELECT conrelid::regclass::text AS t, conname, pg_get_constraintdef(oid) AS d, convalidated FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`,
      `SELECT tgrelid::regclass::text AS t, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`,
    ])
      expect(await sql(url, catalogue)).toEqual(await sql(service.databaseUrl, catalogue));
  });

  it('keeps every sequence that there is: the migrations’ own', async () => {
    const found = await service.sql(
      `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public'`,
    );
    expect(found).toEqual([{ name: 'migration_id_seq' }]);
  });

  it('goes through a pipe', async () => {
    const { code, file, said } = await new Promise<{ code: number; file: Buffer; said: string }>(
      (resolve) => {
        execFile(
          process.execPath,
          [CLI, 'backup', '--output', '-'],
          {
            env: { ...process.env, DATABASE_URL: service.databaseUrl },
            encoding: 'buffer',
            maxBuffer: 1 << 28,
          },
          (error, stdout, stderr) =>
            resolve({ code: error === null ? 0 : Number(error.code), file: stdout, said: stderr.toString() }),
        );
      },
    );
    expect([code, said]).toEqual([0, expect.stringContaining('Backup of')]);
    const path = join(folder, 'piped.backup');
    await writeFile(path, file);
    expect(await restore(await emptyDatabase(), path)).toMatchObject({ code: 0 });
  });

  it('refuses a damaged or cut file, in one sentence, and leaves the database empty for the next attempt', async () => {
    const file = join(folder, 'whole.backup');
    await backup(file);
    const whole = await readFile(file);
    const plain = gunzipSync(whole);
    const url = await emptyDatabase();
    const at = plain.indexOf('Depot East');
    const renamed = Buffer.from(plain);
    renamed.write('Depot West', at);
    const versions: Record<string, Buffer> = {
      'a bit of the packed file': Buffer.from(
        whole.map((byte, i) => (i === whole.length >> 1 ? byte ^ 1 : byte)),
      ),
      'the packed file cut': whole.subarray(0, whole.length - 5),
      'a name changed and packed again': gzipSync(renamed),
      'cut and packed again': gzipSync(plain.subarray(0, plain.length - 40)),
      'gone on': gzipSync(Buffer.concat([plain, Buffer.from('\n')])),
      'another file': gzipSync(Buffer.from('hello')),
      'no gzip': Buffer.from('hello'),
    };
    for (const [how, bytes] of Object.entries(versions)) {
      const path = join(folder, 'damaged.backup');
      await writeFile(path, bytes);
      const { code, stdout, stderr } = await restore(url, path);
      expect([how, code, stdout, stderr]).toEqual([
        how,
        1,
        '',
        expect.stringMatching(/^The backup is damaged: .*\n$/),
      ]);
    }
    expect(await restore(url, join(folder, 'missing'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be read'),
    });
    expect(await restore(url, file)).toMatchObject({ code: 0 });
  });

  it('refuses a database that is not empty or in use, and a backup of a newer version', async () => {
    const file = join(folder, 'other.backup');
    await backup(file);
    expect(await restore(service.databaseUrl, file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('stop it first'),
    });
    const url = await emptyDatabase();
    await restore(url, file);
    expect(await restore(url, file)).toMatchObject({ code: 1, stderr: expect.stringContaining('not empty') });
    const foreign = await emptyDatabase();
    await sql(foreign, 'CREATE TABLE theirs (id int)');
    expect(await restore(foreign, file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not empty'),
    });

    const plain = gunzipSync(await readFile(file));
    const [known] = /"foundation_\d+"/.exec(plain.toString('latin1'))!;
    const newer = join(folder, 'newer.backup');
    await writeFile(
      newer,
      gzipSync(
        Buffer.from(
          plain.toString('latin1').replace(known, known.replace('foundation', 'foundatiom')),
          'latin1',
        ),
      ),
    );
    expect(await restore(await emptyDatabase(), newer)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('newer Plenary'),
    });
    expect(await plenary({ DATABASE_URL: foreign }, 'backup', '--output', file)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('holds no Plenary'),
    });
    for (const place of [join(folder, 'no', 'folder'), folder])
      expect(await backup(place)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('cannot be written'),
      });
  });

  it('of an older version is restored as it was, and brought up to date', async () => {
    const [old, url] = [await emptyDatabase(), await emptyDatabase()];
    const all = await migrationNames();
    await migrate(old, all.length - 1);
    await sql(
      old,
      `INSERT INTO person (id, created_at) VALUES ('018f2b6e-7c1a-7d3e-8f4b-2a9c5e7d1b30', plenary_now())`,
    );
    const file = join(folder, 'older.backup');
    expect(await plenary({ DATABASE_URL: old }, 'backup', '--output', file)).toMatchObject({ code: 0 });
    expect(await restore(url, file)).toMatchObject({ code: 0 });
    const applied = await sql<{ name: string }>(url, 'SELECT name FROM migration ORDER BY timestamp');
    expect(applied.map(({ name }) => name)).toEqual(all);
    expect((await rowsOf(url)).person).toEqual((await rowsOf(old)).person);
  });

  it('whose restoring was cut off before the records say so serves nobody, and is finished by the same file', async () => {
    const [file, other] = [join(folder, 'cut-off.backup'), join(folder, 'another.backup')];
    for (const each of [file, other]) await backup(each);
    const url = await emptyDatabase();
    // Loaded, and killed before anything else: the entry that says so cannot be written.
    const broken = `CREATE FUNCTION pg_temp_refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
        IF to_regclass('public.unfinished_restore') IS NOT NULL THEN
          EXECUTE 'ALTER TABLE entry ADD CONSTRAINT cut_off CHECK (kind <> ''record.restored'')'; END IF; END $$;
      CREATE EVENT TRIGGER cut_off ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION pg_temp_refuse()`;
    await sql(url, broken);
    expect((await restore(url, file)).code).toBe(1);
    const refused = startApiProcess(url);
    await expect(refused).rejects.toThrow(
      'its restoring was cut off: run "plenary restore" with the same file',
    );
    expect(await restore(url, other)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the restoring of another backup'),
    });
    await sql(
      url,
      'DROP EVENT TRIGGER cut_off; DROP FUNCTION pg_temp_refuse; ALTER TABLE entry DROP CONSTRAINT cut_off',
    );
    expect(await restore(url, file)).toMatchObject({ code: 0, stdout: expect.stringContaining('verified') });
    const noted = await sql<{ kind: string; times: number }>(
      url,
      `SELECT kind, count(*)::int AS times FROM entry WHERE kind = 'record.restored' GROUP BY kind`,
    );
    expect(noted).toEqual([{ kind: 'record.restored', times: 1 }]);
    expect(await restore(url, file)).toMatchObject({ code: 1, stderr: expect.stringContaining('not empty') });
  });

  // A limit on the size of files is a full disk that needs no disk.
  const onFullDisk = process.platform === 'win32' ? it.skip : it;
  onFullDisk('onto a disk that is full ends at once, says so, and leaves nothing behind', async () => {
    const large = await emptyDatabase();
    await migrate(large);
    // More than stands in the connection's buffers when nobody reads it any more.
    await sql(
      large,
      `INSERT INTO person (id, created_at) SELECT gen_random_uuid(), now() FROM generate_series(1, 100000)`,
    );
    const file = join(folder, 'full.backup');
    const limited = (command: string) =>
      new Promise<Said>((resolve) => {
        const env = { ...process.env, DATABASE_URL: large };
        const shell = `ulimit -f 100; ${command}`;
        execFile('sh', ['-c', shell, process.execPath, CLI, file], { env }, (error, stdout, stderr) =>
          resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
        );
      });
    for (const command of ['exec "$0" "$1" backup --output "$2"', 'exec "$0" "$1" backup --output - > "$2"'])
      expect(await limited(command)).toEqual({
        code: 1,
        stdout: '',
        stderr: expect.stringMatching(/^The backup .*cannot be written: EFBIG[^\n]*\n$/),
      });
    await rm(file);
    expect((await readdir(folder)).filter((name) => name.startsWith('full.backup'))).toEqual([]);
  });

  it('says which record does not hold, where it was changed before the backup', async () => {
    const file = join(folder, 'before.backup');
    await backup(file);
    const url = await emptyDatabase();
    await restore(url, file);
    await sql(
      url,
      `ALTER TABLE entry DISABLE TRIGGER USER;
       UPDATE entry SET bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"carried":true', '"carried":false'), 'UTF8')
       WHERE kind = 'poll.closed' AND seq = (SELECT max(seq) FROM entry WHERE kind = 'poll.closed');
       ALTER TABLE entry ENABLE TRIGGER USER`,
    );
    const altered = join(folder, 'altered.backup');
    await plenary({ DATABASE_URL: url }, 'backup', '--output', altered);
    const { code, stderr } = await restore(await emptyDatabase(), altered);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/DOES NOT HOLD: Entry \d+: its bytes have the leaf hash/),
    ]);
  });

  it('of the embedded server is made beside the running service and after it, and restored into a new folder', async () => {
    // The server's own user must be able to enter.
    await chmod(folder, 0o755);
    const env = { DATABASE_URL: '', PLENARY_DATA_DIR: join(folder, 'data') };
    const api = await startApiProcess('', env);
    const files = ['running', 'stopped'].map((name) => join(folder, `${name}.backup`)) as [string, string];
    try {
      await foundAssembly(api, 'Depot West', 1);
      expect(await plenary(env, 'backup', '--output', files[0])).toMatchObject({ code: 0 });
      expect(await plenary(env, 'restore', files[0])).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('already running'),
      });
      expect(await plenary(env, 'rotate-key', '--all')).toMatchObject({ code: 0 });
    } finally {
      await api.stop();
    }
    expect(await plenary(env, 'backup', '--output', files[1])).toMatchObject({ code: 0 });
    for (const [i, file] of files.entries()) {
      const fresh = { DATABASE_URL: '', PLENARY_DATA_DIR: join(folder, `fresh-${i}`) };
      expect(await plenary(fresh, 'restore', file)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('entries, verified'),
      });
    }
    const nothing = { DATABASE_URL: '', PLENARY_DATA_DIR: join(folder, 'nothing') };
    expect(await plenary(nothing, 'backup', '--output', files[0])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no database in'),
    });
    expect(await plenary({ DATABASE_URL: 'postgres://127.0.0.1:1/none' }, 'restore', files[0])).toMatchObject(
      {
        code: 1,
        stderr: expect.stringContaining('check DATABASE_URL'),
      },
    );
  });

  it('is made, restored and verified by commands that refuse what they do not understand', async () => {
    for (const args of [
      [],
      ['backup'],
      ['backup', 'x'],
      ['restore'],
      ['rotate-key'],
      ['rotate-key', 'x', '--all'],
      ['restore', 'x', '--all'],
      ['verify'],
      ['dance'],
    ])
      expect([args, (await plenary({}, ...args)).code]).toEqual([args, 2]);
  });

  it('made while ballots come in holds each that was acknowledged before it, and all goes on from it', async () => {
    const { members } = assembly;
    const [early, late] = [members.slice(0, 3), members.slice(3)];
    const put = (tier: string) => putToVote(members, { kind: 'ORDINARY', title: tier, text: '?', tier });
    const polls = [await put('ROLL_CALL'), await put('SECRET')];
    const cast = (who: readonly Member[], answer: string) =>
      Promise.all(polls.flatMap(({ pollId }) => who.map((member) => member.vote(pollId, answer))));
    const before = await cast(early, 'YES');
    const file = join(folder, 'load.backup');
    const [made, during] = await Promise.all([backup(file), cast(late, 'NO')]);
    expect(made.stderr).toContain('THIS BACKUP HOLDS ROWS THAT CAN BE LINKED. 1 secret poll is open.');
    const size = await service.sql<{ entries: number }>(
      `SELECT entries::int FROM stream WHERE id = '${assembly.id}'`,
    );

    const url = await emptyDatabase();
    expect(await restore(url, file)).toMatchObject({ code: 0 });
    // What was lost with the machine: the restored one takes its place, at its address, with its clock.
    const ahead = (await service.now()).getTime() - Date.now();
    await sql(
      url,
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
       $$SELECT clock_timestamp() + interval '${ahead} milliseconds'$$`,
    );
    await service.apis[0]!.stop();
    const api = await startApiProcess(url, { PORT: new URL(service.apis[0]!.address).port });
    processes.push(api);
    await expect(members[0]!.client.ask('{ me { id } }')).resolves.toEqual({ me: null });
    const back = await Promise.all(members.map((member) => member.signInAgain()));

    const again = await Promise.all(
      polls.flatMap(({ pollId }) => back.slice(0, 3).map((member) => member.vote(pollId, 'YES'))),
    );
    expect(again).toEqual(before);
    // Of those that came in beside the backup some are in it: sent again, each is there once.
    const repeated = await Promise.all(
      polls.flatMap(({ pollId }) => back.slice(3).map((member) => member.vote(pollId, 'NO'))),
    );
    expect(repeated).toHaveLength(during.length);

    const news = back[0]!.client.subscribe<RecordUpdate>(
      'subscription ($id: ID!, $after: Int) { recordAppended(assemblyId: $id, after: $after) { stale entry { seq kind } } }',
      { id: assembly.id, after: size[0]!.entries - 1 },
    );
    await news.until(({ recordAppended: { entry } }) => entry?.kind === 'record.restored');
    // Polls that became due go their way.
    await sql(
      url,
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
       $$SELECT clock_timestamp() + interval '${ahead + 3_600_000} milliseconds'$$`,
    );
    for (const { pollId } of polls) {
      const { poll } = await eventually(
        () =>
          back[0]!.client.ask<{
            poll: { state: string; result: { tally: { yes: number; no: number } } | null };
          }>('query ($id: ID!) { poll(id: $id) { state result { tally { yes no } } } }', { id: pollId }),
        (found) => found.poll.state === 'CLOSED',
      );
      expect(poll.result!.tally).toEqual({ yes: 3, no: 3 });
    }
    await news.until(({ recordAppended: { entry } }) => entry?.kind === 'poll.closed');
    news.stop();

    const exported = await fetch(`${api.address}/export/${assembly.id}`, {
      headers: { cookie: back[0]!.client.cookie },
    });
    const path = join(folder, 'after.jsonl');
    await writeFile(path, await exported.text());
    expect(await plenary({}, 'verify', path)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('polls have the hash on the record'),
    });
  });
});
