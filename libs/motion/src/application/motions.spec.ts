import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { isSubjectOfOpenPoll } from '../persistence/motion-store.js';
import { codeOf, DAY, expectOk, Floor, HOUR } from '../spec/floor.js';
import { editDraft } from './draft-motion.js';
import { visibleMotion } from './visible-motion.js';
import { withdrawMotion } from './withdraw-motion.js';

let floor: Floor;
const withdraw = (by: number, id: string) =>
  floor.work.run((tx) => withdrawMotion(tx, floor.member(by).personId, id));
const inDays = async (days: number) => new Date((await floor.db.now()).getTime() + days * DAY);

beforeAll(async () => {
  floor = await Floor.established(25);
});
afterAll(() => floor.close());

describe('a draft', () => {
  it('is seen by its author alone, and changed by its author alone', async () => {
    const draft = expectOk(await floor.draft(1, 'ordinary'));
    await expect(visibleMotion(floor.db, floor.member(2).personId, draft.id)).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    const content = {
      kind: 'ordinary',
      title: 'Another',
      text: 'Other',
      effect: {},
      opensAt: null,
      seconds: null,
      tier: null,
    } as const;
    const edit = (by: number) =>
      floor.work.run((tx) => editDraft(floor.ports, tx, floor.member(by).personId, draft.id, content));
    await expect(edit(2)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    expect(expectOk(await edit(1)).title).toBe('Another');
    expectOk(await floor.move(1, draft));
    expect(codeOf(await edit(1))).toBe('MOTION_NOT_IN_STATE');
  });

  it('asks for what its effect needs, and for nothing else', async () => {
    const member = floor.member(4).membershipId;
    const stranger = '0193b0a0-0000-7000-8000-000000000000';
    const past = new Date(Date.parse('2020-01-01'));
    const about = {
      memberId: member,
      reason: 'Because.',
      hearingAt: await inDays(2),
      until: await inDays(40),
    };
    const refused: [Parameters<Floor['draft']>[1], Record<string, unknown>][] = [
      ['ordinary', { memberId: member }],
      ['confirm_members', { memberIds: [] }],
      ['confirm_members', { memberIds: [stranger] }],
      ['apply_import', { importId: stranger }],
      ['choose_facilitator', {}],
      ['suspend_member', { ...about, reason: ' ' }],
      ['suspend_member', { ...about, hearingAt: past }],
      ['suspend_member', { ...about, hearingAt: await inDays(0.9) }],
      ['suspend_member', { ...about, until: await inDays(1) }],
      ['expel_member', { ...about, memberId: stranger }],
      ['amend_bylaws', { numbers: [] }],
      ['amend_bylaws', { numbers: [{ path: 'motions.ordinary.noticeHours', value: 5_000 }] }],
      ['amend_bylaws', { numbers: [{ path: 'motions.nothing', value: 1 }] }],
      ['direct_action', { validFrom: await inDays(3), validUntil: await inDays(2) }],
      ['direct_action', { validFrom: await inDays(3), validUntil: await inDays(400) }],
    ];
    for (const [kind, effect] of refused) {
      expect([kind, effect, codeOf(await floor.draft(1, kind, effect))]).toEqual([
        kind,
        effect,
        'EFFECT_INVALID',
      ]);
    }
    expect(codeOf(await floor.draft(1, 'ordinary', {}, { text: ' ' }))).toBe('EFFECT_INVALID');
    expect(codeOf(await floor.draft(1, 'ordinary', {}, { title: ' ' }))).toBe('TEXT_INVALID');
    expect(codeOf(await floor.draft(1, 'ordinary', {}, { text: 'x'.repeat(20_001) }))).toBe('TEXT_INVALID');
    expect(codeOf(await floor.draft(1, 'annul_result'))).toBe('ONLY_TOGETHER');
    expect(codeOf(await floor.draft(1, 'confirm_roll'))).toBe('NOT_THIS_DECISION_NOW');
    expect(codeOf(await floor.draft(1, 'adopt_bylaws', { preset: 'union_local' }))).toBe(
      'NOT_THIS_DECISION_NOW',
    );
  });

  it('keeps the terms that the bylaws set', async () => {
    const wish = async (more: Parameters<Floor['draft']>[3]) =>
      codeOf(await floor.draft(1, 'ordinary', {}, more));
    expect(await wish({ seconds: 60 })).toBe('TERMS_NOT_ALLOWED');
    expect(await wish({ seconds: 15 * 86_400 })).toBe('TERMS_NOT_ALLOWED');
    expect(await wish({ opensAt: await inDays(91) })).toBe('TERMS_NOT_ALLOWED');
    expect(await wish({ tier: 'secret' })).toBe('accepted');
    const numbers = [{ path: 'motions.ordinary.noticeHours', value: 24 }];
    expect(codeOf(await floor.draft(1, 'amend_bylaws', { numbers }, { tier: 'secret' }))).toBe(
      'TERMS_NOT_ALLOWED',
    );
  });

  it('is one of at most 50 that a member has open', async () => {
    const member = floor.members.length;
    for (let n = 0; n < 50; n++) expectOk(await floor.draft(member, 'ordinary'));
    expect(codeOf(await floor.draft(member, 'ordinary'))).toBe('TOO_MANY_MOTIONS');
  });

  it('is nothing to a stranger, who is told the same as of a motion that is not there', async () => {
    const draft = expectOk(await floor.draft(1, 'ordinary'));
    const stranger = '0193b0a0-0000-7000-8000-000000000000' as never;
    await expect(visibleMotion(floor.db, stranger, draft.id)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(floor.move(2, draft)).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    await expect(floor.second(2, { ...draft, id: stranger })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

describe('moving and seconding', () => {
  it('announces a poll after the notice, which opens by itself', async () => {
    const motion = await floor.seconded('ordinary');
    expect(motion.state).toBe('seconded');
    const poll = await floor.db.one<{ state: string; opens_at: Date; duration_seconds: number }>(
      'SELECT * FROM poll WHERE id = $1',
      [motion.pollId],
    );
    expect(poll).toMatchObject({ state: 'draft', duration_seconds: 86_400 });
    expect(poll.opens_at.getTime()).toBe(motion.secondedAt!.getTime() + 48 * HOUR);
  });

  it('opens no earlier than the mover wished', async () => {
    const opensAt = await inDays(10);
    const motion = await floor.seconded('ordinary', {}, { opensAt, seconds: 3 * 86_400 });
    const poll = await floor.db.one<{ opens_at: Date; duration_seconds: number }>(
      'SELECT * FROM poll WHERE id = $1',
      [motion.pollId],
    );
    expect([poll.opens_at, poll.duration_seconds]).toEqual([opensAt, 3 * 86_400]);
  });

  it('is not for its mover, not twice, and not before it is moved', async () => {
    const draft = expectOk(
      await floor.draft(1, 'amend_bylaws', {
        numbers: [{ path: 'motions.ordinary.noticeHours', value: 24 }],
      }),
    );
    const motion = expectOk(await floor.move(1, draft));
    expect(codeOf(await floor.move(1, motion))).toBe('MOTION_NOT_IN_STATE');
    expect(motion.secondsNeeded).toBe(2);
    expect(codeOf(await floor.second(1, motion))).toBe('MOVER_CANNOT_SECOND');
    expectOk(await floor.second(2, motion));
    expect(expectOk(await floor.second(2, motion)).state).toBe('moved');
    expect(expectOk(await floor.second(3, motion)).state).toBe('seconded');
    expect(expectOk(await floor.second(3, motion)).state).toBe('seconded');
    expect(codeOf(await floor.second(4, motion))).toBe('MOTION_NOT_IN_STATE');
    expect(await floor.entries('motion.seconded')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ data: { motion: motion.id, seconds: 2, needed: 2 } }),
      ]),
    );
  });

  it('is for members that count', async () => {
    const newcomer = await floor.join('Newcomer');
    const n = floor.members.indexOf(newcomer) + 1;
    expect(codeOf(await floor.draft(n, 'ordinary'))).toBe('RIGHT_NOT_HELD');
    const motion = expectOk(await floor.move(1, expectOk(await floor.draft(1, 'ordinary'))));
    expect(codeOf(await floor.second(n, motion))).toBe('RIGHT_NOT_HELD');
  });

  it('is not for the member whom it is about, nor for who came back less than 24 hours ago', async () => {
    const subject = floor.member(5);
    const about = {
      memberId: subject.membershipId,
      reason: 'Because.',
      hearingAt: await inDays(2),
      until: await inDays(40),
    };
    expect(codeOf(await floor.move(5, expectOk(await floor.draft(5, 'suspend_member', about))))).toBe(
      'OWN_MATTER',
    );
    const motion = expectOk(await floor.move(1, expectOk(await floor.draft(1, 'suspend_member', about))));
    expect(codeOf(await floor.second(5, motion))).toBe('OWN_MATTER');
    await floor.db.run('UPDATE person SET recovered_at = plenary_now() WHERE id = $1', [
      floor.member(6).personId,
    ]);
    expect(codeOf(await floor.second(6, motion))).toBe('RECENTLY_RECOVERED');
    const later = expectOk(await floor.move(1, expectOk(await floor.draft(1, 'ordinary'))));
    expect(codeOf(await floor.second(6, later))).toBe('accepted');
  });

  it('lets a hearing come before the vote', async () => {
    const hearingAt = await inDays(20);
    const motion = await floor.seconded('suspend_member', {
      memberId: floor.member(7).membershipId,
      reason: 'Because.',
      hearingAt,
      until: await inDays(60),
    });
    const poll = await floor.db.one<{ opens_at: Date; tier: string }>(
      'SELECT opens_at, tier FROM poll WHERE id = $1',
      [motion.pollId],
    );
    expect(poll).toEqual({ opens_at: hearingAt, tier: 'secret' });
    expect(await isSubjectOfOpenPoll(floor.db, floor.member(7).membershipId)).toBe(false);
    await floor.open(motion);
    expect(await isSubjectOfOpenPoll(floor.db, floor.member(7).membershipId)).toBe(true);
    expect(await isSubjectOfOpenPoll(floor.db, floor.member(8).membershipId)).toBe(false);
  });

  it('announces exactly one poll when 20 members second at once, in two processes', async () => {
    const other = await floor.otherProcess();
    const elsewhere = new UnitOfWork(other, appendRecordAndFeed);
    const motion = expectOk(await floor.move(1, expectOk(await floor.draft(1, 'ordinary'))));
    const codes = await Promise.all(
      Array.from({ length: 20 }, async (_, i) =>
        codeOf(await floor.second(i + 2, motion, i % 2 ? elsewhere : floor.work)),
      ),
    );
    await other.close();
    // Member 6 came back lately and is refused; whoever wins, it is one.
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
    expect(
      await floor.db.one('SELECT count(*) AS polls FROM poll WHERE motion_id = $1', [motion.id]),
    ).toEqual({ polls: 1 });
  });
});

describe('withdrawing', () => {
  it('is for the mover, until the vote opens, and takes the announced poll with it', async () => {
    const motion = await floor.seconded('ordinary');
    expect(codeOf(await withdraw(2, motion.id))).toBe('RIGHT_NOT_HELD');
    expect(expectOk(await withdraw(1, motion.id)).state).toBe('withdrawn');
    expect(await floor.db.one('SELECT state FROM poll WHERE id = $1', [motion.pollId])).toEqual({
      state: 'void',
    });
    expect(codeOf(await withdraw(1, motion.id))).toBe('MOTION_NOT_IN_STATE');
    expect(codeOf(await floor.second(4, motion))).toBe('MOTION_NOT_IN_STATE');
    expect(
      await floor.db.one('SELECT count(*) AS polls FROM poll WHERE motion_id = $1', [motion.id]),
    ).toEqual({ polls: 1 });
  });

  it('is refused once the vote is open', async () => {
    const motion = await floor.seconded('ordinary');
    await floor.open(motion);
    expect((await floor.motion(motion.id)).state).toBe('voting');
    expect(codeOf(await withdraw(1, motion.id))).toBe('MOTION_NOT_IN_STATE');
  });

  it('racing a second leaves a withdrawn motion and no live poll', async () => {
    for (let round = 0; round < 15; round++) {
      const motion = expectOk(await floor.move(1, expectOk(await floor.draft(1, 'ordinary'))));
      await Promise.all([floor.second(2, motion), withdraw(1, motion.id)]);
      expect((await floor.motion(motion.id)).state).toBe('withdrawn');
      const live = await floor.db.query(
        `SELECT 1 FROM poll WHERE motion_id = $1 AND state IN ('draft', 'open')`,
        [motion.id],
      );
      expect(live).toEqual([]);
    }
  });
});
