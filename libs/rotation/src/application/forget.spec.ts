import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ledgerAt } from '../persistence/ledger-rows.js';
import { DAY_MS, Depot, expectOk } from '../spec/depot.js';
import { declineShift } from './answer-shift.js';
import { finishShift } from './finish-shift.js';
import { beginLeave, endLeave, sayCannot, setShare } from './say-times.js';

describe('somebody who asks to be forgotten', () => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await Depot.of(4);
  });
  afterAll(() => depot.close());

  const loads = async () => ledgerAt(depot.db, depot.assemblyId, await depot.db.now());
  const bytes = () => depot.db.query<{ bytes: Buffer }>('SELECT bytes FROM entry ORDER BY seq');

  it('leaves nothing of their time behind, and nobody’s load higher or lower; the record stays as it was', async () => {
    const { personId, membershipId } = depot.member(2);
    const { assemblyId } = depot;
    await depot.setTask({
      name: 'Minutes',
      rule: 'FREQ=DAILY',
      minutes: 90,
      longestRun: 52,
      requires: ['lock'],
      trainedIds: depot.members.map((each) => each.membershipId),
      start: await depot.start(),
    });
    const now = await depot.db.now();
    const said = { startsAt: now, endsAt: new Date(now.getTime() + 2 * DAY_MS), rule: null };
    expectOk(await depot.run((tx) => sayCannot(tx, personId, assemblyId, said)));
    expectOk(await depot.run((tx) => setShare(tx, personId, assemblyId, 500)));
    await depot.drawAll();
    const [given, ...theirs] = (await depot.shifts()).filter((shift) => shift.membershipId === membershipId);
    expectOk(await depot.run((tx) => declineShift(tx, personId, given!.id, 'I am ill.')));
    await depot.tick();
    await depot.goTo(new Date(theirs[0]!.startsAt.getTime() + 60_000));
    expectOk(await depot.run((tx) => finishShift(tx, personId, theirs[0]!.id, 'The key is with Rosa.')));
    expectOk(await depot.run((tx) => beginLeave(tx, personId, assemblyId)));
    // Somebody comes while they are on leave, and is level with the others, who go on.
    await depot.goTo(new Date(theirs.at(-1)!.endsAt.getTime() + 60_000));
    const newcomer = await depot.join('Member 5');
    expectOk(await depot.run((tx) => endLeave(tx, personId, assemblyId)));
    const before = await loads();
    expect(before.get(newcomer.membershipId)!.load).toBeGreaterThan(0);
    const entries = await bytes();

    expectOk(await depot.forget(2));
    const left = await depot.db.one<Record<string, number>>(
      `SELECT (SELECT count(*) FROM cannot WHERE membership_id = $1) AS times,
              (SELECT count(*) FROM member_share WHERE membership_id = $1) AS shares,
              (SELECT count(*) FROM member_leave WHERE membership_id = $1) AS leaves,
              (SELECT count(*) FROM skill WHERE membership_id = $1) AS skills,
              (SELECT count(*) FROM shift WHERE membership_id = $1 AND (note IS NOT NULL OR reason IS NOT NULL)) AS notes,
              (SELECT count(*) FROM entry_personal WHERE name = 'away.' || $1::text) AS away`,
      [membershipId],
    );
    expect(left).toEqual({ times: 0, shares: 0, leaves: 0, skills: 0, notes: 0, away: 0 });
    const after = await loads();
    expect(after.has(membershipId)).toBe(false);
    for (const { membershipId: id } of depot.members)
      if (id !== membershipId) expect(after.get(id)).toEqual(before.get(id));
    expect((await bytes()).slice(0, entries.length)).toEqual(entries);
    // Asked again, it is as it was.
    expectOk(await depot.forget(2));
    expect(await loads()).toEqual(after);
  });
});
