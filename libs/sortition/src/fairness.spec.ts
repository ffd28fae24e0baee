import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type LedgerEvent, ledger } from './ledger.js';
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

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

const task = (part: Partial<PlanTask> = {}): PlanTask => ({
  effort: 1,
  requires: [],
  longestRun: 999,
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
const occurrences = (tasks: number, weeks: number, apart: number): Place[] =>
  Array.from({ length: tasks * weeks }, (_, i) => {
    const startsAt = Math.floor(i / tasks) * WEEK + (i % tasks) * apart;
    return { task: i % tasks, occurrence: Math.floor(i / tasks), startsAt, endsAt: startsAt + HOUR };
  });
const input = (
  tasks: readonly PlanTask[],
  members: readonly PlanMember[],
  places: readonly Place[],
): PlanInput => ({
  rule: PLAN_RULE,
  tasks,
  members,
  places,
  kept: places.map(() => null),
  // Any function of the place will do for a draw here; a real one is a hash.
  draw: (place, among) => (place * 7 + 3) % among,
});
const difference = (loads: readonly number[]) => Math.max(...loads) - Math.min(...loads);
const isAway = ({ away }: PlanMember, { startsAt, endsAt }: Place) =>
  away.some(([from, until]) => from < endsAt && startsAt < until);

const efforts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
const weeks = fc.integer({ min: 1, max: 16 });
/** Tasks one after the other, or all at once: then nobody does two. */
const apart = fc.constantFrom(HOUR, 0);
const absences = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 4 }))
    .map(([from, length]) => [from * WEEK, (from + length) * WEEK] as const),
  { maxLength: 3 },
);

describe('fairness', () => {
  it('keeps equals within one shift of the largest effort, whoever else is there and whatever is at once', () => {
    fc.assert(
      fc.property(
        efforts,
        weeks,
        apart,
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.record({ away: absences, share: fc.constantFrom(1_000, 500, 250) }), { maxLength: 4 }),
        (of, length, gap, equals, others) => {
          const members = [...Array.from({ length: equals }, () => member()), ...others.map(member)];
          const tasks = of.map((effort) => task({ effort }));
          const { loads } = plan(input(tasks, members, occurrences(of.length, length, gap)));
          expect(difference(loads.slice(0, equals))).toBeLessThanOrEqual(Math.max(...of) * LOAD_UNIT);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps those who can do a rare task as even among themselves', () => {
    fc.assert(
      fc.property(
        efforts,
        weeks,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (of, length, can, cannot) => {
          const tasks = of.map((effort, i) => task({ effort, requires: i === 0 ? [0] : [] }));
          const members = [
            ...Array.from({ length: can }, () => member({ has: new Set([0]) })),
            ...Array.from({ length: cannot }, () => member()),
          ];
          const { loads } = plan(input(tasks, members, occurrences(of.length, length, HOUR)));
          for (const equals of [loads.slice(0, can), loads.slice(can)])
            expect(difference(equals)).toBeLessThanOrEqual(Math.max(...of) * LOAD_UNIT);
        },
      ),
    );
  });

  it('counts part of the time as a part: who gives half carries half, to within one shift', () => {
    fc.assert(
      fc.property(
        efforts,
        weeks,
        fc.array(fc.constantFrom(1_000, 500, 250), { minLength: 2, maxLength: 6 }),
        (of, length, shares) => {
          const tasks = of.map((effort) => task({ effort }));
          const members = shares.map((share) => member({ share }));
          const { loads } = plan(input(tasks, members, occurrences(of.length, length, HOUR)));
          expect(difference(loads)).toBeLessThanOrEqual(loadOf(Math.max(...of), Math.min(...shares)));
        },
      ),
    );
  });

  it('lets everybody serve before anybody does a second time, in the order of time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        weeks,
        fc.integer({ min: 1, max: 20 }),
        (tasks, length, size) => {
          const { holders } = plan(
            input(
              Array.from({ length: tasks }, () => task()),
              Array.from({ length: size }, () => member()),
              occurrences(tasks, length, HOUR),
            ),
          );
          const first = holders.slice(0, size);
          expect(new Set(first).size).toBe(first.length);
        },
      ),
    );
  });

  it('gives nobody a second while somebody who may have it has none, whoever is away and when', () => {
    fc.assert(
      fc.property(efforts, weeks, fc.array(absences, { minLength: 1, maxLength: 10 }), (of, length, away) => {
        const members = away.map((each) => member({ away: each }));
        const places = occurrences(of.length, length, HOUR);
        const { holders } = plan(
          input(
            of.map((effort) => task({ effort })),
            members,
            places,
          ),
        );
        const count = (who: number) => holders.filter((holder) => holder === who).length;
        for (const [who, each] of members.entries()) {
          if (count(who) > 0) continue;
          for (const [place, holder] of holders.entries())
            if (!isAway(each, places[place]!)) expect(count(holder!)).toBe(1);
        }
      }),
    );
  });

  it('lets nobody come a second time before others came who could have, whatever else the tasks ask for', () => {
    const skills = fc.subarray([0, 1]);
    const asked = fc.array(fc.record({ effort: fc.integer({ min: 1, max: 2 }), requires: skills }), {
      minLength: 1,
      maxLength: 4,
    });
    const people = fc.array(fc.record({ has: skills.map((has) => new Set(has)), away: absences }), {
      minLength: 2,
      maxLength: 10,
    });
    let seconds = 0;
    fc.assert(
      fc.property(asked, weeks, people, (of, length, some) => {
        const [tasks, members] = [of.map(task), some.map(member)];
        const places = occurrences(of.length, length, HOUR);
        const { holders } = plan(input(tasks, members, places));
        const can = (who: number, { task: index, ...stretch }: Place) =>
          tasks[index]!.requires.every((each) => members[who]!.has.has(each)) &&
          !isAway(members[who]!, { task: index, ...stretch });
        const carried = members.map(() => 0);
        for (const [place, holder] of holders.entries()) {
          if (holder === null) continue;
          const { effort } = tasks[places[place]!.task]!;
          if (carried[holder]! > 0) seconds++;
          for (const who of members.keys()) {
            if (carried[holder] === 0 || carried[who]! > 0 || !can(who, places[place]!)) continue;
            // All are one after the other: whoever can, is free.
            const exchanged = holders.findIndex(
              (other, later) =>
                later > place &&
                other === who &&
                tasks[places[later]!.task]!.effort === effort &&
                can(holder, places[later]!),
            );
            expect(exchanged).toBe(-1);
          }
          carried[holder]! += effort;
        }
      }),
      { numRuns: 300 },
    );
    expect(seconds).toBeGreaterThan(100);
  });

  it('is as it was by the rule of its time for what is in a record from then', () => {
    const tasks = [task({ requires: [0] }), task(), task()];
    const members = [member({ has: new Set([0]) }), member({ has: new Set([0]) }), member()];
    const given = input(tasks, members, occurrences(3, 2, HOUR));
    const first = ({ holders }: { readonly holders: readonly (number | null)[] }) =>
      new Set(holders.slice(0, members.length)).size;
    expect([first(plan({ ...given, rule: 1 })), first(plan(given))]).toEqual([2, 3]);
  });

  it('disturbs no shift of anybody else when one leaves, and leaves no place that somebody may have', () => {
    fc.assert(
      fc.property(
        efforts,
        weeks,
        apart,
        fc.integer({ min: 0, max: 3 }),
        fc.array(absences, { minLength: 2, maxLength: 8 }),
        fc.nat(),
        (of, length, gap, pause, away, who) => {
          const tasks = of.map((effort) => task({ effort, longestRun: 2, pauseMs: pause * WEEK }));
          const members = away.map((each) => member({ away: each }));
          const leaver = who % members.length;
          const before = input(tasks, members, occurrences(of.length, length, gap));
          const published = plan(before).holders;
          const gone = members.with(leaver, { ...members[leaver]!, away: [[0, 99 * WEEK]] });
          const { holders } = plan({ ...before, members: gone, kept: published });
          for (const [place, holder] of published.entries()) {
            if (holder !== null && holder !== leaver) expect(holders[place]).toBe(holder);
            expect(holders[place]).not.toBe(leaver);
          }
          const again = plan({ ...before, members: gone, kept: holders }).holders;
          expect(again).toEqual(holders);
        },
      ),
    );
  });
});

/** Draws one after another, each a plan for the weeks ahead when half of the last one is over, as the rota is. */
class Rota {
  readonly events: LedgerEvent[] = [];
  readonly #held: { readonly who: string; readonly startsAt: number }[] = [];
  readonly #from = new Map<string, number>();
  readonly #away = new Set<string>();

  join(who: string, at: number): void {
    this.events.push({ at, member: who, kind: 'joined', share: 1_000 });
    this.#from.set(who, at);
  }

  leave(who: string, at: number): void {
    this.events.push({ at, member: who, kind: 'leaveBegan' });
    this.#away.add(who);
  }

  comeBack(who: string, at: number): void {
    this.events.push({ at, member: who, kind: 'leaveEnded' });
    this.#away.delete(who);
    this.#from.set(who, at);
  }

  /** How many of the new shifts each has, and everybody's load with what is to come. */
  draw(at: number, from: number, until: number): { shifts: Map<string, number>; loads: Map<string, number> } {
    const lines = ledger(this.events, at);
    const names = [...lines.keys()].filter((who) => !this.#away.has(who));
    const coming = (who: string) =>
      this.#held.filter((each) => each.who === who && each.startsAt + HOUR > at).length;
    const members = names.map((who) =>
      member({ load: lines.get(who)!.load + coming(who) * LOAD_UNIT, from: this.#from.get(who)! }),
    );
    const places: Place[] = [];
    for (let startsAt = from; startsAt < until; startsAt += WEEK / 7)
      places.push({ task: 0, occurrence: startsAt / (WEEK / 7), startsAt, endsAt: startsAt + HOUR });
    const { holders, loads } = plan(input([task()], members, places));
    const shifts = new Map(names.map((who) => [who, 0]));
    for (const [i, { startsAt, endsAt }] of places.entries()) {
      const who = names[holders[i]!]!;
      this.#held.push({ who, startsAt });
      this.events.push({ at: endsAt, member: who, kind: 'served', effort: 1, since: at });
      shifts.set(who, shifts.get(who)! + 1);
    }
    return { shifts, loads: new Map(names.map((who, i) => [who, loads[i]!])) };
  }
}

describe('fairness over time', () => {
  const size = fc.integer({ min: 2, max: 10 });
  const draws = fc.integer({ min: 1, max: 4 });
  /** When within the draws before: in the middle of a plan that they could not be in. */
  const moment = fc.integer({ min: 1, max: 27 }).map((days) => (days * WEEK) / 7);

  const begin = (members: number, times: number): Rota => {
    const rota = new Rota();
    for (let i = 0; i < members; i++) rota.join(`m${i}`, -2);
    rota.draw(0, 0, 8 * WEEK);
    for (let i = 1; i < times; i++) rota.draw(i * 4 * WEEK, (4 + 4 * i) * WEEK, (8 + 4 * i) * WEEK);
    return rota;
  };

  it('lets a newcomer neither owe the past nor be flooded: in each draw they have about as many as the others', () => {
    fc.assert(
      fc.property(size, draws, moment, fc.integer({ min: 1, max: 3 }), (members, times, at, newcomers) => {
        const rota = begin(members, times);
        const now = times * 4 * WEEK;
        for (let i = 0; i < newcomers; i++) rota.join(`new${i}`, now - 4 * WEEK + at);
        for (let next = 0; next < 3; next++) {
          const drawn = now + next * 4 * WEEK;
          const { shifts, loads } = rota.draw(drawn, drawn + 4 * WEEK, drawn + 8 * WEEK);
          expect(difference([...shifts.values()])).toBeLessThanOrEqual(2);
          expect(difference([...loads.values()])).toBeLessThanOrEqual(LOAD_UNIT);
        }
      }),
    );
  });

  it('stops the clock for who is on leave: back, they make nothing up', () => {
    fc.assert(
      fc.property(size, draws, moment, (members, times, at) => {
        const rota = begin(members, times);
        rota.join('away', -2);
        rota.leave('away', -1);
        const now = times * 4 * WEEK;
        rota.comeBack('away', now - 4 * WEEK + at);
        const { shifts } = rota.draw(now, now + 4 * WEEK, now + 8 * WEEK);
        expect(difference([...shifts.values()])).toBeLessThanOrEqual(2);
      }),
    );
  });
});
