import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiProcess, crowding, type TestSubscription } from '@plenary/testing';
import {
  type Assembly,
  closed,
  decided,
  establishedAssembly,
  type Put,
  putToVote,
} from '../support/assemblies.js';
import type { Member } from '../support/people.js';
import { eventually, Service } from '../support/service.js';
import { entriesOf, recordSize, watchPoll, watchRecord } from '../support/watching.js';
import { health, isStale, numbersOf, recordIsStale, send, timed } from './asking.js';
import { Cable } from './cable.js';

/** Within so many milliseconds whoever asks a process without a database is told to try again (docs/operations.md). */
const BOUND = 15_000;
const DAY = 86_400;

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

/** `npm run faults` also runs what differs little from the rest. */
const LONG = process.env.PLENARY_FAULTS === 'long';
const TIERS = LONG ? ['ROLL_CALL', 'SECRET'] : ['SECRET'];

type Cut = (cable: Cable) => Promise<void> | void;
const ALL_CUTS: readonly (readonly [string, Cut, 'kept' | 'forgotten'])[] = [
  ['refuses', (cable) => cable.refuse(), 'kept'],
  ['swallows everything and then delivers it late', (cable) => cable.swallow(), 'kept'],
  ['swallows everything and forgets its connections', (cable) => cable.swallow(), 'forgotten'],
];
const CUTS = ALL_CUTS.filter(([name]) => LONG || !name.includes('late'));

describe('two processes, one of them behind a network of its own', () => {
  let service: Service;
  let assembly: Assembly;
  let cable: Cable;
  let far: ApiProcess;
  const watching: TestSubscription<unknown>[] = [];

  beforeAll(async () => {
    service = await Service.start(1);
    assembly = await establishedAssembly(service, 'Depot North', 6);
  });
  beforeEach(async () => {
    cable = await Cable.to(service.databaseUrl);
    far = await service.startProcess(cable.url);
  });
  afterEach(async () => {
    for (const subscription of watching.splice(0)) subscription.stop();
    await far.kill();
    await cable.stop();
  });
  afterAll(() => service.stop());

  const put = (tier = 'ROLL_CALL', voteSeconds = DAY): Promise<Put> =>
    putToVote(assembly.members.slice(0, 2), {
      kind: 'ORDINARY',
      title: 'A vote',
      text: 'Yes.',
      tier,
      voteSeconds,
    });
  const watch = (member: Member, pollId: string) => {
    const poll = watchPoll(member, pollId);
    const record = watchRecord(member, 0);
    watching.push(poll as TestSubscription<unknown>, record as TestSubscription<unknown>);
    return { poll, record };
  };
  const ready = () =>
    eventually(
      () => health(far.address, 'ready'),
      (status) => status === 200,
      BOUND,
    );
  const tally = async (member: Member, pollId: string) => {
    const { poll } = await member.client.ask<{ poll: { result: { tally: object } } }>(
      'query ($id: ID!) { poll(id: $id) { result { tally { cast yes no } } } }',
      { id: pollId },
    );
    return poll.result.tally;
  };

  it.each(CUTS)(
    'that %s: one is told to try again and its watchers that it is stale, the other goes on, and all comes right',
    async (_, cut, connections) => {
      const [one, two, three] = assembly.members as [Member, Member, Member];
      const [ending, lasting] = [await put('ROLL_CALL', 600), await put('SECRET')];
      const first = await one.at(far).vote(ending.pollId, 'YES');
      const there = watch(one.at(far), ending.pollId);
      const here = watch(one, ending.pollId);
      await there.poll.until(({ pollUpdated }) => pollUpdated.voted === 1);
      const before = await recordSize(one);
      await eventually(
        async () => numbersOf(there.record).length,
        (n) => n === before,
      );
      await ready();

      await cut(cable);
      const inTheHole = [
        timed(send(two.at(far), ending.pollId, 'NO')),
        timed(send(two.at(far), lasting.pollId, 'NO')),
        timed(three.at(far).client.send('query { me { id } }')),
      ];
      for (const each of inTheHole) {
        const { value, ms } = await each;
        expect(JSON.stringify(value)).toContain('TRY_AGAIN');
        expect(ms).toBeLessThan(BOUND * crowding());
      }
      await eventually(
        async () => [there.poll, there.record],
        () => isStale(there.poll) && recordIsStale(there.record),
        BOUND,
      );
      const said = [there.poll.values.length, there.record.values.length];
      expect([await health(far.address, 'ready'), await health(far.address, 'live')]).toEqual([503, 200]);
      // From now on nobody waits any more.
      const refused = await timed(send(three.at(far), lasting.pollId, 'YES'));
      expect(refused.value).toEqual({ is: 'error', code: 'TRY_AGAIN' });
      expect(refused.ms).toBeLessThan(2_000 * crowding());

      // Meanwhile the other process takes votes, and the poll closes.
      await three.vote(ending.pollId, 'YES');
      await closed(service, one, ending);
      const { pollUpdated: result } = await here.poll.until(({ pollUpdated }) => pollUpdated.result !== null);
      const after = await recordSize(one);
      expect(after).toBeGreaterThan(before);
      expect([there.poll.values.length, there.record.values.length]).toEqual(said);

      await cable.mend(connections);
      const { pollUpdated: caughtUp } = await there.poll.until(
        ({ pollUpdated }) => pollUpdated.result !== null,
        BOUND,
      );
      expect(caughtUp).toEqual(result);
      await eventually(
        async () => numbersOf(there.record).at(-1),
        (n) => n === after,
      );
      expect(numbersOf(there.record)).toEqual(oneTo(after));
      await eventually(
        async () => numbersOf(here.record).at(-1),
        (n) => n === after,
      );
      expect(entriesOf(there.record)).toEqual(entriesOf(here.record));
      expect(recordIsStale(there.record)).toBe(false);
      for (const { pollUpdated } of there.poll.values)
        expect(pollUpdated.result ?? result.result).toEqual(result.result);
      await eventually(
        () => health(far.address, 'ready'),
        (status) => status === 200,
      );

      // What was not acknowledged may be in or not, and is so once; what was is there.
      expect((await one.at(far).vote(ending.pollId, 'YES')).code).toBe(first.code);
      const late = await send(two.at(far), ending.pollId, 'NO');
      expect(await tally(one, ending.pollId)).toEqual(
        late.is === 'receipt' ? { cast: 3, yes: 2, no: 1 } : { cast: 2, yes: 2, no: 0 },
      );
      const again = [await two.at(far).vote(lasting.pollId, 'NO'), await two.vote(lasting.pollId, 'YES')];
      expect(again[0]).toEqual(again[1]);
      await three.at(far).vote(lasting.pollId, 'YES');
      await closed(service, one, lasting);
      expect(await tally(one.at(far), lasting.pollId)).toEqual({ cast: 2, yes: 1, no: 1 });
    },
  );

  it.each(TIERS)(
    'that loses the answer to a commit: the ballot is in, and its retry gets its receipt (%s)',
    async (tier) => {
      const [one, two] = assembly.members as [Member, Member];
      const poll = await put(tier);
      // The batch and its commit go as one piece; the statement has this name on every connection.
      const batch = tier === 'SECRET' ? 'cast-secret' : 'cast-roll-call';
      const swallowed = cable.swallowOn(batch, 'after it');
      const sending = send(one.at(far), poll.pollId, 'YES', 'the-only-key');
      await swallowed;
      expect(await sending).toEqual({ is: 'error', code: 'TRY_AGAIN' });
      await cable.mend('forgotten');
      const receipt = await one.vote(poll.pollId, tier === 'SECRET' ? 'NO' : 'YES', 'the-only-key');
      await ready();
      expect(await one.at(far).vote(poll.pollId, 'YES', 'the-only-key')).toEqual(receipt);
      await two.at(far).vote(poll.pollId, 'NO');
      await closed(service, one, poll);
      expect(await tally(one, poll.pollId)).toEqual({ cast: 2, yes: 1, no: 1 });
    },
  );

  it('that goes in the middle of a transaction keeps the other from writing for seconds, not for ever', async () => {
    const [one, two] = assembly.members as [Member, Member];
    const drafts = [
      await one.draft({ kind: 'ORDINARY', title: 'In vain', text: 'x' }),
      await two.draft({ kind: 'ORDINARY', title: 'Behind it', text: 'x' }),
    ];
    const before = await recordSize(two);
    const swallowed = cable.swallowOn('COMMIT', 'before it');
    const cutOff = one
      .at(far)
      .client.send('mutation ($input: MotionInput!) { moveMotion(input: $input) { __typename } }', {
        input: { motionId: drafts[0] },
      });
    await swallowed;
    // It holds the number of the record's next entry.
    const { ms } = await timed(
      eventually(
        () =>
          two.move(drafts[1]!).then(
            () => true,
            () => false,
          ),
        Boolean,
        25_000,
      ),
    );
    expect(ms).toBeLessThan(20_000 * crowding());
    expect((await cutOff).errors![0]!.extensions.code).toBe('TRY_AGAIN');
    expect(await recordSize(two)).toBe(before + 1);
  });

  it('that ends all connections over and over: nothing acknowledged is lost, no watcher misses anything', async () => {
    const poll = await put();
    const [one] = assembly.members as [Member];
    const { poll: updates, record } = watch(one.at(far), poll.pollId);
    await updates.until(() => true);
    await record.until(() => true);
    const receipts = new Map<Member, string>();
    for (let round = 0; round < 8; round++) {
      const member = assembly.members[round % 4]!;
      const sent = eventually(
        () =>
          send(
            member.at(far),
            poll.pollId,
            round < 4 ? 'YES' : 'NO',
            `${member.keyFor(poll.pollId)}${round}`,
          ),
        ({ is }) => is === 'receipt',
        BOUND,
      );
      cable.reset();
      const motionId = await one.draft({ kind: 'ORDINARY', title: `No. ${round}`, text: 'x' });
      await one.move(motionId);
      const outcome = await sent;
      if (outcome.is === 'receipt') receipts.set(member, outcome.receipt.code);
    }
    expect(receipts.size).toBe(4);
    const size = await recordSize(one);
    await eventually(
      async () => numbersOf(record).at(-1),
      (n) => n === size,
      BOUND,
    );
    expect(numbersOf(record)).toEqual(oneTo(size));
    await updates.until(({ pollUpdated: { liveTally, stale } }) => !stale && liveTally?.no === 4, BOUND);
    const versions = updates.values.map(({ pollUpdated: { version } }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    await closed(service, one, poll);
    expect(await tally(one, poll.pollId)).toEqual({ cast: 4, yes: 0, no: 4 });
    const { poll: published } = await one.client.ask<{ poll: { ballots: { nodes: { code: string }[] } } }>(
      'query ($id: ID!) { poll(id: $id) { ballots(first: 10) { nodes { code } } } }',
      { id: poll.pollId },
    );
    expect(published.ballots.nodes.map(({ code }) => code).sort()).toEqual([...receipts.values()].sort());
  });

  it('that is slow: everything takes longer, and nothing else', async () => {
    const [one, two] = assembly.members as [Member, Member];
    const poll = await put();
    const { poll: updates } = watch(one.at(far), poll.pollId);
    await updates.until(() => true);
    cable.slow(150);
    await two.at(far).vote(poll.pollId, 'YES');
    await updates.until(({ pollUpdated }) => pollUpdated.voted === 1);
    await ready();
    await closed(service, one, poll);
    await decided(one.at(far), poll.motionId);
    const { pollUpdated } = await updates.until(({ pollUpdated: { result } }) => result !== null);
    expect(pollUpdated.voted).toBe(1);
    await cable.mend();
  });
});
