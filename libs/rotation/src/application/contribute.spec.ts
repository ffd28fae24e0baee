import { createHash } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed, rootAt } from '@plenary/record';
import { commitmentTo } from '@plenary/sortition';
import { announcedRoster, type Roster } from '../persistence/roster-rows.js';
import { codeOf, Depot, expectOk } from '../spec/depot.js';
import { commitToDraw, revealToDraw } from './contribute.js';
import { giveSkill } from './give-skill.js';
import { beginLeave, endLeave, sayCannot, setShare, withdrawCannot } from './say-times.js';

const HOUR_MS = 3_600_000;
const VALUES = ['11', '22', '33'].map((pair) => pair.repeat(32)) as [string, string, string];

describe('values that members contribute to the seed of a draw', () => {
  let depot: Depot;
  let roster: Roster;
  const depots: Depot[] = [];
  beforeEach(async () => {
    depot = await Depot.of(3);
    depots.push(depot);
    await depot.setTask({
      name: 'Minutes',
      rule: 'FREQ=WEEKLY',
      minutes: 90,
      requires: ['lock'],
      trainedIds: depot.members.map(({ membershipId }) => membershipId),
      start: await depot.start(),
    });
    await depot.tick();
    roster = (await announcedRoster(depot.db, depot.assemblyId))!;
  });
  afterAll(() => Promise.all(depots.map((each) => each.close())));

  const commitment = (n: number, value: string) =>
    commitmentTo(roster.id, depot.member(n).membershipId, value);
  const commit = (n: number, value: string) =>
    depot.run((tx) => commitToDraw(tx, depot.member(n).personId, roster.id, commitment(n, value)));
  const reveal = (n: number, value: string) =>
    depot.run((tx) => revealToDraw(tx, depot.member(n).personId, roster.id, value));
  const toReveal = () => depot.goTo(new Date(roster.commitUntil!.getTime() + 1_000));
  const toDraw = () => depot.goTo(new Date(roster.drawsAt.getTime() + 1_000));
  const drawn = async () => {
    await depot.tick();
    const [entry] = await depot.entries('roster.drawn');
    return entry!.data as { seed: string; size: number; contributed: string[]; unrevealed: string[] };
  };
  const ids = (...members: number[]) => members.map((n) => depot.member(n).membershipId).sort();
  const before = async (at: Date) => {
    const { size } = await depot.db.one<{ size: number }>(
      'SELECT count(*) AS size FROM entry WHERE at < $1',
      [at],
    );
    const root = await depot.work.do((tx) => rootAt(tx, depot.assemblyId, size));
    return { size, root: Buffer.from(root!).toString('hex') };
  };

  it('are in it, mixed with the root from when nobody could commit any more; who kept silent is named', async () => {
    for (const n of [1, 2, 3]) expectOk(await commit(n, VALUES[n - 1]!));
    await toReveal();
    for (const n of [1, 3]) expectOk(await reveal(n, VALUES[n - 1]!));
    await toDraw();
    const { seed, size, contributed, unrevealed } = await drawn();
    const at = await before(roster.commitUntil!);
    const hash = createHash('sha256')
      .update(at.root, 'hex')
      .update(VALUES[0], 'hex')
      .update(VALUES[2], 'hex');
    expect([seed, size]).toEqual([hash.digest('hex'), at.size]);
    expect([contributed, unrevealed]).toEqual([ids(1, 3), ids(2)]);
    expect(await depot.shifts()).toHaveLength(8);
  });

  it('that nobody reveals leave the root at the draw as the seed', async () => {
    expectOk(await commit(2, VALUES[1]));
    await toDraw();
    const { seed, size, contributed, unrevealed } = await drawn();
    const at = await before(roster.drawsAt);
    expect([seed, size, contributed, unrevealed]).toEqual([at.root, at.size, [], ids(2)]);
  });

  it('are refused out of time, twice, and other than as committed', async () => {
    expect(codeOf(await reveal(1, VALUES[0]))).toBe('NOT_COMMITTED');
    for (let i = 0; i < 2; i++) expectOk(await commit(1, VALUES[0]));
    expect(codeOf(await commit(1, VALUES[1]))).toBe('COMMITTED_ALREADY');
    expect(codeOf(await reveal(1, VALUES[0]))).toBe('REVEAL_NOT_OPEN');
    await toReveal();
    expect(codeOf(await commit(2, VALUES[1]))).toBe('COMMIT_CLOSED');
    expect(codeOf(await reveal(1, VALUES[1]))).toBe('VALUE_DIFFERS');
    for (let i = 0; i < 2; i++) expectOk(await reveal(1, VALUES[0]));
    expect(await depot.entries('draw.revealed')).toHaveLength(1);
    await expect(
      depot.run((tx) => commitToDraw(tx, depot.member(1).personId, depot.assemblyId, VALUES[0])),
    ).rejects.toThrow();
  });

  it('are too late once the draw is to be made', async () => {
    expectOk(await commit(1, VALUES[0]));
    await toDraw();
    expect(codeOf(await reveal(1, VALUES[0]))).toBe('REVEAL_NOT_OPEN');
  });

  it('are a thousand at most', async () => {
    await depot.db.run(
      `WITH people AS (INSERT INTO person (id, created_at) SELECT gen_random_uuid(), now() FROM generate_series(1, 1000)
         RETURNING id),
       members AS (INSERT INTO membership (id, assembly_id, person_id, display_name, source, since, joined_at, counts_from,
           vouchers_needed) SELECT gen_random_uuid(), $1, id, 'M', 'invitation', now(), now(), now(), 0 FROM people
         RETURNING id)
       INSERT INTO draw_value (assembly_id, roster_id, membership_id, commitment)
       SELECT $1, $2, id, decode(repeat('00', 32), 'hex') FROM members`,
      [depot.assemblyId, roster.id],
    );
    expect(codeOf(await commit(1, VALUES[0]))).toBe('DRAW_FULL');
  });

  it('are one for each member, however many are sent at once', async () => {
    const outcomes = await Promise.all(
      [1, 2].flatMap((n) => VALUES.flatMap((value) => [commit(n, value), commit(n, value)])),
    );
    expect(new Set(outcomes.map(codeOf))).toEqual(new Set(['accepted', 'COMMITTED_ALREADY']));
    expect(await depot.entries('draw.committed')).toHaveLength(2);
  });

  it('keep what only its member knows as it is, from when the seed begins to show until the draw', async () => {
    const { assemblyId } = depot;
    const { personId } = depot.member(2);
    const now = await depot.db.now();
    const said = { startsAt: now, endsAt: new Date(now.getTime() + HOUR_MS * 24), rule: null };
    const told = expectOk(await depot.run((tx) => sayCannot(tx, personId, assemblyId, said)));
    // Sent again since the answer was lost, it is kept once.
    expect(expectOk(await depot.run((tx) => sayCannot(tx, personId, assemblyId, said))).id).toBe(told.id);
    const all = async () => {
      const skill = { assemblyId, memberId: depot.member(3).membershipId, skill: 'lock' };
      return [
        await depot.run((tx) => sayCannot(tx, personId, assemblyId, said)),
        await depot.run((tx) => withdrawCannot(tx, personId, told.id)),
        await depot.run((tx) => setShare(tx, personId, assemblyId, 500)),
        await depot.run((tx) => beginLeave(tx, personId, assemblyId)),
        await depot.run((tx) => endLeave(tx, personId, assemblyId)),
        await depot.run((tx) => giveSkill(tx, personId, skill)),
      ].map(codeOf);
    };
    expectOk(await commit(1, VALUES[0]));
    await toReveal();
    expect(new Set(await all())).toEqual(new Set(['DRAW_UNDER_WAY']));
    await toDraw();
    expect(new Set(await all())).toEqual(new Set(['DRAW_UNDER_WAY']));
    await drawn();
    expect(new Set(await all())).toEqual(new Set(['accepted']));
  });

  it('make one draw, by however many processes', async () => {
    expectOk(await commit(1, VALUES[0]));
    await toReveal();
    expectOk(await reveal(1, VALUES[0]));
    await toDraw();
    const others = await Promise.all(
      [1, 2].map(() => Database.connect({ url: depot.test.url, poolSize: 4 })),
    );
    try {
      await Promise.all(others.map((db) => depot.tick(new UnitOfWork(db, appendRecordAndFeed))));
    } finally {
      await Promise.all(others.map((db) => db.close()));
    }
    expect(await depot.entries('roster.drawn')).toHaveLength(1);
    expect(await depot.shifts()).toHaveLength(8);
  });
});
