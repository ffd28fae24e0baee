import { createHash } from 'node:crypto';
import {
  chmod,
  constants,
  cp,
  lstat,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { ServerAccount } from './embedded-postgres-account.js';
import { run } from './embedded-postgres-process.js';
import { StartupError } from './startup-error.js';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** As in PG_VERSION: "18". */
  readonly major: string;
}

/** PostgreSQL's programs, proven to run under the account. */
export async function findBinaries(account: ServerAccount | undefined): Promise<Binaries> {
  const native = packagedBinaries();
  await linkLibraries(native);
  const inPlace = await tryBinaries(native, account);
  if (typeof inPlace !== 'string') return inPlace;
  // node_modules may be closed to the account (below /root, say) or read-only with its links missing.
  const copied = await tryBinaries(await copyBinaries(native), account);
  if (typeof copied !== 'string') return copied;
  throw new StartupError(
    `PostgreSQL's programs do not run on this machine (${copied}): set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

function packagedBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new StartupError(
      `The package ${name} is not installed: run "npm ci" again, or set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

/**
 * Makes the links between the libraries, which npm packages cannot carry and which the package's install script
 * makes where scripts may run. Safe to repeat, and for two processes at once.
 */
export async function linkLibraries(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target);
    const exists = await stat(link).then(
      () => true,
      () => false,
    );
    if (exists) continue;
    // EEXIST: another process was faster. Anything else shows when the programs are tried.
    await symlink(relative(dirname(target), source), link).catch(() => undefined);
  }
}

async function tryBinaries(native: string, account: ServerAccount | undefined): Promise<Binaries | string> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(native, 'bin', name + suffix);
  const { code, output } = await run(program('postgres'), ['--version'], account);
  const major = /\) (\d+)/.exec(output)?.[1];
  if (code !== 0 || major === undefined) return output.split('\n')[0] || `exit code ${code}`;
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), major };
}

/** A copy in a folder that every account may enter. It stays, so that only the first start pays for it. */
async function copyBinaries(native: string): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const origin = createHash('sha256').update(native).digest('hex').slice(0, 8);
  // Root has a cache that nobody sweeps and nobody else may write.
  const cache = uid === 0 && (await lstat('/var/cache').catch(() => undefined)) ? '/var/cache' : tmpdir();
  const copy = join(cache, `plenary-postgres-${version}-${uid}-${origin}`);
  if ((await lstat(copy).catch(() => undefined)) === undefined) {
    const fresh = await mkdtemp(`${copy}-`);
    await cp(native, join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
    await openToAll(fresh);
    // Fails when another process put its copy there first: that one serves as well.
    await rename(fresh, copy).catch(() => rm(fresh, { recursive: true, force: true }));
  }
  // A shared temporary folder lets anybody put programs under this name; ours are the only ones we run.
  const found = await lstat(copy);
  const ours =
    found.isDirectory() &&
    (process.platform === 'win32' || (found.uid === uid && (found.mode & 0o022) === 0));
  if (!ours) throw new StartupError(`The folder ${copy} was not made by Plenary: remove it and start again.`);
  await linkLibraries(join(copy, 'native'));
  return join(copy, 'native');
}

/** Readable by every account, whatever the umask of the installation was. */
async function openToAll(folder: string): Promise<void> {
  for (const entry of ['.', ...(await readdir(folder, { recursive: true }))]) {
    const path = join(folder, entry);
    const { mode } = await lstat(path);
    if ((mode & constants.S_IFMT) === constants.S_IFLNK) continue;
    await chmod(path, (mode & 0o755) | ((mode & 0o100) !== 0 ? 0o555 : 0o444));
  }
}
