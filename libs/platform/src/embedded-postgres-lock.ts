import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartupError } from './startup-error.js';

/** Another living process uses the data folder. */
export class AlreadyRunningError extends StartupError {}

export interface FolderLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Holds a data folder for this process until `release()` or the end of the process, however it ends.
 *
 * Node.js has no file lock of its own, but the SQLite inside it has one on every platform. The operating system
 * drops it with the process, so there is no stale lock, no guessing by process id (ids are reused, in containers
 * nearly always), and it holds between containers that share a volume.
 * @throws AlreadyRunningError when another process, or this one, already holds the folder.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const ownerFile = join(folder, 'plenary.pid');
  const lock = new DatabaseSync(join(folder, 'plenary.lock'), { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    const owner = (await readFile(ownerFile, 'utf8').catch(() => '')).trim();
    throw new AlreadyRunningError(
      `Plenary is already running with the data folder ${folder}${owner && ` (process ${owner})`}: stop it first, or choose another data folder.`,
    );
  }
  try {
    // Only for the message above; the lock itself never trusts it.
    await writeFile(ownerFile, `${process.pid}\n`);
  } catch (error) {
    lock.close();
    throw error;
  }
  return { release: () => lock.isOpen && lock.close() };
}
