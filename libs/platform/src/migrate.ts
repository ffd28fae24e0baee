import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { SESSION_OPTIONS } from './database.js';
import { StartupError } from './startup-error.js';

const MIGRATIONS = fileURLToPath(new URL('../../../migrations/', import.meta.url));

// Any number that no other part of the software locks: two processes that start together migrate one after the other.
const MIGRATION_LOCK = 7_053_001;

const OLDEST_POSTGRES = 150_000;

/** A server that takes a connection and says nothing is given up so soon, in milliseconds. */
const CONNECT_MS = 5_000;

/** A table that stands in a database from the loading of a backup until its records say that they were restored. */
export const UNFINISHED_RESTORE = 'unfinished_restore';

/** What the migrations are called in the table `migration`, in order. */
export async function migrationNames(): Promise<string[]> {
  return (await migrationFiles()).map(migrationName);
}

/**
 * Brings a database to the present schema: each `migrations/NNNN-name.sql` once, in order, in a transaction of
 * its own. Safe to run twice and by several processes at once. Forward only.
 * @param through how many of the migrations, from the first; all without it. For a backup of an older version.
 * @throws StartupError when the server is older than PostgreSQL 15, the database does not hold UTF-8, or it is newer
 *   than this software.
 */
export async function migrate(url: string, through?: number): Promise<void> {
  const files = (await migrationFiles()).slice(0, through);
  const migrations = await Promise.all(
    files.map(async (name) => migrationClass(name, await readFile(join(MIGRATIONS, name), 'utf8'))),
  );
  const source = new DataSource({
    type: 'postgres',
    url,
    poolSize: 2,
    connectTimeoutMS: CONNECT_MS,
    applicationName: 'plenary migrate',
    migrations: migrations,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    extra: { options: SESSION_OPTIONS },
    entities: [],
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    const [{ version, encoding }] = (await lock.query(
      `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding`,
    )) as [{ version: number; encoding: string }];
    if (version < OLDEST_POSTGRES) {
      throw new StartupError(
        `This PostgreSQL is version ${Math.floor(version / 10_000)}; Plenary needs 15 or later: upgrade it, or unset DATABASE_URL to use the embedded one.`,
      );
    }
    // Another one has no place for some letters, or counts bytes for letters and cuts them apart.
    if (encoding !== 'UTF8') {
      throw new StartupError(
        `This database has the encoding ${encoding}: make one with UTF8, by createdb --encoding UTF8 --template template0.`,
      );
    }
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerDatabase(lock, migrations.length);
    await source.runMigrations();
  } finally {
    await lock.release();
    await source.destroy();
  }
}

async function refuseNewerDatabase(runner: QueryRunner, known: number): Promise<void> {
  if (!(await runner.hasTable('migration'))) return;
  const [{ applied }] = (await runner.query('SELECT count(*)::int AS applied FROM migration')) as [
    { applied: number },
  ];
  if (applied > known) {
    throw new StartupError(
      'This database was used by a newer version of Plenary: start that version, or restore an older backup.',
    );
  }
}

async function migrationFiles(): Promise<string[]> {
  return (await readdir(MIGRATIONS)).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name)).sort();
}

function migrationName(file: string): string {
  // TypeORM orders migrations by the 13 digits at the end of the name.
  return `${file.slice(5, -4).replaceAll('-', '_')}_${1_700_000_000_000 + Number(file.slice(0, 4))}`;
}

function migrationClass(file: string, sql: string): new () => MigrationInterface {
  const name = migrationName(file);
  return class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      // What a crash takes back is a whole migration, which runs again; seventy that each wait for the disk take a second.
      await runner.query(`SET LOCAL synchronous_commit = off;\n${sql}`);
    }
    async down(): Promise<void> {
      throw new Error('migrations go forward only: restore a backup instead');
    }
  };
}
