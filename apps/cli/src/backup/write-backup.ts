import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { StartupError } from '@plenary/platform';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type BackupHeader, type BackupTable, frame, jsonFrame, MAGIC, type TableSum } from './format.js';
import { copyOut, migrationsOf, SESSION, tablesOf } from './tables.js';

export interface Backup {
  readonly header: BackupHeader;
  readonly rows: number;
}

/**
 * Writes everything that is committed into one file, beside a service that goes on working: one read-only transaction
 * of one snapshot. The file appears whole or not at all, readable by its owner alone. `-` writes to standard output.
 * @throws StartupError when the database holds no Plenary, or the file cannot be written.
 */
export async function writeBackup(databaseUrl: string, output: string): Promise<Backup> {
  if (output === '-')
    return dump(databaseUrl, process.stdout).catch((error) => {
      throw cannotWrite('The backup', error);
    });
  const path = resolve(output);
  await refuseDevice(path);
  const unfinished = `${path}.unfinished-${process.pid}`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    const backup = await dump(databaseUrl, file.createWriteStream({ flush: true }));
    await rename(unfinished, path);
    await flushFolder(dirname(path));
    return backup;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw cannotWrite(`The backup ${path}`, error);
  }
}

/** What is no file would be replaced by one: a pipe, a device (`/dev/stdout`), which nobody means. */
async function refuseDevice(path: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there !== null && !there.isFile())
    throw new StartupError(
      `The backup ${path} cannot be written: this is no file. Give the name of one, or - for the standard output.`,
    );
}

const OF_THE_OUTPUT = [
  'EACCES',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'EISDIR',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'EPIPE',
  'EROFS',
];

function cannotWrite(what: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  return code !== undefined && OF_THE_OUTPUT.includes(code)
    ? new StartupError(`${what} cannot be written: ${message}`)
    : error;
}

async function dump(databaseUrl: string, target: Writable): Promise<Backup> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'plenary backup',
    stream: () => socket,
  });
  client.on('error', () => undefined);
  await client.connect();
  const gzip = createGzip({ level: 6 });
  // Whatever goes wrong while it is written is thrown here, also what happens while nobody waits for it.
  const written = finished(gzip.pipe(target, { end: target !== process.stdout }) && gzip);
  const arrived = target === process.stdout ? written : finished(target);
  // Nobody takes any more: the database's side goes at once, or it would wait for somebody to read the table that it is
  // sending, and we for it.
  const stop = (error: Error) => {
    gzip.destroy(error);
    socket.destroy();
  };
  target.once('error', stop);
  arrived.catch(stop);
  written.catch(() => undefined);
  try {
    await client.query(SESSION);
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const backup = await dumpSnapshot(client, gzip);
    gzip.end();
    await Promise.all([written, arrived]);
    return backup;
  } catch (error) {
    socket.destroy();
    // What ended the writing, and not what came of it.
    throw gzip.errored ?? error;
  } finally {
    target.off('error', stop);
    gzip.destroy();
    await client.end();
  }
}

async function dumpSnapshot(client: pg.Client, gzip: Writable): Promise<Backup> {
  const migrations = await migrationsOf(client);
  if (migrations.length === 0)
    throw new StartupError('This database holds no Plenary: set DATABASE_URL as the service has it.');
  const { rows } = await client.query<{ at: Date; open: number }>(
    `SELECT plenary_now() AS at, count(*)::int AS open FROM poll WHERE tier = 'secret' AND state = 'open'`,
  );
  const [{ at, open: openSecretPolls }] = rows as [{ at: Date; open: number }];
  const tables = await tablesOf(client);
  const header: BackupHeader = { madeAt: at.toISOString(), migrations, tables, openSecretPolls };
  const out = new Out(gzip);
  await out.write(MAGIC);
  await out.write(jsonFrame(header));
  const manifest: Record<string, TableSum> = {};
  for (const table of tables) manifest[table.name] = await dumpTable(client, table, out);
  await out.write(jsonFrame(manifest));
  await out.seal();
  return { header, rows: Object.values(manifest).reduce((sum, each) => sum + each.rows, 0) };
}

async function dumpTable(client: pg.Client, table: BackupTable, out: Out): Promise<TableSum> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const chunk of client.query(copyTo(await copyOut(client, table))) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    // A line feed inside a value is written as \n.
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++;
    if (chunk.length > 0) await out.write(frame(chunk));
  }
  await out.write(frame(Buffer.alloc(0)));
  return { rows, sha256: hash.digest('hex') };
}

/** Waits for a slow disk or pipe, so that memory does not grow with the database. */
class Out {
  readonly #hash: Hash = createHash('sha256');

  constructor(readonly target: Writable) {}

  async write(bytes: Buffer): Promise<void> {
    this.#hash.update(bytes);
    if (!this.target.write(bytes)) await drained(this.target);
  }

  async seal(): Promise<void> {
    await this.write(this.#hash.copy().digest());
  }
}

/** @throws what ended the stream, when it ends first. */
async function drained(target: Writable): Promise<void> {
  // Whichever does not come is not listened for any longer.
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(target, 'drain', { signal }), once(target, 'close', { signal })]);
  over.abort();
  if (target.destroyed) throw target.errored ?? new Error('the output was closed');
}

/** The file's name is on disk too before the backup is called done. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
