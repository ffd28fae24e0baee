import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssemblyId } from '@plenary/kernel';
import { MerkleTree, openCheckpoint, recordOrigin, verifyConsistency, verifyInclusion } from '@plenary/log';
import { Database, newId, UnitOfWork } from '@plenary/platform';
import { createTestDatabase } from '@plenary/testing';
import {
  appendRecordAndFeed,
  checkpointTask,
  consistencyProof,
  entriesAfter,
  inclusionProof,
  lastCheckpoint,
  makeCheckpoint,
  openStream,
  type RecordCheckpoint,
  recordKeys,
  rotateRecordKey,
} from './index.js';

describe('checkpoints of a record', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  let other: Database;
  let work: UnitOfWork;
  let otherWork: UnitOfWork;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await Database.connect({ url: database.url });
    other = await Database.connect({ url: database.url });
    work = new UnitOfWork(db, appendRecordAndFeed);
    otherWork = new UnitOfWork(other, appendRecordAndFeed);
  });

  afterAll(async () => {
    await db.close();
    await other.close();
    await database.drop();
  });

  const append = (assemblyId: AssemblyId, many: number) =>
    work.do(async (tx) => {
      for (let n = 0; n < many; n++)
        tx.record({
          assemblyId,
          kind: 'test.happened',
          authority: { source: 'system' },
          data: { n },
          personal: { name: `Member ${n}` },
        });
    });
  const newRecord = async (entries = 0) => {
    const id = newId<'assembly'>();
    await work.do((tx) => openStream(tx, id));
    if (entries > 0) await append(id, entries);
    return id;
  };
  const make = (id: string, by = work) => by.do((tx) => makeCheckpoint(tx, id));
  const treeOf = async (id: string) =>
    new MerkleTree((await entriesAfter(db, id, 0, 1_000)).map(({ leafHash }) => leafHash));
  const opened = async (id: string, checkpoint: RecordCheckpoint | null, by?: readonly number[]) => {
    const keys = (await recordKeys(db, id)).map(({ verifier }) => verifier);
    return openCheckpoint(checkpoint!.note, recordOrigin(id), by ? by.map((i) => keys[i]!) : keys);
  };

  it('an empty record has none, and one of every size is signed and has the root of its entries', async () => {
    const id = await newRecord();
    expect(await make(id)).toBeNull();
    expect(await recordKeys(db, id)).toEqual([]);
    for (let size = 1; size <= 20; size++) {
      await append(id, 1);
      const checkpoint = await make(id);
      const read = await opened(id, checkpoint);
      expect(read.ok && [read.value.size, read.value.root]).toEqual([
        BigInt(size),
        (await treeOf(id)).root(),
      ]);
    }
  });

  it('gives the same one again when nothing is new', async () => {
    const id = await newRecord(3);
    const first = await make(id);
    expect(await make(id)).toEqual(first);
    const { count } = await db.one<{ count: number }>(
      'SELECT count(*) FROM checkpoint WHERE assembly_id = $1',
      [id],
    );
    expect(count).toBe(1);
  });

  it('two processes that make one at once, while entries come in, make a single chain of them', async () => {
    const id = await newRecord(1);
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        await append(id, 1 + (n % 3));
        await make(id, n % 2 === 0 ? work : otherWork);
      }),
    );
    await Promise.all([make(id), make(id, otherWork)]);
    const tree = await treeOf(id);
    const rows = await db.query<{ size: number; root: Buffer }>(
      'SELECT size, root FROM checkpoint WHERE assembly_id = $1 ORDER BY size',
      [id],
    );
    expect(rows.at(-1)!.size).toBe(Number(tree.size));
    for (const { size, root } of rows) expect(new Uint8Array(root)).toEqual(tree.root(BigInt(size)));
    expect(await recordKeys(db, id)).toHaveLength(1);
  });

  it('proves every entry and every beginning of the record, for every size', async () => {
    const id = await newRecord();
    for (const many of [1, 2, 5, 9, 14]) {
      await append(id, many);
      await make(id);
    }
    const tree = await treeOf(id);
    const entries = await entriesAfter(db, id, 0, 100);
    for (let size = 1; size <= 31; size++) {
      const root = tree.root(BigInt(size));
      for (let seq = 1; seq <= size; seq++) {
        const inclusion = verifyInclusion({
          leafHash: entries[seq - 1]!.leafHash,
          index: BigInt(seq - 1),
          size: BigInt(size),
          proof: (await inclusionProof(db, id, seq, size))!,
          root,
        });
        const consistency = verifyConsistency({
          firstSize: BigInt(seq),
          firstRoot: tree.root(BigInt(seq)),
          secondSize: BigInt(size),
          secondRoot: root,
          proof: (await consistencyProof(db, id, seq, size))!,
        });
        expect([inclusion.ok, consistency.ok]).toEqual([true, true]);
      }
    }
  });

  it('proves nothing that is not there, or that no checkpoint covers', async () => {
    const id = await newRecord(4);
    await make(id);
    await append(id, 1);
    expect(await inclusionProof(db, id, 0, 4)).toBeNull();
    expect(await inclusionProof(db, id, 5, 4)).toBeNull();
    expect(await inclusionProof(db, id, 5, 5)).toBeNull();
    expect(await consistencyProof(db, id, 0, 4)).toBeNull();
    expect(await consistencyProof(db, id, 4, 3)).toBeNull();
    expect(await consistencyProof(db, id, 4, 5)).toBeNull();
    expect(await inclusionProof(db, newId(), 1, 1)).toBeNull();
  });

  it('holds every proof when personal values are erased', async () => {
    const id = await newRecord(7);
    const checkpoint = await make(id);
    const before = await inclusionProof(db, id, 3, 7);
    await db.run('DELETE FROM entry_personal WHERE assembly_id = $1', [id]);
    expect(await inclusionProof(db, id, 3, 7)).toEqual(before);
    expect(new Uint8Array(checkpoint!.root)).toEqual((await treeOf(id)).root());
  });

  it('a new key is announced by one checkpoint that both keys sign', async () => {
    const id = await newRecord(2);
    await make(id);
    const made = await work.do((tx) => rotateRecordKey(tx, id));
    // The second finds a key that has signed nothing yet; both at once make one.
    expect(await work.do((tx) => rotateRecordKey(tx, id))).toBeNull();
    expect((await recordKeys(db, id)).map(({ verifier }) => verifier.text)).toEqual([
      expect.any(String),
      made!.verifier.text,
    ]);
    const both = await make(id);
    expect((await opened(id, both, [0])).ok).toBe(true);
    expect((await opened(id, both, [1])).ok).toBe(true);
    await append(id, 1);
    const later = await make(id);
    expect((await opened(id, later, [0])).ok).toBe(false);
    expect((await opened(id, later, [1])).ok).toBe(true);
  });

  it('makes one new key when it is asked for twice at once, while entries come in', async () => {
    const id = await newRecord(2);
    await make(id);
    const made = await Promise.all([
      work.do((tx) => rotateRecordKey(tx, id)),
      append(id, 3),
      otherWork.do((tx) => rotateRecordKey(tx, id)),
      make(id),
    ]);
    const keys = [made[0], made[2]].filter((key) => key !== null);
    // The checkpoint may have come between the two: then the first new key has signed, and has a successor.
    expect(await recordKeys(db, id)).toHaveLength(1 + keys.length);
    const last = await make(id);
    expect(last?.size).toBe(2 + 3 + keys.length);
    expect((await opened(id, last, [keys.length])).ok).toBe(true);
  });

  it('does not change the key of a record that nothing has signed', async () => {
    const id = await newRecord(2);
    expect(await work.do((tx) => rotateRecordKey(tx, id))).toBeNull();
    expect(await recordKeys(db, id)).toEqual([]);
  });

  it('lets nobody edit or delete a checkpoint, a hash or a key', async () => {
    const id = await newRecord(2);
    await make(id);
    for (const table of ['checkpoint', 'record_node', 'record_key']) {
      await expect(db.query(`DELETE FROM ${table} WHERE assembly_id = $1`, [id])).rejects.toThrow(
        'append-only',
      );
      await expect(db.query(`UPDATE ${table} SET assembly_id = assembly_id`)).rejects.toThrow('append-only');
      await expect(db.query(`TRUNCATE ${table}`)).rejects.toThrow('append-only');
    }
  });

  it('the clockwork makes them for all records that have news, and then has nothing due', async () => {
    const ids = await Promise.all([newRecord(1), newRecord(2), newRecord(0)]);
    const tasks = [checkpointTask(work), checkpointTask(otherWork)];
    expect((await tasks[0]!.nextDue(db))!.getTime()).toBeLessThanOrEqual((await db.now()).getTime());
    const began = (await db.now()).getTime();
    await Promise.all(tasks.map((task) => task.runDue()));
    expect(await tasks[0]!.nextDue(db)).toBeNull();
    const sizes = await Promise.all(ids.map(async (id) => (await lastCheckpoint(db, id))?.size ?? null));
    expect(sizes).toEqual([1, 2, null]);
    // The next one is not made for each entry, but after a moment.
    await append(ids[0]!, 1);
    expect((await tasks[0]!.nextDue(db))!.getTime()).toBeGreaterThan(began + 1_000);
  });
});
