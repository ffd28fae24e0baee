import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amendBylawNumbers } from './application/amend-bylaws.js';
import { authorise } from './application/authorise.js';
import { adoptBylaws, chooseFacilitator, confirmRoll } from './application/first-decisions.js';
import { foundAssembly } from './application/found-assembly.js';
import { bylawsOf } from './persistence/bylaw-rows.js';
import { countingMembers } from './persistence/membership-rows.js';
import { expectRejected, MOTION, World } from './spec-world.js';

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world.end());

const input = {
  name: 'Depot',
  timeZone: 'Europe/Berlin',
  language: 'pt-br',
  quiet: false,
  displayName: 'Ana',
};

describe('founding', () => {
  it('makes the founder a member that counts and the interim convener for 30 days', async () => {
    const founder = await world.found();
    const granted = await authorise(world.db, founder.person, founder.assemblyId, 'meeting.convene');
    expect(granted).toMatchObject({
      ok: true,
      value: { authority: { source: 'mandate', membership: founder.id } },
    });
    expect(await countingMembers(world.db, founder.assemblyId, await world.db.now())).toBe(1);
    const seat = await world.db.one<{ days: number }>(
      `SELECT extract(epoch FROM held_until - held_from)::int / 86400 AS days FROM seat WHERE assembly_id = $1`,
      [founder.assemblyId],
    );
    expect(seat.days).toBe(30);
    expect(await world.kindsRecorded(founder.assemblyId)).toEqual(['assembly.founded']);
  });

  it('counts its days in UTC, whatever zone the server is set to: none of them has 23 or 25 hours', async () => {
    const own = await World.create();
    const name = new URL(own.url).pathname.slice(1);
    await own.db.run(`ALTER DATABASE "${name}" SET TimeZone = 'Europe/Berlin'`);
    const elsewhere = await own.other();
    // The Saturday before summer time begins; and 366 days that are no year, since one of them is 29 February.
    const days = await elsewhere.db.one(
      `SELECT timestamptz '2026-03-28T12:00:00Z' + make_interval(days => 1) AS spring,
              timestamptz '2028-02-28T12:00:00Z' + make_interval(days => 366) AS leap`,
    );
    await elsewhere.end();
    await own.end();
    expect(days).toEqual({
      spring: new Date('2026-03-29T12:00:00Z'),
      leap: new Date('2029-02-28T12:00:00Z'),
    });
  });

  it.each([
    ['NAME_NOT_USABLE', { ...input, name: ' ' }],
    ['NAME_NOT_USABLE', { ...input, displayName: 'A\u202eb' }],
    ['TIME_ZONE_UNKNOWN', { ...input, timeZone: 'Mars/Olympus' }],
    ['LANGUAGE_UNKNOWN', { ...input, language: 'not a language' }],
  ])('is refused with %s', async (code, wrong) => {
    const person = await world.person();
    expectRejected(await world.work.run((tx) => foundAssembly(world.ports, tx, person, wrong)), code);
  });

  it('is one assembly for each of many founded at once', async () => {
    const person = await world.person();
    const all = await Promise.all(
      Array.from({ length: 10 }, () => world.work.run((tx) => foundAssembly(world.ports, tx, person, input))),
    );
    expect(new Set(all.map((result) => (result.ok ? result.value.assemblyId : 'refused'))).size).toBe(10);
  });
});

describe('the three first decisions', () => {
  const adopt = { preset: 'union_local', numbers: [] } as const;

  it('are taken in their order, each once', async () => {
    const founder = await world.found();
    const { assemblyId } = founder;
    const run = <T>(step: (tx: Parameters<Parameters<typeof world.work.do>[0]>[0]) => Promise<T>) =>
      world.work.do(step);
    expect(await run((tx) => chooseFacilitator(tx, assemblyId, founder.id, MOTION))).toMatchObject({
      done: false,
    });
    expect(await run((tx) => adoptBylaws(world.ports, tx, assemblyId, adopt, MOTION))).toMatchObject({
      done: false,
    });
    expect(await run((tx) => confirmRoll(tx, assemblyId, MOTION))).toEqual({ done: true });
    expect(await run((tx) => confirmRoll(tx, assemblyId, MOTION))).toMatchObject({ done: false });
    expect(await run((tx) => chooseFacilitator(tx, assemblyId, founder.id, MOTION))).toEqual({ done: true });
    const wrong = {
      preset: 'union_local',
      numbers: [{ path: 'membership.togetherOneIn', value: 4 }],
    } as const;
    expect(await run((tx) => adoptBylaws(world.ports, tx, assemblyId, wrong, MOTION))).toMatchObject({
      done: false,
    });
    expect(await run((tx) => adoptBylaws(world.ports, tx, assemblyId, adopt, MOTION))).toEqual({
      done: true,
    });
    expect(await run((tx) => adoptBylaws(world.ports, tx, assemblyId, adopt, MOTION))).toMatchObject({
      done: false,
    });
    expect(await world.kindsRecorded(assemblyId)).toEqual([
      'assembly.founded',
      'roll.confirmed',
      'facilitator.chosen',
      'bylaws.adopted',
    ]);
  });

  it('race to one: of ten confirmations at once, one is done', async () => {
    const { assemblyId } = await world.found();
    const all = await Promise.all(
      Array.from({ length: 10 }, () => world.work.do((tx) => confirmRoll(tx, assemblyId, MOTION))),
    );
    expect(all.filter(({ done }) => done)).toHaveLength(1);
  });

  it('end the convener’s seat, and make every member on the list count', async () => {
    const [founder, second] = await world.established(3);
    expectRejected(
      await authorise(world.db, second!.person, founder!.assemblyId, 'meeting.convene'),
      'RIGHT_NOT_HELD',
    );
    const granted = await authorise(world.db, founder!.person, founder!.assemblyId, 'meeting.convene');
    expect(granted).toMatchObject({ ok: true, value: { authority: { source: 'shift' } } });
    expect(await countingMembers(world.db, founder!.assemblyId, await world.db.now())).toBe(3);
  });

  it('can’t choose a facilitator who has left or never joined', async () => {
    const { assemblyId } = await world.found();
    const stranger = await world.found();
    await world.work.do((tx) => confirmRoll(tx, assemblyId, MOTION));
    expect(await world.work.do((tx) => chooseFacilitator(tx, assemblyId, stranger.id, MOTION))).toMatchObject(
      { done: false },
    );
  });
});

describe('the bylaws', () => {
  const days = (value: number) => [{ path: 'membership.challengeDays', value }];

  it('are amended number by number, as a new version each time', async () => {
    const [founder] = await world.established(1);
    const { assemblyId } = founder!;
    const outcome = await world.work.do((tx) =>
      amendBylawNumbers(world.ports, tx, assemblyId, days(20), MOTION),
    );
    expect(outcome).toEqual({ done: true, before: days(14) });
    const bylaws = await bylawsOf(world.db, assemblyId);
    expect(bylaws.version).toBe(3);
    expect(bylaws.section(world.ports.sections[0]!)).toMatchObject({ challengeDays: 20 });
  });

  it('refuse what is out of bounds, unknown, given twice or not adopted yet', async () => {
    const [founder] = await world.established(1);
    const young = await world.found();
    const amend = (assemblyId: typeof young.assemblyId, changes: { path: string; value: number }[]) =>
      world.work.do((tx) => amendBylawNumbers(world.ports, tx, assemblyId, changes, MOTION));
    for (const wrong of [
      days(61),
      days(0.5),
      [{ path: 'membership.__proto__', value: 3 }],
      [...days(9), ...days(9)],
      [],
    ]) {
      expect(await amend(founder!.assemblyId, wrong)).toMatchObject({ done: false });
    }
    expect(await amend(young.assemblyId, days(9))).toMatchObject({ done: false });
  });

  it('get one version each from amendments at once', async () => {
    const [founder] = await world.established(1);
    await Promise.all(
      [21, 22, 23, 24, 25].map((value) =>
        world.work.do((tx) => amendBylawNumbers(world.ports, tx, founder!.assemblyId, days(value), MOTION)),
      ),
    );
    expect((await bylawsOf(world.db, founder!.assemblyId)).version).toBe(7);
  });

  it('are never edited, not even by hand', async () => {
    await expect(world.db.run(`UPDATE bylaws SET preset = 'founding'`)).rejects.toThrow('never edited');
  });
});
