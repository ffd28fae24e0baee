import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expelMember, suspendMember, undoExpulsion } from '@plenary/assembly';
import { newId } from '@plenary/platform';
import type { Term } from '../domain/term.js';
import { isUnderRecall, lastPetitions, supportOf } from '../persistence/petition-store.js';
import { lostTermsOf, termById } from '../persistence/term-store.js';
import { codeOf, expectOk, HOUR, House, RULES } from '../spec/house.js';
import { resignSeat } from './answer-seat.js';
import { leaveSeats } from './timetable.js';

/** A poll opens at half, and so late that only more than half counts in these assemblies. */
const NO_POLL = { recallPoll: { numerator: 1, denominator: 2, atLeast: 100 } };

describe('a recall by signatures', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.of(10);
  });
  afterAll(() => house.close());

  const support = async (term: Term) => supportOf(house.db, (await lastPetitions(house.db, [term.id]))[0]!);

  it('empties the seat at the signature that makes more than half, and calls the next', async () => {
    const term = await house.delegate(2, { ...NO_POLL, vacancy: 'alternate' }, [3, 4]);
    for (const n of [1, 3, 4, 5, 6]) expect(expectOk(await house.withdraw(n, term)).endedAt).toBe(null);
    expect(await support(term)).toEqual({ count: 5, base: 10 });
    const recalled = expectOk(await house.withdraw(7, term));
    expect(recalled).toMatchObject({ endKind: 'recalled_by_signatures' });
    expect(await house.running(term.officeId)).toMatchObject([
      { membershipId: house.member(3).membershipId },
    ]);
    const [entry] = (await house.entries('delegate.recalled')).slice(-1);
    expect(entry?.data).toMatchObject({ term: term.id, count: 6, base: 10, how: 'recalled_by_signatures' });
    const [seated] = (await house.entries('delegate.seated')).slice(-1);
    expect(seated!.seq).toBe(entry!.seq + 1);
    expect(codeOf(await house.withdraw(8, term))).toBe('SEAT_NOT_HELD');
    expect(codeOf(await house.restore(7, term))).toBe('SEAT_NOT_HELD');
    expect(codeOf(await house.act(2, term))).toBe('SEAT_NOT_HELD');
    const told = await house.db.query<{ ids: { how: string } }>(
      `SELECT ids FROM change WHERE kind = 'seat.emptied' AND scope = $1`,
      [house.member(2).personId],
    );
    expect(told.map(({ ids }) => ids.how)).toContain('recalled_by_signatures');
  });

  it('is told for 30 days to whoever lost the seat, and to nobody who gave one up', async () => {
    const lost = await house.delegate(4, NO_POLL);
    const lostBy4 = async () =>
      (await lostTermsOf(house.db, house.member(4).membershipId, 30)).map(({ id }) => id);
    expect(await lostBy4()).not.toContain(lost.id);
    for (const n of [1, 3, 5, 6, 7, 8]) expectOk(await house.withdraw(n, lost));
    const given = await house.delegate(4);
    expectOk(
      await house.work.run((tx) => resignSeat(house.mandates, tx, house.member(4).personId, given.id)),
    );
    expect(await lostBy4()).toEqual([lost.id]);
    await house.setClock(31 * 24);
    try {
      expect(await lostBy4()).toEqual([]);
    } finally {
      await house.setClock(0);
    }
  });

  it('counts each signature once, and takes it back', async () => {
    const term = await house.delegate(2, NO_POLL);
    for (const n of [3, 3, 4]) expectOk(await house.withdraw(n, term));
    expect(await support(term)).toMatchObject({ count: 2 });
    for (const n of [3, 3, 9]) expectOk(await house.restore(n, term));
    expect(await support(term)).toMatchObject({ count: 1 });
    const written = await house.entries('confidence.restored');
    expect(written.filter(({ data }) => data.term === term.id)).toHaveLength(1);
  });

  it('is not for whoever does not count, nor for a stranger', async () => {
    const term = await house.delegate(2, NO_POLL);
    await house.db.run(
      `UPDATE membership SET suspended_from = plenary_now() - interval '1 hour', suspended_until = plenary_now() + interval '1 day' WHERE id = $1`,
      [house.member(9).membershipId],
    );
    expect(codeOf(await house.withdraw(9, term))).toBe('RIGHT_NOT_HELD');
    await house.db.run('UPDATE membership SET suspended_from = NULL, suspended_until = NULL');
    const other = await House.of(1);
    try {
      await expect(
        house.work.run((tx) =>
          import('./withdraw-confidence.js').then(({ withdrawConfidence }) =>
            withdrawConfidence(house.mandates, tx, other.member(1).personId, term.id),
          ),
        ),
      ).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    } finally {
      await other.close();
    }
  });

  it('opens a recall poll by itself at a fifth, no fewer than three, and goes on', async () => {
    const term = await house.delegate(2);
    expectOk(await house.withdraw(3, term));
    expectOk(await house.withdraw(4, term));
    expect(await house.lastMotion('recall_delegate')).toBe(null);
    expectOk(await house.withdraw(5, term));
    const motion = (await house.lastMotion('recall_delegate'))!;
    expect(motion).toMatchObject({
      moverId: null,
      state: 'seconded',
      secondsNeeded: 0,
      effect: { termId: term.id },
      subjects: [house.member(2).membershipId],
    });
    // No notice: the poll is due at once.
    const poll = await house.db.one<{ due: boolean }>(
      'SELECT opens_at <= plenary_now() AS due FROM poll WHERE motion_id = $1',
      [motion.id],
    );
    expect(poll.due).toBe(true);
    for (const n of [6, 7]) expectOk(await house.withdraw(n, term));
    expect(expectOk(await house.withdraw(8, term)).endKind).toBe('recalled_by_signatures');
    // The poll finds the seat empty: its result stands, and says so.
    const decided = await house.finish(motion, 'yes');
    expect(decided).toMatchObject({ state: 'carried', outcome: { done: false } });
    expect(
      (await house.entries('delegate.recalled')).filter(({ data }) => data.term === term.id),
    ).toHaveLength(1);
  });

  it('is put in no meeting, though one is on: it waits for no quorum there, and nobody closes it by hand', async () => {
    const term = await house.delegate(2);
    const meetingOf = (motionId: string) =>
      house.db.one<{ id: string | null }>('SELECT meeting_id AS id FROM poll WHERE motion_id = $1', [
        motionId,
      ]);
    house.meetingNow = newId<'meeting'>();
    try {
      for (const n of [3, 4, 5]) expectOk(await house.withdraw(n, term));
      const { id } = (await house.lastMotion('recall_delegate'))!;
      expect((await meetingOf(id)).id).toBe(null);
      const moved = await house.announced('recall_delegate', { termId: term.id });
      expect((await meetingOf(moved.id)).id).toBe(house.meetingNow);
    } finally {
      house.meetingNow = null;
    }
  });

  it('is answered by the poll: lost, it clears the signatures, and a new petition waits 30 days', async () => {
    const term = await house.delegate(2, { petitionDays: 180 });
    for (const n of [3, 4, 5]) expectOk(await house.withdraw(n, term));
    const motion = (await house.lastMotion('recall_delegate'))!;
    expect((await house.finish(motion, 'no')).state).toBe('lost');
    expect((await lastPetitions(house.db, [term.id]))[0]).toMatchObject({ outcome: 'cleared' });
    expect(codeOf(await house.withdraw(6, term))).toBe('PETITION_WAITS');
    // Motions do not wait.
    expect((await house.decide('recall_delegate', { termId: term.id }, 'no')).state).toBe('lost');
    // A result that was annulled kept nobody.
    const annulled = (at: string) =>
      house.db.run(`UPDATE motion SET annulled_at = ${at} WHERE id = $1`, [motion.id]);
    await annulled('plenary_now()');
    expect(codeOf(await house.withdraw(6, term))).toBe('accepted');
    expectOk(await house.restore(6, term));
    await house.db.run('DELETE FROM petition WHERE term_id = $1 AND ended_at IS NULL', [term.id]);
    await annulled('NULL');
    expect(codeOf(await house.withdraw(6, term))).toBe('PETITION_WAITS');
    await house.setClock(31 * 24);
    try {
      expect(codeOf(await house.withdraw(6, term))).toBe('accepted');
    } finally {
      await house.setClock(0);
    }
  });

  it('lapses with its lifetime, on the clock', async () => {
    const term = await house.delegate(2, { ...NO_POLL, petitionDays: 7 });
    for (const n of [3, 4, 5, 6, 7]) expectOk(await house.withdraw(n, term));
    await house.setClock(7 * 24);
    try {
      expect(expectOk(await house.withdraw(8, term)).endedAt).toBe(null);
      expect(await support(term)).toMatchObject({ count: 1 });
      await house.settle();
      // Told once, and by whoever came first: here the one who signed anew.
      const lapsed = await house.entries('petition.lapsed');
      expect(lapsed.filter(({ data }) => data.term === term.id)).toHaveLength(1);
    } finally {
      await house.setClock(0);
    }
  });

  it('is not for who came back less than 24 hours ago, in what was open before', async () => {
    const term = await house.delegate(2, NO_POLL);
    expectOk(await house.withdraw(3, term));
    await house.db.run('UPDATE person SET recovered_at = plenary_now() WHERE id = $1', [
      house.member(4).personId,
    ]);
    expect(codeOf(await house.withdraw(4, term))).toBe('RECENTLY_RECOVERED');
    await house.db.run('UPDATE person SET recovered_at = NULL');
    expect(codeOf(await house.withdraw(4, term))).toBe('accepted');
  });
});

describe('a crossing that no signature caused', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.of(10);
  });
  afterAll(() => house.close());

  async function petitioned(): Promise<Term> {
    const term = await house.delegate(2, NO_POLL);
    for (const n of [3, 4, 5, 6, 7]) expectOk(await house.withdraw(n, term));
    return term;
  }
  async function expectPoll(term: Term): Promise<void> {
    await house.settle();
    const motion = await house.lastMotion('recall_delegate');
    expect(motion?.effect.termId).toBe(term.id);
    expect(await termById(house.db, term.id)).toMatchObject({ endedAt: null });
  }

  it('by a suspension opens a poll and empties nothing', async () => {
    const term = await petitioned();
    await house.work.do(async (tx) => {
      const now = await tx.now();
      const sanction = {
        assemblyId: house.assemblyId,
        membershipId: house.member(10).membershipId,
        reason: 'Because.',
        hearingAt: new Date(now.getTime() - HOUR),
        until: new Date(now.getTime() + 24 * HOUR),
      };
      expect(await suspendMember({ suspended: [] }, tx, sanction, { source: 'system' })).toMatchObject({
        done: true,
      });
    });
    await expectPoll(term);
    // More than half is reached without this signature: it crosses nothing.
    expect(expectOk(await house.withdraw(8, term)).endedAt).toBe(null);
    await house.db.run('UPDATE membership SET suspended_from = NULL, suspended_until = NULL');
  });

  it('by a change of the rules opens a poll and empties nothing', async () => {
    const term = await house.delegate(2, NO_POLL);
    for (const n of [3, 4]) expectOk(await house.withdraw(n, term));
    const rules = { ...RULES, recallPoll: { numerator: 1, denominator: 10, atLeast: 2 } };
    await house.decide('change_office', { officeId: term.officeId, rules });
    await expectPoll(term);
  });

  it('by a departure opens a poll and empties nothing', async () => {
    const term = await petitioned();
    expectOk(await house.leave(9));
    await expectPoll(term);
  });

  it('counts no signature of whoever left', async () => {
    const term = await house.delegate(2, NO_POLL);
    for (const n of [3, 4]) expectOk(await house.withdraw(n, term));
    expectOk(await house.leave(3));
    const [petition] = await lastPetitions(house.db, [term.id]);
    expect(await supportOf(house.db, petition!)).toEqual({ count: 1, base: 8 });
  });

  it('brings no signature back with a membership that had ended', async () => {
    const term = await house.delegate(2, NO_POLL);
    for (const n of [4, 5]) expectOk(await house.withdraw(n, term));
    const { membershipId } = house.member(5);
    const authority = { source: 'system' } as const;
    const now = (await house.db.now()).getTime();
    const [hearingAt, until] = [new Date(now - HOUR), new Date(now + HOUR)];
    const sanction = { assemblyId: house.assemblyId, membershipId, reason: 'Because.', hearingAt, until };
    await house.work.do((tx) => expelMember({ ended: [leaveSeats] }, tx, sanction, authority));
    const { done } = await house.work.do((tx) =>
      undoExpulsion(tx, house.assemblyId, membershipId, authority),
    );
    expect(done).toBe(true);
    const [petition] = await lastPetitions(house.db, [term.id]);
    expect((await supportOf(house.db, petition!)).count).toBe(1);
    expectOk(await house.withdraw(5, term));
    expect((await supportOf(house.db, petition!)).count).toBe(2);
  });

  it('is not for the delegate to vouch in, while members can see that somebody signed', async () => {
    const { membershipId } = house.member(6);
    const open = await house.delegate(6, NO_POLL);
    const secret = await house.delegate(6, { ...NO_POLL, signatures: 'secret' });
    expectOk(await house.withdraw(4, secret));
    expect(await isUnderRecall(house.db, membershipId)).toBe(false);
    expectOk(await house.withdraw(4, open));
    expect(await isUnderRecall(house.db, membershipId)).toBe(true);
    expectOk(await house.restore(4, open));
    expect(await isUnderRecall(house.db, membershipId)).toBe(false);
  });
});

describe('a recall by motion', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.of(6);
  });
  afterAll(() => house.close());

  it('empties the seat in the transaction that closes the poll', async () => {
    const term = await house.delegate(2, { vacancy: 'countback' }, [3]);
    const motion = await house.decide('recall_delegate', { termId: term.id });
    expect(motion).toMatchObject({
      state: 'carried',
      outcome: { done: true },
      subjects: [term.membershipId],
    });
    expect(await house.running(term.officeId)).toMatchObject([
      { membershipId: house.member(3).membershipId, source: 'countback' },
    ]);
  });

  it('is neither moved nor seconded by the delegate', async () => {
    const term = await house.delegate(2);
    const drafted = expectOk(await house.draft('recall_delegate', { termId: term.id }, 2));
    const { moveMotion } = await import('@plenary/motion');
    const moved = await house.work.run((tx) =>
      moveMotion(house.motions, tx, house.member(2).personId, drafted.id),
    );
    expect(codeOf(moved)).toBe('OWN_MATTER');
  });

  it('is not moved against who holds no seat', async () => {
    const term = await house.delegate(2);
    await house.decide('recall_delegate', { termId: term.id });
    expect(codeOf(await house.draft('recall_delegate', { termId: term.id }))).toBe('EFFECT_INVALID');
  });

  it('that is carried twice is executed once', async () => {
    const term = await house.delegate(2);
    const one = await house.announced('recall_delegate', { termId: term.id });
    const two = await house.announced('recall_delegate', { termId: term.id });
    expect((await house.finish(one, 'yes')).outcome).toEqual({ done: true });
    expect((await house.finish(two, 'yes')).outcome).toMatchObject({ done: false });
  });
});
