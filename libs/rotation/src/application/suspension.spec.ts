import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorise } from '@plenary/assembly';
import { Database, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { ledgerAt } from '../persistence/ledger-rows.js';
import { type ShiftRow, shiftsToTake } from '../persistence/shift-rows.js';
import { codeOf, DAY_MS, Depot, expectOk } from '../spec/depot.js';
import { confirmShift, declineShift, offerShift } from './answer-shift.js';
import { finishShift } from './finish-shift.js';
import { answerSwap, askSwap, SHIFT_CONSTRAINTS } from './swap-shifts.js';
import { takeShift } from './take-shift.js';

const MINUTE_MS = 60_000;
const DAILY = { rule: 'FREQ=DAILY', minutes: 120 };

describe('the shifts of whoever is suspended', () => {
  let depot: Depot;
  /** Another process. */
  let other: Database;
  beforeAll(async () => {
    depot = await Depot.of(5);
    other = await Database.connect({ url: depot.test.url, poolSize: 6 });
    const start = await depot.start();
    await depot.setTask({ ...DAILY, name: 'Door', start, longestRun: 9, powers: ['check_in'] });
    await depot.drawAll();
  });
  afterAll(async () => {
    await other.close();
    await depot.close();
  });

  const standing = () => depot.shifts();
  const ofMember = async (n: number) =>
    (await standing()).filter(({ membershipId }) => membershipId === depot.member(n).membershipId);
  const toTake = () => shiftsToTake(depot.db, depot.assemblyId, 100);
  const take = (n: number, id: string) =>
    depot.run((tx) => takeShift(tx, depot.member(n).personId, id), SHIFT_CONSTRAINTS);
  /** Whether its holder has the right that the shift gives, in each process. */
  const checksIn = async (shift: ShiftRow) => {
    const n = depot.numberOf(shift);
    const about = { membershipId: depot.member((n % 5) + 1).membershipId };
    const asked = [depot.db, other].map((db) =>
      authorise(db, depot.member(n).personId, depot.assemblyId, 'meeting.checkInMember', about),
    );
    return (await Promise.all(asked)).map(
      (grant) =>
        grant.ok && grant.value.authority.source === 'shift' && grant.value.authority.shift === shift.id,
    );
  };
  const load = async (n: number) =>
    (await ledgerAt(depot.db, depot.assemblyId, await depot.db.now())).get(depot.member(n).membershipId)!;
  const filled = async () => (await depot.entries('roster.filled')).length;

  it('pass on until it ends, and no others change', async () => {
    const before = await standing();
    const until = new Date((await depot.db.now()).getTime() + 20 * DAY_MS);
    expect(await depot.suspend(2, until)).toBe(true);
    const mine = before.filter((each) => depot.numberOf(each) === 2);
    const passing = mine.filter(({ startsAt }) => startsAt < until);
    expect(passing.length).toBeGreaterThan(1);
    expect(mine.length).toBeGreaterThan(passing.length);
    // At once, in the transaction of the suspension.
    expect((await ofMember(2)).every(({ startsAt }) => startsAt >= until)).toBe(true);
    await depot.tick();
    const after = await standing();
    expect(after).toHaveLength(before.length);
    for (const shift of before)
      if (passing.some(({ id }) => id === shift.id)) {
        const next = after.find(({ placeId }) => placeId === shift.placeId)!;
        expect(next.cameBy).toBe('stepped_in');
        expect(next.membershipId).not.toBe(shift.membershipId);
      } else expect(after).toContainEqual(shift);
    const entries = await depot.entries('shift.ended');
    expect(entries.map(({ data }) => data.shift).sort()).toEqual(passing.map(({ id }) => id).sort());
    const [passed] = passing as [ShiftRow];
    expect(codeOf(await depot.run((tx) => confirmShift(tx, depot.member(2).personId, passed.id)))).toBe(
      'RIGHT_NOT_HELD',
    );
  });

  it('pass on further where it is prolonged, and stay where it is not', async () => {
    const kept = await ofMember(2);
    const until = new Date(kept[0]!.startsAt.getTime() + MINUTE_MS);
    expect(await depot.suspend(2, until)).toBe(true);
    expect((await ofMember(2)).map(({ id }) => id)).toEqual(kept.slice(1).map(({ id }) => id));
    // A shorter one beside it changes nothing.
    expect(await depot.suspend(2, new Date(until.getTime() - DAY_MS))).toBe(true);
    expect((await ofMember(2)).map(({ id }) => id)).toEqual(kept.slice(1).map(({ id }) => id));
    await depot.tick();
  });

  it('stop their clock, as a leave does; lifted early, it goes on level, and they are drawn again', async () => {
    const others = await ofMember(3);
    await depot.goTo(new Date(others[1]!.endsAt.getTime() + MINUTE_MS));
    expect(await load(2)).toMatchObject({ here: false, shifts: 0 });
    expect(await depot.lift(2)).toBe(true);
    await depot.later(MINUTE_MS);
    expect((await load(2)).here).toBe(true);
    expect((await load(2)).load).toBeGreaterThan(0);
    expect(await depot.lift(2)).toBe(false);
    const [shift] = (await standing()).filter((each) => each.startsAt > others[1]!.endsAt) as [ShiftRow];
    for (const n of [1, 3, 4, 5])
      if (n !== depot.numberOf(shift)) await depot.suspend(n, new Date(shift.startsAt.getTime() + DAY_MS));
    await depot.tick();
    const next = (await standing()).find(({ placeId }) => placeId === shift.placeId)!;
    if (depot.numberOf(next) !== 2) {
      expectOk(await depot.run((tx) => declineShift(tx, depot.personOf(next), next.id)));
      await depot.tick();
    }
    const now = (await standing()).find(({ placeId }) => placeId === shift.placeId)!;
    expect(depot.numberOf(now)).toBe(2);
    for (const n of [1, 3, 4, 5]) await depot.lift(n);
    await depot.tick();
  });

  it('lose their right at that instant, on every process, and whoever may steps in for the rest', async () => {
    const now = await depot.db.now();
    const shift = (await standing()).find(({ startsAt }) => startsAt > now)!;
    const holder = depot.numberOf(shift);
    await depot.goTo(new Date(shift.startsAt.getTime() + 30 * MINUTE_MS));
    expect(await checksIn(shift)).toEqual([true, true]);
    expect(await toTake()).toEqual([]);
    const [first, second, third] = [1, 2, 3, 4, 5].filter((n) => n !== holder) as [number, number, number];
    expect(codeOf(await take(first, shift.id))).toBe('SHIFT_NOT_OFFERED');
    const until = new Date(shift.endsAt.getTime() + DAY_MS / 2);
    expect(await depot.suspend(holder, until)).toBe(true);
    expect(await checksIn(shift)).toEqual([false, false]);
    expect((await toTake()).map(({ id }) => id)).toEqual([shift.id]);
    expect(codeOf(await take(holder, shift.id))).toBe('RIGHT_NOT_HELD');
    expect(
      codeOf(await depot.run((tx) => finishShift(tx, depot.member(holder).personId, shift.id, null))),
    ).toBe('RIGHT_NOT_HELD');
    const taken = await Promise.all([first, second, third].map((n) => take(n, shift.id)));
    expect(taken.map(codeOf).sort()).toEqual(['SHIFT_OVER', 'SHIFT_OVER', 'accepted']);
    const [rest] = (await standing()).filter(({ placeId }) => placeId === shift.placeId) as [ShiftRow];
    expect(rest.startsAt > shift.startsAt && rest.endsAt.getTime() === shift.endsAt.getTime()).toBe(true);
    expect(await checksIn(rest)).toEqual([true, true]);
    expect(await toTake()).toEqual([]);
    // Lifted while it is on: it is another's now.
    expect(await depot.lift(holder)).toBe(true);
    expect(await checksIn(shift)).toEqual([false, false]);
    await depot.tick();
    const carried = await load(depot.numberOf(rest));
    await depot.goTo(new Date(shift.endsAt.getTime() + MINUTE_MS));
    expect((await load(depot.numberOf(rest))).effort).toBe(carried.effort + 1);
    expect(await checksIn(rest)).toEqual([false, false]);
    expect(codeOf(await take(first, shift.id))).toBe('SHIFT_OVER');
  });

  it('that have an open place wait until it is over on the clock: then they are drawn for it', async () => {
    const start = await depot.start(12);
    const trainedIds = [depot.member(4).membershipId];
    await depot.setTask({ ...DAILY, name: 'Safe', start, longestRun: 52, requires: ['key'], trainedIds });
    const until = new Date((await depot.db.now()).getTime() + 5 * DAY_MS);
    expect(await depot.suspend(4, until)).toBe(true);
    await depot.drawAll();
    const { id } = await depot.db.one<{ id: string }>(`SELECT id FROM task WHERE name = 'Safe'`);
    const ofSafe = async () => (await standing()).filter(({ taskId }) => taskId === id);
    expect(await ofSafe()).toEqual([]);
    await depot.stopAt(new Date(until.getTime() - 1));
    await depot.tick();
    expect(await ofSafe()).toEqual([]);
    const turns = await filled();
    await depot.stopAt(until);
    await depot.tick();
    expect(await filled()).toBe(turns + 1);
    const shifts = await ofSafe();
    expect(shifts.length).toBeGreaterThan(20);
    expect(new Set(shifts.map(depot.numberOf.bind(depot)))).toEqual(new Set([4]));
    await depot.goTo(until);
    await depot.tick();
    expect(await filled()).toBe(turns + 1);
  });

  it('are never held by them, whatever is done to the same shift at that moment in two processes', async () => {
    const process = new UnitOfWork(other, appendRecordAndFeed);
    await depot.drawAll();
    for (let round = 0; round < 6; round++) {
      const now = await depot.db.now();
      const ahead = (await standing()).filter(
        ({ startsAt }) => startsAt.getTime() > now.getTime() + 3_600_000,
      );
      const [mine, theirs] = ahead.flatMap((a) => {
        const b = ahead.find(
          ({ taskId, membershipId }) => taskId === a.taskId && membershipId !== a.membershipId,
        );
        return b === undefined ? [] : [a, b];
      }) as [ShiftRow, ShiftRow];
      const n = depot.numberOf(mine);
      const as = depot.member(n).personId;
      const until = new Date(theirs.startsAt.getTime() + 10 * DAY_MS);
      const asked = await depot.run((tx) => askSwap(tx, depot.personOf(theirs), theirs.id, mine.id));
      if (round % 2 === 0) expectOk(await depot.run((tx) => offerShift(tx, as, mine.id)));
      const taker = [1, 2, 3, 4, 5].find((each) => each !== n)!;
      const options = { constraints: SHIFT_CONSTRAINTS };
      const acts = [
        () => depot.suspend(n, until, round % 2 === 0 ? process : depot.work),
        () => process.run((tx) => confirmShift(tx, as, mine.id), options),
        () => take(taker, mine.id),
        () => process.run((tx) => declineShift(tx, as, mine.id), options),
        () => (asked.ok ? process.run((tx) => answerSwap(tx, as, asked.value.id, true), options) : null),
        () => depot.tick(process),
      ];
      // Another is first in each round.
      const turned = acts.map((_, i) => acts[(i + round) % acts.length]!());
      await Promise.all(turned);
      await Promise.all([depot.tick(), depot.tick(process)]);
      const held = (await ofMember(n)).filter(({ startsAt, endsAt }) => startsAt < until && endsAt > now);
      expect(held).toEqual([]);
      const places = (await standing()).map(({ placeId }) => placeId);
      expect(new Set(places).size).toBe(places.length);
      expect(await depot.lift(n)).toBe(true);
      await depot.tick();
    }
  });
});
