import type { AssemblyId } from '@plenary/kernel';
import type { Tx, UnitOfWork } from '@plenary/platform';
import { makeCheckpoint, rootAt } from '@plenary/record';
import { contributionsOf, mixedSeed } from '@plenary/sortition';
import type { Roster } from '../persistence/roster-rows.js';
import { contributionEntries, entriesUntil } from '../persistence/value-rows.js';

export interface DrawnSeed {
  readonly seed: string;
  /** How many entries the root is of. */
  readonly size: number;
  /** Whose values are in it, and whose are not although they were bound to one. */
  readonly contributed: readonly string[];
  readonly unrevealed: readonly string[];
}

/**
 * How many entries the record had at the instant of the draw, covered by a checkpoint. Entries are numbered and timed
 * under the lock of the record's counter: once it was ours after that instant, no earlier entry is still on its way.
 */
export async function entriesBefore(work: UnitOfWork, assemblyId: AssemblyId, at: Date): Promise<number> {
  await work.do(async (tx) => {
    await tx.run('SELECT 1 FROM stream WHERE id = $1 FOR SHARE', [assemblyId]);
  });
  const size = await entriesUntil(work.db, assemblyId, at);
  for (;;) {
    const checkpoint = await work.do((tx) => makeCheckpoint(tx, assemblyId));
    if (checkpoint === null) throw new Error('a draw was announced in an empty record');
    if (checkpoint.size >= size) return size;
  }
}

/** The seed as {@link DrawnSeed} publishes it: what the record says of it, so that anybody finds the same. */
export async function seedOf(tx: Tx, roster: Roster, before: number): Promise<DrawnSeed> {
  const { id, assemblyId, announcedAt, commitUntil, drawsAt } = roster;
  const root = async (size: number) => {
    const found = await rootAt(tx, assemblyId, size);
    if (found === null) throw new Error(`no root of the first ${size} entries`);
    return Buffer.from(found).toString('hex');
  };
  if (commitUntil === null)
    return { seed: await root(before), size: before, contributed: [], unrevealed: [] };
  const entries = await contributionEntries(tx, assemblyId, announcedAt, before);
  const found = contributionsOf(id, commitUntil.toISOString(), drawsAt.toISOString(), entries);
  const { unrevealed } = found;
  if (found.revealed.size === 0)
    return { seed: await root(before), size: before, contributed: [], unrevealed };
  const size = await entriesUntil(tx, assemblyId, commitUntil);
  const seed = mixedSeed(await root(size), found);
  return { seed, size, contributed: [...found.revealed.keys()].sort(), unrevealed };
}
