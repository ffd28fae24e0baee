import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { planRoster, type RosterInput } from '@plenary/sortition';
import { placesBetween, type ShiftRow } from '../persistence/shift-rows.js';
import { codeOf, DAY_MS, Depot, expectOk } from '../spec/depot.js';
import { sayCannot } from './say-times.js';

const WEEKLY = { name: 'Minutes', rule: 'FREQ=WEEKLY', minutes: 90 };

describe('a draw', () => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await Depot.of(5);
  });
  afterAll(() => depot.close());

  it('is announced before its seed is known, and drawn an hour later for eight weeks', async () => {
    expect(await depot.setTask({ ...WEEKLY, start: await depot.start() })).toBe('done');
    await depot.tick();
    const [announced] = await depot.entries('roster.announced');
    const drawsAt = new Date(announced!.data.drawsAt as string);
    await depot.tick();
    expect(await depot.shifts()).toEqual([]);
    expect(await depot.entries('roster.announced')).toHaveLength(1);
    await depot.goTo(new Date(drawsAt.getTime() + 60_000));
    await depot.tick();
    const shifts = await depot.shifts();
    expect(shifts).toHaveLength(8);
    expect(new Set(shifts.slice(0, 5).map(({ membershipId }) => membershipId)).size).toBe(5);
    expect(shifts[0]!.startsAt.getTime()).toBeGreaterThan(drawsAt.getTime() + DAY_MS);
    expect(shifts.every(({ cameBy, why }) => cameBy === 'drawn' && why.able! >= 1)).toBe(true);
  });

  it('is read with what is on when a span begins', async () => {
    const [shift, next] = (await depot.shifts()) as [ShiftRow, ShiftRow];
    const middle = new Date((shift.startsAt.getTime() + shift.endsAt.getTime()) / 2);
    const ids = async (from: Date, until: Date) =>
      (await placesBetween(depot.db, depot.assemblyId, from, until, 100)).map(({ shiftId }) => shiftId);
    expect(await ids(middle, next.startsAt)).toEqual([shift.id]);
    expect(await ids(shift.endsAt, next.startsAt)).toEqual([]);
    expect(await ids(shift.endsAt, next.endsAt)).toEqual([next.id]);
  });

  it('is published with all that it takes to make it again', async () => {
    const [drawn] = await depot.entries('roster.drawn');
    const { holders, placeIds, ...input } = drawn!.data as unknown as RosterInput & {
      holders: (string | null)[];
      placeIds: string[];
    };
    expect(planRoster(input, new Map()).holders).toEqual(holders);
    const until = new Date((await depot.db.now()).getTime() + 100 * DAY_MS);
    const places = await placesBetween(depot.db, depot.assemblyId, new Date(0), until, 100);
    expect(places.map(({ id, drawnId }) => [id, drawnId])).toEqual(placeIds.map((id, i) => [id, holders[i]]));
    await expect(depot.db.run('UPDATE place SET drawn_id = NULL')).rejects.toThrow('never edited');
  });

  it('is one draw when two processes are there at the moment, and later when none was', async () => {
    expect(
      await depot.setTask({
        ...WEEKLY,
        name: 'Door',
        rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
        start: await depot.start(7),
      }),
    ).toBe('done');
    const others = await Promise.all(
      [1, 2].map(() => Database.connect({ url: depot.test.url, poolSize: 4 })),
    );
    try {
      const ticks = () =>
        Promise.all(others.map((db) => depot.tick(new UnitOfWork(db, appendRecordAndFeed))));
      await ticks();
      expect(await depot.entries('roster.announced')).toHaveLength(2);
      // Two days later: nobody ran when it was due.
      await depot.later(2 * DAY_MS);
      await ticks();
      expect(await depot.entries('roster.drawn')).toHaveLength(2);
      const { twice } = await depot.db.one<{ twice: number }>(
        `SELECT count(*) AS twice FROM (SELECT 1 FROM shift WHERE ended_at IS NULL AND place_id IS NOT NULL
           GROUP BY place_id HAVING count(*) > 1) d`,
      );
      expect(twice).toBe(0);
    } finally {
      await Promise.all(others.map((db) => db.close()));
    }
  });

  it('keeps every shift where somebody leaves, but those that were theirs', async () => {
    const before = await depot.shifts();
    const gone = depot.member(5).membershipId;
    const theirs = before.filter(({ membershipId }) => membershipId === gone);
    expect(theirs.length).toBeGreaterThan(0);
    expectOk(await depot.leave(5));
    await depot.tick();
    const after = await depot.shifts();
    expect(after.map(({ placeId }) => placeId).sort()).toEqual(before.map(({ placeId }) => placeId).sort());
    for (const shift of before) if (shift.membershipId !== gone) expect(after).toContainEqual(shift);
    const [filled] = await depot.entries('roster.filled');
    const { holders, ...input } = filled!.data as unknown as RosterInput & { holders: (string | null)[] };
    expect(planRoster(input, new Map()).holders).toEqual(holders);
    expect(holders).toHaveLength(theirs.length);
  });

  it('asks nobody when they can’t, and commits to that without saying it', async () => {
    const now = await depot.db.now();
    const always = { startsAt: now, endsAt: new Date(now.getTime() + 7 * DAY_MS - 1), rule: 'FREQ=WEEKLY' };
    expectOk(await depot.run((tx) => sayCannot(tx, depot.member(2).personId, depot.assemblyId, always)));
    expect(await depot.setTask({ ...WEEKLY, name: 'Keys', start: await depot.start(12) })).toBe('done');
    await depot.drawAll();
    const keys = (await depot.shifts()).filter(({ startsAt }) => startsAt.getMinutes() === 0);
    const { id } = await depot.db.one<{ id: string }>(`SELECT id FROM task WHERE name = 'Keys'`);
    const holders = keys.filter(({ taskId }) => taskId === id).map(({ membershipId }) => membershipId);
    expect(holders.length).toBeGreaterThan(6);
    expect(holders).not.toContain(depot.member(2).membershipId);
    const drawn = (await depot.entries('roster.drawn')).at(-1)!;
    expect(JSON.stringify(drawn.data)).not.toContain('away');
    const kept = await depot.db.query<{ name: string }>(
      `SELECT name FROM entry_personal WHERE name LIKE 'away.%'`,
    );
    expect(kept.map(({ name }) => name)).toContain(`away.${depot.member(2).membershipId}`);
  });
});

describe('a task', () => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await Depot.of(3);
  });
  afterAll(() => depot.close());

  it('is refused where it cannot be done so', async () => {
    const start = await depot.start();
    const wrong = [
      {},
      { ...WEEKLY },
      { ...WEEKLY, start, rule: 'FREQ=SECONDLY' },
      { ...WEEKLY, start, people: 21 },
      { ...WEEKLY, start, name: ' ' },
      { ...WEEKLY, start, requires: [''] },
      { ...WEEKLY, start, other: 1 },
      { ...WEEKLY, start, handover: 1 },
      { ...WEEKLY, start, except: [1] },
      { ...WEEKLY, start, powers: ['preside'] },
      { ...WEEKLY, start, trainedIds: [depot.assemblyId] },
      { taskId: depot.assemblyId, people: 2 },
      { ends: true },
      { name: 'Door', start, rule: 'FREQ=DAILY' },
    ];
    const codes = [];
    for (const task of wrong) codes.push(codeOf(await depot.draft(task)));
    expect(new Set(codes)).toEqual(new Set(['EFFECT_INVALID']));
  });

  it('asks for what members have, and stays open where nobody has it', async () => {
    const start = await depot.start();
    const trained = [depot.member(2).membershipId];
    expect(
      await depot.setTask({ ...WEEKLY, start, longestRun: 52, requires: ['first aid'], trainedIds: trained }),
    ).toBe('done');
    expect(
      await depot.setTask({ ...WEEKLY, name: 'Welsh', start: await depot.start(9), requires: ['Welsh'] }),
    ).toBe('done');
    await depot.drawAll();
    const shifts = await depot.shifts();
    expect(new Set(shifts.map(({ membershipId }) => membershipId))).toEqual(new Set(trained));
    const { open } = await depot.db.one<{ open: number }>(
      'SELECT count(*) AS open FROM place WHERE drawn_id IS NULL',
    );
    expect(open).toBeGreaterThan(6);
  });

  it('that brings the right to facilitate is the one that there is', async () => {
    expect(
      await depot.setTask({
        powers: ['facilitate'],
        rule: 'FREQ=WEEKLY',
        start: await depot.start(18),
        minutes: 60,
      }),
    ).toBe('done');
    const { tasks } = await depot.db.one<{ tasks: number }>(
      `SELECT count(*) AS tasks FROM task WHERE kind = 'facilitate' AND rule IS NOT NULL`,
    );
    expect(tasks).toBe(1);
    // That it facilitates stays with it, whatever else its shifts are to give.
    const { id } = await depot.db.one<{ id: string }>(`SELECT id FROM task WHERE kind = 'facilitate'`);
    expect(await depot.setTask({ taskId: id, powers: ['check_in'] })).toBe('done');
    expect(await depot.db.one('SELECT kind, powers FROM task WHERE id = $1', [id])).toEqual({
      kind: 'facilitate',
      powers: ['check_in'],
    });
  });

  it('ends with its shifts to come, and once', async () => {
    const { id } = await depot.db.one<{ id: string }>(`SELECT id FROM task WHERE name = 'Minutes'`);
    expect(await depot.setTask({ taskId: id, ends: true })).toBe('done');
    expect((await depot.shifts()).filter(({ taskId }) => taskId === id)).toEqual([]);
    expect(await depot.setTask({ taskId: id, ends: true })).toBe('EFFECT_INVALID');
  });
});
