import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AssemblyId, ok, rejected } from '@plenary/kernel';
import { commitment } from '@plenary/log';
import { type Change, Database, Feed, newId, type Tx, UnitOfWork } from '@plenary/platform';
import { createTestDatabase } from '@plenary/testing';
import pg from 'pg';
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

  it('stand on sessions of our own kind, whatever the database is set to', async () => {
    const own = await createTestDatabase();
    const name = new URL(own.url).pathname.slice(1);
    const settings = `default_transaction_isolation = 'repeatable read', synchronous_commit = off, TimeZone = 'Asia/Tokyo'`;
    for (const setting of settings.split(', ')) await db.run(`ALTER DATABASE "${name}" SET ${setting}`);
    await db.run(`ALTER DATABASE "${name}" SET search_path = elsewhere`);
    const there = await Database.connect({ url: own.url });
    const seen = await new UnitOfWork(there, appendRecordAndFeed).do((tx) =>
      tx.one(
        `SELECT current_setting('transaction_isolation') AS isolation, current_setting('synchronous_commit') AS commits,
                current_setting('TimeZone') AS zone, current_schema() AS schema`,
      ),
    );
    await there.close();
    await own.drop();
    expect(seen).toEqual({ isolation: 'read committed', commits: 'on', zone: 'UTC', schema: 'public' });
  });

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
    while (seen.some((s) => s.length < 50)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toEqual([all, all]);
    await other.stop();
  });

  it('tells of a power that ended with the commit itself, also when the process that ended it says no more', async () => {
    const id = await newAssembly();
    const mute = new UnitOfWork(db, appendRecordAndFeed);
    const ear = new pg.Client({ connectionString: database.url });
    await ear.connect();
    await ear.query('LISTEN plenary');
    const heard = new Promise<string>((resolve) =>
      ear.on('notification', ({ payload }) => {
        if (payload?.includes(id)) resolve(payload);
      }),
    );
    await mute.run(async (tx) => {
      tx.change({ scope: id, kind: 'test.ended', ids: {}, atOnce: true });
      return rejected({ code: 'NO', message: 'No.' });
    });
    await mute.do(async (tx) => {
      tx.record(fact(id, 1));
      tx.change({ scope: id, kind: 'test.ended', ids: {}, atOnce: true });
    });
    expect(await heard.finally(() => ear.end())).toBe(id);
  });

  it('passes no line that commits late, while others go on', async () => {
    const [slow, quick] = [await newAssembly(), await newAssembly()];
    const seen: string[] = [];
    const listener = { change: (c: Change) => void seen.push(c.ids.n!) };
    await feed.follow(slow, listener);
    await feed.follow(quick, listener);
    const change = (scope: string, n: string) =>
      work.do(async (tx) => tx.change({ scope, kind: 'test.changed', ids: { n } }));
    const gate = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const late = work.do(async (tx) => {
      await tx.query('SELECT pg_current_xact_id()');
      begun.resolve();
      await gate.promise;
      tx.change({ scope: slow, kind: 'test.changed', ids: { n: 'late' } });
    });
    await begun.promise;
    for (const n of ['1', '2', '3']) {
      await change(quick, n);
      await feed.catchUp();
    }
    expect(seen).toEqual(['1', '2', '3']);
    gate.resolve();
    await late;
    await feed.catchUp();
    expect(seen).toEqual(['1', '2', '3', 'late']);
    await change(slow, 'after');
    await feed.catchUp();
    expect(seen).toEqual(['1', '2', '3', 'late', 'after']);
  });

  it('is told everything once when it follows while others write, and when its line is lost and comes back', async () => {
    const lonely = await Database.connect({ url: database.url, applicationName: 'lonely' });
    const reader = new Feed(lonely);
    await reader.start();
    let writing = true;
    const ids = [await newAssembly(), await newAssembly(), await newAssembly(), await newAssembly()];
    const mute = new UnitOfWork(db, appendRecordAndFeed);
    const writers = ids.map(async (id) => {
      while (writing) await mute.do(async (tx) => tx.change({ scope: id, kind: 'test.changed', ids: {} }));
    });
    const followed: { from: number; to: number; seen: number[] }[] = [];
    try {
      for (let round = 0; round < 40; round++) {
        const id = ids[round % ids.length]!;
        const size = async () =>
          (await db.one<{ n: number }>('SELECT changes AS n FROM stream WHERE id = $1', [id])).n;
        const seen: number[] = [];
        if (round % 8 === 5)
          await db.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE application_name = 'plenary plenary' AND datname = current_database() AND query NOT LIKE '%pg_terminate%'`,
          );
        const [unfollow] = await Promise.all([
          reader.follow(id, { change: (c) => void seen.push(c.seq) }),
          reader.catchUp().catch(() => undefined),
        ]);
        const from = await size();
        await mute.do(async (tx) => tx.change({ scope: id, kind: 'test.changed', ids: {} }));
        const to = await size();
        await reader.catchUp();
        followed.push({ from, to, seen });
        unfollow();
      }
    } finally {
      writing = false;
      await Promise.all(writers);
      await reader.stop();
      await lonely.close();
    }
    for (const { from, to, seen } of followed) {
      expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => seen[0]! + i));
      expect(seen[0]).toBeLessThanOrEqual(from + 1);
      expect(seen.at(-1)).toBeGreaterThanOrEqual(to);
    }
  });

  it('is not misled by lines of a server that was further on, as a restore brings them', async () => {
    const id = await newAssembly();
    await work.do(async (tx) => tx.change({ scope: id, kind: 'test.changed', ids: { n: 'restored' } }));
    await db.run(`UPDATE change SET xact = '9999999999999' WHERE scope = $1`, [id]);
    const seen: string[] = [];
    await feed.follow(id, { change: (c) => void seen.push(c.ids.n!) });
    await feed.catchUp();
    await work.do(async (tx) => tx.change({ scope: id, kind: 'test.changed', ids: { n: 'new' } }));
    await feed.catchUp();
    expect(seen).toEqual(['new']);
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
    while (reader.fresh) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(reader.fresh).toBe(false);
    expect(seen).toEqual([]);
    Object.assign(lonely.pool, { connect, query });
    while (seen.length === 0 || !reader.fresh) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toEqual(['1']);
    expect(reader.fresh).toBe(true);
    expect(fresh).toContain(false);
    expect(fresh.at(-1)).toBe(true);
    await reader.stop();
    await lonely.close();
  });
});
