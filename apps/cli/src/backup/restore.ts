import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { type Database, migrate, migrationNames, StartupError, UNFINISHED_RESTORE } from '@plenary/platform';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BackupHeader, BackupManifest, BackupTable, TableSum } from './format.js';
import { BackupDamaged, BackupReader } from './read-backup.js';
import { copyIn, migrationsOf, quoted, SESSION, tablesOf } from './tables.js';

/**
 * Loads a backup into a database that holds nothing, in one transaction: afterwards it holds all of it or nothing. Until
 * `finishRestore` the database is marked, and no service starts on it: the members are to read of the restoring first.
 * One that was cut off in between goes on with it.
 * Every constraint is checked over all rows, and every table against the sum in the backup.
 * @throws StartupError, in one sentence, for a database that is not empty or in use, a backup of a newer version, and
 *   one that is damaged.
 */
export async function loadBackup(databaseUrl: string, input: string): Promise<BackupHeader> {
  const reader = BackupReader.open(input);
  const header = await reader.header();
  const known = await migrationNames();
  if (header.migrations.some((name, i) => known[i] !== name))
    throw new StartupError('This backup was made by a newer Plenary: restore it with that version.');
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'plenary restore' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(SESSION);
    if (!(await isLoaded(client, header))) {
      await refuseUsed(client, header);
      await migrate(databaseUrl, header.migrations.length);
      await client.query('BEGIN');
      await load(client, header, reader);
      await client.query(`CREATE TABLE ${UNFINISHED_RESTORE} (made_at text NOT NULL)`);
      await client.query(`INSERT INTO ${UNFINISHED_RESTORE} VALUES ($1)`, [header.madeAt]);
      await client.query('COMMIT');
    }
    await client.query('ANALYZE');
  } finally {
    reader.close();
    // What was not committed is rolled back.
    await client.end();
  }
  await migrate(databaseUrl);
  return header;
}

/** Whether the rows of this very backup are in the database already, and what follows was cut off. */
async function isLoaded(client: pg.Client, { madeAt }: BackupHeader): Promise<boolean> {
  const marked = await client.query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [
    `public.${UNFINISHED_RESTORE}`,
  ]);
  if (marked.rows[0]!.name === null) return false;
  const { rows } = await client.query<{ made: string }>(`SELECT made_at AS made FROM ${UNFINISHED_RESTORE}`);
  if (rows[0]?.made === madeAt) return true;
  throw new StartupError(
    `Here the restoring of another backup, of ${rows[0]?.made}, was cut off: give that one, or restore into a new database.`,
  );
}

/** Takes the mark off: the database is a service's from here on. */
export async function finishRestore(db: Database): Promise<void> {
  await db.run(`DROP TABLE ${UNFINISHED_RESTORE}`);
}

async function refuseUsed(client: pg.Client, { migrations }: BackupHeader): Promise<void> {
  const others = await client.query(
    `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'plenary api'`,
  );
  if (others.rowCount !== 0) throw new StartupError('A Plenary service uses this database: stop it first.');
  const there = await tablesOf(client);
  if (there.length === 0) return;
  if ((await migrationsOf(client)).length === 0) throw notEmpty();
  for (const { name } of there) {
    const { rowCount } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`);
    if (rowCount !== 0) throw notEmpty();
  }
  if ((await migrationsOf(client)).length > migrations.length)
    throw new StartupError(
      'This empty database was made by a newer version than the backup: restore into one that was never used.',
    );
}

function notEmpty(): StartupError {
  return new StartupError('This database is not empty: restore into a new one, and keep this one as it is.');
}

async function load(client: pg.Client, header: BackupHeader, reader: BackupReader): Promise<void> {
  const expected = await tablesOf(client);
  if (JSON.stringify(expected) !== JSON.stringify(header.tables))
    throw new BackupDamaged('its tables are not those of its version');
  const keys = await dropForeignKeys(client);
  const loaded: Record<string, TableSum> = {};
  for (const table of header.tables) {
    // What the triggers forbid is what these rows went through once: a ballot goes into an open poll alone.
    await client.query(`ALTER TABLE ${quoted(table.name)} DISABLE TRIGGER USER`);
    loaded[table.name] = await loadTable(client, table, reader);
    await client.query(`ALTER TABLE ${quoted(table.name)} ENABLE TRIGGER USER`);
  }
  compare(await reader.manifest(), loaded);
  for (const add of keys) await client.query(add);
}

/** Drops them all, so that the order of the tables does not matter; gives what makes each again, and checks all rows. */
async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ on: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS on, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0
     ORDER BY conrelid::regclass::text, conname`,
  );
  for (const { on, name } of rows) await client.query(`ALTER TABLE ${on} DROP CONSTRAINT ${name}`);
  return rows.map(({ on, name, definition }) => `ALTER TABLE ${on} ADD CONSTRAINT ${name} ${definition}`);
}

async function loadTable(client: pg.Client, table: BackupTable, reader: BackupReader): Promise<TableSum> {
  const hash = createHash('sha256');
  const copy = client.query(copyFrom(copyIn(table)));
  const done = finished(copy);
  // Awaited below; a refusal while the file is read must not go unheard before.
  done.catch(() => undefined);
  try {
    for await (const piece of reader.table()) {
      hash.update(piece);
      if (copy.destroyed) break;
      if (!copy.write(piece)) await Promise.race([once(copy, 'drain'), done]);
    }
    copy.end();
    await done;
  } catch (error) {
    if (!copy.destroyed) copy.destroy();
    throw refusal(error, table);
  }
  return { rows: copy.rowCount, sha256: hash.digest('hex') };
}

/** PostgreSQL's classes 22 and 23: a row that is not one. */
function refusal(error: unknown, { name }: BackupTable): unknown {
  const { code } = error as { code?: string };
  return code !== undefined && /^2[23]/.test(code)
    ? new BackupDamaged(`a row of the table ${name} does not fit (SQLSTATE ${code})`)
    : error;
}

function compare(manifest: BackupManifest, loaded: BackupManifest): void {
  for (const [name, { rows, sha256 }] of Object.entries(loaded)) {
    const stated = manifest[name];
    if (stated?.rows !== rows || stated.sha256 !== sha256)
      throw new BackupDamaged(`the table ${name} is not as it was written`);
  }
}
