import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AssemblyId, ok, rejected } from '@plenary/kernel';
import { commitment } from '@plenary/log';
import { type Change, Database, Feed, newId, type Tx, UnitOfWork } from '@plenary/platform';
import { createTestDatabase } from '@plenary/testing';
import { appendRecordAndFeed } from './append.js';
import { entriesAfter, recordSize } from './read.js';
import { openStream } from './stream.js';

const fact = (assemblyId: AssemblyId, n: number) => ({
  assemblyId,
  kind: 'test.happened',
  authority: { source: 'system' } as const,
  data: { n },
  personal: { name: `Member ${n}` },
});

describe('the record and the feed', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let db: Database;
  let feed: Feed;
  let work: UnitOfWork;

  beforeAll(async () => {
    database = await createTestDatabase();
    db = await Database.connect({ url: database.url });
    feed = new Feed(db);
    await feed.start();
    work = new UnitOfWork(db, appendRecordAndFeed, feed);
  });

  afterAll(async () => {
    await feed.stop();
    await db.close();
    await database.drop();
  });

  const newAssembly = async () => {
    const id = newId<'assembly'>();
    await work.do((tx) => openStream(tx, id));
    return id;
  };

  it('numbers entries without a gap in the order of commits, from transactions that run at once', async () => {
    const id = await newAssembly();
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        work.do(async (tx) => {
          await tx.query('SELECT pg_sleep(random() * 0.01)');
          tx.record(fact(id, n));
          if (n % 2 === 0) tx.record(fact(id, n));
        }),
      ),
    );
    const entries = await entriesAfter(db, id, 0, 1_000);
    expect(entries.map((e) => e.seq)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
    expect(await recordSize(db, id)).toBe(90);
  });

  it('writes to two assemblies from both sides at once without a deadlock', async () => {
    const [a, b] = [await newAssembly(), await newAssembly()];
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        work.do(async (tx) => {
          tx.record(fact(n % 2 === 0 ? a : b, n));
          tx.record(fact(n % 2 === 0 ? b : a, n));
        }),
      ),
    );
    expect(await recordSize(db, a)).toBe(40);
    expect(await recordSize(db, b)).toBe(40);
  });

  it('keeps nothing of a transaction that was rejected or thrown', async () => {
    const id = await newAssembly();
    const refused = await work.run(async (tx) => {
      tx.record(fact(id, 1));
      return rejected({ code: 'NO', message: 'No.' });
    });
    expect(refused).toEqual({ ok: false, rejection: { code: 'NO', message: 'No.' } });
    await expect(
      work.do(async (tx) => {
        tx.record(fact(id, 1));
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
    expect(await recordSize(db, id)).toBe(0);
    expect(await entriesAfter(db, id, 0, 10)).toEqual([]);
  });

  it('hashes the canonical bytes and holds personal data as a commitment that the kept salt opens', async () => {
    const id = await newAssembly();
    await work.do(async (tx) => tx.record(fact(id, 7)));
    const [entry] = await entriesAfter(db, id, 0, 1);
    expect(entry!.leafHash).toEqual(createHash('sha256').update(Buffer.of(0)).update(entry!.bytes).digest());
    const body = JSON.parse(entry!.bytes.toString()) as {
      personal: { name: string };
      data: unknown;
      seq: number;
    };
    expect(body).toMatchObject({ v: 1, assembly: id, seq: 1, kind: 'test.happened', data: { n: 7 } });
    const { salt, value } = entry!.personal.name!;
    expect(value).toBe('Member 7');
    expect(body.personal.name).toBe(commitment(Buffer.from(salt, 'base64'), value));
    expect(entry!.bytes.includes('Member 7')).toBe(false);
  });

  it('lets nobody edit or delete an entry', async () => {
    const id = await newAssembly();
    await work.do(async (tx) => tx.record(fact(id, 1)));
    await expect(db.query('UPDATE entry SET kind = $1', ['other'])).rejects.toThrow('append-only');
    await expect(db.query('DELETE FROM entry WHERE assembly_id = $1', [id])).rejects.toThrow('append-only');
    await expect(db.query('TRUNCATE entry CASCADE')).rejects.toThrow('append-only');
  });

  it('runs the whole closure again in a new transaction after a deadlock', async () => {
    const id = await newAssembly();
    let runs = 0;
    await work.do(async (tx: Tx) => {
      runs++;
      tx.record(fact(id, runs));
      if (runs < 3) await tx.query("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40P01'; END $$");
    });
    expect(runs).toBe(3);
    expect(await recordSize(db, id)).toBe(1);
  });

  it('maps a violated constraint to its rejection', async () => {
    const result = await work.run(
      async (tx) => {
        await tx.run('INSERT INTO person (id, created_at) VALUES ($1, now()), ($1, now())', [newId()]);
        return ok();
      },
      { constraints: { person_pkey: { code: 'TAKEN', message: 'Taken.' } } },
    );
    expect(result).toEqual({ ok: false, rejection: { code: 'TAKEN', message: 'Taken.' } });
  });

  it('delivers every line of the feed once and in order to two processes, late committers included', async () => {
    const id = await newAssembly();
    const other = new Feed(db);
    await other.start();
    const seen: number[][] = [[], []];
    const listener = (i: number) => ({ change: (c: Change) => void seen[i]!.push(c.seq) });
    await Promise.all([feed.follow(id, listener(0)), other.follow(id, listener(1))]);
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        work.do(async (tx) => {
          if (n % 10 === 0) await tx.query('SELECT pg_sleep(0.05)');
          tx.change({ scope: id, kind: 'test.changed', ids: { n: String(n) } });
        }),
      ),
    );
    const all = Array.from({ length: 50 }, (_, i) => i + 1);
    for (let waited = 0; waited < 100 && seen.some((s) => s.length < 50); waited++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(seen).toEqual([all, all]);
    await other.stop();
  });

  it('says that it is not fresh when the database cannot be read, and catches up when it can', async () => {
    const id = await newAssembly();
    const lonely = await Database.connect({ url: database.url });
    const reader = new Feed(lonely);
    await reader.start();
    const fresh: boolean[] = [];
    const seen: string[] = [];
    await reader.follow(id, { change: (c) => void seen.push(c.ids.n!), fresh: (f) => void fresh.push(f) });
    expect(reader.fresh).toBe(true);
    const connect = lonely.pool.connect.bind(lonely.pool);
    const query = lonely.pool.query.bind(lonely.pool);
    const cut = () => Promise.reject(new Error('the network is cut'));
    Object.assign(lonely.pool, { connect: cut, query: cut });
    await work.do(async (tx) => tx.change({ scope: id, kind: 'test.changed', ids: { n: '1' } }));
    for (let waited = 0; waited < 120 && reader.fresh; waited++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(reader.fresh).toBe(false);
    expect(seen).toEqual([]);
    Object.assign(lonely.pool, { connect, query });
    for (let waited = 0; waited < 120 && seen.length === 0; waited++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toEqual(['1']);
    expect(reader.fresh).toBe(true);
    expect(fresh).toContain(false);
    expect(fresh.at(-1)).toBe(true);
    await reader.stop();
    await lonely.close();
  });
});
