import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bylawsOf } from '@plenary/assembly';
import { newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { DAY, Floor, HOUR } from '../spec/floor.js';
import { MOTION_SECTION } from './bylaw-section.js';
import { ordinaryEffect } from './effects/ordinary.js';

let floor: Floor;
const inDays = async (days: number) => new Date((await floor.db.now()).getTime() + days * DAY);
const noticeHours = async () =>
  (await bylawsOf(floor.db, floor.assemblyId)).section(MOTION_SECTION).ordinary.noticeHours;
const lastEntry = async (kind: string) => (await floor.entries(kind)).at(-1)?.data;

beforeAll(async () => {
  floor = await Floor.established(12);
});
afterAll(() => floor.close());

describe('a closed poll', () => {
  it('carries its motion, and its text is adopted in the same transaction', async () => {
    const motion = await floor.decide(await floor.seconded('ordinary'), 'yes');
    expect(motion).toMatchObject({ state: 'carried', outcome: { done: true } });
    expect(
      await floor.db.one('SELECT title, text FROM adopted_text WHERE motion_id = $1', [motion.id]),
    ).toEqual({ title: motion.title, text: 'The text.' });
    expect(await lastEntry('motion.carried')).toMatchObject({ motion: motion.id, done: true });
    expect(await lastEntry('text.adopted')).toEqual({ motion: motion.id });
  });

  it('loses it, and nothing is done', async () => {
    const motion = await floor.decide(await floor.seconded('ordinary'), 'no');
    expect(motion).toMatchObject({ state: 'lost', outcome: null });
    expect(await floor.db.query('SELECT 1 FROM adopted_text WHERE motion_id = $1', [motion.id])).toEqual([]);
    expect(await lastEntry('motion.lost')).toEqual({
      motion: motion.id,
      kind: 'ordinary',
      poll: motion.pollId,
    });
  });

  it('decides once and acts once when two processes close it', async () => {
    const db = await floor.otherProcess();
    const elsewhere = new UnitOfWork(db, appendRecordAndFeed);
    for (let round = 0; round < 5; round++) {
      const motion = await floor.seconded('ordinary');
      await floor.vote(await floor.open(motion), 'yes');
      const closers = Array.from({ length: 6 }, (_, i) =>
        floor.closePoll(motion.pollId!, i % 2 ? elsewhere : floor.work),
      );
      expect((await Promise.all(closers)).filter((closed) => closed !== null)).toHaveLength(1);
      const carried = (await floor.entries('motion.carried')).filter(({ data }) => data.motion === motion.id);
      expect(carried).toHaveLength(1);
    }
    await db.close();
  });

  it('stands when the effect throws, whatever the effect had written', async () => {
    floor.replaceEffect('ordinary', {
      execute: async (tx, motion, data, authority, elected) => {
        await ordinaryEffect.execute(tx, motion, data, authority, elected);
        await tx.run('SELECT 1 / 0');
        return { done: true };
      },
    });
    const motion = await floor.decide(await floor.seconded('ordinary'), 'yes');
    floor.effects.set('ordinary', ordinaryEffect);
    expect(motion.state).toBe('carried');
    expect(motion.outcome).toMatchObject({ done: false, because: expect.stringContaining('an error') });
    expect(floor.reported).toHaveLength(1);
    expect(await floor.db.query('SELECT 1 FROM adopted_text WHERE motion_id = $1', [motion.id])).toEqual([]);
    expect((await floor.entries('text.adopted')).some(({ data }) => data.motion === motion.id)).toBe(false);
    expect(await lastEntry('motion.carried')).toMatchObject({ motion: motion.id, done: false });
  });

  it('is tried again, and not recorded as a failure, when the effect lost a race', async () => {
    let tries = 0;
    floor.replaceEffect('ordinary', {
      execute: async (tx, motion, data, authority, elected) => {
        if (++tries === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
        return ordinaryEffect.execute(tx, motion, data, authority, elected);
      },
    });
    const motion = await floor.decide(await floor.seconded('ordinary'), 'yes');
    floor.effects.set('ordinary', ordinaryEffect);
    expect([tries, motion.outcome]).toEqual([2, { done: true }]);
  });

  it('stands with the reason when the effect cannot be executed', async () => {
    const leaver = await floor.join('Leaver', true);
    const hearingAt = await inDays(1.05);
    const effect = { memberId: leaver.membershipId, reason: 'Because.', hearingAt, until: await inDays(30) };
    const motion = await floor.seconded('suspend_member', effect);
    await floor.setClock(9 * 24);
    await floor.db.run(`UPDATE membership SET ended_at = plenary_now(), end_kind = 'left' WHERE id = $1`, [
      leaver.membershipId,
    ]);
    const decided = await floor.decide(motion, 'yes');
    await floor.setClock(0);
    expect(decided).toMatchObject({
      state: 'carried',
      outcome: { done: false, because: 'the member has left' },
    });
    expect(await lastEntry('motion.carried')).toMatchObject({
      because: 'the member has left',
      outcome: 'It could not be carried out, because the member has left.',
    });
  });
});

describe('what a carried motion does', () => {
  it('confirms members', async () => {
    const waiting = await floor.join('Waiting');
    await floor.decide(await floor.seconded('confirm_members', { memberIds: [waiting.membershipId] }), 'yes');
    const row = await floor.db.one<{ counts: boolean }>(
      'SELECT counts_from <= plenary_now() AS counts FROM membership WHERE id = $1',
      [waiting.membershipId],
    );
    expect(row.counts).toBe(true);
  });

  it('suspends and expels, after the hearing', async () => {
    const [one, two] = [await floor.join('One', true), await floor.join('Two', true)];
    const about = { reason: 'Because.', hearingAt: await inDays(1.05), until: await inDays(40) };
    const suspension = await floor.seconded('suspend_member', { ...about, memberId: one.membershipId });
    const expulsion = await floor.seconded('expel_member', { ...about, memberId: two.membershipId });
    await floor.setClock(9 * 24);
    expect(await floor.decide(suspension, 'yes')).toMatchObject({ outcome: { done: true } });
    expect(await floor.decide(expulsion, 'yes')).toMatchObject({ outcome: { done: true } });
    const rows = await floor.db.query(
      'SELECT suspended_until, end_kind FROM membership WHERE id = ANY ($1) ORDER BY id',
      [[one.membershipId, two.membershipId]],
    );
    await floor.setClock(0);
    expect(rows).toEqual([
      { suspended_until: about.until, end_kind: null },
      { suspended_until: null, end_kind: 'expelled' },
    ]);
  });

  it('amends a number in the bylaws, with the number before it kept', async () => {
    const before = await noticeHours();
    const motion = await floor.decide(
      await floor.seconded('amend_bylaws', {
        numbers: [{ path: 'motions.ordinary.noticeHours', value: 12 }],
      }),
      'yes',
    );
    expect(motion.undo).toEqual({ numbers: [{ path: 'motions.ordinary.noticeHours', value: before }] });
    expect(await noticeHours()).toBe(12);
  });

  it('authorises action for a time, by the British conditions in a union local', async () => {
    const effect = { validFrom: await inDays(14), validUntil: await inDays(100) };
    const motion = await floor.decide(await floor.seconded('direct_action', effect), 'yes');
    const row = await floor.db.one(
      'SELECT valid_from AS "validFrom", valid_until AS "validUntil" FROM authorised_action WHERE motion_id = $1',
      [motion.id],
    );
    expect(row).toEqual(effect);
    const { rule, tier } = await floor.db.one<{ rule: unknown; tier: string }>(
      'SELECT rule, tier FROM poll WHERE id = $1',
      [motion.pollId],
    );
    expect(tier).toBe('secret');
    expect(rule).toMatchObject({
      conditions: [{ numerator: 1, denominator: 2, comparison: 'more_than', base: 'yes_and_no' }],
      quorum: {
        kind: 'share',
        counted: 'cast',
        numerator: 50,
        denominator: 100,
        comparison: 'at_least',
        base: 'entitled',
      },
    });
  });

  it('authorises nothing once the time has passed', async () => {
    const motion = await floor.seconded('direct_action', {
      validFrom: await inDays(0),
      validUntil: await inDays(2),
    });
    await floor.setClock(20 * 24);
    const decided = await floor.decide(motion, 'yes');
    await floor.setClock(0);
    expect(decided.outcome).toEqual({ done: false, because: 'the time for which it was asked has passed' });
  });

  it('chooses a facilitator, whose shift takes the place of the one before', async () => {
    const motion = await floor.decide(
      await floor.seconded('choose_facilitator', { memberId: floor.member(4).membershipId }),
      'yes',
    );
    expect(motion.outcome).toEqual({ done: true });
    expect(
      await floor.db.query(
        'SELECT membership_id AS id FROM shift WHERE ended_at IS NULL AND ends_at > plenary_now()',
      ),
    ).toEqual([{ id: floor.member(4).membershipId }]);
  });

  it('says so when there is no such import to apply', async () => {
    const motion = await floor.seconded('ordinary');
    await floor.db.run(`UPDATE motion SET kind = 'apply_import', effect = $2 WHERE id = $1`, [
      motion.id,
      JSON.stringify({ importId: newId() }),
    ]);
    expect((await floor.decide(motion, 'yes')).outcome).toEqual({
      done: false,
      because: 'there is no such import',
    });
  });
});

describe('a voided poll', () => {
  it('puts its motion again, with notice of a day at most', async () => {
    const motion = await floor.seconded('amend_bylaws', {
      numbers: [{ path: 'motions.ordinary.noticeHours', value: 24 }],
    });
    const first = await floor.open(motion);
    await floor.voidPoll(first);
    const again = await floor.motion(motion.id);
    expect(again.state).toBe('seconded');
    expect(again.pollId).not.toBe(first);
    const { opens_at: opensAt } = await floor.db.one<{ opens_at: Date }>(
      'SELECT opens_at FROM poll WHERE id = $1',
      [again.pollId],
    );
    const wait = opensAt.getTime() - (await floor.db.now()).getTime();
    expect(wait).toBeGreaterThan(23 * HOUR);
    expect(wait).toBeLessThanOrEqual(24 * HOUR);
    expect(await lastEntry('motion.put-again')).toMatchObject({
      motion: motion.id,
      voided: first,
      poll: again.pollId,
    });
    expect(await floor.decide(again, 'yes')).toMatchObject({ state: 'carried' });
  });
});
