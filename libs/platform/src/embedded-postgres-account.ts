import { chown, lchown, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { run } from './embedded-postgres-process.js';
import { StartupError } from './startup-error.js';

/** The user that PostgreSQL runs under when it may not be ours: it refuses to run as root. */
export interface ServerAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Undefined where PostgreSQL can run as ourselves. As root: the owner of an existing cluster, since PostgreSQL
 * accepts no other, else a user that the machine already has.
 */
export async function serverAccount(cluster: string): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) {
    return { name: `number ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  }
  // macOS calls its own one _postgres.
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    if (uid.code !== 0 || gid.code !== 0) continue;
    return { name, uid: Number(uid.output), gid: Number(gid.output) };
  }
  throw new StartupError(
    'PostgreSQL does not run as root and this machine has neither a user "postgres" nor "nobody": start Plenary as another user.',
  );
}

/** The outermost folder on the way to `path`, itself included, that the account may not enter. */
export async function closedTo(account: ServerAccount, path: string): Promise<string | undefined> {
  const above = dirname(path) === path ? undefined : await closedTo(account, dirname(path));
  if (above !== undefined) return above;
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const enter = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
  return (found.mode & enter) === 0 ? path : undefined;
}

/** Gives one file or folder of ours to the account; nothing to do when PostgreSQL runs as ourselves. */
export async function give(account: ServerAccount | undefined, path: string): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

/** A cluster that belongs to root (restored from a backup, say) is given to the account whole. */
export async function giveTree(account: ServerAccount | undefined, folder: string): Promise<void> {
  if (account === undefined || (await stat(folder)).uid !== 0) return;
  for (const entry of await readdir(folder, { recursive: true })) {
    await lchown(join(folder, entry), account.uid, account.gid);
  }
  // Last: while the folder still is root's, an interrupted run starts over.
  await chown(folder, account.uid, account.gid);
}
