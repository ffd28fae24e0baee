import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiProcess, startApiProcess } from '@plenary/testing';

/** An api process with the embedded PostgreSQL that it brings itself, as `npm start` runs it; empty at the start. */
export async function startOnOwnDatabase(): Promise<{
  readonly api: ApiProcess;
  readonly folder: string;
  stop(): Promise<void>;
}> {
  // Made by the service and not here: as root PostgreSQL runs under another user, whom a private folder keeps out.
  const folder = join(tmpdir(), `plenary-test-own-${randomBytes(6).toString('hex')}`);
  const api = await startApiProcess('', { PLENARY_DATA_DIR: folder });
  return {
    api,
    folder,
    async stop() {
      if (api.child.exitCode === null) await api.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
