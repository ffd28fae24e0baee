import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { guideVersions } from '../persistence/guide-rows.js';
import { handingOver, handoversOf, type ShiftRow } from '../persistence/shift-rows.js';
import { tasksByIds } from '../persistence/task-rows.js';
import { codeOf, Depot, expectOk } from '../spec/depot.js';
import { declineShift, noteMissedShift } from './answer-shift.js';
import { finishShift } from './finish-shift.js';
import { improveGuide } from './improve-guide.js';
import { takeShift } from './take-shift.js';

const MINUTE_MS = 60_000;

describe('what holders pass on', () => {
  let depot: Depot;
  let lock: string;
  let training: string;
  const idOf = async (name: string) =>
    (await depot.db.one<{ id: string }>('SELECT id FROM task WHERE name = $1', [name])).id;
  const shiftsOf = async (taskId: string) => (await depot.shifts()).filter((each) => each.taskId === taskId);
  beforeAll(async () => {
    depot = await Depot.of(4);
    const weekly = { rule: 'FREQ=WEEKLY', minutes: 60, longestRun: 52 };
    const trainedIds = [depot.member(1).membershipId];
    const start = await depot.start();
    await depot.setTask({
      ...weekly,
      name: 'Lock up',
      guide: 'Turn it twice.',
      start,
      requires: ['lock'],
      trainedIds,
    });
    lock = await idOf('Lock up');
    await depot.setTask({ ...weekly, name: 'Show the lock', start: await depot.start(10), trains: lock });
    await depot.setTask({ ...weekly, name: 'Minutes', rule: 'FREQ=DAILY', start: await depot.start(12) });
    training = await idOf('Show the lock');
    await depot.drawAll();
  });
  afterAll(() => depot.close());

  describe('a guide', () => {
    const improve = (n: number, text: string, basedOn: number) =>
      depot.run((tx) => improveGuide(tx, depot.member(n).personId, { taskId: lock, text, basedOn }));
    const versions = async () =>
      (await guideVersions(depot.db, lock, 50)).map(({ version, text, writtenBy }) => [
        version,
        text,
        writtenBy,
      ]);
    const holder = () => depot.member(1).membershipId;

    it('is improved by who holds the task, on top of what they read; every version stays', async () => {
      expect(await versions()).toEqual([[1, 'Turn it twice.', null]]);
      expect(codeOf(await improve(2, 'Once.', 1))).toBe('GUIDE_NOT_YOURS');
      expect(codeOf(await improve(1, 'Once.', 0))).toBe('GUIDE_CHANGED');
      expect(expectOk(await improve(1, ' Turn it three times. ', 1)).guide).toBe('Turn it three times.');
      expectOk(await improve(1, 'Turn it three times.', 1));
      expect(await versions()).toEqual([
        [2, 'Turn it three times.', holder()],
        [1, 'Turn it twice.', null],
      ]);
      const entries = await depot.entries('guide.improved');
      expect(entries.map(({ data }) => data)).toEqual([{ task: lock, version: 2, membership: holder() }]);
      expect(JSON.stringify(entries)).not.toContain('three');
    });

    it('keeps everybody’s words when two write at once: one is told to read again', async () => {
      const outcomes = await Promise.all(['A', 'B', 'C'].map((text) => improve(1, text, 2)));
      expect(outcomes.map(codeOf).sort()).toEqual(['GUIDE_CHANGED', 'GUIDE_CHANGED', 'accepted']);
      expect(await versions()).toHaveLength(3);
    });

    it('that the assembly sets by motion is a version, too, and a motion that leaves it is none', async () => {
      expect(await depot.setTask({ taskId: lock, people: 1 })).toBe('done');
      expect(await versions()).toHaveLength(3);
      expect(await depot.setTask({ taskId: lock, guide: 'As decided.' })).toBe('done');
      expect((await versions())[0]).toEqual([4, 'As decided.', null]);
    });

    it('is not improved by who gave the task up', async () => {
      const minutes = await idOf('Minutes');
      const [shift] = (await shiftsOf(minutes)) as [ShiftRow];
      const theirs = (await shiftsOf(minutes)).filter((each) => each.membershipId === shift.membershipId);
      const n = depot.members.findIndex((each) => each.membershipId === shift.membershipId) + 1;
      for (const each of theirs)
        expectOk(await depot.run((tx) => declineShift(tx, depot.member(n).personId, each.id)));
      const given = { taskId: minutes, text: 'x', basedOn: 0 };
      const said = await depot.run((tx) => improveGuide(tx, depot.member(n).personId, given));
      expect(codeOf(said)).toBe('GUIDE_NOT_YOURS');
    });
  });

  describe('a training', () => {
    const finish = (shift: ShiftRow, learned: number[]) =>
      depot.run((tx) =>
        finishShift(
          tx,
          depot.personOf(shift),
          shift.id,
          null,
          learned.map((n) => depot.member(n).membershipId),
        ),
      );
    const able = async (n: number) => {
      const row = await depot.db.maybe('SELECT 1 FROM skill WHERE membership_id = $1', [
        depot.member(n).membershipId,
      ]);
      return row !== null;
    };

    it('is of another task that asks for something, and asks for the same', async () => {
      const [task] = await tasksByIds(depot.db, [training]);
      expect([task!.trains, task!.requires]).toEqual([lock, ['lock']]);
      const start = await depot.start();
      const base = { name: 'T', rule: 'FREQ=WEEKLY', minutes: 60, start };
      for (const change of [
        { ...base, trains: await idOf('Minutes') },
        { ...base, trains: depot.assemblyId },
        { ...base, trains: 'x' },
        { taskId: lock, trains: lock },
        { ...base, trains: lock, requires: Array.from({ length: 10 }, (_, i) => `word ${i}`) },
      ])
        expect(codeOf(await depot.draft(change))).toBe('EFFECT_INVALID');
    });

    it('is held by who can, and whoever learned in it can, too', async () => {
      const [first] = (await shiftsOf(training)) as [ShiftRow];
      expect(first.membershipId).toBe(depot.member(1).membershipId);
      expect(codeOf(await finish(first, [2]))).toBe('SHIFT_NOT_BEGUN');
      await depot.goTo(new Date(first.startsAt.getTime() + MINUTE_MS));
      expect(codeOf(await finish(first, [1]))).toBe('MEMBER_UNKNOWN');
      expect(await able(2)).toBe(false);
      for (let i = 0; i < 2; i++) expectOk(await finish(first, [2, 3]));
      expect([await able(2), await able(3), await able(4)]).toEqual([true, true, false]);
      expect(await depot.entries('skill.given')).toHaveLength(2);
      // From now on they can have the shifts themselves.
      const later = (await shiftsOf(lock)).at(-1)!;
      await depot.db.run('UPDATE shift SET offered_at = plenary_now() WHERE id = $1', [later.id]);
      const take = (n: number) => depot.run((tx) => takeShift(tx, depot.member(n).personId, later.id));
      expect(codeOf(await take(4))).toBe('CANNOT_HOLD');
      expectOk(await take(2));
    });

    it('is no other shift', async () => {
      const now = await depot.db.now();
      const [begun] = (await shiftsOf(await idOf('Minutes'))).filter(({ startsAt }) => startsAt < now);
      const shift = begun ?? (await shiftsOf(await idOf('Minutes')))[0]!;
      if (begun === undefined) await depot.goTo(new Date(shift.startsAt.getTime() + MINUTE_MS));
      expect(codeOf(await finish(shift, [4]))).toBe('NOT_TRAINING');
    });
  });

  it('is shown by who held it before, who comes along and knows of it, unless they missed it or have left', async () => {
    const minutes = await idOf('Minutes');
    const { assemblyId } = depot;
    const shown = async (membershipId: string) =>
      (await handoversOf(depot.db, { assemblyId, membershipId }, 100)).map(({ id }) => id);
    const by = async (id: string) => (await handingOver(depot.db, [id])).map((each) => each.by);
    const shifts = await shiftsOf(minutes);
    const now = await depot.db.now();
    // From one to another the next time, with no place between them that somebody gave up and nobody has.
    const passesOn = (from: number) =>
      shifts.findIndex(
        ({ startsAt, membershipId, occurrence }, i) =>
          i >= from &&
          startsAt > now &&
          membershipId !== depot.member(1).membershipId &&
          shifts[i + 1]!.occurrence === occurrence + 1 &&
          shifts[i + 1]!.membershipId !== membershipId,
      );
    const changes = passesOn(0);
    const [before, after] = shifts.slice(changes) as [ShiftRow, ShiftRow];
    expect(await by(after.id)).toEqual([]);
    expect(await shown(before.membershipId)).toEqual([]);
    await depot.setTask({ taskId: minutes, handover: true });
    expect(await by(after.id)).toEqual([before.membershipId]);
    expect(await shown(before.membershipId)).toContain(after.id);
    expect(await shown(after.membershipId)).not.toContain(after.id);
    for (const [i, shift] of shifts.entries())
      if (i > 0 && shifts[i - 1]!.membershipId === shift.membershipId) expect(await by(shift.id)).toEqual([]);

    await depot.goTo(new Date(before.startsAt.getTime() + MINUTE_MS));
    expectOk(await depot.run((tx) => noteMissedShift(tx, depot.personOf(before), before.id)));
    expect(await by(after.id)).toEqual([]);
    expect(await shown(before.membershipId)).not.toContain(after.id);
    // Another who was there, and has left the assembly by the next time.
    const [last, then] = shifts.slice(passesOn(changes + 2)) as [ShiftRow, ShiftRow];
    await depot.goTo(new Date(last.endsAt.getTime() + MINUTE_MS));
    expect(await by(then.id)).toEqual([last.membershipId]);
    expectOk(await depot.leave(depot.numberOf(last)));
    expect(await by(then.id)).toEqual([]);
  });

  it('ends with the task', async () => {
    expect(await depot.setTask({ taskId: lock, ends: true })).toBe('done');
    const given = { taskId: lock, text: 'x', basedOn: 4 };
    expect(codeOf(await depot.run((tx) => improveGuide(tx, depot.member(1).personId, given)))).toBe(
      'TASK_ENDED',
    );
  });
});
