import type { AssemblyId } from '@plenary/kernel';
import { CompactTree, type CompletedNode, planRoot, signCheckpoint } from '@plenary/log';
import type { Sql, Tx } from '@plenary/platform';
import { insertNodes, nodeHashes } from './nodes.js';
import { insertKey, type RecordKey, recordKeys, signersAfter } from './record-keys.js';

/** A signed statement of how many entries the record has, and of their root hash. */
export interface RecordCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  /** As it is given out: C2SP signed-note. */
  readonly note: string;
  readonly madeAt: Date;
}

/** Entries that one checkpoint goes further than the one before it: a transaction's length. The next goes on. */
const STEP = 100_000;
const PAGE = 5_000;

/**
 * Makes the checkpoint of all that the record holds, or as far as one step goes, unless there is one. Two that are
 * made at once are one: the second waits, and looks again.
 * @returns the last checkpoint; null while the record is empty.
 */
export async function makeCheckpoint(tx: Tx, assemblyId: string): Promise<RecordCheckpoint | null> {
  await lockCheckpoints(tx, assemblyId);
  const stream = await tx.maybe<{ entries: number; checkpointed: number }>(
    'SELECT entries, checkpointed FROM stream WHERE id = $1',
    [assemblyId],
  );
  if (stream === null || stream.entries === 0) return null;
  const { entries, checkpointed } = stream;
  if (entries === checkpointed) return lastCheckpoint(tx, assemblyId);

  const size = Math.min(entries, checkpointed + STEP);
  const root = Buffer.from(await growTree(tx, assemblyId, checkpointed, size));
  const { origin, signers } = await signersAfter(tx, assemblyId, checkpointed);
  const note = signCheckpoint({ origin, size: BigInt(size), root, extensions: [] }, signers);
  const { madeAt } = await tx.one<{ madeAt: Date }>(
    `INSERT INTO checkpoint (assembly_id, size, root, note, made_at) VALUES ($1, $2, $3, $4, plenary_now())
     RETURNING made_at AS "madeAt"`,
    [assemblyId, size, root, note],
  );
  // Last, as it locks the counter: nobody who writes an entry waits for the hashing.
  await tx.run('UPDATE stream SET checkpointed = $2 WHERE id = $1', [assemblyId, size]);
  return { size, root, note, madeAt };
}

/** Adds the entries from number `from` + 1 to number `to` to the stored tree, and gives its root. */
async function growTree(tx: Tx, assemblyId: string, from: number, to: number): Promise<Uint8Array> {
  const peaks = planRoot(BigInt(from));
  const hashOf = await nodeHashes(tx, assemblyId, peaks);
  const tree = new CompactTree(BigInt(from), peaks.map(hashOf));
  for (let at = from; at < to; at += PAGE) {
    const until = Math.min(to, at + PAGE);
    const leaves = await tx.query<{ hash: Buffer }>(
      'SELECT leaf_hash AS hash FROM entry WHERE assembly_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq',
      [assemblyId, at, until],
    );
    if (leaves.length !== until - at) throw new Error(`the record has a gap between ${at} and ${until}`);
    const completed: CompletedNode[] = leaves.flatMap(({ hash }) => tree.append(hash));
    await insertNodes(tx, assemblyId, completed);
  }
  return tree.root();
}

/**
 * Gives the record a new key: the next checkpoint is signed by it and by the one before it, later ones by it alone.
 * An entry says so, which the next checkpoint covers: the hand-over is done within seconds of the commit.
 * @returns the new key; null, and nothing is changed, where the newest one has signed nothing yet.
 */
export async function rotateRecordKey(tx: Tx, assemblyId: string): Promise<RecordKey | null> {
  await lockCheckpoints(tx, assemblyId);
  const last = await lastCheckpoint(tx, assemblyId);
  const newest = (await recordKeys(tx, assemblyId)).at(-1);
  // One that has signed nothing yet needs no successor.
  if (last === null || newest === undefined || newest.fromSize === last.size) return null;
  await insertKey(tx, assemblyId, newest.origin, last.size);
  const made = (await recordKeys(tx, assemblyId)).at(-1)!;
  tx.record({
    assemblyId: assemblyId as AssemblyId,
    kind: 'record.key-changed',
    authority: { source: 'system' },
    data: { key: made.verifier.text, before: newest.verifier.text },
  });
  return made;
}

const COLUMNS = 'size, root, note, made_at AS "madeAt"';

/** The last checkpoint; null before the first. */
export function lastCheckpoint(sql: Sql, assemblyId: string): Promise<RecordCheckpoint | null> {
  return sql.maybe<RecordCheckpoint & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM checkpoint WHERE assembly_id = $1 ORDER BY size DESC LIMIT 1`,
    [assemblyId],
  );
}

/** The checkpoint of exactly this size; null when none was made. */
export function checkpointAt(sql: Sql, assemblyId: string, size: number): Promise<RecordCheckpoint | null> {
  return sql.maybe<RecordCheckpoint & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM checkpoint WHERE assembly_id = $1 AND size = $2`,
    [assemblyId, size],
  );
}

/** The checkpoints of more than `after` and up to `upTo` entries, in order. */
export function checkpointsBetween(
  sql: Sql,
  assemblyId: string,
  after: number,
  upTo: number,
): Promise<RecordCheckpoint[]> {
  return sql.query<RecordCheckpoint & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM checkpoint WHERE assembly_id = $1 AND size > $2 AND size <= $3 ORDER BY size`,
    [assemblyId, after, upTo],
  );
}

/** One transaction at a time grows a record's tree or changes its keys. Never taken after the counter. */
async function lockCheckpoints(tx: Tx, assemblyId: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('record/' || $1, 0))`, [assemblyId]);
}
