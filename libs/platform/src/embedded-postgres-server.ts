import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { give, type ServerAccount } from './embedded-postgres-account.js';
import type { Binaries } from './embedded-postgres-binaries.js';
import {
  commandLine,
  hasEnded,
  isAlive,
  isWorkedIn,
  run,
  spawnOptions,
} from './embedded-postgres-process.js';
import { StartupError } from './startup-error.js';

/** One cluster on disk and how to run it. All paths are absolute and without links. */
export interface Cluster {
  /** PGDATA. */
  readonly folder: string;
  readonly log: string;
  /** Our settings, included by the cluster's postgresql.conf; outside the cluster, where the account cannot write. */
  readonly config: string;
  readonly binaries: Binaries;
  readonly account: ServerAccount | undefined;
}

const START_ATTEMPTS = 10;
const LOG_LIMIT = 10 * 1024 * 1024;
// Another program took the port in between, or a crashed server, which nobody owns any more, is still leaving.
const WORTH_ANOTHER_TRY =
  /could not create any TCP\/IP sockets|pre-existing shared memory block|lock file "postmaster\.pid" already exists/;

/** Starts the server for this machine alone, on `samePort` or a free one, and waits until it accepts connections. */
export async function startServer(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  samePort?: number,
): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = samePort ?? (await freePort());
    await writeConfig(cluster, { ...settings, port: String(port) });
    const logStart = await prepareLog(cluster);
    // pg_ctl knows every platform: it detaches the server (Ctrl-C in a terminal must not reach it before we have
    // finished with it), drops an administrator's rights on Windows, and waits until the server is ready.
    const args = ['start', '-s', '-w', '-D', cluster.folder, '-l', cluster.log];
    const { code, output } = await run(cluster.binaries.pgCtl, args, cluster.account);
    if (code === 0) return port;
    const lines = (await readFile(cluster.log)).subarray(logStart).toString();
    if (attempt < START_ATTEMPTS && WORTH_ANOTHER_TRY.test(lines)) {
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
      continue;
    }
    throw startFailure(`PostgreSQL did not start in ${cluster.folder}`, lines.trim() || output, cluster.log);
  }
}

/** Stops the server: sessions are cut off, everything committed is on disk. Nothing to do when it is gone. */
export async function stopServer(cluster: Cluster): Promise<void> {
  for (const [mode, seconds] of [
    ['fast', '60'],
    ['immediate', '30'],
  ] as const) {
    const args = ['stop', '-s', '-w', '-m', mode, '-t', seconds, '-D', cluster.folder];
    const { code } = await run(cluster.binaries.pgCtl, args, cluster.account);
    if (code === 0 || (await postmaster(cluster)) === undefined) return;
  }
  const { pid } = (await postmaster(cluster)) ?? {};
  throw new StartupError(`PostgreSQL (process ${pid}) does not stop: end it by hand and start again.`);
}

/** Asks the server to stop without waiting: all that can be done while this process exits. */
export function stopServerSoon(cluster: Cluster): void {
  const args = ['stop', '-s', '-W', '-m', 'fast', '-D', cluster.folder];
  const child = spawn(cluster.binaries.pgCtl, args, {
    ...spawnOptions(cluster.account),
    stdio: 'ignore',
    detached: true,
  });
  child.on('error', () => undefined);
  child.unref();
}

/**
 * Deals with a server that a killed process left behind. It is stopped, not adopted: its programs may be those of
 * an older installation, its settings those of an older configuration, and a clean restart takes a fraction of a
 * second. Only call it while holding the folder's lock: then nobody alive owns that server.
 */
export async function clearLeftover(cluster: Cluster, onProgress: (line: string) => void): Promise<void> {
  const left = await postmaster(cluster);
  if (left === undefined || !left.alive) return; // PostgreSQL removes the file of a dead server itself.
  const command = (await hasEnded(left.pid)) ? '' : await commandLine(left.pid);
  if (command === undefined) return; // Unknown: PostgreSQL refuses to start beside a living server.
  if (` ${command} `.includes(` ${cluster.folder.replaceAll('\\', '/').replaceAll(/\s+/g, ' ')} `)) {
    onProgress('Stopping the PostgreSQL that an earlier run left behind.');
    await stopServer(cluster);
  } else if (!/(^|\/)postgres(\.exe)?( |:|$)/.test(command)) {
    // The server is gone and its number is another program's, or that of a process nobody buried. PostgreSQL would
    // take it for a living server and refuse to start.
    await removeStalePid(cluster);
  }
}

/** False when the server has ended, whoever ended it. */
export async function serverRuns(cluster: Cluster): Promise<boolean> {
  const server = await postmaster(cluster);
  return server?.alive === true && !(await hasEnded(server.pid));
}

/** Sessions outlive a server that was killed, for a moment, and still write: not before they are gone. */
async function removeStalePid(cluster: Cluster): Promise<void> {
  for (let tenths = 0; await isWorkedIn(cluster.folder); tenths++) {
    if (tenths === 100) {
      throw new StartupError(
        `Sessions of a PostgreSQL that was killed still work in ${cluster.folder}: wait until they end, or restart the machine.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await rm(join(cluster.folder, 'postmaster.pid'), { force: true });
}

/** A sentence for what went wrong, from the last telling line of PostgreSQL's output. */
export function startFailure(what: string, output: string, log?: string): StartupError {
  if (/no space left on device/i.test(output)) {
    return new StartupError(`${what} because the disk is full: free some space and start again.`);
  }
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling =
    lines.findLast((line) => /\b(FATAL|PANIC|error):/.test(line)) ?? lines.at(-1) ?? 'no output';
  const quoted = telling.replace(/^.*?(?=FATAL|PANIC|error:)/, '').trim();
  return new StartupError(
    `${what}: it said "${quoted}"${log === undefined ? '' : ` (the whole log is in ${log})`}.`,
  );
}

async function postmaster(cluster: Cluster): Promise<{ pid: number; alive: boolean } | undefined> {
  const text = await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? { pid, alive: isAlive(pid) } : undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function writeConfig(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`,
  );
  await writeFile(cluster.config, lines.join(''), { mode: 0o600 });
  await give(cluster.account, cluster.config);
}

/** The log's length before this start. A long log is set aside, so that two of them are the most there are. */
async function prepareLog(cluster: Cluster): Promise<number> {
  const before = await stat(cluster.log).catch(() => undefined);
  if (before !== undefined && before.size > LOG_LIMIT) await rename(cluster.log, `${cluster.log}.old`);
  const log = await open(cluster.log, 'a', 0o600);
  try {
    if (cluster.account) await log.chown(cluster.account.uid, cluster.account.gid);
    return (await log.stat()).size;
  } finally {
    await log.close();
  }
}
