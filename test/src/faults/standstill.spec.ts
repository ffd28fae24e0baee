import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database, Feed, newId } from '@plenary/platform';
import { LatestRoom } from '@plenary/platform/live';
import { createTestDatabase, type TestDatabase } from '@plenary/testing';
import { pause } from '../support/service.js';

/** For longer than a process takes itself for caught up, in milliseconds. */
const STANDSTILL = 3_500;

let database: TestDatabase;
let db: Database;
let feed: Feed;
beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.url });
  feed = new Feed(db);
  await feed.start();
});
afterAll(async () => {
  await feed.stop();
  await db.close();
  await database.drop();
});

const standStill = () => {
  const end = performance.now() + STANDSTILL;
  while (performance.now() < end);
};

interface Shown {
  readonly version: number;
  readonly stale: boolean;
}

function roomOf(state: { version: number; standsStillAt: number }) {
  // Whoever asks it waits until it is sure again, as it is by itself before long.
  const slow = {
    get fresh() {
      return feed.fresh;
    },
    freshFrom: (instant: number) => feed.freshFrom(instant),
    follow: (...args: Parameters<Feed['follow']>) => feed.follow(...args),
    catchUp: async () => {
      await pause(1_500);
      return feed.catchUp();
    },
  };
  return new LatestRoom<{ version: number }, Shown>({
    sql: db,
    feed: slow as Feed,
    judge: async (_, viewers) => viewers.map(() => new Date('9999-01-01')),
    compute: async () => {
      const read = { version: state.version };
      if (state.version === state.standsStillAt) {
        // Read, and then the whole process is frozen, while others go on.
        state.version++;
        standStill();
      }
      return read;
    },
    event: ({ version }, stale) => ({ version, stale }),
  });
}

async function watch(room: LatestRoom<{ version: number }, Shown>): Promise<Shown[]> {
  const shown: Shown[] = [];
  const viewer = { accessId: newId(), personId: newId(), assemblyId: newId() };
  const values = await room.subscribe(viewer);
  void (async () => {
    for await (const value of values) shown.push(value);
  })();
  return shown;
}

/** The versions that were shown as certain, each once: a process that was kept waiting shows the same again. */
const certain = (shown: readonly Shown[]): number[] => [
  ...new Set(shown.filter(({ stale }) => !stale).map(({ version }) => version)),
];

const until = async (condition: () => boolean) => {
  while (!condition()) await pause(20);
};

it('what a process read before it stood still, it does not show as certain when it goes on', async () => {
  const state = { version: 1, standsStillAt: 2 };
  const room = roomOf(state);
  const shown = await watch(room);
  await until(() => shown.at(-1)?.stale === false);
  state.version = 2;
  room.dirty();
  await until(() => shown.at(-1)?.stale === false && shown.at(-1)?.version === 3);
  expect(certain(shown)).toEqual([1, 3]);
  room.close();
});

it('nor to somebody who has just come', async () => {
  const state = { version: 1, standsStillAt: 1 };
  const room = roomOf(state);
  const shown = await watch(room);
  await until(() => shown.at(-1)?.stale === false && shown.at(-1)?.version === 2);
  expect(shown[0]).toEqual({ version: 1, stale: true });
  expect(certain(shown)).toEqual([2]);
  room.close();
});

it('what went out while somebody was coming in reaches them too', async () => {
  let version = 1;
  let looks = 0;
  let gate = Promise.resolve();
  // Somebody comes in slowly: the feed that their right hangs on is a while in being followed.
  const slowToFollow = {
    get fresh() {
      return feed.fresh;
    },
    freshFrom: (instant: number) => feed.freshFrom(instant),
    catchUp: () => feed.catchUp(),
    follow: async (...args: Parameters<Feed['follow']>) => {
      const unfollow = await feed.follow(...args);
      await gate;
      return unfollow;
    },
  };
  const room = new LatestRoom<{ version: number }, Shown>({
    sql: db,
    feed: slowToFollow as Feed,
    judge: async (_, viewers) => viewers.map(() => new Date('9999-01-01')),
    compute: async () => {
      looks++;
      return { version };
    },
    event: (state, stale) => ({ version: state.version, stale }),
  });
  const early = await watch(room);
  await until(() => early.at(-1)?.version === 1 && looks > 1);
  const door = Promise.withResolvers<void>();
  gate = door.promise;
  const before = looks;
  const coming = watch(room);
  await until(() => looks > before);
  version = 2;
  room.dirty();
  await until(() => early.at(-1)?.version === 2);
  door.resolve();
  const late = await coming;
  await until(() => late.at(-1)?.version === 2 && !late.at(-1)!.stale);
  room.close();
});
