import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Database, isUnavailable, UnitOfWork } from '@plenary/platform';
import { createTestDatabase, type TestDatabase } from '@plenary/testing';
import { Cable } from './cable.js';

// Between the end of an answer and whoever takes the connection next nobody listened for an error, which ended the
// process: measured at 48 such errors in 25 kills of PostgreSQL under 90 readers and writers with three pools.

let database: TestDatabase;
let cable: Cable;
let db: Database;
let work: UnitOfWork;

beforeEach(async () => {
  database = await createTestDatabase();
  cable = await Cable.to(database.url);
  db = await Database.connect({ url: cable.url, poolSize: 1 });
  work = new UnitOfWork(db, async () => undefined);
});
afterEach(async () => {
  await db.close();
  await cable.stop();
  await database.drop();
});

const refused = async (): Promise<boolean> => {
  const error = await work
    .do((tx) => tx.now())
    .then(
      () => null,
      (thrown: unknown) => thrown,
    );
  return isUnavailable(error);
};

it('a server that dies as it greets a new connection is not available, and the process goes on', async () => {
  const [{ pid }] = (await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
  const gone = new Promise((resolve) => db.pool.once('remove', resolve));
  await db.query('SELECT pg_terminate_backend($1)', [pid]).catch(() => undefined);
  await gone;
  cable.farewell();
  expect(await refused()).toBe(true);
  expect(await refused()).toBe(false);
});

it('a server that dies as it answers one, while another waits for the connection, likewise', async () => {
  const first = db.query('SELECT pg_sleep(0.2)');
  const second = refused();
  cable.farewell();
  await first;
  expect(await second).toBe(true);
  expect(await refused()).toBe(false);
});
