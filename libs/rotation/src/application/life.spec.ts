import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { authorise, chooseFacilitator } from '@plenary/assembly';
import type { PersonId } from '@plenary/kernel';
import { Database } from '@plenary/platform';
import { LOAD_UNIT } from '@plenary/sortition';
import { untilSomebodyWaits } from '@plenary/testing';
import { ledgerAt } from '../persistence/ledger-rows.js';
import { reasonsOf, type ShiftRow, shiftsToTake } from '../persistence/shift-rows.js';
import { codeOf, DAY_MS, Depot, expectOk } from '../spec/depot.js';
import { CLOCK } from './announce-draw.js';
import { confirmShift, declineShift, noteMissedShift, offerShift } from './answer-shift.js';
import { finishShift } from './finish-shift.js';
import { giveSkill } from './give-skill.js';
import { beginLeave, endLeave, sayCannot, setShare, withdrawCannot } from './say-times.js';
import { answerSwap, askSwap, SHIFT_CONSTRAINTS } from './swap-shifts.js';
import { takeShift } from './take-shift.js';

const WEEKLY = { name: 'Minutes', rule: 'FREQ=WEEKLY', minutes: 90 };

describe('the life of a shift', () => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await Depot.of(6);
    await depot.setTask({ ...WEEKLY, longestRun: 52, start: await depot.start() });
    await depot.setTask({
      ...WEEKLY,
      name: 'Door',
      start: await depot.start(10),
      requires: ['lock'],
      trainedIds: [depot.member(1).membershipId, depot.member(2).membershipId],
    });
    await depot.drawAll();
  });
  afterAll(() => depot.close());

  const taskNamed = async (name: string) =>
    (await depot.db.one<{ id: string }>('SELECT id FROM task WHERE name = $1', [name])).id;
  const shiftsOf = async (name: string) => {
    const id = await taskNamed(name);
    return (await depot.shifts()).filter(({ taskId, startsAt }) => taskId === id && startsAt > new Date(0));
  };
  const as = (shift: ShiftRow) => depot.personOf(shift);
  const another = (shift: ShiftRow): PersonId =>
    depot.members.find(({ membershipId }) => membershipId !== shift.membershipId)!.personId;
  /** Two of one task that are held by two: with no longest run in the way they can be swapped. */
  const pair = async (): Promise<[ShiftRow, ShiftRow]> => {
    const shifts = await shiftsOf('Minutes');
    const [a] = shifts as [ShiftRow];
    return [a, shifts.find(({ membershipId }) => membershipId !== a.membershipId)!];
  };

  it('is confirmed by its holder, as often as they like, and by nobody else', async () => {
    const [shift] = (await shiftsOf('Minutes')) as [ShiftRow];
    for (let i = 0; i < 2; i++)
      expect(
        expectOk(await depot.run((tx) => confirmShift(tx, as(shift), shift.id))).confirmedAt,
      ).not.toBeNull();
    expect(await depot.entries('shift.confirmed')).toHaveLength(1);
    await expect(depot.run((tx) => confirmShift(tx, another(shift), shift.id))).rejects.toThrow();
  });

  it('is given up without a reason, and whoever has carried least steps in', async () => {
    const [shift] = (await shiftsOf('Minutes')) as [ShiftRow];
    expectOk(await depot.run((tx) => declineShift(tx, as(shift), shift.id)));
    expect(codeOf(await depot.run((tx) => declineShift(tx, as(shift), shift.id)))).toBe('SHIFT_OVER');
    await depot.tick();
    const next = (await shiftsOf('Minutes')).find(({ placeId }) => placeId === shift.placeId)!;
    expect(next.membershipId).not.toBe(shift.membershipId);
    expect(next.cameBy).toBe('stepped_in');
    expect(next.why).toMatchObject({ by: 'served', turn: 1 });
    expect(await reasonsOf(depot.db, [next.id])).toEqual([]);
  });

  it('is given up with a reason by whoever wants to say one: of its place the last, and never of another', async () => {
    const [, , shift, beside] = (await shiftsOf('Minutes')) as ShiftRow[];
    const give = (of: ShiftRow, reason: string) => depot.run((tx) => declineShift(tx, as(of), of.id, reason));
    expectOk(await give(shift!, ' My child is ill. '));
    await depot.tick();
    const atPlace = async () =>
      (await shiftsOf('Minutes')).find(({ placeId }) => placeId === shift!.placeId)!;
    const next = await atPlace();
    expect(await reasonsOf(depot.db, [shift!.id, next.id, beside!.id])).toEqual(
      expect.arrayContaining([shift!, next].map(({ id }) => ({ id, reason: 'My child is ill.' }))),
    );
    expect(await reasonsOf(depot.db, [beside!.id])).toEqual([]);
    // Whoever gives it up next says nothing, and is not taken to have said what another did.
    expectOk(await give(next, '  '));
    await depot.tick();
    expect(await reasonsOf(depot.db, [(await atPlace()).id])).toEqual([]);
    await expect(
      depot.db.run('UPDATE shift SET reason = $2 WHERE id = $1', [beside!.id, 'No.']),
    ).rejects.toMatchObject({ constraint: 'shift_reason_of_who_gave_it_up' });
  });

  it('is swapped when both agree; the base plan stays as it was drawn', async () => {
    const [a, b] = await pair();
    const swap = expectOk(await depot.run((tx) => askSwap(tx, as(a), a.id, b.id)));
    expect(expectOk(await depot.run((tx) => askSwap(tx, as(a), a.id, b.id))).id).toBe(swap.id);
    await expect(depot.run((tx) => answerSwap(tx, as(a), swap.id, true))).rejects.toThrow();
    expect(expectOk(await depot.run((tx) => answerSwap(tx, as(b), swap.id, true))).outcome).toBe('agreed');
    expect(codeOf(await depot.run((tx) => answerSwap(tx, as(b), swap.id, true)))).toBe('SWAP_NOT_OPEN');
    const after = await shiftsOf('Minutes');
    const holder = (place: string) => after.find(({ placeId }) => placeId === place)!.membershipId;
    expect([holder(a.placeId), holder(b.placeId)]).toEqual([b.membershipId, a.membershipId]);
    expect(codeOf(await depot.run((tx) => askSwap(tx, as(a), a.id, b.id)))).toBe('SHIFT_OVER');
  });

  it('is not swapped past what the task asks for, nor refused by a third', async () => {
    const [door] = (await shiftsOf('Door')) as [ShiftRow];
    const untrained = (await shiftsOf('Minutes')).find(
      ({ membershipId }) => ![1, 2].some((n) => depot.member(n).membershipId === membershipId),
    )!;
    expect(codeOf(await depot.run((tx) => askSwap(tx, as(door), door.id, untrained.id)))).toBe('CANNOT_HOLD');
    const [a, b] = await pair();
    const own = (await depot.shifts()).filter(({ membershipId }) => membershipId === a.membershipId);
    if (own.length > 1)
      expect(codeOf(await depot.run((tx) => askSwap(tx, as(a), own[0]!.id, own[1]!.id)))).toBe(
        'SHIFT_YOURS_ALREADY',
      );
    const swap = expectOk(await depot.run((tx) => askSwap(tx, as(a), a.id, b.id)));
    const third = depot.members.find(
      ({ membershipId }) => membershipId !== a.membershipId && membershipId !== b.membershipId,
    )!;
    await expect(depot.run((tx) => answerSwap(tx, third.personId, swap.id, false))).rejects.toThrow();
    expect(expectOk(await depot.run((tx) => answerSwap(tx, as(a), swap.id, false))).outcome).toBe(
      'withdrawn',
    );
  });

  it('is neither swapped nor taken past the longest run or into the pause', async () => {
    const start = await depot.start(15);
    await depot.setTask({ ...WEEKLY, name: 'Bins', rule: 'FREQ=DAILY', start, longestRun: 1 });
    await depot.setTask({
      ...WEEKLY,
      name: 'Post',
      rule: 'FREQ=DAILY',
      start: await depot.start(16),
      pauseDays: 3,
    });
    await depot.drawAll();
    for (const [name, nearest] of [
      ['Bins', 1],
      ['Post', 3],
    ] as const) {
      const shifts = await shiftsOf(name);
      const of = (shift: ShiftRow) =>
        shifts.filter(({ membershipId }) => membershipId === shift.membershipId);
      const apart = (a: ShiftRow, b: ShiftRow) => Math.abs(a.occurrence - b.occurrence);
      // Who keeps one shift, and would have another beside it for one of their own that is further off.
      const tries = shifts.flatMap((kept) =>
        shifts
          .filter((wanted) => wanted.membershipId !== kept.membershipId && apart(wanted, kept) <= nearest)
          .flatMap((wanted) =>
            of(kept)
              .filter((given) => apart(given, kept) > nearest && apart(given, wanted) > nearest)
              .map((given) => ({ wanted, given, taker: as(kept) })),
          ),
      );
      expect(tries.length).toBeGreaterThan(0);
      for (const { wanted, given, taker } of tries.slice(0, 5)) {
        expect(codeOf(await depot.run((tx) => askSwap(tx, taker, given.id, wanted.id)))).toBe('CANNOT_HOLD');
        expectOk(await depot.run((tx) => offerShift(tx, as(wanted), wanted.id)));
        expect(codeOf(await depot.run((tx) => takeShift(tx, taker, wanted.id)))).toBe('CANNOT_HOLD');
      }
    }
  });

  it('is not swapped when what was asked for has come too near meanwhile', async () => {
    const shifts = await shiftsOf('Bins');
    /** Whoever asked for `b` takes one beside it before `b`'s holder answers. */
    const comesTooNear = async (a: ShiftRow, b: ShiftRow): Promise<string | null> => {
      const asked = await depot.run((tx) => askSwap(tx, as(a), a.id, b.id));
      if (!asked.ok) return null;
      for (const beside of shifts) {
        const next = Math.abs(beside.occurrence - b.occurrence) === 1;
        if (!next || beside.membershipId === a.membershipId) continue;
        expectOk(await depot.run((tx) => offerShift(tx, as(beside), beside.id)));
        if (!(await depot.run((tx) => takeShift(tx, as(a), beside.id))).ok) continue;
        return codeOf(await depot.run((tx) => answerSwap(tx, as(b), asked.value.id, true)));
      }
      return null;
    };
    let outcome: string | null = null;
    for (const a of shifts)
      for (const b of shifts) {
        if (
          outcome === null &&
          a.membershipId !== b.membershipId &&
          Math.abs(a.occurrence - b.occurrence) > 2
        )
          outcome = await comesTooNear(a, b);
      }
    expect(outcome).toBe('CANNOT_HOLD');
  });

  it('is held by one whatever comes at once: a swap agreed and its shift given up', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = await pair();
      const swap = expectOk(await depot.run((tx) => askSwap(tx, as(a), a.id, b.id)));
      const outcomes = await Promise.all([
        depot.run((tx) => answerSwap(tx, as(b), swap.id, true), SHIFT_CONSTRAINTS),
        depot.run((tx) => declineShift(tx, as(a), a.id), SHIFT_CONSTRAINTS),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      await depot.tick();
      const after = await shiftsOf('Minutes');
      expect(new Set(after.map(({ placeId }) => placeId)).size).toBe(after.length);
    }
  });

  it('goes to one of all to whom it is offered, however many take it at once', async () => {
    const shifts = await shiftsOf('Minutes');
    const shift = shifts.at(-1)!;
    const [holder, other] = [as(shift), another(shift)];
    expect(codeOf(await depot.run((tx) => takeShift(tx, other, shift.id)))).toBe('SHIFT_NOT_OFFERED');
    for (let i = 0; i < 2; i++) expectOk(await depot.run((tx) => offerShift(tx, holder, shift.id)));
    expect(codeOf(await depot.run((tx) => takeShift(tx, holder, shift.id)))).toBe('SHIFT_YOURS_ALREADY');
    const takers = depot.members.filter(({ membershipId }) => membershipId !== shift.membershipId);
    const outcomes = await Promise.all(
      takers.flatMap(({ personId }) =>
        [1, 2].map(() => depot.run((tx) => takeShift(tx, personId, shift.id), SHIFT_CONSTRAINTS)),
      ),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const codes = new Set(outcomes.map(codeOf));
    codes.delete('accepted');
    codes.delete('CANNOT_HOLD');
    expect([...codes]).toEqual(['SHIFT_OVER']);
    const door = (await shiftsOf('Door')).at(-1)!;
    expectOk(await depot.run((tx) => offerShift(tx, as(door), door.id)));
    const untrained = depot.member(5).personId;
    expect(codeOf(await depot.run((tx) => takeShift(tx, untrained, door.id)))).toBe('CANNOT_HOLD');
  });

  it('is never two at once: the database has the last word', async () => {
    const [shift] = (await shiftsOf('Minutes')) as [ShiftRow];
    const { placeId } = (await shiftsOf('Minutes'))[1]!;
    const twice = depot.db.run(
      `INSERT INTO shift (id, assembly_id, task_id, membership_id, chosen, starts_at, ends_at, place_id, came_by, why)
       SELECT gen_random_uuid(), assembly_id, task_id, membership_id, 'roster', starts_at + interval '1 minute', ends_at, $2,
              'taken', '{}' FROM shift WHERE id = $1`,
      [shift.id, placeId],
    );
    await expect(twice).rejects.toThrow(/shift_not_double_booked|shift_one_holder/);
  });

  it('is done with a note, or missed and owed; before it begins neither', async () => {
    const [first, second] = (await shiftsOf('Minutes')) as [ShiftRow, ShiftRow];
    const done = (shift: ShiftRow, note: string) =>
      depot.run((tx) => finishShift(tx, as(shift), shift.id, note));
    const missed = (shift: ShiftRow, by: PersonId) => depot.run((tx) => noteMissedShift(tx, by, shift.id));
    expect(codeOf(await done(first, 'Keys are at the desk.'))).toBe('SHIFT_NOT_BEGUN');
    expect(codeOf(await missed(first, as(first)))).toBe('SHIFT_NOT_BEGUN');
    await depot.goTo(new Date(first.startsAt.getTime() + 60_000));
    expect(codeOf(await depot.run((tx) => declineShift(tx, as(first), first.id)))).toBe('SHIFT_BEGUN');
    expect(codeOf(await depot.run((tx) => offerShift(tx, as(first), first.id)))).toBe('SHIFT_BEGUN');
    expect(expectOk(await done(first, ' Keys are at the desk. ')).note).toBe('Keys are at the desk.');
    expect(codeOf(await missed(first, as(first)))).toBe('SHIFT_ANSWERED');
    await depot.goTo(new Date(second.endsAt.getTime() + 60_000));
    const stranger = depot.members.find(
      ({ membershipId }, i) => i > 0 && membershipId !== second.membershipId,
    )!;
    expect(codeOf(await missed(second, stranger.personId))).toBe('RIGHT_NOT_HELD');
    expectOk(await missed(second, as(second)));
    expect(codeOf(await done(second, ''))).toBe('SHIFT_ANSWERED');
    expect(codeOf(await depot.run((tx) => confirmShift(tx, as(second), second.id)))).toBe('SHIFT_OVER');
  });
});

describe('what members say of their time', () => {
  let depot: Depot;
  const depots: Depot[] = [];
  beforeAll(async () => {
    depot = await Depot.of(3);
    depots.push(depot);
  });
  afterAll(() => Promise.all(depots.map((each) => each.close())));

  it('is refused where it is no time, or too many', async () => {
    const { personId } = depot.member(2);
    const now = (await depot.db.now()).getTime();
    const say = (from: number, until: number, rule: string | null = null) =>
      depot.run((tx) =>
        sayCannot(tx, personId, depot.assemblyId, {
          startsAt: new Date(now + from),
          endsAt: new Date(now + until),
          rule,
        }),
      );
    expect(codeOf(await say(2, 1))).toBe('TIMES_INVALID');
    expect(codeOf(await say(-2, -1))).toBe('TIMES_INVALID');
    expect(codeOf(await say(0, 7 * DAY_MS, 'FREQ=WEEKLY'))).toBe('TIMES_INVALID');
    expect(codeOf(await say(0, DAY_MS, 'FREQ=MINUTELY'))).toBe('RULE_REFUSED');
    const first = expectOk(await say(0, DAY_MS));
    for (let i = 1; i < 50; i++) expectOk(await say(i, DAY_MS));
    expect(codeOf(await say(50, DAY_MS))).toBe('TOO_MANY_TIMES');
    // The same once more is no other.
    expect(expectOk(await say(0, DAY_MS)).id).toBe(first.id);
    await expect(depot.run((tx) => withdrawCannot(tx, depot.member(1).personId, first.id))).rejects.toThrow();
    expectOk(await depot.run((tx) => withdrawCannot(tx, personId, first.id)));
    expect(codeOf(await say(50, DAY_MS))).toBe('accepted');
  });

  it('begins a leave once, and ends it once', async () => {
    const { personId } = depot.member(3);
    const begin = () => depot.run((tx) => beginLeave(tx, personId, depot.assemblyId));
    const end = () => depot.run((tx) => endLeave(tx, personId, depot.assemblyId));
    expect(codeOf(await end())).toBe('NOT_ON_LEAVE');
    const begun = await Promise.all([begin(), begin()]);
    expect(begun.map(codeOf).sort()).toEqual(['ON_LEAVE', 'accepted']);
    expect(codeOf(await end())).toBe('accepted');
  });

  it('halves what is drawn for who gives half', async () => {
    expectOk(await depot.run((tx) => setShare(tx, depot.member(2).personId, depot.assemblyId, 500)));
    expect(
      await depot.setTask({ ...WEEKLY, rule: 'FREQ=DAILY', longestRun: 52, start: await depot.start() }),
    ).toBe('done');
    await depot.later(DAY_MS);
    await depot.drawAll();
    const shifts = await depot.shifts();
    const held = [1, 2, 3].map(
      (n) => shifts.filter(({ membershipId }) => membershipId === depot.member(n).membershipId).length,
    );
    expect(shifts).toHaveLength(56);
    // Newcomers and returners begin level: 56 shifts by shares of 2 : 1 : 2.
    expect(Math.abs(held[0]! - held[2]!)).toBeLessThanOrEqual(1);
    expect(held[1]! * 2).toBeGreaterThanOrEqual(held[0]! - 2);
    expect(held[1]! * 2).toBeLessThanOrEqual(held[0]! + 2);
  });

  it('is as it was after a leave that ends at once, with what is to come and what was missed', async () => {
    const depot = await Depot.of(3);
    depots.push(depot);
    await depot.setTask({ ...WEEKLY, rule: 'FREQ=DAILY', start: await depot.start(), longestRun: 52 });
    await depot.drawAll();
    const [shift] = (await depot.shifts()) as [ShiftRow];
    const { personId, membershipId } = depot.member(depot.numberOf(shift));
    await depot.goTo(new Date(shift.startsAt.getTime() + 60_000));
    expectOk(await depot.run((tx) => noteMissedShift(tx, personId, shift.id)));
    const lines = async () => [...(await ledgerAt(depot.db, depot.assemblyId, await depot.db.now()))].sort();
    const [last] = (await depot.shifts()).filter((each) => each.membershipId === membershipId).slice(-1);
    await depot.goTo(new Date(shift.startsAt.getTime() + 9 * DAY_MS));
    const before = await lines();
    expectOk(await depot.run((tx) => beginLeave(tx, personId, depot.assemblyId)));
    expectOk(await depot.run((tx) => endLeave(tx, personId, depot.assemblyId)));
    expect(await lines()).toEqual(before);
    // What they give up then is owed; what they give up of a leave is not.
    const load = async () => (await lines()).find(([id]) => id === membershipId)![1].load;
    expectOk(await depot.run((tx) => declineShift(tx, personId, last!.id)));
    await depot.tick();
    expect(await lines()).toEqual(before);
    const had = await load();
    expectOk(await depot.run((tx) => beginLeave(tx, personId, depot.assemblyId)));
    for (const each of await depot.shifts())
      if (each.membershipId === membershipId && each.startsAt > (await depot.db.now()))
        expectOk(await depot.run((tx) => declineShift(tx, personId, each.id)));
    await depot.tick();
    await depot.goTo(new Date(last!.endsAt.getTime() + DAY_MS));
    expectOk(await depot.run((tx) => endLeave(tx, personId, depot.assemblyId)));
    const others = (await lines()).filter(([id]) => id !== membershipId).map((line) => line[1].load);
    expect(await load()).toBeGreaterThan(had);
    // One that they missed, one that they gave up of another time, and one that the draw can leave between equals.
    expect(Math.min(...others) - (await load())).toBeLessThanOrEqual(3 * LOAD_UNIT);
    expect(await load()).toBeLessThanOrEqual(Math.max(...others));
  });
});

describe('what comes with a shift', () => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await Depot.of(4);
  });
  afterAll(() => depot.close());

  it('is the right to facilitate, from its start to its end, to the second', async () => {
    // The facilitator whom the assembly chose for its first month is done by then.
    await depot.later(40 * DAY_MS);
    const task = { powers: ['facilitate'], rule: 'FREQ=WEEKLY', start: await depot.start(18), minutes: 60 };
    expect(await depot.setTask(task)).toBe('done');
    await depot.drawAll();
    const [shift] = (await depot.shifts()) as [ShiftRow];
    const right = async (personId: PersonId) =>
      codeOf(await authorise(depot.db, personId, depot.assemblyId, 'meeting.end'));
    const at = (ms: number) => depot.goTo(new Date(ms));
    await at(shift.startsAt.getTime() - 2_000);
    expect(await right(depot.personOf(shift))).toBe('RIGHT_NOT_HELD');
    await at(shift.startsAt.getTime() + 1);
    expect(await right(depot.personOf(shift))).toBe('accepted');
    const others = depot.members.filter(({ membershipId }) => membershipId !== shift.membershipId);
    for (const { personId } of others) expect(await right(personId)).toBe('RIGHT_NOT_HELD');
    await at(shift.endsAt.getTime());
    expect(await right(depot.personOf(shift))).toBe('RIGHT_NOT_HELD');

    // Where the assembly chooses another to facilitate instead, they have it, and nobody takes it back.
    const next = (await depot.shifts()).find(({ startsAt }) => startsAt > shift.endsAt)!;
    await at(next.startsAt.getTime() + 1);
    const chosen = depot.members.find(({ membershipId }) => membershipId !== next.membershipId)!;
    await depot.work.do((tx) => chooseFacilitator(tx, depot.assemblyId, chosen.membershipId, CLOCK));
    expect(await right(depot.personOf(next))).toBe('RIGHT_NOT_HELD');
    expect(await right(chosen.personId)).toBe('accepted');
    expect(await shiftsToTake(depot.db, depot.assemblyId, 100)).toEqual([]);
    const takenBack = await depot.run(
      (tx) => takeShift(tx, depot.personOf(next), next.id),
      SHIFT_CONSTRAINTS,
    );
    expect(codeOf(takenBack)).toBe('SHIFT_OVER');
    // Whoever was chosen has had it.
    await depot.later(31 * DAY_MS);
    expect(await right(chosen.personId)).toBe('RIGHT_NOT_HELD');
  });

  it('is the right to check members in and to tell: through a swap, and no longer than the shift and the task give it', async () => {
    const start = await depot.start(8);
    const task = { ...WEEKLY, name: 'Table', longestRun: 52, start, powers: ['tell', 'check_in'] };
    expect(await depot.setTask(task)).toBe('done');
    await depot.drawAll();
    const { id } = await depot.db.one<{ id: string }>(`SELECT id FROM task WHERE name = 'Table'`);
    const table = async () => (await depot.shifts()).filter(({ taskId }) => taskId === id);
    const process = await Database.connect({ url: depot.test.url, poolSize: 2 });
    /** On both processes, what checking in is held through, and what telling is, which every member may. */
    const held = async (personId: PersonId) => {
      const answers = [];
      for (const db of [depot.db, process])
        for (const action of ['meeting.checkInMember', 'station.tell'] as const) {
          const right = await authorise(db, personId, depot.assemblyId, action);
          answers.push(right.ok ? right.value.authority : right.rejection.code);
        }
      expect(answers.slice(2)).toEqual(answers.slice(0, 2));
      return answers.slice(0, 2);
    };
    const by = ({ id: shift, membershipId: membership }: ShiftRow) => ({
      source: 'shift',
      membership,
      shift,
    });
    const none = (membership: string) => ['RIGHT_NOT_HELD', { source: 'membership', membership }];
    const at = (ms: number) => depot.stopAt(new Date(ms));

    const [first, ...more] = (await table()) as [ShiftRow, ...ShiftRow[]];
    const other = more.find(({ membershipId }) => membershipId !== first.membershipId)!;
    const swap = expectOk(await depot.run((tx) => askSwap(tx, depot.personOf(first), first.id, other.id)));
    expectOk(await depot.run((tx) => answerSwap(tx, depot.personOf(other), swap.id, true)));
    const shift = (await table()).find(({ placeId }) => placeId === first.placeId)!;
    const [before, holder] = [depot.personOf(first), depot.personOf(shift)];
    expect(holder).not.toBe(before);

    await at(shift.startsAt.getTime() - 1);
    expect(await held(holder)).toEqual(none(shift.membershipId));
    await at(shift.startsAt.getTime());
    expect(await held(holder)).toEqual([by(shift), by(shift)]);
    expect(await held(before)).toEqual(none(first.membershipId));
    await depot.goTo(new Date(shift.startsAt.getTime() + 60_000));
    // An act under the shift comes first, and the motion that takes its right away waits for it.
    const { taken } = await depot.work.do(async (tx) => {
      expectOk(await authorise(tx, holder, depot.assemblyId, 'meeting.checkInMember'));
      const motion = depot.setTask({ taskId: id, powers: [] });
      await untilSomebodyWaits(depot.db);
      return { taken: motion };
    });
    expect(await taken).toBe('done');
    expect(await held(holder)).toEqual(none(shift.membershipId));
    expect(await depot.setTask({ taskId: id, powers: ['check_in'] })).toBe('done');
    const telling = { source: 'membership', membership: shift.membershipId };
    expect(await held(holder)).toEqual([by(shift), telling]);
    expect(await depot.setTask({ taskId: id, powers: task.powers })).toBe('done');
    // Whoever is suspended holds nothing by a shift until that ends, even where it had stayed theirs.
    const suspend = (until: string) =>
      depot.db.run(`UPDATE membership SET suspended_from = since, suspended_until = ${until} WHERE id = $1`, [
        shift.membershipId,
      ]);
    await suspend(`plenary_now() + interval '1 day'`);
    expect(await held(holder)).toEqual(['RIGHT_NOT_HELD', 'RIGHT_NOT_HELD']);
    await suspend('plenary_now()');
    expect(await held(holder)).toEqual([by(shift), by(shift)]);
    await at(shift.endsAt.getTime() - 1);
    expect(await held(holder)).toEqual([by(shift), by(shift)]);
    await at(shift.endsAt.getTime());
    expect(await held(holder)).toEqual(none(shift.membershipId));
    await process.close();
  });

  it('is not to be had but from somebody who has it', async () => {
    const trained = depot.member(1);
    await depot.setTask({
      ...WEEKLY,
      start: await depot.start(),
      requires: ['lock'],
      trainedIds: [trained.membershipId],
    });
    const give = (by: number, to: number, skill: string) =>
      depot.run((tx) =>
        giveSkill(tx, depot.member(by).personId, {
          assemblyId: depot.assemblyId,
          memberId: depot.member(to).membershipId,
          skill,
        }),
      );
    expect(codeOf(await give(2, 3, 'lock'))).toBe('SKILL_NOT_YOURS');
    expect(codeOf(await give(1, 3, 'swim'))).toBe('SKILL_NOT_YOURS');
    expect(codeOf(await give(1, 1, 'lock'))).toBe('MEMBER_UNKNOWN');
    for (let i = 0; i < 2; i++) expect(codeOf(await give(1, 3, 'lock'))).toBe('accepted');
    expect(await depot.entries('skill.given')).toHaveLength(1);
    expect(codeOf(await give(3, 2, 'lock'))).toBe('accepted');
  });
});
