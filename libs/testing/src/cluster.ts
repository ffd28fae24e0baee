import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AlreadyRunningError,
  type EmbeddedPostgres,
  migrate,
  startEmbeddedPostgres,
} from '@plenary/platform';
import pg from 'pg';

/** How the workers of a test run find its cluster: they inherit the environment, and nothing else. */
export const CLUSTER_URL = 'PLENARY_TEST_CLUSTER_URL';
export const RUN = 'PLENARY_TEST_RUN';

// Runs at the same time, of several clones or terminals, each take the first folder that is free.
const SLOTS = 16;

let embedded: EmbeddedPostgres | undefined;

/** All databases of one test run carry its name, so that it can remove them on a server it shares. */
export function databaseName(run: string, name: string): string {
  return `plenary_test_${run}_${name}`;
}

/**
 * One server for the whole test run, with one migrated template on it: the embedded PostgreSQL as it ships, fsync
 * and all, or the server that TEST_DATABASE_URL names (its role may create databases).
 */
export async function startTestCluster(): Promise<void> {
  const run = randomBytes(4).toString('hex');
  let url = process.env.TEST_DATABASE_URL;
  if (!url) {
    embedded = await startInFreeFolder();
    url = embedded.url;
    // A run that was killed left its databases behind; nobody else uses this folder now.
    await dropDatabases(url, 'plenary_test_');
  }
  process.env[CLUSTER_URL] = url;
  process.env[RUN] = run;
  try {
    const template = databaseName(run, 'template');
    await execute(url, `CREATE DATABASE ${template}`);
    await migrate(withDatabase(url, template));
    // A session on the template would block every clone: now nobody can open one.
    await execute(url, `ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
  } catch (error) {
    // Jest calls no teardown after a setup that failed.
    await stopTestCluster();
    throw error;
  }
}

/** Removes the run's databases and stops the server if it is ours. */
export async function stopTestCluster(): Promise<void> {
  const { [CLUSTER_URL]: url, [RUN]: run } = process.env;
  if (url !== undefined && run !== undefined) await dropDatabases(url, databaseName(run, ''));
  await embedded?.stop();
  embedded = undefined;
}

/**
 * Kept between runs, since a warm start is five times faster than a new cluster. In the temporary folder and not
 * in the repository: a clone may lie where PostgreSQL's user cannot go, when the tests run as root.
 */
async function startInFreeFolder(): Promise<EmbeddedPostgres> {
  const clone = createHash('sha256')
    .update(import.meta.url)
    .digest('hex')
    .slice(0, 8);
  const base = join(tmpdir(), `plenary-test-${clone}-${process.getuid?.() ?? 'user'}`);
  for (let slot = 1; ; slot++) {
    try {
      // Each service may open twenty, and some tests run three of them.
      const settings = { max_connections: '400' };
      return await startEmbeddedPostgres({ dataDir: `${base}-${slot}`, settings });
    } catch (error) {
      if (!(error instanceof AlreadyRunningError) || slot === SLOTS) throw error;
    }
  }
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const { rows } = await execute(
    url,
    `SELECT datname FROM pg_database WHERE starts_with(datname, '${prefix}')`,
  );
  for (const { datname } of rows as { datname: string }[]) {
    await execute(url, `DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
}

/** The same server and role, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** One statement on a connection of its own: CREATE and DROP DATABASE cannot be part of a transaction. */
export async function execute(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}
