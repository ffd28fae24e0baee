import { createHash, randomBytes } from 'node:crypto';
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { closedTo, give, giveTree, serverAccount } from './embedded-postgres-account.js';
import { findBinaries } from './embedded-postgres-binaries.js';
import { lockFolder } from './embedded-postgres-lock.js';
import { run } from './embedded-postgres-process.js';
import {
  type Cluster,
  clearLeftover,
  serverRuns,
  startFailure,
  startServer,
  stopServer,
  stopServerSoon,
} from './embedded-postgres-server.js';
import { StartupError } from './startup-error.js';

export { AlreadyRunningError } from './embedded-postgres-lock.js';

export interface EmbeddedPostgresOptions {
  /** Holds the cluster, its password and its log. Made if it is missing. */
  readonly dataDir: string;
  /** Told what takes time, one plain line each. */
  readonly onProgress?: (line: string) => void;
  /** Settings of postgresql.conf, over the ones below. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** The database `plenary`, for a role that may do everything on this server. */
  readonly url: string;
  /** Cuts off all sessions and stops the server; resolves when everything is on disk. Safe to call twice. */
  stop(): Promise<void>;
}

const USER = 'plenary';
const DATABASE = 'plenary';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  // Paths of sockets have a limit of some hundred characters and other accounts' folders in between: TCP always works.
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must not become a second record of who did what: a violated key would print its values, and a failed
  // statement its text.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

/**
 * A real PostgreSQL server of our own in `dataDir`, reachable from this machine alone. The first start makes the
 * cluster; later ones find what was committed, also after this process or the machine was killed.
 * @throws StartupError for what the person at the machine can mend; AlreadyRunningError when another living
 *   process uses the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const onProgress = options.onProgress ?? (() => undefined);
  const dataDir = await openFolder(options.dataDir);
  const lock = await inFolder(dataDir, () => lockFolder(dataDir));
  try {
    const { cluster, password, port } = await inFolder(dataDir, () =>
      start(dataDir, options.settings, onProgress),
    );
    const revive = async (): Promise<void> => {
      await clearLeftover(cluster, onProgress);
      await startServer(cluster, { ...SETTINGS, ...options.settings }, port);
    };
    return handle(cluster, urlOf(password, port, DATABASE), lock.release, revive, onProgress);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * `preferred`, unless PostgreSQL could not reach it: as root it runs under another user, who may not enter a clone
 * below /root, say. Then a folder below /var/lib, the same one at every start. For the default folder alone: one
 * that somebody chose is used or refused, never replaced.
 */
export async function reachableDataDir(preferred: string): Promise<string> {
  const path = resolve(preferred);
  const account = await serverAccount(join(path, 'postgres'));
  if (account === undefined || (await closedTo(account, path)) === undefined) return path;
  return join('/var/lib/plenary', createHash('sha256').update(path).digest('hex').slice(0, 12));
}

/**
 * The address of the server that another process runs in this data folder: for a tool that works beside the service.
 * Ask after {@link startEmbeddedPostgres} has thrown AlreadyRunningError, so that the server has an owner.
 * @throws StartupError while the server is not up.
 */
export async function runningPostgres(dataDir: string): Promise<string> {
  const folder = await openFolder(dataDir);
  return inFolder(folder, async () => {
    // The fourth line of postmaster.pid is the port (PostgreSQL, src/include/utils/pidfile.h), the eighth the state.
    const lines = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split(
      '\n',
    );
    const password = (await readFile(join(folder, 'postgres-password'), 'utf8')).trim();
    const port = Number(lines[3]);
    if (!(port > 0) || lines[7]?.trim() !== 'ready')
      throw new StartupError(`The database in ${folder} is starting or stopping: try again in a moment.`);
    return urlOf(password, port, DATABASE);
  });
}

async function start(
  dataDir: string,
  settings: Readonly<Record<string, string>> | undefined,
  onProgress: (line: string) => void,
): Promise<{ cluster: Cluster; password: string; port: number }> {
  const folder = join(dataDir, 'postgres');
  const account = await serverAccount(folder);
  const closed = account && (await closedTo(account, dataDir));
  if (account && closed !== undefined) {
    throw new StartupError(
      `PostgreSQL does not run as root but as the user ${account.name}, who may not enter ${closed}: choose a data folder elsewhere, or run "chmod o+x ${closed}".`,
    );
  }
  const cluster: Cluster = {
    folder,
    log: join(dataDir, 'postgres.log'),
    config: join(dataDir, 'postgres.conf'),
    binaries: await findBinaries(account),
    account,
  };
  const passwordFile = join(dataDir, 'postgres-password');
  if (!(await clusterExists(cluster))) {
    onProgress('Creating the database (once).');
    await createCluster(cluster, passwordFile);
  }
  await giveTree(account, folder);
  await clearLeftover(cluster, onProgress);
  const password = (await readFile(passwordFile, 'utf8').catch(() => '')).trim();
  if (password === '') {
    throw new StartupError(
      `The database's password file ${passwordFile} is missing: restore it from a backup.`,
    );
  }
  const port = await startServer(cluster, { ...SETTINGS, ...settings });
  try {
    await createDatabase(urlOf(password, port, 'postgres'));
  } catch (error) {
    await stopServer(cluster);
    throw startFailure(
      'PostgreSQL started but could not be used',
      `error: ${(error as Error).message}`,
      cluster.log,
    );
  }
  return { cluster, password, port };
}

/** How often it is looked whether the server still runs, in milliseconds. */
const WATCH_MS = 1_000;

function handle(
  cluster: Cluster,
  url: string,
  release: () => void,
  revive: () => Promise<void>,
  onProgress: (line: string) => void,
): EmbeddedPostgres {
  // An exit without stop() would leave the server running until the next start.
  const onExit = (): void => stopServerSoon(cluster);
  process.once('exit', onExit);

  // Somebody may end the server under us (a full memory, a slip of the hand): it comes back where it was, and whoever
  // uses it connects again.
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    if (await serverRuns(cluster)) return;
    onProgress('PostgreSQL has ended unasked: starting it again.');
    await revive().catch((error: Error) => onProgress(error.message));
  };
  const watch = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, WATCH_MS);
  watch.unref();

  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    clearInterval(watch);
    await looking;
    process.removeListener('exit', onExit);
    try {
      await stopServer(cluster);
    } finally {
      // Only now may somebody else start on this folder.
      release();
    }
  };
  return { url, stop: () => (stopped ??= stop()) };
}

/** The folder's real path: the server is recognised by it later. */
async function openFolder(dataDir: string): Promise<string> {
  const path = resolve(dataDir);
  return inFolder(path, async () => {
    const made = await mkdir(path, { recursive: true });
    // The server's account has to pass, whatever our umask is; what lies inside is closed to others one by one.
    for (let each = path; made !== undefined && each.length >= made.length; each = dirname(each)) {
      await chmod(each, 0o755);
    }
    return realpath(path);
  });
}

/** Turns what the file system refuses into a sentence for the person at the machine. */
async function inFolder<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, errcode } = error as { code?: string; errcode?: number };
    // SQLite's numbers: 8 read-only, 10 input/output, 13 full, 14 cannot open.
    if (code === 'ENOSPC' || errcode === 13) {
      throw new StartupError(
        `The disk of the data folder ${dataDir} is full: free some space and start again.`,
      );
    }
    if (code === 'ENOTDIR' || code === 'EEXIST') {
      throw new StartupError(`The data folder ${dataDir} is not a folder: choose another one.`);
    }
    if (['EACCES', 'EPERM', 'EROFS'].includes(code ?? '') || [8, 10, 14].includes(errcode ?? 0)) {
      throw new StartupError(
        `The data folder ${dataDir} cannot be read and written by this user: change its owner, or choose another data folder.`,
      );
    }
    throw error;
  }
}

/** False for a folder that is missing or empty. */
async function clusterExists({ folder, binaries }: Cluster): Promise<boolean> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0) return false;
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === '') {
    throw new StartupError(
      `The folder ${folder} is damaged, since it holds files but no PG_VERSION: restore it from a backup, or move it away to start empty.`,
    );
  }
  if (version !== binaries.major) {
    throw new StartupError(
      `The data in ${folder} is of PostgreSQL ${version} and this Plenary brings PostgreSQL ${binaries.major}: start the Plenary that wrote it, or move the data over with PostgreSQL's pg_upgrade.`,
    );
  }
  return true;
}

/** Makes the cluster beside its place and moves it there whole: a start that was killed leaves nothing half made. */
async function createCluster(cluster: Cluster, passwordFile: string): Promise<void> {
  const unfinished = `${basename(cluster.folder)}.new-`;
  for (const entry of await readdir(dirname(cluster.folder))) {
    if (!entry.startsWith(unfinished)) continue;
    // An initdb whose Plenary was killed may still be writing into it, so each attempt has a folder of its own.
    await rm(join(dirname(cluster.folder), entry), { recursive: true, force: true }).catch(() => undefined);
  }
  const fresh = await mkdtemp(join(dirname(cluster.folder), unfinished));
  await give(cluster.account, fresh);
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600, flush: true });
  await give(cluster.account, passwordFile);
  const { code, output } = await run(
    cluster.binaries.initdb,
    [
      `--pgdata=${fresh}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The builtin provider sorts alike on every machine and for ever; a system's collation changes with its updates,
      // and indexes over it break.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ],
    cluster.account,
  );
  if (code !== 0) {
    await rm(fresh, { recursive: true, force: true });
    throw startFailure('PostgreSQL could not create its data folder', output);
  }
  await appendFile(
    join(fresh, 'postgresql.conf'),
    "\n# Written by Plenary at every start.\ninclude '../postgres.conf'\n",
  );
  await rm(cluster.folder, { recursive: true, force: true });
  await rename(fresh, cluster.folder);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  // A server that dies says so through the query that is running; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function urlOf(password: string, port: number, database: string): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
}
