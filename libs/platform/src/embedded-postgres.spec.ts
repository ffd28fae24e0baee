import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type EmbeddedPostgres, reachableDataDir, startEmbeddedPostgres } from './embedded-postgres.js';
import { closedTo } from './embedded-postgres-account.js';
import { linkLibraries } from './embedded-postgres-binaries.js';
import { AlreadyRunningError } from './embedded-postgres-lock.js';
import { isAlive, run } from './embedded-postgres-process.js';
import { StartupError } from './startup-error.js';

const asRoot = process.getuid?.() === 0;

describe('The embedded PostgreSQL', () => {
  let dataDir: string;
  const servers: EmbeddedPostgres[] = [];
  const owners: ChildProcess[] = [];

  const start = async (settings?: Record<string, string>): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dataDir, settings });
    servers.push(server);
    return server;
  };

  const refusal = async (): Promise<Error> => {
    const error = await start().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StartupError);
    return error as Error;
  };

  /** Another Node.js process that starts a server on the folder and keeps it. */
  const startElsewhere = async (): Promise<{ owner: ChildProcess; url: string }> => {
    const module = JSON.stringify(new URL('./embedded-postgres.js', import.meta.url).href);
    const script = `
      const { startEmbeddedPostgres } = await import(${module});
      const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
      console.log(server.url);
      process.on('SIGTERM', () => server.stop().then(() => process.exit()));
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    owners.push(owner);
    const [line] = (await once(owner.stdout!, 'data')) as [Buffer];
    return { owner, url: line.toString().trim() };
  };

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'plenary-spec-'));
    // As root the server runs under another user, who has to pass.
    await chmod(dataDir, 0o755);
  });

  afterEach(async () => {
    for (const owner of owners.splice(0)) {
      if (owner.kill('SIGTERM')) await once(owner, 'exit');
    }
    await Promise.all(servers.splice(0).map((server) => server.stop()));
    await rm(dataDir, { recursive: true, force: true });
  });

  it('brings a server back that was killed under it, at the same address and with everything committed', async () => {
    const { url } = await start();
    await query(url, 'CREATE TABLE kept AS SELECT 1 AS n');
    const pid = Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
    process.kill(pid, 'SIGKILL');
    let rows: unknown = null;
    // The test's own time limit says when it does not come back.
    while (rows === null) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const ours = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
      if (Number.parseInt(ours, 10) === pid) continue;
      rows = await query(url, 'SELECT n FROM kept').catch(() => null);
    }
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('starts in an empty folder: durable, checksummed, on this machine alone, and closed to other users', async () => {
    const { url } = await start();

    expect(new URL(url).hostname).toBe('127.0.0.1');
    const [settings] = await query(
      url,
      `SELECT current_database() AS database, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS commit, current_setting('data_checksums') AS checksums,
              current_setting('listen_addresses') AS addresses, current_setting('server_encoding') AS encoding`,
    );
    expect(settings).toEqual({
      database: 'plenary',
      fsync: 'on',
      commit: 'on',
      checksums: 'on',
      addresses: '127.0.0.1',
      encoding: 'UTF8',
    });
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
  });

  it('lets nobody in without the password', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  it('takes settings of the caller', async () => {
    const { url } = await start({ work_mem: '5MB', application_name: "it's" });
    expect(await query(url, 'SHOW work_mem')).toEqual([{ work_mem: '5MB' }]);
  });

  it('keeps what was committed over a restart, and stops once however often it is told', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();

    const second = await start();
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('starts again, with what was committed, after its Node.js process was killed', async () => {
    const { owner, url } = await startElsewhere();
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const left = await postmasterOf(dataDir);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(isAlive(left)).toBe(true);

    const lines: string[] = [];
    const server = await startEmbeddedPostgres({ dataDir, onProgress: (line) => lines.push(line) });
    servers.push(server);

    expect(lines).toEqual(['Stopping the PostgreSQL that an earlier run left behind.']);
    expect(await postmasterOf(dataDir)).not.toBe(left);
    expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('starts again, with what was committed, after the server itself was killed', async () => {
    const { owner, url } = await startElsewhere();
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(await postmasterOf(dataDir), 'SIGKILL');
    owner.kill('SIGKILL');
    await once(owner, 'exit');

    expect(await query((await start()).url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('starts when the number of a dead server was given to another program', async () => {
    await (await start()).stop();
    await writeFile(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${join(dataDir, 'postgres')}\n1\n1\n\n127.0.0.1\n\nready\n`,
    );
    await expect(start()).resolves.toBeDefined();
  });

  it('refuses a second owner, naming the first, and leaves the first at work', async () => {
    const { owner, url } = await startElsewhere();

    const error = await refusal();
    expect(error).toBeInstanceOf(AlreadyRunningError);
    expect(error.message).toContain(`already running with the data folder ${dataDir} (process ${owner.pid})`);
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('gives the folder to one of two that start at the same time', async () => {
    const outcomes = await Promise.allSettled([start(), start()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses a damaged folder in one sentence and does not touch it', async () => {
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres', 'stray'), 'precious');

    const { message } = await refusal();
    expect(message).toMatch(/^The folder .* is damaged, since it holds files but no PG_VERSION: .*\.$/);
    expect(await readdir(join(dataDir, 'postgres'))).toEqual(['stray']);
  });

  it('refuses the data of another major version', async () => {
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    expect((await refusal()).message).toMatch(/is of PostgreSQL 15 and this Plenary brings PostgreSQL 18/);
  });

  it('quotes PostgreSQL and names its log when the server does not start', async () => {
    await (await start()).stop();
    await unlink(join(dataDir, 'postgres', 'global', 'pg_control'));

    const { message } = await refusal();
    expect(message).toMatch(
      /did not start in .*: it said ".*pg_control.*" \(the whole log is in .*postgres\.log\)\.$/,
    );
    // The folder is free again for whoever repaired it.
    expect((await refusal()).message).toContain('pg_control');
  });

  it('refuses a data folder that is a file', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    await expect(startEmbeddedPostgres({ dataDir: file })).rejects.toThrow(
      /is not a folder: choose another one\.$/,
    );
  });

  it('makes the links between the libraries where no install script did, also twice at once', async () => {
    const installed = join(dirname(createRequire(import.meta.url).resolve(packageName())), '..', 'native');
    const native = join(dataDir, 'package', 'native');
    await cp(installed, native, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as {
      target: string;
    }[];
    for (const { target } of links) await rm(join(native, '..', target), { force: true });
    const version = () => run(join(native, 'bin', 'postgres'), ['--version']);
    if (links.length > 0) expect((await version()).code).not.toBe(0);

    await Promise.all([linkLibraries(native), linkLibraries(native)]);
    expect((await version()).output).toMatch(/PostgreSQL/);
  });

  (asRoot ? it : it.skip)(
    'as root, says which folder is closed to its user, and has another default',
    async () => {
      await chmod(dataDir, 0o700);
      expect((await refusal()).message).toContain(`who may not enter ${dataDir}: `);
      expect(await reachableDataDir(join(dataDir, 'data'))).toMatch(/^\/var\/lib\/plenary\/[0-9a-f]{12}$/);

      await chmod(dataDir, 0o711);
      expect(await reachableDataDir(join(dataDir, 'data'))).toBe(join(dataDir, 'data'));
      expect(
        await closedTo({ name: 'nobody', uid: 65_534, gid: 65_534 }, join(dataDir, 'data')),
      ).toBeUndefined();
    },
  );
});

function packageName(): string {
  return `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
