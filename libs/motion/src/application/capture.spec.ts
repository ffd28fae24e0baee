import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askTogether, joinRequest, leaveAssembly, liftSuspension, lockMembers } from '@plenary/assembly';
import type { PollId } from '@plenary/kernel';
import { untilSomebodyWaits } from '@plenary/testing';
import {
  closePoll,
  closePollByHand,
  pollOf,
  type VotingPorts,
  voidPollByHand,
  votingTogetherEffects,
} from '@plenary/voting';
import { contestsOf } from '../persistence/effect-store.js';
import { codeOf, DAY, expectOk, Floor, HOUR } from '../spec/floor.js';
import { concernedIn } from './concerned-in.js';
import { contestEffect } from './contest-result.js';
import { withdrawMotion } from './withdraw-motion.js';

let floor: Floor;
let voting: VotingPorts;
beforeAll(async () => {
  floor = await Floor.established(12);
  voting = { ...floor.voting, concernedIn };
});
afterAll(() => floor.close());

const inDays = async (days: number) => new Date((await floor.db.now()).getTime() + days * DAY);
const voidByHand = (by: number, pollId: PollId) =>
  floor.work.run((tx) =>
    voidPollByHand(voting, tx, floor.member(by).personId, { pollId, reason: 'The text was wrong.' }),
  );

/** Three members ask for it together. */
async function together(
  effects: Parameters<typeof joinRequest>[0]['effects'],
  action: 'CONTEST_RESULT' | 'VOID_POLL',
  subjectId: string,
  [asker, ...others]: number[],
) {
  const input = {
    assemblyId: floor.assemblyId,
    action,
    subjectId,
    details: {},
    reason: 'The hall was locked.',
  };
  const person = (n: number) => floor.member(n).personId;
  const request = expectOk(await floor.work.run((tx) => askTogether({ effects }, tx, person(asker!), input)));
  for (const by of others)
    expectOk(await floor.work.run((tx) => joinRequest({ effects }, tx, person(by), request.id)));
  return request;
}

describe('whoever facilitates', () => {
  it('does not end a vote on their own suspension, nor one that would give their shift to another', async () => {
    const suspension = await floor.seconded('ordinary');
    const about = await floor.draft(2, 'suspend_member', {
      memberId: floor.member(1).membershipId,
      reason: 'Because.',
      hearingAt: await inDays(1.05),
      until: await inDays(30),
    });
    let motion = expectOk(await floor.move(2, expectOk(about)));
    for (const by of [3, 4]) motion = expectOk(await floor.second(by, motion));
    const own = await floor.open(motion);
    const successor = await floor.seconded('choose_facilitator', { memberId: floor.member(5).membershipId });
    const election = await floor.open(successor);
    for (const pollId of [own, election]) {
      expect(codeOf(await voidByHand(1, pollId))).toBe('RIGHT_NOT_HELD');
      const close = await floor.work.run((tx) =>
        closePollByHand(voting, tx, floor.member(1).personId, { pollId, countdownSeconds: 30 }),
      );
      expect(codeOf(close)).toBe('RIGHT_NOT_HELD');
    }
    await floor.db.run('UPDATE poll SET live_results = false WHERE id = $1', [suspension.pollId]);
    expect(codeOf(await voidByHand(1, await floor.open(suspension)))).toBe('accepted');
  });

  it('keeps no motion off the floor by ending its vote again and again', async () => {
    const motion = await floor.seconded('suspend_member', {
      memberId: floor.member(6).membershipId,
      reason: 'Because.',
      hearingAt: await inDays(1.05),
      until: await inDays(30),
    });
    expect(codeOf(await voidByHand(1, await floor.open(motion)))).toBe('accepted');
    const again = await floor.open(motion);
    expect(again).not.toBe(motion.pollId);
    expect(codeOf(await voidByHand(1, again))).toBe('RIGHT_NOT_HELD');
    const effects = votingTogetherEffects(voting);
    await together(effects, 'VOID_POLL', again, [2, 3, 4]);
    expect((await pollOf(floor.db, again))!).toMatchObject({ state: 'void', voidedBy: 'together' });
    // Members together once, too: the third vote runs to its close.
    const third = await floor.open(motion);
    await expect(together(effects, 'VOID_POLL', third, [5, 7, 8])).rejects.toThrow(
      'Members together ended an earlier vote on this matter',
    );
    expect((await pollOf(floor.db, third))!.state).toBe('open');
  });
});

describe('a contest', () => {
  it('is not withdrawn by the one who asked for it first', async () => {
    const motion = await floor.decide(await floor.seconded('ordinary'), 'yes');
    await together([contestEffect(floor.ports)], 'CONTEST_RESULT', motion.pollId!, [2, 3, 4]);
    const annulment = (await contestsOf(floor.db, [motion.pollId!])).get(motion.pollId!)!;
    const withdrawn = await floor.work.run((tx) => withdrawMotion(tx, floor.member(2).personId, annulment));
    expect(codeOf(withdrawn)).toBe('MOTION_NOT_IN_STATE');
    expect((await floor.motion(annulment)).state).toBe('seconded');
  });

  it('counts and names those who could sign at its crossing, and not one who signed and left', async () => {
    const motion = await floor.decide(await floor.seconded('ordinary'), 'yes');
    const effects = [contestEffect(floor.ports)];
    const leaver = await floor.join('Leaver', true);
    const request = await together(effects, 'CONTEST_RESULT', motion.pollId!, [floor.members.length, 2]);
    await floor.work.run((tx) => leaveAssembly({ ended: [] }, tx, leaver.personId, floor.assemblyId));
    for (const by of [3, 4])
      expectOk(
        await floor.work.run((tx) => joinRequest({ effects }, tx, floor.member(by).personId, request.id)),
      );
    const annulment = await floor.motion((await contestsOf(floor.db, [motion.pollId!])).get(motion.pollId!)!);
    expect((await floor.entries('result.contested')).at(-1)?.data).toMatchObject({ signatures: 3 });
    expect(annulment.moverId).toBe(floor.member(2).membershipId);
  });

  it('of a vote about a member is about them too', async () => {
    const memberId = floor.member(7).membershipId;
    const motion = await floor.decide(
      await floor.seconded('suspend_member', {
        memberId,
        reason: 'Because.',
        hearingAt: await inDays(1.05),
        until: await inDays(30),
      }),
      'no',
    );
    await together([contestEffect(floor.ports)], 'CONTEST_RESULT', motion.pollId!, [2, 3, 4]);
    const annulment = (await contestsOf(floor.db, [motion.pollId!])).get(motion.pollId!)!;
    expect((await floor.motion(annulment)).subjects).toEqual([memberId]);
  });
});

describe('a sanction that is moved', () => {
  it('could be carried out: it is no longer than the bylaws allow, and its hearing is near', async () => {
    const about = { memberId: floor.member(8).membershipId, reason: 'Because.' };
    const now = (await floor.db.now()).getTime();
    const day = (n: number) => new Date(now + n * DAY);
    const draft = async (kind: 'suspend_member' | 'expel_member', hearing: number, until: number) =>
      codeOf(await floor.draft(2, kind, { ...about, hearingAt: day(hearing), until: day(until) }));
    // 180 days in a union local.
    expect(await draft('suspend_member', 2, 182)).toBe('accepted');
    expect(await draft('suspend_member', 2, 183)).toBe('EFFECT_INVALID');
    expect(await draft('expel_member', 2, 3_652)).toBe('accepted');
    expect(await draft('expel_member', 2, 3_653)).toBe('EFFECT_INVALID');
    expect(await draft('suspend_member', 92, 100)).toBe('EFFECT_INVALID');
  });

  it('annulled, lifts its own suspension and not another', async () => {
    const { membershipId } = floor.member(9);
    const suspend = async (days: number) => {
      const motion = await floor.seconded('suspend_member', {
        memberId: membershipId,
        reason: 'Because.',
        hearingAt: await inDays(1.05),
        until: await inDays(days),
      });
      await floor.setClock(26);
      const carried = await floor.decide(motion, 'yes');
      await floor.setClock(0);
      return carried;
    };
    const long = await suspend(90);
    const short = await suspend(30);
    expect([long.outcome, short.outcome]).toEqual([{ done: true }, { done: true }]);
    await floor.setClock(26);
    await together([contestEffect(floor.ports)], 'CONTEST_RESULT', short.pollId!, [2, 3, 4]);
    const annulment = (await contestsOf(floor.db, [short.pollId!])).get(short.pollId!)!;
    expect(await floor.decide(await floor.motion(annulment), 'yes')).toMatchObject({
      outcome: { done: true },
    });
    const { until } = await floor.db.one<{ until: Date }>(
      'SELECT suspended_until AS until FROM membership WHERE id = $1',
      [membershipId],
    );
    expect(until.getTime()).toBeGreaterThan((await inDays(60)).getTime());
    await floor.work.do((tx) =>
      liftSuspension({ suspended: [] }, tx, floor.assemblyId, membershipId, { source: 'system' }),
    );
    await floor.setClock(0);
  });
});

describe('a signature that ends a vote, against the close of the same vote', () => {
  it('waits for it, and neither is a deadlock', async () => {
    const motion = await floor.seconded('ordinary');
    await floor.db.run('UPDATE poll SET live_results = false WHERE id = $1', [motion.pollId]);
    const pollId = await floor.open(motion);
    const effects = votingTogetherEffects(voting);
    const request = await together(effects, 'VOID_POLL', pollId, [2, 3]);
    await floor.db.run(
      `UPDATE poll SET closes_at = greatest(plenary_now(), opened_at + interval '1 microsecond') WHERE id = $1`,
      [pollId],
    );
    const locked = Promise.withResolvers<void>();
    const door = Promise.withResolvers<void>();
    let [closes, signatures] = [0, 0];
    const closing = floor.work.do((tx) => {
      closes++;
      const pollClosed: VotingPorts['pollClosed'] = async (_tx, { poll }) => {
        // What the poll decides locks the members, some time after the close has locked the poll.
        locked.resolve();
        await door.promise;
        await lockMembers(tx, poll.assemblyId, 'exclusive');
      };
      return closePoll({ ...voting, pollClosed }, tx, pollId);
    });
    await locked.promise;
    const signing = floor.work.run((tx) => {
      signatures++;
      return joinRequest({ effects }, tx, floor.member(4).personId, request.id);
    });
    await untilSomebodyWaits(floor.db);
    door.resolve();
    const [closed, signed] = await Promise.all([closing, signing]);
    expect(closed).not.toBeNull();
    expect(codeOf(signed)).toBe('TOGETHER_NOT_POSSIBLE');
    expect([closes, signatures]).toEqual([1, 1]);
  });
});

describe('a quiet assembly', () => {
  it('has a record that is no directory: who moved and who seconded is not named in it', async () => {
    const quiet = await Floor.established(4);
    await quiet.db.run('UPDATE assembly SET quiet = true');
    await quiet.seconded('ordinary');
    const named = await quiet.db.query<{ value: string }>(
      `SELECT p.value FROM entry_personal p JOIN entry e USING (assembly_id, seq)
       WHERE e.kind IN ('motion.moved', 'motion.seconded') AND p.name IN ('mover', 'seconder')`,
    );
    await quiet.close();
    expect(named.map(({ value }) => value)).toEqual(['A member', 'A member']);
  });
});

describe('the hearing', () => {
  it('is before the vote opens, whatever the notice', async () => {
    const hearingAt = await inDays(40);
    const motion = await floor.seconded('suspend_member', {
      memberId: floor.member(10).membershipId,
      reason: 'Because.',
      hearingAt,
      until: await inDays(60),
    });
    const poll = await pollOf(floor.db, motion.pollId!);
    expect(poll!.opensAt.getTime() + HOUR).toBeGreaterThan(hearingAt.getTime());
  });
});
