import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leaveAssembly } from '@plenary/assembly';
import { openPoll, pollOf, votingTasks } from '@plenary/voting';
import { codeOf, DAY, expectOk, Floor, type Member } from '../spec/floor.js';
import { secondersStand } from './decide-motion.js';

let floor: Floor;
beforeAll(async () => {
  floor = await Floor.established(9);
});
afterAll(() => floor.close());

const leave = (member: Member) =>
  floor.work.run((tx) => leaveAssembly({ ended: [] }, tx, member.personId, floor.assemblyId));
const voting = () => ({ ...floor.voting, mayOpen: secondersStand });

describe('a second', () => {
  it('ends with the membership that gave it, until the vote is open: the motion waits for another', async () => {
    const leaver = await floor.join('Leaver', true);
    const drafted = expectOk(await floor.draft(1, 'ordinary'));
    const moved = expectOk(await floor.move(1, drafted));
    const { pollId } = expectOk(await floor.second(floor.members.length, moved));
    expectOk(await leave(leaver));
    await floor.db.run('UPDATE poll SET opens_at = plenary_now() WHERE id = $1', [pollId]);
    expect(codeOf(await floor.work.run((tx) => openPoll(voting(), tx, { pollId: pollId! })))).toBe(
      'MAY_NOT_OPEN',
    );
    await votingTasks(floor.work, voting())[0]!.runDue();
    expect((await pollOf(floor.db, pollId!))!).toMatchObject({ state: 'void', openedAt: null });
    const waiting = await floor.motion(moved.id);
    expect(waiting).toMatchObject({ state: 'moved', pollId: null, secondedAt: null });
    expect((await floor.entries('motion.seconds-lapsed')).at(-1)?.data).toMatchObject({
      seconds: 0,
      needed: 1,
    });
    const again = expectOk(await floor.second(2, waiting));
    expect(again.state).toBe('seconded');
    expectOk(await floor.work.run((tx) => openPoll(voting(), tx, { pollId: again.pollId! })));
  });

  it('of a member who leaves while others are awaited does not complete the motion', async () => {
    const leaver = await floor.join('Leaver', true);
    const effect = { numbers: [{ path: 'motions.ordinary.noticeHours', value: 12 }] };
    const moved = expectOk(await floor.move(1, expectOk(await floor.draft(1, 'amend_bylaws', effect))));
    expect(moved.secondsNeeded).toBe(2);
    expectOk(await floor.second(floor.members.length, moved));
    expectOk(await leave(leaver));
    expect(expectOk(await floor.second(2, moved)).state).toBe('moved');
    expect(expectOk(await floor.second(3, moved)).state).toBe('seconded');
  });

  it('stays when its member leaves after the vote has opened', async () => {
    const leaver = await floor.join('Leaver', true);
    const moved = expectOk(await floor.move(1, expectOk(await floor.draft(1, 'ordinary'))));
    const { pollId } = expectOk(await floor.second(floor.members.length, moved));
    await floor.open(moved);
    expectOk(await leave(leaver));
    await floor.vote(pollId!, 'yes');
    await floor.closePoll(pollId!);
    expect((await floor.motion(moved.id)).state).toBe('carried');
  });
});

describe('drafts', () => {
  it('are fifty at most, also when they are written at once', async () => {
    const writing = Array.from({ length: 60 }, () => floor.draft(4, 'ordinary'));
    const codes = (await Promise.all(writing)).map(codeOf);
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(50);
    expect(codes.filter((code) => code === 'TOO_MANY_MOTIONS')).toHaveLength(10);
  });
});

describe('an expulsion', () => {
  it('that is annulled lets the membership go on, with its standing, and touches no frozen roll', async () => {
    const { membershipId, personId } = floor.member(7);
    const at = (days: number) => new Date(Date.now() + days * DAY);
    const effect = { memberId: membershipId, reason: 'Because.', hearingAt: at(1.1), until: at(90) };
    const expulsion = await floor.seconded('expel_member', effect);
    await floor.setClock(8 * 24);
    await floor.decide(expulsion, 'yes');
    const ended = () =>
      floor.db.one('SELECT ended_at IS NOT NULL AS ended, counts_from FROM membership WHERE id = $1', [
        membershipId,
      ]);
    const before = await ended();
    expect(before).toMatchObject({ ended: true });
    const meanwhile = await floor.open(await floor.seconded('ordinary'));
    const rolls = () =>
      floor.db.one('SELECT count(*) AS on_roll FROM roll WHERE poll_id = $1 AND person_id = $2', [
        meanwhile,
        personId,
      ]);
    expect(await rolls()).toEqual({ on_roll: 0 });
    const undo = floor.effects.get('expel_member')!.annul;
    if ('cannot' in undo) throw new Error('it declares no inverse');
    const motion = await floor.motion(expulsion.id);
    const annul = () => floor.work.do((tx) => undo.execute(tx, motion, motion.effect, { source: 'system' }));
    expect(await annul()).toEqual({ done: true });
    expect(await ended()).toEqual({ ...before, ended: false });
    expect(await rolls()).toEqual({ on_roll: 0 });
    expect(await floor.entries('membership.restored')).toHaveLength(1);
    const later = await floor.open(await floor.seconded('ordinary'));
    const row = await floor.db.one(
      'SELECT count(*) AS on_roll FROM roll WHERE poll_id = $1 AND person_id = $2',
      [later, personId],
    );
    expect(row).toEqual({ on_roll: 1 });
    // Once: there is nothing left to undo.
    expect(await annul()).toMatchObject({ done: false });
    await floor.setClock(0);
  });
});
