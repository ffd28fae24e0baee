import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { moveMotion } from '@plenary/motion';
import { newId } from '@plenary/platform';
import { whyNot } from '../persistence/eligibility-store.js';
import { officeById } from '../persistence/office-store.js';
import { termById } from '../persistence/term-store.js';
import { codeOf, expectOk, House, RULES } from '../spec/house.js';
import { declineSeat, resignSeat } from './answer-seat.js';

describe('offices', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.of(6);
  });
  afterAll(() => house.close());

  it('are created by a motion, with a seat for each delegate', async () => {
    const id = await house.office({ seats: 3, vacancy: 'alternate' }, 'Federal council');
    expect(await officeById(house.db, id)).toMatchObject({
      name: 'Federal council',
      version: 1,
      rules: { seats: 3, vacancy: 'alternate', recallPoll: { numerator: 1, denominator: 5, atLeast: 3 } },
    });
    const { seats } = await house.db.one<{ seats: number }>(
      'SELECT count(*) AS seats FROM seat WHERE office_id = $1',
      [id],
    );
    expect(seats).toBe(3);
    expect((await house.entries('office.created')).at(-1)?.data.office).toBe(id);
  });

  it('have one name each while they stand', async () => {
    const drafted = await house.draft('create_office', { officeName: 'federal COUNCIL', rules: RULES });
    expect(codeOf(drafted)).toBe('EFFECT_INVALID');
  });

  it.each([
    ['no seat', { seats: 0 }],
    ['too long a term', { termDays: 1_462 }],
    ['a countback of marks', { method: 'approval' }],
    ['several seats by a method that fills one', { method: 'irv', seats: 2, vacancy: 'alternate' }],
    ['a poll at more than half', { recallPoll: { numerator: 2, denominator: 3, atLeast: 3 } }],
    ['a petition that never lapses', { petitionDays: 181 }],
    ['an office that is not here', { incompatible: [newId()] }],
    ['a field that is none', { colour: 'red' }],
  ])('are refused with %s', async (_, changed) => {
    const rules = { ...RULES, ...changed };
    expect(codeOf(await house.draft('create_office', { officeName: 'Another', rules }))).toBe(
      'EFFECT_INVALID',
    );
  });

  it('get other rules by a motion, and keep every version', async () => {
    const id = await house.office({}, 'Bank');
    await house.decide('change_office', { officeId: id, rules: { ...RULES, seats: 2 } });
    expect(await officeById(house.db, id)).toMatchObject({ version: 2, rules: { seats: 2 } });
    await expect(house.db.run('UPDATE office_rules SET rules = rules')).rejects.toThrow('never edited');
  });

  it('are abolished by a motion, and nobody holds their seats', async () => {
    const term = await house.delegate(2);
    const motion = await house.decide('abolish_office', { officeId: term.officeId });
    expect(motion.outcome).toEqual({ done: true });
    expect(await house.running(term.officeId)).toEqual([]);
    expect(codeOf(await house.draft('elect_delegates', { officeId: term.officeId }))).toBe('EFFECT_INVALID');
  });
});

describe('delegates are seated by election', () => {
  let house: House;
  beforeAll(async () => {
    house = await House.of(8);
  });
  afterAll(() => house.close());

  it('in the transaction that closes the poll, in the order of the count, and accept', async () => {
    const officeId = await house.office({ seats: 2, vacancy: 'alternate' });
    const motion = await house.elect(officeId, 2, 3, 4, 5);
    expect(motion).toMatchObject({ state: 'carried', outcome: { done: true } });
    const running = await house.running(officeId);
    expect(running.map(({ membershipId }) => membershipId)).toEqual(
      [2, 3].map((n) => house.member(n).membershipId),
    );
    expect(running.map(({ acceptedAt }) => acceptedAt)).toEqual([null, null]);
    const accepted = await house.accept(officeId, 2);
    expect(accepted.acceptedAt).not.toBe(null);
    const waiting = await house.db.query<{ id: string }>(
      `SELECT membership_id AS id FROM alternate WHERE office_id = $1 AND state = 'waiting' ORDER BY rank`,
      [officeId],
    );
    expect(waiting.map(({ id }) => id)).toEqual([4, 5].map((n) => house.member(n).membershipId));
  });

  it('and whoever declines makes room for the next', async () => {
    const officeId = await house.office({ vacancy: 'alternate' });
    await house.elect(officeId, 2, 3);
    const [first] = await house.running(officeId);
    const declined = await house.work.run((tx) =>
      declineSeat(house.mandates, tx, house.member(2).personId, first!.id),
    );
    expect(expectOk(declined).endKind).toBe('declined');
    expect((await house.running(officeId))[0]).toMatchObject({
      membershipId: house.member(3).membershipId,
      source: 'alternate',
    });
    const again = await house.work.run((tx) =>
      declineSeat(house.mandates, tx, house.member(2).personId, first!.id),
    );
    expect(codeOf(again)).toBe('accepted');
  });

  it('and whoever is silent loses the seat on the clock, before anything has run', async () => {
    const officeId = await house.office({ vacancy: 'countback', acceptHours: 1 });
    await house.elect(officeId, 4, 5, 7);
    const [first] = await house.running(officeId);
    await house.setClock(2);
    try {
      expect(await house.running(officeId)).toEqual([]);
      expect(codeOf(await house.act(4, first!))).toBe('SEAT_NOT_HELD');
      await house.settle();
      expect(await house.running(officeId)).toMatchObject([
        { membershipId: house.member(5).membershipId, source: 'countback' },
      ]);
      // Silent too: the papers that filled the seat are counted once more, for those who are left.
      await house.setClock(4);
      await house.settle();
      expect(await house.running(officeId)).toMatchObject([
        { membershipId: house.member(7).membershipId, source: 'countback', papersOf: first!.papersOf },
      ]);
    } finally {
      await house.setClock(0);
    }
  });

  it('may not hold what is incompatible, nor stand for it', async () => {
    const bank = await house.office();
    await house.elect(bank, 6);
    await house.accept(bank, 6);
    const audit = await house.office({ incompatible: [bank] });
    const motion = await house.announced('elect_delegates', { officeId: audit });
    expect(codeOf(await house.stand(motion, 6))).toBe('MAY_NOT_STAND');
    expect(codeOf(await house.stand(motion, 7))).toBe('accepted');
  });

  it('and no rules make seats incompatible that one member holds together', async () => {
    const one = await house.delegate(2);
    const two = await house.delegate(2);
    const { rules } = (await officeById(house.db, one.officeId))!;
    const effect = { officeId: one.officeId, rules: { ...rules, incompatible: [two.officeId] } };
    const kept = await house.decide('change_office', effect);
    expect(kept.outcome).toMatchObject({ done: false });
    expect((await officeById(house.db, one.officeId))?.version).toBe(1);
    await house.decide('recall_delegate', { termId: two.id });
    const changed = await house.decide('change_office', effect);
    expect(changed.outcome).toEqual({ done: true });
  });

  it('and one who took an incompatible seat meanwhile is passed over at the close', async () => {
    const one = await house.office({ vacancy: 'alternate' });
    const two = await house.office({ vacancy: 'alternate', incompatible: [one] });
    const second = await house.announced('elect_delegates', { officeId: two });
    for (const n of [1, 8]) expectOk(await house.stand(second, n));
    await house.elect(one, 1);
    await house.hold(second, [1, 8]);
    expect((await house.running(two)).map(({ membershipId }) => membershipId)).toEqual([
      house.member(8).membershipId,
    ]);
    // The database has the last word on it.
    const { id } = await house.db.one<{ id: string }>('SELECT id FROM seat WHERE office_id = $1', [two]);
    await expect(
      house.db.run('UPDATE seat SET membership_id = $2 WHERE id = $1', [id, house.member(1).membershipId]),
    ).rejects.toThrow('incompatible');
  });

  it('and where nobody who was elected may serve, the seat is elected anew', async () => {
    const one = await house.office();
    const two = await house.office({ vacancy: 'election', incompatible: [one] });
    const second = await house.announced('elect_delegates', { officeId: two });
    expectOk(await house.stand(second, 7));
    await house.elect(one, 7);
    const decided = await house.hold(second, [7]);
    expect(decided).toMatchObject({ state: 'carried', outcome: { done: true } });
    expect(await house.running(two)).toEqual([]);
    expect(await house.lastMotion('elect_delegates')).toMatchObject({
      moverId: null,
      state: 'seconded',
      effect: { officeId: two, seats: 1 },
    });
  });

  it('serve no more terms in a row than the office allows', async () => {
    const officeId = await house.office({ consecutiveTerms: 1, termDays: 10 });
    await house.elect(officeId, 3);
    await house.accept(officeId, 3);
    await house.setClock(11 * 24);
    try {
      await house.settle();
      const motion = (await house.lastMotion('elect_delegates'))!;
      expect(motion).toMatchObject({ moverId: null, state: 'seconded', effect: { officeId } });
      expect(codeOf(await house.stand(motion, 3))).toBe('MAY_NOT_STAND');
      expect(codeOf(await house.stand(motion, 2))).toBe('accepted');
    } finally {
      await house.setClock(0);
    }
  });

  it('have not sat out while others of the office were elected, nor where nobody served', async () => {
    const rules = { seats: 2, consecutiveTerms: 1, termDays: 10, vacancy: 'election' };
    const officeId = await house.office(rules);
    await house.elect(officeId, 3, 2);
    await house.accept(officeId, 3);
    const other = await house.accept(officeId, 2);
    try {
      // Another takes the seat beside theirs, in the middle of their term.
      await house.setClock(5 * 24);
      await house.decide('recall_delegate', { termId: other.id });
      await house.hold((await house.lastMotion('elect_delegates'))!, [7]);
      await house.accept(officeId, 7);
      await house.setClock(11 * 24);
      await house.settle();
      const second = (await house.lastMotion('elect_delegates'))!;
      expect(codeOf(await house.stand(second, 3))).toBe('MAY_NOT_STAND');
      expect(codeOf(await house.stand(second, 2))).toBe('accepted');
      // Whoever is elected then does not accept.
      await house.hold(second, [8]);
      const declining = (await house.running(officeId)).find(
        ({ membershipId }) => membershipId === house.member(8).membershipId,
      )!;
      expectOk(
        await house.work.run((tx) => declineSeat(house.mandates, tx, house.member(8).personId, declining.id)),
      );
      const third = (await house.lastMotion('elect_delegates'))!;
      expect(third.id).not.toBe(second.id);
      expect(codeOf(await house.stand(third, 3))).toBe('MAY_NOT_STAND');
      await house.hold(third, [8]);
      await house.accept(officeId, 8);
      // Somebody has served since: the row is broken.
      await house.setClock(16 * 24);
      await house.settle();
      const fourth = (await house.lastMotion('elect_delegates'))!;
      expect(fourth.id).not.toBe(third.id);
      expect(codeOf(await house.stand(fourth, 3))).toBe('accepted');
    } finally {
      await house.setClock(0);
    }
  });

  it('are elected ahead of the term’s end, and follow on the clock', async () => {
    const officeId = await house.office({ termDays: 30 });
    await house.elect(officeId, 2);
    await house.accept(officeId, 2);
    await house.elect(officeId, 7);
    expect((await house.running(officeId)).map(({ membershipId }) => membershipId)).toEqual([
      house.member(2).membershipId,
    ]);
    await house.setClock(31 * 24);
    try {
      await house.settle();
      expect(await house.running(officeId)).toMatchObject([
        { membershipId: house.member(7).membershipId, source: 'elected' },
      ]);
    } finally {
      await house.setClock(0);
    }
  });

  it('resign, and the seat is filled by the office’s rule', async () => {
    const term = await house.delegate(5, { vacancy: 'election' }, [6]);
    const early = await house.work.run((tx) =>
      declineSeat(house.mandates, tx, house.member(5).personId, term.id),
    );
    expect(codeOf(early)).toBe('ALREADY_ACCEPTED');
    expectOk(await house.work.run((tx) => resignSeat(house.mandates, tx, house.member(5).personId, term.id)));
    expect(await house.running(term.officeId)).toEqual([]);
    const motion = await house.lastMotion('elect_delegates');
    expect(motion).toMatchObject({ moverId: null, effect: { officeId: term.officeId, seats: 1 } });
    await house.hold(motion!, [6]);
    expect(await house.running(term.officeId)).toHaveLength(1);
  });

  it('and whoever it did not elect steps into that term alone, and only while the rules call alternates', async () => {
    const ids = async (officeId: string) =>
      (await house.running(officeId)).map(({ membershipId }) => membershipId);
    const of = (...numbers: number[]) => numbers.map((n) => house.member(n).membershipId);
    const rules = { seats: 2, termDays: 10, vacancy: 'alternate' };
    const officeId = await house.office(rules);
    await house.elect(officeId, 2, 3);
    await house.accept(officeId, 2);
    const third = await house.accept(officeId, 3);
    try {
      await house.setClock(5 * 24);
      // Nobody was ranked behind the two: an election for one seat, in which 6 and 7 come after 5.
      await house.decide('recall_delegate', { termId: third.id });
      await house.hold((await house.lastMotion('elect_delegates'))!, [5, 6, 7]);
      const fifth = await house.accept(officeId, 5);
      await house.setClock(11 * 24);
      await house.settle();
      // The other seat's term is over: a new one begins by an election, of which there was none.
      expect(await ids(officeId)).toEqual(of(5));
      const motion = (await house.lastMotion('elect_delegates'))!;
      expect(motion).toMatchObject({ state: 'seconded', effect: { officeId, seats: 1 } });
      // While it is under way the second seat falls empty too: 6 steps in, and 8 was elected to one seat.
      await house.decide('recall_delegate', { termId: fifth.id });
      expect(await ids(officeId)).toEqual(of(6));
      const sixth = await house.accept(officeId, 6);
      await house.decide('change_office', { officeId, rules: { ...RULES, ...rules, vacancy: 'election' } });
      await house.decide('recall_delegate', { termId: sixth.id });
      expect(await ids(officeId)).toEqual([]);
      await house.hold(motion, [8, 1]);
      expect(await ids(officeId)).toEqual(of(8));
      expect((await house.lastMotion('elect_delegates'))!.id).not.toBe(motion.id);
    } finally {
      await house.setClock(0);
    }
  });

  it('are elected anew though somebody moved an election that nobody seconds', async () => {
    const term = await house.delegate(6, { vacancy: 'election', termDays: 30 });
    const drafted = expectOk(await house.draft('elect_delegates', { officeId: term.officeId }));
    expectOk(
      await house.work.run((tx) => moveMotion(house.motions, tx, house.member(1).personId, drafted.id)),
    );
    await house.decide('recall_delegate', { termId: term.id });
    expect(await house.lastMotion('elect_delegates')).toMatchObject({
      moverId: null,
      state: 'seconded',
      effect: { officeId: term.officeId },
    });
  });

  it('leave with their membership, and the seat is filled at once afterwards', async () => {
    const term = await house.delegate(4, { vacancy: 'alternate' }, [3]);
    expectOk(await house.leave(4));
    expect(await house.running(term.officeId)).toEqual([]);
    await house.settle();
    expect(await house.running(term.officeId)).toMatchObject([
      { membershipId: house.member(3).membershipId },
    ]);
  });

  it('whose term was over before they left ended with the term, at its instant', async () => {
    const term = await house.delegate(5, { termDays: 10 });
    try {
      await house.setClock(41 * 24);
      expectOk(await house.leave(5));
      const over = { endKind: 'over', endedAt: term.endsAt };
      expect(await termById(house.db, term.id)).toMatchObject(over);
      const [entry] = (await house.entries('term.over')).slice(-1);
      expect(entry?.data).toMatchObject({ term: term.id, at: term.endsAt.toISOString() });
    } finally {
      await house.setClock(0);
    }
  });

  it('are not new to an office because they joined again', async () => {
    await house.join(1);
    const n = house.members.length;
    const { officeId } = await house.delegate(n, { consecutiveTerms: 1 });
    const { personId } = house.member(n);
    expectOk(await house.leave(n));
    await house.join(1);
    const { membershipId } = house.members.at(-1)!;
    await house.db.run('UPDATE membership SET person_id = $2 WHERE id = $1', [membershipId, personId]);
    const office = (await officeById(house.db, officeId))!;
    expect(await whyNot(house.db, office, membershipId)).toContain('in a row');
  });
});
