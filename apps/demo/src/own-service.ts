import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DemoError } from './service.js';

const MAIN = fileURLToPath(new URL('../../api/dist/main.js', import.meta.url));
const START_MS = 60_000;

export interface OwnService {
  /** Where it listens, once it does; rejects when it ends before. */
  readonly address: Promise<string>;
  /** Stops it, also while it starts, and removes its database. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * A service of the demo's own on an embedded database in the temporary folder. Everybody signs up from this one
 * machine, so its limits by address are set for that.
 */
export function startOwnService(): OwnService {
  // Made by the service: PostgreSQL runs under another user as root, whom a private folder of ours would keep out.
  const folder = join(tmpdir(), `plenary-demo-${randomBytes(6).toString('hex')}`);
  const { DATABASE_URL: _, PLENARY_ORIGIN: __, ...inherited } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...inherited,
      PORT: '0',
      HOST: '127.0.0.1',
      PLENARY_DATA_DIR: folder,
      PLENARY_SIGN_UPS_PER_HOUR: '1000000',
      PLENARY_REQUESTS_PER_MINUTE_STRANGERS: '10000000',
      PLENARY_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches us alone, and we tell it.
    detached: process.platform !== 'win32',
  });
  let output = '';
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let stopping: Promise<void> | null = null;
  const stop = () => {
    stopping ??= (async () => {
      child.kill('SIGTERM');
      await gone;
      await rm(folder, { recursive: true, force: true });
    })();
    return stopping;
  };
  const address = new Promise<string>((resolve, reject) => {
    const failed = () => reject(new DemoError(`The service did not start:\n${output.trim()}`));
    const timer = setTimeout(failed, START_MS);
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Open (http\S+)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    void gone.then(() => {
      clearTimeout(timer);
      failed();
    });
  });
  return { address, stop };
}
