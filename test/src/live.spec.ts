import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { crowding, type TestSubscription } from '@plenary/testing';
import {
  type Assembly,
  carry,
  closed,
  decided,
  establishedAssembly,
  joinAll,
  opened,
  type Put,
  putToVote,
  standingOf,
} from './support/assemblies.js';
import type { Member, Place } from './support/people.js';
import { eventually, pause, Service } from './support/service.js';
import {
  entriesOf,
  type PollUpdate,
  type RecordUpdate,
  recordSize,
  watchPoll,
  watchRecord,
} from './support/watching.js';

const SIZE = 6;
const HOUR = 3_600_000;

/** A vote that does not end while a test watches something else. */
const LONG = { voteSeconds: 600_000 };

/** How many values told something: besides, a process that was kept waiting says that it is not sure, and then the same again. */
const certain = ({ values }: TestSubscription<PollUpdate | RecordUpdate>): number => {
  const told = values.map((value) => ('pollUpdated' in value ? value.pollUpdated : value.recordAppended));
  return told.filter(({ stale }, i) => !stale && !told[i - 1]?.stale).length;
};

const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('two processes on one database', () => {
  let service: Service;
  let assembly: Assembly;
  let members: readonly Member[];
  let mover: Member;
  let seconder: Member;
  const watching: TestSubscription<unknown>[] = [];

  beforeAll(async () => {
    service = await Service.start(2);
    assembly = await establishedAssembly(service, 'Depot East', SIZE);
    ({ members } = assembly);
    [mover, seconder] = members as [Member, Member];
  });
  afterEach(() => {
    for (const subscription of watching.splice(0)) subscription.stop();
  });
  afterAll(() => service.stop());

  /** Processes by their place: the first that runs and the last that was started. */
  const one = () => service.apis[0]!;
  const two = () => service.apis.at(-1)!;
  const polls = (member: Member, pollId: string, places: readonly Place[] = [one(), two()]) =>
    places.map((place) => watched(watchPoll(member.at(place), pollId)));
  function watched<T>(subscription: TestSubscription<T>): TestSubscription<T> {
    watching.push(subscription as TestSubscription<unknown>);
    return subscription;
  }
  const put = (motion: object = {}): Promise<Put> =>
    putToVote([mover, seconder], { kind: 'ORDINARY', title: 'A vote', text: 'Yes.', ...motion });
  const untilTold = async (all: readonly TestSubscription<PollUpdate>[], voted: number) => {
    for (const each of all) await each.until(({ pollUpdated }) => pollUpdated.voted === voted);
  };

  describe('a poll', () => {
    it('shows its subscribers on both the present state first, then the latest, and its close once', async () => {
      const { pollId, motionId, closesAt } = await put();
      await members[0]!.vote(pollId, 'YES');
      const before = await recordSize(mover);
      const records = [one(), two()].map((place) => watched(watchRecord(seconder.at(place), before)));
      const both = polls(seconder, pollId);
      await untilTold(both, 1);
      for (const { values } of both) {
        expect(values[0]!.pollUpdated).toMatchObject({
          state: 'OPEN',
          stale: false,
          entitled: SIZE,
          liveTally: { cast: 1, yes: 1 },
          result: null,
        });
      }

      await Promise.all(
        members
          .slice(1, 5)
          .map((member, i) => member.at(service.apis[i % 2]!).vote(pollId, i < 2 ? 'NO' : 'YES')),
      );
      await untilTold(both, 5);
      for (const { values } of both)
        expect(values.at(-1)!.pollUpdated.liveTally).toMatchObject({ cast: 5, yes: 3, no: 2 });

      await service.passTime(Date.parse(closesAt) - (await service.now()).getTime() - 700);
      const results = await Promise.all(
        both.map((each) => each.until(({ pollUpdated }) => pollUpdated.result !== null)),
      );
      expect(results[0]).toEqual(results[1]);
      expect(results[0]!.pollUpdated).toMatchObject({ state: 'CLOSED', voted: 5, result: { carried: true } });
      for (const { values } of both) {
        // A process that is kept waiting for seconds says that it is not sure, and then the same again.
        const versions = values
          .filter(({ pollUpdated: { stale } }, i) => !stale && !values[i - 1]?.pollUpdated.stale)
          .map(({ pollUpdated }) => pollUpdated.version);
        expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
      }

      const { poll } = await mover.client.ask<{ poll: { closedAt: string } }>(
        'query ($id: ID!) { poll(id: $id) { closedAt } }',
        { id: pollId },
      );
      expect(Date.parse(poll.closedAt) - Date.parse(closesAt)).toBeGreaterThanOrEqual(0);
      expect(Date.parse(poll.closedAt) - Date.parse(closesAt)).toBeLessThan(10_000 * crowding());
      await decided(mover, motionId);
      const size = await recordSize(mover);
      for (const each of records) {
        await each.until(({ recordAppended: { entry } }) => entry?.seq === size);
        expect(entriesOf(each).map(({ kind }) => kind)).toEqual([
          'poll.closed',
          'text.adopted',
          'motion.carried',
        ]);
      }
    });

    it('that is secret shows no choice before its close in anything sent, and from five up how many voted', async () => {
      const { pollId, motionId } = await put({ tier: 'SECRET' });
      const sent: unknown[] = [];
      const both = polls(seconder, pollId);
      const records = [one(), two()].map((place) => watched(watchRecord(members[2]!.at(place), 0)));
      for (const [i, member] of members.slice(0, 5).entries()) {
        await member.at(service.apis[i % 2]!).vote(pollId, i === 0 ? 'NO' : 'YES');
        if (i === 3) await pause(600);
        for (const place of [one(), two()]) sent.push(await everythingAbout(members[i]!.at(place), pollId));
      }
      await untilTold(both, 5);
      for (const { values } of both) {
        expect(new Set(values.map(({ pollUpdated: { voted } }) => voted))).toEqual(new Set([null, 5]));
        for (const { pollUpdated } of values)
          expect(pollUpdated).toMatchObject({ liveTally: null, result: null });
      }
      const numbers = sent.map((each) => (each as { poll: { voted: number | null } }).poll.voted);
      expect(numbers).toEqual([...new Array(8).fill(null), 5, 5]);
      const size = await recordSize(mover);
      for (const each of records) await each.until(({ recordAppended: { entry } }) => entry?.seq === size);
      const about = records.flatMap(entriesOf).filter(({ data }) => data.includes(pollId));
      // 'YES' and 'NO' are also names of what may be answered: those are no choices.
      const said = JSON.stringify([sent, about]).replaceAll(/"answers":\[[^\]]*\]/g, '');
      expect(said).not.toMatch(/"(?:YES|NO|yes|no)"/);
      expect(said).not.toMatch(/"(?:yes|no|cast|tally)":(?!null)/);
      expect(about.map(({ kind }) => kind)).not.toContain('poll.closed');

      await closed(service, mover, { motionId, pollId, closesAt: both[0]!.values[0]!.pollUpdated.closesAt });
      const [result] = await Promise.all(
        both.map((each) => each.until(({ pollUpdated }) => pollUpdated.result !== null)),
      );
      expect(result!.pollUpdated).toMatchObject({ voted: 5, result: { tally: { yes: 4, no: 1 } } });
    });
  });

  describe('the record', () => {
    it('comes whole and in order, and over a reconnect nothing is missed and nothing comes twice', async () => {
      const size = await recordSize(mover);
      const first = watched(watchRecord(seconder.at(one()), 0));
      await first.until(({ recordAppended: { entry } }) => entry?.seq === size);
      expect(entriesOf(first).map(({ seq }) => seq)).toEqual(oneTo(size));

      const drafting = (async () => {
        for (let i = 0; i < 8; i++) {
          const motionId = await mover
            .at(service.apis[i % 2]!)
            .draft({ kind: 'ORDINARY', title: `No. ${i}`, text: 'x' });
          await mover.at(service.apis[i % 2]!).move(motionId);
        }
      })();
      // Cut off and taken up again at the other process, over and over, while entries are written.
      let last = size;
      let place = 0;
      const got: number[] = oneTo(size);
      const goal = size + 8;
      await eventually(
        async () => {
          const next = watchRecord(seconder.at(service.apis[place++ % 2]!), last);
          await pause(80);
          next.stop();
          got.push(...entriesOf(next).map(({ seq }) => seq));
          last = got.at(-1)!;
          return last;
        },
        (seq) => seq >= goal,
      );
      await drafting;
      expect(got).toEqual(oneTo(goal));
      await eventually(
        async () => entriesOf(first).length,
        (n) => n === goal,
      );
      expect(entriesOf(first).map(({ seq }) => seq)).toEqual(oneTo(goal));
      expect(entriesOf(first).map(({ canonical }) => (JSON.parse(canonical) as { seq: number }).seq)).toEqual(
        oneTo(goal),
      );
    });
  });

  describe('a right that ends', () => {
    /** Somebody who watches all there is, at both processes. */
    async function watcher(member: Member, pollId: string) {
      const records = [one(), two()].map((place) => watched(watchRecord(member.at(place), 0)));
      const all = [...records, ...polls(member, pollId)];
      const size = await recordSize(mover);
      for (const each of records) await each.until(({ recordAppended: { entry } }) => entry?.seq === size);
      for (const each of all) await (each as TestSubscription<unknown>).until(() => true);
      return { records, all: all as readonly TestSubscription<PollUpdate | RecordUpdate>[] };
    }
    async function ended(all: readonly TestSubscription<unknown>[], code = 'NOT_ALLOWED') {
      for (const each of all) {
        await each.untilEnded();
        expect(each.errors).toEqual([
          expect.objectContaining({ extensions: expect.objectContaining({ code }) }),
        ]);
      }
    }
    /** Things that subscribers are told of, right after. */
    async function eventsAfter(pollId: string): Promise<void> {
      await members[2]!.at(two()).vote(pollId, 'NO');
      const motionId = await mover.draft({ kind: 'ORDINARY', title: 'Afterwards', text: 'x' });
      await mover.move(motionId);
    }

    it('with its session ends every subscription of the session, and no other', async () => {
      const { pollId } = await put(LONG);
      const victim = members[5]!;
      const other = await victim.signInAgain();
      const gone = await watcher(victim, pollId);
      const stays = await watcher(other, pollId);
      const { me } = await victim.client.ask<{ me: { sessions: { id: string; current: boolean }[] } }>(
        '{ me { sessions { id current } } }',
      );
      const sessionId = me.sessions.find(({ current }) => current)!.id;
      const size = await recordSize(mover);
      const before = gone.all.map(certain);
      await other.client.ask(
        'mutation ($input: RevokeSessionInput!) { revokeSession(input: $input) { id } }',
        { input: { sessionId } },
      );
      await eventsAfter(pollId);
      await ended(gone.all);
      for (const each of gone.records) expect(entriesOf(each).at(-1)!.seq).toBe(size);
      expect(gone.all.map(certain)).toEqual(before);
      for (const each of stays.records)
        await each.until(({ recordAppended: { entry } }) => entry?.seq === size + 1);
      expect(stays.all.some((each) => each.ended)).toBe(false);
      for (const place of [one(), two()]) {
        const refused = await victim
          .at(place)
          .client.send('query ($id: ID!) { poll(id: $id) { id } }', { id: pollId });
        expect(refused.errors?.[0]?.extensions.code).toBe('NOT_SIGNED_IN');
      }
    });

    it('with the membership ends every subscription of the member, before the entry that says so', async () => {
      const [leaver] = await joinAll(one(), mover, 50, 50);
      const { pollId } = await put(LONG);
      const { records, all } = await watcher(leaver!, pollId);
      const size = await recordSize(mover);
      await leaver!.client.expectOk('leaveAssembly', 'Membership', { assemblyId: assembly.id }, 'endedAt');
      await eventsAfter(pollId);
      await ended(all);
      for (const each of records) expect(entriesOf(each).at(-1)!.seq).toBe(size);
    });

    it('by a carried motion to expel ends them in the instant of the close', async () => {
      const [accused] = await joinAll(one(), mover, 51, 51);
      const now = (await service.now()).getTime();
      const effect = {
        memberId: accused!.id,
        reason: 'Gave the list of names away.',
        hearingAt: new Date(now + 25 * HOUR).toISOString(),
        until: new Date(now + 1_000 * HOUR).toISOString(),
      };
      const motionId = await mover.draft({ kind: 'EXPEL_MEMBER', title: 'Expel', effect });
      await mover.move(motionId);
      await seconder.second(motionId);
      await service.passTime(25 * HOUR);
      const expulsion = await opened(mover, motionId);
      for (const member of members.slice(0, 4)) await member.vote(expulsion.pollId, 'YES');
      const { records, all } = await watcher(accused!, expulsion.pollId);
      const whole = watched(watchRecord(mover, 0));
      expect((await closed(service, mover, expulsion)).effect.outcome).toEqual({ done: true, because: null });
      await ended(all);
      const closing = await whole.until(
        ({ recordAppended: { entry } }) =>
          entry?.kind === 'poll.closed' && entry.data.includes(expulsion.pollId),
      );
      // Other polls may have closed before it.
      for (const each of records)
        expect(entriesOf(each).at(-1)!.seq).toBe(closing.recordAppended.entry!.seq - 1);
      const seen = all.flatMap(({ values }) => values);
      expect(JSON.stringify(seen)).not.toMatch(/"result":\{|"CLOSED"/);
    });
  });

  it('what was due while no process ran is done by the next that starts', async () => {
    const due = await put();
    await members[2]!.vote(due.pollId, 'YES');
    const opensAt = new Date((await service.now()).getTime() + 5 * 60_000).toISOString();
    const later = await mover.draft({
      kind: 'ORDINARY',
      title: 'Later',
      text: 'x',
      opensAt,
      voteSeconds: 700,
    });
    await mover.move(later);
    await seconder.second(later);
    expect(await standingOf(mover, later)).toMatchObject({ state: 'SECONDED', poll: { state: 'DRAFT' } });
    await Promise.all(service.apis.map((api) => api.stop()));
    await service.passTime(20 * 60_000);

    const api = await service.startProcess();
    const back = mover.at(api);
    const { state } = await decided(back, due.motionId);
    expect(state).toBe('CARRIED');
    // It opened late, and is open for as long as it was to be.
    const put2 = await opened(back, later);
    const { poll } = await back.client.ask<{ poll: { openedAt: string; opensAt: string; closesAt: string } }>(
      'query ($id: ID!) { poll(id: $id) { openedAt opensAt closesAt } }',
      { id: put2.pollId },
    );
    expect(Date.parse(poll.openedAt)).toBeGreaterThan(Date.parse(opensAt) + 14 * 60_000);
    expect(Date.parse(poll.closesAt) - Date.parse(poll.openedAt)).toBe(700_000);
    await members[2]!.at(api).vote(put2.pollId, 'NO');
    expect((await closed(service, back, put2)).state).toBe('LOST');
    const { poll: counted } = await back.client.ask<{ poll: { result: object } }>(
      'query ($id: ID!) { poll(id: $id) { result { turnout tally { yes } } } }',
      { id: due.pollId },
    );
    expect(counted.result).toEqual({ turnout: 1, tally: { yes: 1 } });
  });

  it('carries on together after that, each poll closed once', async () => {
    await service.startProcess();
    const [first, second] = service.apis.slice(-2);
    const pair = [mover.at(first!), seconder.at(second!)];
    const before = await recordSize(pair[0]!);
    const put3 = await carry(service, pair, { kind: 'ORDINARY', title: 'Once', text: 'x' });
    const { assembly: read } = await pair[1]!.client.ask<{
      assembly: { record: { nodes: { kind: string; data: string }[] } };
    }>(
      'query ($id: ID!, $after: Int) { assembly(id: $id) { record(first: 100, after: $after) { nodes { kind data } } } }',
      {
        id: assembly.id,
        after: before,
      },
    );
    const kinds = read.record.nodes.filter(({ data }) => data.includes(put3.pollId)).map(({ kind }) => kind);
    expect(kinds).toEqual(['motion.announced', 'poll.opened', 'poll.closed', 'motion.carried']);
  });
});

/** Whatever a member can ask for that could tell how a poll stands. */
function everythingAbout(member: Member, pollId: string): Promise<unknown> {
  const tally = 'cast yes no';
  return member.client.ask(
    `query ($pollId: ID!, $id: ID!) {
       poll(id: $pollId) { voted liveTally { ${tally} } result { carried tally { ${tally} } } version
         myBallot { answer } ballots(first: 100) { nodes { code answer displayName weight } } }
       assembly(id: $id) { needsMyVote { id voted liveTally { ${tally} } }
         polls(first: 5, state: OPEN) { nodes { id voted liveTally { ${tally} } result { carried } myBallot { answer } } } } }`,
    { pollId, id: member.assemblyId },
  );
}
