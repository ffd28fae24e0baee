import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AssemblyId, ok, rejected } from '@plenary/kernel';
import { Database, newId, Sql } from '@plenary/platform';
import { appendRecordAndFeed, openStream } from '@plenary/record';
import { createTestDatabase, type TestDatabase } from '@plenary/testing';
import type { PoolClient } from 'pg';
import { OneTransaction } from './one-transaction.js';
import { PastClock } from './past-clock.js';

/** In milliseconds: what a machine may be held up for, where days are the matter. */
const MINUTE = 60_000;

let database: TestDatabase;
let db: Database;
let client: PoolClient;
let work: OneTransaction;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.url });
  client = await db.pool.connect();
  await client.query('BEGIN');
  work = new OneTransaction(client, appendRecordAndFeed);
});

afterAll(async () => {
  client.release(true);
  await db.close();
  await database.drop();
});

const entry = (assemblyId: AssemblyId, n: number) =>
  ({ assemblyId, kind: 'thing.done', authority: { source: 'system' }, data: { n } }) as const;

describe('units of work in one transaction', () => {
  const assemblyId = newId<'assembly'>();

  it('keeps what was done and takes back what was rejected, entries in the record included', async () => {
    await work.do((tx) => openStream(tx, assemblyId));
    await work.do(async (tx) => tx.record(entry(assemblyId, 1)));
    const refused = await work.run(async (tx) => {
      tx.record(entry(assemblyId, 2));
      await tx.run(`INSERT INTO person (id, created_at) VALUES ($1, plenary_now())`, [newId()]);
      return rejected({ code: 'NO', message: 'No.' });
    });
    expect(refused.ok).toBe(false);
    await Promise.all([3, 4].map((n) => work.run(async (tx) => ok(tx.record(entry(assemblyId, n))))));
    expect(
      await work.db.one(
        'SELECT (SELECT count(*) FROM entry) AS entries, (SELECT count(*) FROM person) AS people',
      ),
    ).toEqual({
      entries: 3,
      people: 0,
    });
    expect([...work.scopes]).toEqual([assemblyId]);
  });

  it('shows nobody anything before the commit', async () => {
    expect(await db.one('SELECT count(*) AS entries FROM entry')).toEqual({ entries: 0 });
  });

  it('runs in the past and catches up, on a clock that no other connection sees', async () => {
    const dues: Date[] = [];
    const due = { at: null as Date | null };
    const task = {
      name: 'a thing',
      nextDue: async () => due.at,
      runDue: async () => {
        dues.push(await clock.now());
        due.at = null;
      },
    };
    const clock = await PastClock.start(new Sql(client), [task], 'Europe/London', 30);
    due.at = clock.day(20, '12:00');
    await clock.goTo(clock.day(10, '09:30'));
    expect(dues).toHaveLength(1);
    expect(Math.abs(dues[0]!.getTime() - clock.day(20, '12:00').getTime())).toBeLessThan(MINUTE);
    expect(Math.abs((await clock.now()).getTime() - clock.day(10, '09:30').getTime())).toBeLessThan(MINUTE);
    await expect(clock.goTo(clock.day(11, '09:30'))).rejects.toThrow('the story goes back');
    await work.do(async (tx) => tx.record(entry(assemblyId, 5)));
    const { at } = await work.db.one<{ at: Date }>('SELECT max(at) AS at FROM entry WHERE seq = 4');
    expect(Math.abs(at.getTime() - clock.day(10, '09:30').getTime())).toBeLessThan(MINUTE);
    expect(Math.abs((await db.now()).getTime() - clock.present.getTime())).toBeLessThan(MINUTE);

    await clock.stop();
    expect(
      Math.abs(
        (await work.db.one<{ now: Date }>('SELECT plenary_now() AS now')).now.getTime() -
          clock.present.getTime(),
      ),
    ).toBeLessThan(MINUTE);
    expect(await work.db.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'plenary_sample'`)).toEqual([]);
  });
});
