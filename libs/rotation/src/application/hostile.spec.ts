import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amendBylawNumbers, authorise } from '@plenary/assembly';
import { Database, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { commitmentTo } from '@plenary/sortition';
import { ledgerAt } from '../persistence/ledger-rows.js';
import { announcedRoster } from '../persistence/roster-rows.js';
import { type ShiftRow, shiftsToTake } from '../persistence/shift-rows.js';
import { shareOf } from '../persistence/times-rows.js';
import { codeOf, DAY_MS, Depot, expectOk, SECTIONS } from '../spec/depot.js';
import { CLOCK } from './announce-draw.js';
import { declineShift, offerShift } from './answer-shift.js';
import { commitToDraw, revealToDraw } from './contribute.js';
import { giveSkill } from './give-skill.js';
import { beginLeave, endLeave, sayCannot, setShare, withdrawCannot } from './say-times.js';
import { answerSwap, askSwap, SHIFT_CONSTRAINTS } from './swap-shifts.js';
import { takeShift } from './take-shift.js';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * DAY_MS;

describe('a draw against the odds', () => {
  const depots: Depot[] = [];
  const depotOf = async (size: number) => {
    const depot = await Depot.of(size);
    depots.push(depot);
    return depot;
  };
  afterAll(() => Promise.all(depots.map((depot) => depot.close())));
  const placesOf = (depot: Depot) =>
    depot.db.query<{ occurrence: number; startsAt: Date; drawnId: string | null }>(
      `SELECT occurrence, starts_at AS "startsAt", drawn_id AS "drawnId" FROM place ORDER BY occurrence, seat`,
    );

  const horizon = (depot: Depot, value: number) =>
    depot.work.do((tx) => {
      const changes = [{ path: 'rotation.horizonWeeks', value }];
      return amendBylawNumbers({ sections: SECTIONS }, tx, depot.assemblyId, changes, CLOCK);
    });

  it('gives half-hour shifts each instant once where the clocks change by half an hour', async () => {
    const depot = await depotOf(3);
    await depot.db.run(`UPDATE assembly SET time_zone = 'Australia/Lord_Howe'`);
    // Eight days before they do: on the first Sunday of October, as in every year.
    const year = (await depot.db.now()).getUTCFullYear() + 1;
    const sunday = 1 + ((7 - new Date(Date.UTC(year, 9, 1)).getUTCDay()) % 7);
    const day = new Date(Date.UTC(year, 9, sunday - 8));
    await depot.goTo(day);
    const start = `${day.toISOString().slice(0, 10).replaceAll('-', '')}T003000`;
    const task = { name: 'Watch', minutes: 30, start, longestRun: 52 };
    expect(await depot.setTask({ ...task, rule: 'FREQ=MINUTELY;INTERVAL=30;BYHOUR=1,2,3' })).toBe('done');
    await depot.drawAll();
    const starts = (await placesOf(depot)).map(({ startsAt }) => startsAt.getTime());
    // Six in each of 56 nights: that which the clocks left out is no other instant than the one after it.
    expect(starts).toHaveLength(335);
    for (let i = 1; i < starts.length; i++)
      expect(starts[i]! - starts[i - 1]!).toBeGreaterThanOrEqual(30 * 60_000);
    expect(await depot.shifts()).toHaveLength(335);
  });

  it('takes in what begins with its span, and leaves what begins at its end to the next', async () => {
    const depot = await depotOf(3);
    await depot.db.run(`UPDATE assembly SET time_zone = 'UTC'`);
    const year = (await depot.db.now()).getUTCFullYear() + 1;
    await depot.stopAt(new Date(`${year}-03-01T10:00:00Z`));
    const task = { name: 'Edge', minutes: 60, start: `${year}0302T110000`, longestRun: 52 };
    expect(await depot.setTask({ ...task, rule: 'FREQ=WEEKLY' })).toBe('done');
    const first = new Date(`${year}-03-02T11:00:00Z`).getTime();
    for (const [draws, weeks] of [
      [1, 8],
      [2, 13],
      [3, 18],
    ] as const) {
      await depot.tick();
      const roster = (await announcedRoster(depot.db, depot.assemblyId))!;
      await depot.stopAt(roster.drawsAt);
      await depot.tick();
      expect(await depot.entries('roster.drawn')).toHaveLength(draws);
      const places = await placesOf(depot);
      expect(places.map(({ startsAt }) => (startsAt.getTime() - first) / WEEK_MS)).toEqual(
        Array.from({ length: weeks }, (_, week) => week),
      );
      expect(places.map(({ occurrence }) => occurrence)).toEqual(places.map((_, week) => week));
      // When half of the span is over, at an hour and a day before one of its weeks begins.
      await depot.stopAt(new Date(first + (weeks - 3) * WEEK_MS - 25 * HOUR_MS));
    }
  });

  it('gives out nothing that has begun, where nobody ran for weeks or for longer than it spans', async () => {
    for (const weeks of [3, 30]) {
      const depot = await depotOf(3);
      const start = await depot.start();
      expect(
        await depot.setTask({ name: 'Bins', minutes: 60, rule: 'FREQ=DAILY', start, longestRun: 9 }),
      ).toBe('done');
      await depot.tick();
      await depot.later(weeks * WEEK_MS);
      const up = await depot.db.now();
      await depot.tick();
      await depot.drawAll();
      const shifts = await depot.shifts();
      expect(shifts.length).toBeGreaterThan(20);
      expect(shifts.every(({ startsAt }) => startsAt > up)).toBe(true);
      const days = shifts.map(({ startsAt }) => Math.round(startsAt.getTime() / DAY_MS));
      expect(days).toEqual(days.map((_, i) => days[0]! + i));
    }
  });

  it('follows a task that was changed or ended while it was due', async () => {
    const depot = await depotOf(3);
    const idOf = async (name: string) =>
      (await depot.db.one<{ id: string }>('SELECT id FROM task WHERE name = $1', [name])).id;
    const task = { minutes: 60, rule: 'FREQ=WEEKLY', start: await depot.start(), longestRun: 52 };
    await depot.setTask({ ...task, name: 'Changed' });
    await depot.setTask({ ...task, name: 'Ended', start: await depot.start(8) });
    await depot.tick();
    await depot.later(HOUR_MS + 1_000);
    expect(await depot.setTask({ taskId: await idOf('Changed'), rule: 'FREQ=DAILY' })).toBe('done');
    expect(await depot.setTask({ taskId: await idOf('Ended'), ends: true })).toBe('done');
    await depot.tick();
    const changed = await idOf('Changed');
    const shifts = await depot.shifts();
    expect(shifts.every(({ taskId }) => taskId === changed)).toBe(true);
    expect(shifts).toHaveLength(56);
    // All that is left is ended, too: the next draw has nothing, and is made all the same.
    await depot.later(5 * WEEK_MS);
    await depot.tick();
    expect(await announcedRoster(depot.db, depot.assemblyId)).not.toBeNull();
    await depot.setTask({ taskId: changed, ends: true });
    await depot.later(HOUR_MS + 1_000);
    await depot.tick();
    const drawn = await depot.entries('roster.drawn');
    expect(drawn.map(({ data }) => (data.places as unknown[]).length)).toEqual([56, 0]);
    expect(await announcedRoster(depot.db, depot.assemblyId)).toBeNull();
  });

  it('has nobody where all are on leave; who comes back, or has learned it since, has what is open', async () => {
    const depot = await depotOf(3);
    const as = (n: number) => depot.member(n).personId;
    for (const n of [1, 2, 3]) expectOk(await depot.run((tx) => beginLeave(tx, as(n), depot.assemblyId)));
    const task = { minutes: 60, rule: 'FREQ=WEEKLY', longestRun: 52 };
    await depot.setTask({ ...task, name: 'Door', start: await depot.start() });
    const trainedIds = [depot.member(1).membershipId];
    await depot.setTask({
      ...task,
      name: 'Safe',
      start: await depot.start(9),
      requires: ['key'],
      trainedIds,
    });
    await depot.drawAll();
    expect(await depot.shifts()).toEqual([]);
    expect(await placesOf(depot)).toHaveLength(16);
    const filled = async () => (await depot.entries('roster.filled')).length;
    expectOk(await depot.run((tx) => endLeave(tx, as(2), depot.assemblyId)));
    await depot.tick();
    const held = async (n: number) =>
      (await depot.shifts()).filter(({ membershipId }) => membershipId === depot.member(n).membershipId);
    expect(await held(2)).toHaveLength(8);
    expect(await filled()).toBe(1);
    // What is open still is nobody's: a change that brings nobody publishes nothing.
    await depot.setTask({ taskId: (await held(2))[0]!.taskId, guide: 'Turn it twice.' });
    await depot.tick();
    expect(await filled()).toBe(1);
    const given = { assemblyId: depot.assemblyId, memberId: depot.member(2).membershipId, skill: 'key' };
    expectOk(await depot.run((tx) => giveSkill(tx, as(1), given)));
    await depot.tick();
    expect(await held(2)).toHaveLength(16);
  });

  it('goes on where the assembly has shifts drawn less far ahead from then on', async () => {
    const depot = await depotOf(3);
    const task = { minutes: 60, rule: 'FREQ=WEEKLY', longestRun: 52 };
    await horizon(depot, 26);
    await depot.setTask({ ...task, name: 'Far', start: await depot.start() });
    await depot.drawAll();
    expect(await depot.shifts()).toHaveLength(26);
    await horizon(depot, 2);
    await depot.setTask({ ...task, name: 'Near', start: await depot.start(9) });
    await depot.drawAll();
    expect(await depot.shifts()).toHaveLength(28);
    // At once, and about when what was drawn for half a year is over.
    for (const weeks of [1, 1, 23, 1, 1]) {
      await depot.later(weeks * WEEK_MS);
      await depot.drawAll();
    }
    const far = await depot.db.query<{ week: number; places: number }>(
      `SELECT floor(extract(epoch FROM p.starts_at) / 604800)::int AS week, count(*) AS places
       FROM place p JOIN task t ON t.id = p.task_id WHERE t.name = 'Far' GROUP BY 1 ORDER BY 1`,
    );
    expect(far.length).toBeGreaterThan(27);
    expect(far).toEqual(far.map((_, i) => ({ week: far[0]!.week + i, places: 1 })));
  });

  it('plans a task that goes on again as far ahead as any, not when the last that it had is over', async () => {
    const depot = await depotOf(3);
    const task = { name: 'Bins', minutes: 60, rule: 'FREQ=DAILY', longestRun: 52 };
    await depot.setTask({ ...task, start: await depot.start() });
    await depot.drawAll();
    const [{ taskId, endsAt }] = (await depot.shifts()).slice(-1) as [ShiftRow];
    await depot.setTask({ taskId, ends: true });
    expect(await depot.shifts()).toEqual([]);
    expect(await depot.setTask({ taskId, guide: 'After all.' })).toBe('done');
    await depot.tick();
    expect(await depot.shifts()).toHaveLength(56);
    await depot.later(5 * WEEK_MS);
    await depot.drawAll();
    expect((await depot.shifts()).at(-1)!.endsAt.getTime()).toBeGreaterThan(endsAt.getTime());
  });

  it('has what nobody could have for who takes back that they can’t, and for newcomers, who count for what they give', async () => {
    const depot = await depotOf(2);
    const [now, other] = [await depot.db.now(), depot.member(2).personId];
    const said = { startsAt: now, endsAt: new Date(now.getTime() + 10 * WEEK_MS), rule: null };
    for (const { personId } of depot.members)
      expectOk(await depot.run((tx) => sayCannot(tx, personId, depot.assemblyId, said)));
    await depot.setTask({
      name: 'Minutes',
      minutes: 60,
      rule: 'FREQ=WEEKLY',
      start: await depot.start(),
      longestRun: 4,
      pauseDays: 20,
    });
    await depot.drawAll();
    expect(await depot.shifts()).toEqual([]);
    const [{ id }] = (await depot.db.query<{ id: string }>('SELECT id FROM cannot WHERE membership_id = $1', [
      depot.member(2).membershipId,
    ])) as [{ id: string }];
    expectOk(await depot.run((tx) => withdrawCannot(tx, other, id)));
    await depot.tick();
    const open = 8 - (await depot.shifts()).length;
    expect([open > 0, open < 8]).toEqual([true, true]);

    const newcomer = await depot.join('Newcomer');
    await depot.db.run(
      `UPDATE membership SET counts_from = plenary_now() + interval '14 days' WHERE id = $1`,
      [newcomer.membershipId],
    );
    expectOk(await depot.run((tx) => setShare(tx, newcomer.personId, depot.assemblyId, 500)));
    expect(await shareOf(depot.db, newcomer.membershipId)).toBe(500);
    await depot.later(2 * WEEK_MS + HOUR_MS);
    const lines = await ledgerAt(depot.db, depot.assemblyId, await depot.db.now());
    expect(lines.get(newcomer.membershipId)).toMatchObject({ share: 500, here: true });
    // The next draw asks them for what is open since the last, too.
    await depot.later(2 * WEEK_MS + 2 * DAY_MS);
    await depot.drawAll();
    await depot.tick();
    const soon = new Date((await depot.db.now()).getTime() + 3 * WEEK_MS);
    const theirs = (await depot.shifts()).filter(
      ({ membershipId }) => membershipId === newcomer.membershipId,
    );
    expect(theirs.some(({ startsAt, cameBy }) => startsAt < soon && cameBy === 'stepped_in')).toBe(true);
  });

  it('keeps nobody on a monthly task for longer than its run, which goes back for more than a year', async () => {
    const depot = await depotOf(2);
    const trainedIds = [depot.member(1).membershipId];
    const task = { name: 'Accounts', minutes: 60, rule: 'FREQ=MONTHLY', requires: ['ledger'], trainedIds };
    await horizon(depot, 26);
    await depot.setTask({ ...task, start: await depot.start(), longestRun: 14 });
    for (let quarter = 0; quarter < 5; quarter++) {
      await depot.drawAll();
      await depot.later(13 * WEEK_MS);
    }
    const held = (await depot.shifts()).map(({ occurrence }) => occurrence);
    expect(held.slice(0, 15)).toEqual([...Array.from({ length: 14 }, (_, i) => i), 15]);
  });

  it('goes on without the value of who was erased after they committed to it', async () => {
    const depot = await depotOf(4);
    const start = await depot.start();
    await depot.setTask({ name: 'Minutes', minutes: 60, rule: 'FREQ=WEEKLY', start });
    await depot.tick();
    const roster = (await announcedRoster(depot.db, depot.assemblyId))!;
    const value = '5a'.repeat(32);
    for (const n of [2, 3]) {
      const commitment = commitmentTo(roster.id, depot.member(n).membershipId, value);
      expectOk(await depot.run((tx) => commitToDraw(tx, depot.member(n).personId, roster.id, commitment)));
    }
    expectOk(await depot.forget(3));
    await depot.goTo(new Date(roster.commitUntil!.getTime() + 1_000));
    await expect(
      depot.run((tx) => revealToDraw(tx, depot.member(3).personId, roster.id, value)),
    ).rejects.toThrow();
    expectOk(await depot.run((tx) => revealToDraw(tx, depot.member(2).personId, roster.id, value)));
    await depot.goTo(new Date(roster.drawsAt.getTime() + 1_000));
    await depot.tick();
    const [drawn] = await depot.entries('roster.drawn');
    expect(drawn!.data).toMatchObject({
      contributed: [depot.member(2).membershipId],
      unrevealed: [depot.member(3).membershipId],
    });
    const gone = depot.member(3).membershipId;
    const shifts = await depot.shifts();
    expect(shifts).toHaveLength(8);
    expect(shifts.some(({ membershipId }) => membershipId === gone)).toBe(false);
  });
});

describe('shifts against the odds', () => {
  let depot: Depot;
  let other: Database;
  beforeAll(async () => {
    depot = await Depot.of(4);
    other = await Database.connect({ url: depot.test.url, poolSize: 6 });
    const task = { minutes: 120, rule: 'FREQ=DAILY', start: await depot.start(), longestRun: 2 };
    await depot.setTask({ ...task, name: 'Door', powers: ['check_in'] });
    await depot.drawAll();
  });
  afterAll(async () => {
    await other.close();
    await depot.close();
  });

  const coming = async () => {
    const now = await depot.db.now();
    return (await depot.shifts()).filter(({ startsAt }) => startsAt > now);
  };
  const as = (shift: Pick<ShiftRow, 'membershipId'>) => depot.personOf(shift);

  it('are nobody’s for longer than the longest run, by whatever chain of swaps, offers and refusals', async () => {
    const processes = [depot.work, new UnitOfWork(other, appendRecordAndFeed)] as const;
    const options = { constraints: SHIFT_CONSTRAINTS };
    // A walk that is the same each time: the numbers of a linear congruence.
    let state = 7;
    const next = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((state / 2_147_483_648) * below);
    };
    let done = 0;
    for (let step = 0; step < 24; step++) {
      const shifts = await coming();
      const pick = () => shifts[next(shifts.length)]!;
      const [a, b] = [pick(), pick()];
      const taker = depot.member(1 + next(4)).personId;
      const acts = [
        async (work: UnitOfWork) => {
          const asked = await work.run((tx) => askSwap(tx, as(a), a.id, b.id));
          return asked.ok ? work.run((tx) => answerSwap(tx, as(b), asked.value.id, true), options) : asked;
        },
        async (work: UnitOfWork) => {
          await work.run((tx) => offerShift(tx, as(a), a.id));
          return work.run((tx) => takeShift(tx, taker, a.id), options);
        },
        async (work: UnitOfWork) => {
          const declined = await work.run((tx) => declineShift(tx, as(b), b.id));
          await depot.tick(work);
          return declined;
        },
      ];
      const [one, two] = [acts[next(3)]!, acts[next(3)]!];
      const outcomes = await Promise.allSettled([one(processes[0]), two(processes[1])]);
      for (const outcome of outcomes) {
        // Who was refused as no holder any more is refused as a stranger is.
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'NOT_ALLOWED' });
        else if (outcome.value.ok) done++;
      }
    }
    expect(done).toBeGreaterThan(6);
    const shifts = await depot.shifts();
    for (const { membershipId } of depot.members) {
      const mine = shifts
        .filter((shift) => shift.membershipId === membershipId)
        .map(({ occurrence }) => occurrence)
        .sort((x, y) => x - y);
      for (let i = 2; i < mine.length; i++) expect(mine[i]! - mine[i - 2]!).toBeGreaterThan(2);
    }
    expect(new Set(shifts.map(({ placeId }) => placeId)).size).toBe(shifts.length);
  });

  it('stay where their task rests longer from then on; nobody is shut out by what was published before', async () => {
    const before = await coming();
    const { taskId } = before[0]!;
    expect(await depot.setTask({ taskId, longestRun: 1, pauseDays: 2 })).toBe('done');
    await depot.tick();
    expect(await coming()).toEqual(before);
    await depot.later(5 * WEEK_MS);
    await depot.drawAll();
    const later = (await depot.shifts()).filter(({ startsAt }) => startsAt > before.at(-1)!.startsAt);
    expect(later.length).toBeGreaterThan(20);
    expect(new Set(later.map(({ membershipId }) => membershipId)).size).toBe(4);
    for (const [i, shift] of later.entries())
      for (const near of later.slice(i + 1, i + 3)) expect(near.membershipId).not.toBe(shift.membershipId);
  });

  it('that are on when their holder leaves are stepped into, but not once the task is ended', async () => {
    const mayCheckIn = async (shift: ShiftRow) => {
      const n = (depot.numberOf(shift) % 4) + 1;
      const about = { membershipId: depot.member(n).membershipId };
      const grant = await authorise(other, as(shift), depot.assemblyId, 'meeting.checkInMember', about);
      return grant.ok && grant.value.authority.source === 'shift' && grant.value.authority.shift === shift.id;
    };
    const shift = (await coming()).find((each) => depot.numberOf(each) !== 1)!;
    await depot.setTask({ taskId: shift.taskId, longestRun: 52, pauseDays: 0 });
    await depot.goTo(new Date(shift.startsAt.getTime() + 60_000));
    await depot.tick();
    expect(await mayCheckIn(shift)).toBe(true);
    expectOk(await depot.leave(depot.numberOf(shift)));
    // Others may still be offered to all, from before.
    const open = async () =>
      (await shiftsToTake(depot.db, depot.assemblyId, 100)).filter(({ endedAt }) => endedAt !== null);
    expect((await open()).map(({ id }) => id)).toEqual([shift.id]);
    await depot.tick();
    const gone = depot.numberOf(shift);
    const takers = [2, 3, 4, 1].filter((n) => n !== gone);
    const outcomes = [];
    for (const n of takers)
      outcomes.push(
        await depot.run((tx) => takeShift(tx, depot.member(n).personId, shift.id), SHIFT_CONSTRAINTS),
      );
    const [taken] = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await mayCheckIn(taken!)).toBe(true);
    expectOk(await depot.leave(depot.numberOf(taken!)));
    expect((await open()).map(({ id }) => id)).toEqual([taken!.id]);
    expect(await depot.setTask({ taskId: shift.taskId, ends: true })).toBe('done');
    expect(await open()).toEqual([]);
    const last = takers.find((n) => n !== depot.numberOf(taken!))!;
    expect(codeOf(await depot.run((tx) => takeShift(tx, depot.member(last).personId, taken!.id)))).toBe(
      'SHIFT_OVER',
    );
  });
});
