import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { foundAssembly, MEMBERSHIP_SECTION } from '@plenary/assembly';
import { MOTION_SECTION } from '@plenary/motion';
import { Database, newId, ThreadFailed, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import { planRoster, type RosterInput } from '@plenary/sortition';
import { newPerson } from '@plenary/testing';
import { drawFrom, isSmall, type Material } from '../domain/drawing.js';
import { DAY_MS, Depot, expectOk } from '../spec/depot.js';
import { ROTATION_SECTION } from './bylaw-section.js';
import { planInThread, withPlan } from './with-plan.js';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 2, 2, 18);

/** A year of some tasks, with what some members have said of when they can't. */
function material(members: number, tasks: number, weeks: number, seed = 'c0'.repeat(32)): Material {
  const candidates = Array.from({ length: members }, (_, i) => ({
    id: `member ${String(i).padStart(4, '0')}`,
    load: (i % 3) * 1_000_000,
    share: i % 5 === 0 ? 500 : 1_000,
    has: i % 4 === 0 ? ['keys'] : [],
    from: 0,
    holds: [],
  }));
  const places = Array.from({ length: tasks * weeks }, (_, i) => {
    const [task, week] = [i % tasks, Math.floor(i / tasks)];
    const startsAt = START + week * 7 * DAY_MS + task * HOUR_MS;
    return [task, week, startsAt, startsAt + HOUR_MS] as const;
  });
  return {
    input: {
      seed,
      turn: 0,
      tasks: Array.from({ length: tasks }, (_, i) => ({
        id: `task ${i}`,
        effort: 1 + (i % 3),
        requires: i % 3 === 0 ? ['keys'] : [],
        longestRun: 1,
        pauseMs: i % 2 === 0 ? 7 * DAY_MS : 0,
      })),
      candidates,
      places,
    },
    zone: 'Europe/Vienna',
    said: candidates
      .filter((_, i) => i % 6 === 0)
      .map(({ id: membershipId }, i) => ({
        membershipId,
        startsAt: START,
        endsAt: START + (1 + (i % 4)) * HOUR_MS,
        rule: i % 2 === 0 ? 'FREQ=MONTHLY;BYDAY=1MO,3MO' : null,
      })),
  };
}

describe('a plan in a thread', () => {
  it('is byte for byte the plan that is made out of it', async () => {
    for (const each of [material(7, 2, 5), material(0, 1, 2), material(40, 6, 30, 'ab'.repeat(32))])
      expect(JSON.stringify(await planInThread(JSON.stringify(each)))).toBe(JSON.stringify(drawFrom(each)));
  });

  it('leaves the loop to everybody else, however long it takes', async () => {
    const text = JSON.stringify(material(500, 10, 52));
    let turns = 0;
    let planning = true;
    const turn = () => {
      turns++;
      if (planning) setImmediate(turn);
    };
    const drawn = planInThread(text).finally(() => {
      planning = false;
    });
    turn();
    expect((await drawn).holders).toHaveLength(520);
    // On the loop it would have taken one.
    expect(turns).toBeGreaterThan(100);
  });

  it('fails with what it failed with, and where it takes too long', async () => {
    await expect(planInThread('no plan')).rejects.toThrow('JSON');
    const large = JSON.stringify(material(500, 10, 52));
    await expect(planInThread(large, { limitMs: 1 })).rejects.toThrow(ThreadFailed);
  });
});

describe('what needs a plan', () => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await Depot.of(60);
  });
  afterAll(() => depot.close());

  const large = (seed: string) => material(60, 10, 40, seed);

  it('is done in the transaction that finds what the plan was made from, and in no other', async () => {
    const given = large('01'.repeat(32));
    expect(isSmall(given)).toBe(false);
    let begun = 0;
    await withPlan(depot.work, async (tx, plan) => {
      begun++;
      await tx.run('UPDATE task SET name = name || $1', [' again']);
      expect(await plan(given)).toEqual(drawFrom(given));
    });
    expect(begun).toBe(2);
    const { times } = await depot.db.one<{ times: number }>(
      `SELECT max((length(name) - length(replace(name, ' again', ''))) / 6) AS times FROM task`,
    );
    expect(times).toBe(1);
  });

  it('comes to its end where what the plan is made from changes each time', async () => {
    let begun = 0;
    await withPlan(depot.work, async (_, plan) => {
      begun++;
      const given = large(`0${begun}`.repeat(32));
      expect(await plan(given)).toEqual(drawFrom(given));
    });
    expect(begun).toBe(4);
  });

  it('is done at once where the plan is small, and not at all where it fails', async () => {
    const small = material(5, 1, 8);
    let begun = 0;
    await withPlan(depot.work, async (_, plan) => {
      begun++;
      expect(await plan(small)).toEqual(drawFrom(small));
    });
    expect(begun).toBe(1);
    const broken = { ...large('02'.repeat(32)), zone: 'No/Where' };
    await expect(withPlan(depot.work, async (_, plan) => void (await plan(broken)))).rejects.toThrow(
      'No/Where',
    );
  });

  it('is one large draw by two processes, the same that anybody makes again', async () => {
    const start = await depot.start();
    const task = { name: 'Kitchen', rule: 'FREQ=DAILY', minutes: 60, people: 8, start, longestRun: 1 };
    expect(await depot.setTask(task)).toBe('done');
    await depot.tick();
    await depot.later(HOUR_MS + 1_000);
    const others = await Promise.all(
      [1, 2].map(() => Database.connect({ url: depot.test.url, poolSize: 4 })),
    );
    try {
      await Promise.all(others.map((db) => depot.tick(new UnitOfWork(db, appendRecordAndFeed))));
    } finally {
      await Promise.all(others.map((db) => db.close()));
    }
    const drawn = await depot.entries('roster.drawn');
    expect(drawn).toHaveLength(1);
    const { holders, ...input } = drawn[0]!.data as unknown as RosterInput & { holders: string[] };
    expect(input.places.length * input.candidates.length).toBeGreaterThan(20_000);
    expect(planRoster(input, new Map()).holders).toEqual(holders);
    expect((await depot.shifts()).map(({ membershipId }) => membershipId).sort()).toEqual(
      [...holders].sort(),
    );
  });

  it('fails in one assembly and goes on in the next', async () => {
    await depot.db.run(`UPDATE task SET rule = 'unreadable', plan_at = plenary_now() WHERE rule IS NOT NULL`);
    const personId = await newPerson(depot.db);
    const sections = [MEMBERSHIP_SECTION, MOTION_SECTION, ROTATION_SECTION];
    const next = { name: 'Next', timeZone: 'UTC', language: 'en', quiet: false, displayName: 'One' };
    const { assemblyId } = expectOk(
      await depot.work.run((tx) => foundAssembly({ sections }, tx, personId, next)),
    );
    expect(assemblyId > depot.assemblyId).toBe(true);
    await depot.db.run(
      `INSERT INTO task (id, assembly_id, kind, name, created_at, rule, rule_start, minutes, plan_at)
       VALUES ($1, $2, 'other', 'Bins', plenary_now(), 'FREQ=DAILY', '20260302T190000', 60, plenary_now())`,
      [newId(), assemblyId],
    );
    await expect(depot.tick()).rejects.toThrow('A rule is made of parts');
    const rows = await depot.db.query('SELECT 1 FROM roster WHERE assembly_id = $1', [assemblyId]);
    expect(rows).toHaveLength(1);
  });
});
