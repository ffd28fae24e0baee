import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, Feed, newId, UnitOfWork } from '@plenary/platform';
import { LatestRoom, Signal, type TailUpdate, type Viewer } from '@plenary/platform/live';
import { appendRecordAndFeed, type RecordedEntry } from '@plenary/record';
import { Patience } from '@plenary/testing';
import { BallotBox } from './application/ballot-box.js';
import { castBallot } from './application/cast-ballot.js';
import { closePoll } from './application/close-poll.js';
import { type LivePollEvent, LivePolls, POLL_CHANNEL } from './application/live-polls.js';
import { LiveRecords } from './application/live-records.js';
import { NO_PORTS } from './application/ports.js';
import type { Poll } from './domain/poll.js';
import { failureOf, Hall, type Voter } from './spec/hall.js';

/** What one api process has of voting. */
class Process {
  readonly uow: UnitOfWork;
  readonly signal: Signal;
  readonly feed: Feed;
  readonly polls: LivePolls;
  readonly records: LiveRecords;
  readonly box: BallotBox;

  constructor(
    readonly db: Database,
    feedDb = db,
  ) {
    this.feed = new Feed(feedDb);
    this.uow = new UnitOfWork(db, appendRecordAndFeed, this.feed);
    this.signal = new Signal(db, POLL_CHANNEL);
    this.polls = new LivePolls(db, this.feed, this.signal);
    this.records = new LiveRecords(db, this.feed);
    this.box = new BallotBox(this.uow, (pollId) => this.signal.raise(pollId));
  }

  async start(): Promise<this> {
    await this.feed.start();
    await this.signal.start();
    return this;
  }

  async stop(): Promise<void> {
    this.polls.stop();
    this.records.stop();
    await this.feed.stop();
    await this.signal.stop();
    await this.db.close();
  }
}

let hall: Hall;
let here: Process;
let there: Process;
beforeAll(async () => {
  hall = await Hall.open(60);
  here = await new Process(await hall.otherProcess()).start();
  there = await new Process(await hall.otherProcess()).start();
});
afterAll(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await hall.close();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const viewer = ({ accessId, personId }: Voter): Viewer => ({
  accessId,
  personId,
  assemblyId: hall.assemblyId,
});
const vote = (process: Process, voter: Voter, poll: Poll) =>
  castBallot(process.box, process.db, voter.tokenHash, {
    pollId: poll.id,
    answer: 'yes',
    clientKey: newId(),
  });

/** Reads a subscription into a list, until it ends. */
function collect<T>(events: AsyncIterable<T>) {
  const seen: { value: T; at: number }[] = [];
  const state = {
    seen,
    ended: false,
    error: undefined as { code?: string } | undefined,
    values: () => seen.map((each) => each.value),
  };
  void (async () => {
    try {
      for await (const value of events) seen.push({ value, at: performance.now() });
    } catch (error) {
      state.error = error as { code?: string };
    }
    state.ended = true;
  })();
  return state;
}

async function until(condition: () => boolean): Promise<void> {
  const patience = new Patience(60_000);
  while (!condition()) {
    if (patience.left <= 0) throw new Error(`it did not happen: ${condition}`);
    await pause(5);
  }
}

const states = (watched: { values(): LivePollEvent[] }) => watched.values().map((event) => event.pollUpdated);
const last = (watched: { values(): LivePollEvent[] }) => states(watched).at(-1);
/** Without what a process says that was kept waiting: that it is not sure, and then the same again. */
const certain = (watched: { values(): LivePollEvent[] }) =>
  states(watched).filter(({ stale }, i, all) => !stale && !all[i - 1]?.stale);

/** Says in the record that something happened. */
const happen = (process: Process, n: number) =>
  process.uow.do(async (tx) =>
    tx.record({
      assemblyId: hall.assemblyId,
      kind: 'thing.happened',
      authority: { source: 'system' },
      data: { n },
    }),
  );

describe('a watched poll', () => {
  it('sends the present state first, then the latest to the watchers of both processes, never back, at most four times a second', async () => {
    const poll = await hall.poll({ liveResults: true });
    await vote(here, hall.voters[0]!, poll);
    const events = [
      await here.polls.watch(poll.id, viewer(hall.voters[1]!)),
      await here.polls.watch(poll.id, viewer(hall.voters[2]!)),
      await there.polls.watch(poll.id, viewer(hall.voters[3]!)),
    ];
    const watched = events.map(collect);
    await until(() => watched.every((each) => each.seen.length > 0));
    for (const each of watched)
      expect(states(each)[0]).toMatchObject({ voted: 1, liveTally: { yes: { heads: 1 } } });
    const began = performance.now();
    for (const [i, voter] of hall.voters.slice(4, 54).entries()) {
      await vote(i % 2 ? here : there, voter, poll);
      await pause(8);
    }
    await until(() => watched.every((each) => last(each)?.voted === 51 && !last(each)!.stale));
    const seconds = (performance.now() - began) / 1_000;
    for (const each of watched) {
      const versions = certain(each).map((state) => state.version);
      expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
      expect(versions.length).toBeLessThanOrEqual(3 + Math.ceil(seconds * 4));
    }
    // One event for all of a process: what is made of it is made once.
    expect(watched[0]!.values().at(-1)).toBe(watched[1]!.values().at(-1));
    await hall.endTime(poll.id);
    await there.uow.do((tx) => closePoll(NO_PORTS, tx, poll.id));
    await until(() => watched.every((each) => last(each)?.poll.state === 'closed'));
    for (const each of watched)
      expect(last(each)).toMatchObject({ liveTally: null, result: { outcome: { carried: true } } });
    for (const each of events) await each.return!();
    await until(() => watched.every((each) => each.ended && each.error === undefined));
  });

  it('of a secret poll tells nothing below five, not even that somebody voted', async () => {
    const poll = await hall.poll({ tier: 'secret' });
    const events = await here.polls.watch(poll.id, viewer(hall.voters[0]!));
    const watched = collect(events);
    for (let i = 0; i < 4; i++) await vote(there, hall.voters[i]!, poll);
    await pause(600);
    const quiet = new Set(states(watched).map(({ version }) => version));
    expect(quiet.size).toBe(1);
    for (const state of states(watched)) expect(state).toMatchObject({ voted: null, liveTally: null });
    await vote(there, hall.voters[4]!, poll);
    await until(() => last(watched)?.voted === 5);
    await events.return!();
  });

  it('refuses whoever is no member, and is not counted when nobody watches', async () => {
    const [stranger] = await hall.more(1);
    const poll = await hall.poll();
    await hall.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      stranger!.membershipId,
    ]);
    expect((await failureOf(here.polls.watch(poll.id, viewer(stranger!)))).code).toBe('NOT_ALLOWED');
  });

  it('answers the end of a subscription at once, also while nothing happens', async () => {
    const poll = await hall.poll();
    const events = await here.polls.watch(poll.id, viewer(hall.voters[0]!));
    await events.next();
    const waiting = events.next();
    await events.return!();
    expect(await waiting).toMatchObject({ done: true });
  });
});

/** Of the entries that came. */
const numbers = (updates: TailUpdate<RecordedEntry>[]) => updates.flatMap((update) => update.item?.seq ?? []);

describe('a revocation', () => {
  it('is applied before any later event, in both processes', async () => {
    const poll = await hall.poll({ liveResults: true });
    const [leaver, revoked, expired] = await hall.more(3);
    await hall.db.run(`UPDATE access SET expires_at = plenary_now() + interval '5 seconds' WHERE id = $1`, [
      expired!.accessId,
    ]);
    const byTime = collect(await here.polls.watch(poll.id, viewer(expired!)));
    const watched = [
      collect(await here.polls.watch(poll.id, viewer(leaver!))),
      collect(await there.polls.watch(poll.id, viewer(leaver!))),
      collect(await there.polls.watch(poll.id, viewer(revoked!))),
      collect(await here.records.follow(viewer(revoked!), null)),
      collect(await there.records.follow(viewer(leaver!), null)),
    ];
    await until(() => watched.slice(0, 3).every((each) => each.seen.length > 0));
    await here.uow.do(async (tx) => {
      await tx.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
        leaver!.membershipId,
      ]);
      await tx.run('UPDATE access SET revoked_at = plenary_now() WHERE id = $1', [revoked!.accessId]);
      tx.change({
        scope: hall.assemblyId,
        kind: 'membership.ended',
        ids: { membership: leaver!.membershipId },
      });
      tx.change({ scope: revoked!.personId, kind: 'access.revoked', ids: { access: revoked!.accessId } });
    });
    await until(() => watched.every((each) => each.ended));
    for (const each of watched) expect(each.error?.code).toBe('NOT_ALLOWED');
    while (
      !(
        await hall.db.one<{ over: boolean }>(
          'SELECT expires_at < plenary_now() AS over FROM access WHERE id = $1',
          [expired!.accessId],
        )
      ).over
    )
      await pause(50);
    await vote(here, hall.voters[30]!, poll);
    await until(() => byTime.ended);
    for (const { voted } of states(byTime)) expect(voted).toBe(0);
  });

  it('is applied also when no line of the feed was heard: what came after it in the database goes to nobody who lost their right', async () => {
    const poll = await hall.poll({ liveResults: true });
    for (let round = 0; round < 10; round++) {
      const [leaver] = await hall.more(1);
      const poller = collect(await here.polls.watch(poll.id, viewer(leaver!)));
      const reader = collect(await there.records.follow(viewer(leaver!), null));
      await until(() => poller.seen.length > 0);
      // Nobody is woken: the transaction goes past the feed's wake, and the vote and the entry follow at once.
      const silent = new UnitOfWork(here.db, appendRecordAndFeed);
      await silent.do(async (tx) => {
        await tx.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
          leaver!.membershipId,
        ]);
        tx.change({
          scope: hall.assemblyId,
          kind: 'membership.ended',
          ids: { membership: leaver!.membershipId },
        });
      });
      await Promise.all([vote(there, hall.voters[round]!, poll), happen(there, round)]);
      await until(() => poller.ended && reader.ended);
      for (const { voted } of states(poller)) expect(voted).toBe(round);
      expect(numbers(reader.values())).toEqual([]);
    }
  });
});

/** A machine that does other things as well must not fail the build: the promise itself is measured by the benchmark. */

describe('a followed record', () => {
  it('sends every entry after the named one in order, then each new one, to followers of both processes', async () => {
    for (let n = 0; n < 30; n++) await happen(here, n);
    const { size } = await hall.db.one<{ size: number }>('SELECT entries AS size FROM stream WHERE id = $1', [
      hall.assemblyId,
    ]);
    const followers = [
      await here.records.follow(viewer(hall.voters[0]!), 0),
      await here.records.follow(viewer(hall.voters[1]!), size - 5),
      await there.records.follow(viewer(hall.voters[2]!), 0),
    ].map(collect);
    const live = collect(await there.records.follow(viewer(hall.voters[3]!), null));
    await Promise.all(Array.from({ length: 40 }, (_, n) => happen(n % 2 ? here : there, n)));
    await until(() => followers.every((each) => numbers(each.values()).at(-1) === size + 40));
    const all = Array.from({ length: size + 40 }, (_, i) => i + 1);
    expect(numbers(followers[0]!.values())).toEqual(all);
    expect(numbers(followers[1]!.values())).toEqual(all.slice(size - 5));
    expect(numbers(followers[2]!.values())).toEqual(all);
    await until(() => numbers(live.values()).length === 40);
    expect(numbers(live.values())).toEqual(all.slice(size));
  });

  it('loses nothing for a slow reader, and holds at most a page for it', async () => {
    const events = await here.records.follow(viewer(hall.voters[4]!), null);
    const { size } = await hall.db.one<{ size: number }>('SELECT entries AS size FROM stream WHERE id = $1', [
      hall.assemblyId,
    ]);
    const many = 450;
    for (let n = 0; n < many; n += 50) {
      await here.uow.do(async (tx) => {
        for (let i = 0; i < 50; i++) {
          tx.record({
            assemblyId: hall.assemblyId,
            kind: 'thing.happened',
            authority: { source: 'system' },
            data: { n: n + i },
          });
        }
      });
    }
    await pause(100);
    const read: number[] = [];
    while (read.length < many) read.push(...numbers([(await events.next()).value]));
    expect(read).toEqual(Array.from({ length: many }, (_, i) => size + 1 + i));
    await events.return!();
  });
});

describe('a process that is not sure it has caught up', () => {
  it('says stale once, sends nothing else until it is sure again, and has then lost nothing', async () => {
    const db = await hall.otherProcess(3);
    let cut = false;
    const query: Database['query'] = (...args) =>
      cut ? Promise.reject(new Error('the connection is cut')) : db.query(...args);
    const alone = new Process(db, Object.assign(Object.create(db) as Database, { query }));
    await alone.start();
    const poll = await hall.poll({ liveResults: true });
    const watched = collect(await alone.polls.watch(poll.id, viewer(hall.voters[0]!)));
    const follower = collect(await alone.records.follow(viewer(hall.voters[1]!), null));
    await until(() => last(watched)?.stale === false);
    cut = true;
    await until(() => last(watched)?.stale === true && follower.values().at(-1)?.stale === true);
    const said = [watched.seen.length, follower.seen.length];
    await vote(here, hall.voters[2]!, poll);
    await happen(here, 1);
    await pause(300);
    expect([watched.seen.length, follower.seen.length]).toEqual(said);
    expect(numbers(follower.values())).toEqual([]);
    cut = false;
    await until(() => last(watched)?.stale === false && numbers(follower.values()).length > 0);
    expect(last(watched)).toMatchObject({ voted: 1, stale: false });
    expect(numbers(follower.values())).toHaveLength(1);
    await alone.stop();
  });
});

it('what changes while a room is looking is looked at again, and does not wait for the next recount', async () => {
  let version = 1;
  let changes = false;
  const room: LatestRoom<{ version: number }, { version: number }> = new LatestRoom({
    sql: here.db,
    feed: here.feed,
    judge: async (_sql, viewers) => viewers.map(() => new Date(8.64e15)),
    recountMs: 3_600_000,
    compute: async () => {
      const read = { version };
      if (changes) {
        changes = false;
        version = 3;
        room.dirty();
      }
      return read;
    },
    event: (state) => ({ ...state }),
  });
  const updates = await room.subscribe(viewer(hall.voters[0]!));
  expect((await updates.next()).value).toEqual({ version: 1 });
  version = 2;
  changes = true;
  room.dirty();
  expect((await updates.next()).value).toEqual({ version: 2 });
  expect((await updates.next()).value).toEqual({ version: 3 });
  room.close();
});
