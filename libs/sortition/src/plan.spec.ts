import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plan } from './plan.js';
import {
  LOAD_UNIT,
  loadOf,
  PLAN_RULE,
  type Place,
  type PlanInput,
  type PlanMember,
  type PlanTask,
} from './plan-input.js';

const DAY = 86_400_000;
const task = (part: Partial<PlanTask> = {}): PlanTask => ({
  effort: 1,
  requires: [],
  longestRun: 1,
  pauseMs: 0,
  ...part,
});
const member = (part: Partial<PlanMember> = {}): PlanMember => ({
  load: 0,
  share: 1_000,
  has: new Set(),
  away: [],
  from: 0,
  holds: [],
  ...part,
});
const weekly = (tasks: number, weeks: number, minutesApart = 60): Place[] =>
  Array.from({ length: tasks * weeks }, (_, i) => {
    const occurrence = Math.floor(i / tasks);
    const startsAt = occurrence * 7 * DAY + (i % tasks) * minutesApart * 60_000;
    return { task: i % tasks, occurrence, startsAt, endsAt: startsAt + 3_600_000 };
  });
/** Any function of the place will do for a draw here; a real one is a hash. */
const draw = (place: number, among: number) => (place * 7 + 3) % among;
const input = (part: Partial<PlanInput> & Pick<PlanInput, 'tasks' | 'members' | 'places'>): PlanInput => ({
  rule: PLAN_RULE,
  kept: part.places.map(() => null),
  draw,
  ...part,
});

describe('the plan', () => {
  it('lets everybody serve before anybody repeats', () => {
    const { holders, loads } = plan(
      input({ tasks: [task()], members: Array.from({ length: 5 }, () => member()), places: weekly(1, 10) }),
    );
    expect(new Set(holders.slice(0, 5)).size).toBe(5);
    expect(loads).toEqual(Array(5).fill(2 * LOAD_UNIT));
  });

  it('keeps who alone can do a rare task for it', () => {
    const trained = member({ has: new Set([0]) });
    const { holders } = plan(
      input({
        tasks: [task(), task({ requires: [0], longestRun: 9 })],
        members: [member(), trained, member()],
        places: weekly(2, 2),
      }),
    );
    expect(holders).toEqual([expect.anything(), 1, expect.anything(), 1]);
    expect(holders[0]).not.toBe(1);
    expect(holders[2]).not.toBe(1);
  });

  it('gives half as much to who gives half the time', () => {
    const members = [member({ share: 500 }), member(), member()];
    const { loads } = plan(input({ tasks: [task({ longestRun: 9 })], members, places: weekly(1, 10) }));
    expect(loads.map((load, i) => (load * members[i]!.share) / 1_000 / LOAD_UNIT)).toEqual([2, 4, 4]);
  });

  it('ends a run at its longest, and keeps the pause after it', () => {
    const { holders } = plan(
      input({
        tasks: [task({ longestRun: 2, pauseMs: 14 * DAY })],
        members: [member(), member()],
        places: weekly(1, 8),
      }),
    );
    for (const who of [0, 1]) {
      const weeks = holders.flatMap((holder, week) => (holder === who ? [week] : []));
      for (const [i, week] of weeks.entries())
        if (i > 0 && week !== weeks[i - 1]! + 1) expect(week - weeks[i - 1]!).toBeGreaterThanOrEqual(3);
    }
    expect(holders.filter((holder) => holder === null).length).toBeLessThanOrEqual(4);
  });

  it('shuts nobody out of a task for what is wrong elsewhere: given up in the middle, or by rules that have changed', () => {
    const all = weekly(1, 30);
    const at = (week: number) => all[week]!;
    const rested = task({ longestRun: 3, pauseMs: 14 * DAY });
    // Of a run of three the middle was given up; the two that are left are nearer than the pause allows.
    const holds = [at(0), at(2)];
    const given = (places: Place[]) =>
      plan(input({ tasks: [rested], members: [member({ holds })], places })).holders;
    expect(given([at(20)])).toEqual([0]);
    expect(given([at(1)])).toEqual([0]);
    expect(given([at(4)])).toEqual([null]);
    expect(given([at(5)])).toEqual([0]);
    expect(given([at(3), at(4), at(5), at(6)])).toEqual([null, null, 0, 0]);
  });

  it('leaves a place empty that nobody can take, and says so by null', () => {
    const { holders, why } = plan(
      input({ tasks: [task({ requires: [7] })], members: [member()], places: weekly(1, 1) }),
    );
    expect([holders, why]).toEqual([[null], [null]]);
  });

  it('keeps an earlier plan but where its holder has left', () => {
    const members = Array.from({ length: 6 }, () => member());
    const places = weekly(2, 6);
    const first = plan(input({ tasks: [task(), task()], members, places }));
    const left = members.map((each, i) => (i === 2 ? { ...each, away: [[0, 1e15]] as const } : each));
    const second = plan(input({ tasks: [task(), task()], members: left, places, kept: first.holders }));
    for (const [place, holder] of first.holders.entries()) {
      if (holder === 2) expect(second.holders[place]).not.toBe(2);
      else expect(second.holders[place]).toBe(holder);
    }
  });

  it('tells why: the least served, and the draw among equals', () => {
    const members = [member({ load: 2 * LOAD_UNIT }), member(), member()];
    const { why, holders } = plan(input({ tasks: [task()], members, places: weekly(1, 1) }));
    expect(why[0]).toEqual({ by: 'served', able: 3, load: 0, drawnFrom: [1, 2], instead: null });
    expect(holders[0]).toBe([1, 2][draw(0, 2)]);
  });
});

describe('every plan', () => {
  const generated = fc
    .record({
      tasks: fc.array(
        fc.record({
          effort: fc.integer({ min: 1, max: 5 }),
          requires: fc.subarray([0, 1]),
          longestRun: fc.integer({ min: 1, max: 3 }),
          pauseMs: fc.integer({ min: 0, max: 3 }).map((weeks) => weeks * 7 * DAY),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      members: fc.array(
        fc.record({
          load: fc.integer({ min: 0, max: 3 }).map((efforts) => efforts * LOAD_UNIT),
          share: fc.constantFrom(1_000, 500, 333),
          has: fc.subarray([0, 1]).map((has) => new Set(has)),
          away: fc.array(
            fc
              .tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 1, max: 3 }))
              .map(([from, weeks]) => [from * 7 * DAY, (from + weeks) * 7 * DAY] as const),
            { maxLength: 2 },
          ),
          from: fc.constantFrom(0, 0, 21 * DAY),
          holds: fc.constant([]),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      weeks: fc.integer({ min: 1, max: 12 }),
      // Tasks one after the other, each overlapping the next, or all at once.
      apart: fc.constantFrom(60, 30, 0),
    })
    .map(({ tasks, members, weeks, apart }) =>
      input({ tasks, members, places: weekly(tasks.length, weeks, apart) }),
    );

  it('gives no place to somebody who may not hold it, and none twice at a time', () => {
    fc.assert(
      fc.property(generated, (given) => {
        const { holders } = plan(given);
        for (const [place, holder] of holders.entries()) {
          if (holder === null) continue;
          const { startsAt, endsAt, task: of } = given.places[place]!;
          const { has, away, from } = given.members[holder]!;
          expect(given.tasks[of]!.requires.every((each) => has.has(each))).toBe(true);
          expect(away.some(([start, until]) => start < endsAt && startsAt < until)).toBe(false);
          expect(startsAt).toBeGreaterThanOrEqual(from);
        }
        for (const who of given.members.keys()) {
          const mine = given.places.filter((_, place) => holders[place] === who);
          for (const a of mine)
            for (const b of mine)
              if (a !== b) expect(a.startsAt < b.endsAt && b.startsAt < a.endsAt).toBe(false);
          for (const [index, rule] of given.tasks.entries()) {
            const of = mine
              .filter((place) => place.task === index)
              .sort((a, b) => a.occurrence - b.occurrence);
            let run = 1;
            for (let i = 1; i < of.length; i++) {
              const apart = of[i]!.occurrence - of[i - 1]!.occurrence;
              run = apart === 1 ? run + 1 : 1;
              expect(run).toBeLessThanOrEqual(rule.longestRun);
              if (apart > 1) expect(of[i]!.startsAt - of[i - 1]!.endsAt).toBeGreaterThanOrEqual(rule.pauseMs);
            }
          }
        }
      }),
    );
  });

  it('is the same for the same input, and adds up', () => {
    fc.assert(
      fc.property(generated, (given) => {
        const made = plan(given);
        expect(plan(given)).toEqual(made);
        for (const [who, { load, share }] of given.members.entries()) {
          const carried = made.holders.reduce<number>(
            (sum, holder, place) =>
              holder === who ? sum + loadOf(given.tasks[given.places[place]!.task]!.effort, share) : sum,
            0,
          );
          expect(made.loads[who]).toBe(load + carried);
        }
      }),
    );
  });

  it('fills every place that somebody may hold as things then stand', () => {
    fc.assert(
      fc.property(generated, (given) => {
        const made = plan(given);
        const again = plan({ ...given, kept: made.holders });
        expect(again.holders.filter((holder) => holder === null).length).toBe(
          made.holders.filter((holder) => holder === null).length,
        );
        for (const [place, holder] of made.holders.entries())
          if (holder !== null) expect(again.holders[place]).toBe(holder);
      }),
    );
  });
});
