import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  AlreadyRunningError,
  reachableDataDir,
  runningPostgres,
  StartupError,
  startEmbeddedPostgres,
} from '@plenary/platform';

export interface OwnDatabase {
  readonly url: string;
  /** Stops the server if this process started it. */
  close(): Promise<void>;
}

/**
 * The database that the service uses, by the same environment: DATABASE_URL, or the embedded server in
 * PLENARY_DATA_DIR: beside the running service, or started for the while.
 * @param need 'existing': there must be one; 'alone': no service may run on it, and a missing one is made.
 */
export async function ownDatabase(need: 'existing' | 'alone', env = process.env): Promise<OwnDatabase> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, close: async () => undefined };
  const dataDir = env.PLENARY_DATA_DIR || (await reachableDataDir(resolve('.plenary/data')));
  if (need === 'existing' && !existsSync(join(dataDir, 'postgres', 'PG_VERSION')))
    throw new StartupError(
      `There is no database in ${dataDir}: set PLENARY_DATA_DIR or DATABASE_URL as the service has it.`,
    );
  try {
    const server = await startEmbeddedPostgres({ dataDir });
    return { url: server.url, close: () => server.stop() };
  } catch (error) {
    if (need === 'alone' || !(error instanceof AlreadyRunningError)) throw error;
    return { url: await runningPostgres(dataDir), close: async () => undefined };
  }
}

/** SQLSTATE or system code of a database that cannot be used as it was named. */
const UNREACHABLE = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '28P01',
  '28000',
  '3D000',
  '57P03',
];

/** The sentence for what the person at the machine can mend. @throws the error itself when it is none of that. */
export function refusalOf(error: unknown): string {
  if (error instanceof StartupError) return error.message;
  const { code, message } = error as { code?: string; message?: string };
  if (code !== undefined && UNREACHABLE.includes(code))
    return `The database cannot be used (${message || code}): check DATABASE_URL.`;
  throw error;
}
