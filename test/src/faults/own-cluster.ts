import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, startEmbeddedPostgres } from '@plenary/platform';
import type { TestDatabase } from '@plenary/testing';

/** A PostgreSQL of its own that can be killed: whoever started it brings it back, as the service does with its own. */
export interface OwnCluster extends TestDatabase {
  /** SIGKILL for the postmaster: its children end as they notice. */
  kill(): Promise<void>;
}

export async function startOwnCluster(): Promise<OwnCluster> {
  // Made by the launcher and not here: as root PostgreSQL runs under another user, whom a private folder keeps out.
  const folder = join(tmpdir(), `plenary-faults-${randomBytes(6).toString('hex')}`);
  const server = await startEmbeddedPostgres({ dataDir: folder });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await migrate(server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: server.url,
    drop: stop,
    async kill() {
      const file = await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8');
      process.kill(Number(file.split('\n')[0]), 'SIGKILL');
    },
  };
}
