import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiProcess, crowding, type TestSubscription } from '@plenary/testing';
import {
  type Assembly,
  carry,
  closed,
  decided,
  establishedAssembly,
  joinAll,
  putToVote,
} from '../support/assemblies.js';
import type { Member } from '../support/people.js';
import { eventually, pause, Service } from '../support/service.js';
import { recordSize, watchPoll, watchRecord } from '../support/watching.js';
import { health, numbersOf, recordIsStale, send, timed } from './asking.js';
import { startOwnCluster } from './own-cluster.js';

const LONG = process.env.PLENARY_FAULTS === 'long';
/** For longer than a process takes itself for caught up without a word from its database. */
const FROZEN = LONG ? 12_000 : 4_500;
const BOUND = 15_000;
const TWO_DAYS = 2 * 86_400_000;
const DAY = 86_400;

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const motion = (more: object = {}) => ({
  kind: 'ORDINARY',
  title: 'A vote',
  text: 'Yes.',
  voteSeconds: DAY,
  ...more,
});

describe('two processes, one of which is not well', () => {
  let service: Service;
  let assembly: Assembly;
  let other: ApiProcess;
  const watching: TestSubscription<unknown>[] = [];

  beforeAll(async () => {
    service = await Service.start(1);
    assembly = await establishedAssembly(service, 'Depot Cold', 5);
  });
  afterEach(async () => {
    for (const subscription of watching.splice(0)) subscription.stop();
    await other.kill();
  });
  afterAll(() => service.stop());

  function watched<T>(subscription: TestSubscription<T>): TestSubscription<T> {
    watching.push(subscription as TestSubscription<unknown>);
    return subscription;
  }

  it('frozen and thawed, it shows nothing as certain before it has caught up, and nothing to whom it may not', async () => {
    other = await service.startProcess();
    const [one, two, three] = assembly.members as [Member, Member, Member];
    const [leaver] = await joinAll(service.apis[0]!, one, 40, 40);
    const put = await putToVote([one, two], motion({ voteSeconds: 600 }));
    const size = await recordSize(one);
    const poll = watched(watchPoll(three.at(other), put.pollId));
    const record = watched(watchRecord(three.at(other), 0));
    const lost = [
      watched(watchPoll(leaver!.at(other), put.pollId)),
      watched(watchRecord(leaver!.at(other), 0)),
    ];
    await poll.until(({ pollUpdated }) => pollUpdated.voted === 0);
    await eventually(
      async () => numbersOf(record).length,
      (n) => n === size,
    );
    await eventually(
      async () => lost.map(({ values }) => values.length),
      ([polls, entries]) => polls! > 0 && entries === size,
    );

    other.child.kill('SIGSTOP');
    const late = timed(send(three.at(other), put.pollId, 'NO'));
    const asked = fetch(`${other.address}/health/ready`);
    await leaver!.client.expectOk('leaveAssembly', 'Membership', { assemblyId: assembly.id }, 'endedAt');
    const began = performance.now();
    for (const member of [one, two]) await member.vote(put.pollId, 'YES');
    await closed(service, one, put);
    const after = await recordSize(one);
    // What it lasts is the matter.
    await pause(FROZEN - (performance.now() - began));
    const seen = [poll.values.length, ...lost.map(({ values }) => values.length)];
    other.child.kill('SIGCONT');

    await poll.until(({ pollUpdated }) => pollUpdated.result !== null, BOUND);
    await eventually(
      async () => numbersOf(record).at(-1),
      (n) => n === after,
      BOUND,
    );
    expect(numbersOf(record)).toEqual(oneTo(after));
    for (const { pollUpdated } of poll.values.slice(seen[0]))
      if (!pollUpdated.stale)
        expect(pollUpdated).toMatchObject({ state: 'CLOSED', voted: 2, result: { carried: true } });
    for (const [i, each] of lost.entries()) {
      await each.untilEnded();
      // That it does not know, it may have said.
      const more = each.values.slice(seen[1 + i]!);
      expect(JSON.stringify(more)).not.toMatch(/"stale":false/);
      expect(JSON.stringify(each.errors)).toContain('NOT_ALLOWED');
    }
    // A ballot that waited in the frozen process came after the close.
    expect((await late).value).toEqual({ is: 'rejected', code: 'POLL_NOT_OPEN' });
    await asked;
    await eventually(
      () => health(other.address, 'ready'),
      (status) => status === 200,
    );
    expect(recordIsStale(record)).toBe(false);
  });

  it('frozen alone, it closes what fell due meanwhile as soon as it thaws, with what was in by then', async () => {
    other = service.apis[0]!;
    const [one, two, three] = assembly.members as [Member, Member, Member];
    const put = await putToVote([one, two], motion({ voteSeconds: 600 }));
    await one.vote(put.pollId, 'YES');
    other.child.kill('SIGSTOP');
    const late = send(three, put.pollId, 'NO');
    await service.passTimeUntil(put.closesAt);
    await pause(FROZEN);
    other.child.kill('SIGCONT');
    expect((await timed(decided(one, put.motionId))).ms).toBeLessThan(BOUND * crowding());
    expect(await late).toEqual({ is: 'rejected', code: 'POLL_NOT_OPEN' });
    other = await service.startProcess();
  });

  it.each([TWO_DAYS, -TWO_DAYS])(
    'with a clock that is off by %d ms, it does everything at the database’s time',
    async (shift) => {
      const preload = new URL('./shifted-clock.js', import.meta.url).href;
      other = await service.startProcess(undefined, {
        NODE_OPTIONS: `--import=${preload}`,
        PLENARY_TEST_SHIFT_MS: String(shift),
      });
      const [one, two] = assembly.members.map((member) => member.at(other)) as [Member, Member];
      const [joined] = await joinAll(other, one, shift > 0 ? 60 : 70, shift > 0 ? 60 : 70);
      const watch = watched(watchPoll(joined!, (await putToVote([one, two], motion())).pollId));
      await watch.until(({ pollUpdated: { stale } }) => !stale);
      for (const tier of ['ROLL_CALL', 'SECRET']) {
        const put = await putToVote([one, two], motion({ tier, voteSeconds: 600 }));
        const { poll } = await one.client.ask<{ poll: { openedAt: string } }>(
          'query ($id: ID!) { poll(id: $id) { openedAt } }',
          { id: put.pollId },
        );
        expect(Date.parse(put.closesAt) - Date.parse(poll.openedAt)).toBe(600_000);
        expect(Math.abs(Date.parse(poll.openedAt) - (await service.now()).getTime())).toBeLessThan(60_000);
        const receipt = await one.vote(put.pollId, 'YES');
        expect(await assembly.members[0]!.vote(put.pollId, 'YES')).toEqual(receipt);
        if (tier === 'ROLL_CALL')
          expect(Math.abs(Date.parse(receipt.castAt!) - (await service.now()).getTime())).toBeLessThan(
            60_000,
          );
        await closed(service, one, put);
        expect(await send(two, put.pollId, 'YES')).toEqual({ is: 'rejected', code: 'POLL_NOT_OPEN' });
        expect(await one.vote(put.pollId, 'YES')).toEqual(receipt);
      }
      // Sessions, old and new, are what they were at both.
      for (const place of [other, service.apis[0]!])
        for (const member of [joined!, two])
          expect((await member.at(place).client.ask<{ me: object }>('{ me { id } }')).me).not.toBeNull();
      expect(watch.ended).toBe(false);
    },
  );
});

it('a PostgreSQL without room for one more connection: try again, and all is well when there is room', async () => {
  const cluster = await startOwnCluster();
  let service: Service | undefined;
  try {
    service = await Service.start(0, {}, cluster);
    // A limit does not hold for the superuser that the cluster is started with.
    await service.sql(`CREATE ROLE guest LOGIN PASSWORD 'guest' IN ROLE plenary`);
    const room = (connections: number) => service!.sql(`ALTER ROLE guest CONNECTION LIMIT ${connections}`);
    const asGuest = Object.assign(new URL(cluster.url), { username: 'guest', password: 'guest' });
    const api = await service.startProcess(asGuest.href);
    const { members } = await establishedAssembly(service, 'Depot Full', 3);
    const [one, two] = members as [Member, Member];
    const put = await putToVote([one, two], motion());
    const receipt = await one.vote(put.pollId, 'YES');
    const watch = watchPoll(two, put.pollId);
    await watch.until(({ pollUpdated }) => pollUpdated.voted === 1);

    await room(0);
    await service.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'guest'`);
    await eventually(
      () => health(api.address, 'ready'),
      (status) => status === 503,
      BOUND,
    );
    const refused = await timed(send(two, put.pollId, 'NO'));
    expect(refused.value).toEqual({ is: 'error', code: 'TRY_AGAIN' });
    expect(refused.ms).toBeLessThan(BOUND * crowding());
    await watch.until(({ pollUpdated: { stale } }) => stale, BOUND);

    await room(30);
    await eventually(
      () => health(api.address, 'ready'),
      (status) => status === 200,
      BOUND,
    );
    expect(await one.vote(put.pollId, 'YES')).toEqual(receipt);
    await two.vote(put.pollId, 'NO');
    await watch.until(({ pollUpdated: { stale, voted } }) => !stale && voted === 2, BOUND);
    watch.stop();
    await carry(service, [one, two], motion({ voteSeconds: 600 }));
    expect(api.log()).not.toMatch(/unexpected error/);
  } finally {
    await (service?.stop() ?? cluster.drop());
  }
});
