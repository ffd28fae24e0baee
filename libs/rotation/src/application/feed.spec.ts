import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ShiftRow } from '../persistence/shift-rows.js';
import { codeOf, Depot, expectOk } from '../spec/depot.js';
import { confirmShift, declineShift, offerShift } from './answer-shift.js';
import { calendarOf, makeCalendarFeed, revokeCalendarFeed } from './calendar-feed.js';
import { takeShift } from './take-shift.js';

const HERE = 'https://vote.example.org';

describe('a link for a calendar', () => {
  let depot: Depot;
  beforeAll(async () => {
    depot = await Depot.of(2);
    await depot.setTask({
      name: 'Minutes, and the door',
      guide: 'The code is 4711.',
      rule: 'FREQ=WEEKLY',
      minutes: 90,
      longestRun: 52,
      start: await depot.start(),
    });
    await depot.drawAll();
  });
  afterAll(() => depot.close());

  const make = (n: number, label = 'Phone') =>
    depot.run((tx) => makeCalendarFeed(tx, depot.member(n).personId, depot.assemblyId, label));
  /** The events of a calendar, by their UIDs. */
  const events = async (token: string) => {
    const text = (await calendarOf(depot.db, token, HERE))!.replaceAll('\r\n ', '');
    const found = text.match(/BEGIN:VEVENT.*?END:VEVENT/gs) ?? [];
    return new Map(
      found.map((event) => {
        const lines = Object.fromEntries(
          event.split('\r\n').map((line) => [line.split(':')[0]!, line.slice(line.indexOf(':') + 1)]),
        );
        return [lines.UID!, lines];
      }),
    );
  };

  it('leads to one’s own shifts, at their instants, and says nothing else', async () => {
    const { token } = expectOk(await make(1));
    const own = (await depot.shifts()).filter(
      ({ membershipId }) => membershipId === depot.member(1).membershipId,
    );
    const listed = await events(token);
    expect([...listed.keys()].sort()).toEqual(own.map(({ id }) => id).sort());
    const [shift] = own as [ShiftRow];
    const stamp = (at: Date) => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
    expect(listed.get(shift.id)).toMatchObject({
      DTSTART: stamp(shift.startsAt),
      DTEND: stamp(shift.endsAt),
      SUMMARY: 'Minutes\\, and the door',
      STATUS: 'TENTATIVE',
      SEQUENCE: '0',
      URL: `${HERE}/a/${depot.assemblyId}/rota`,
    });
    const text = await calendarOf(depot.db, token, HERE);
    for (const secret of ['4711', 'Member 1', 'Member 2']) expect(text).not.toContain(secret);
  });

  it('keeps one event for what is one place: confirmed, given up, and had again', async () => {
    const [mine, theirs] = [expectOk(await make(1)).token, expectOk(await make(2)).token];
    const { personId, membershipId } = depot.member(1);
    const shift = (await depot.shifts()).find((each) => each.membershipId === membershipId)!;
    const state = async (token: string, id: string) => {
      const { STATUS, SEQUENCE } = (await events(token)).get(id) ?? {};
      return [STATUS, SEQUENCE];
    };
    expectOk(await depot.run((tx) => confirmShift(tx, personId, shift.id)));
    expect(await state(mine, shift.id)).toEqual(['CONFIRMED', '0']);
    expectOk(await depot.run((tx) => declineShift(tx, personId, shift.id)));
    await depot.tick();
    expect(await state(mine, shift.id)).toEqual(['CANCELLED', '1']);
    const stepped = (await depot.shifts()).find(({ placeId }) => placeId === shift.placeId)!;
    expect(await state(theirs, stepped.id)).toEqual(['TENTATIVE', '0']);
    expectOk(await depot.run((tx) => offerShift(tx, depot.member(2).personId, stepped.id)));
    expectOk(await depot.run((tx) => takeShift(tx, personId, stepped.id)));
    expect([await state(mine, shift.id), await state(theirs, stepped.id)]).toEqual([
      ['TENTATIVE', '2'],
      ['CANCELLED', '1'],
    ]);
  });

  it('names neither task nor assembly of a quiet one', async () => {
    const { token } = expectOk(await make(1));
    await depot.db.run('UPDATE assembly SET quiet = true');
    const text = (await calendarOf(depot.db, token, HERE))!;
    await depot.db.run('UPDATE assembly SET quiet = false');
    expect(text).toContain('SUMMARY:Shift\r\n');
    for (const secret of ['Minutes', 'Depot', HERE]) expect(text).not.toContain(secret);
  });

  it('leads nowhere once it is revoked, by its owner alone, or its owner has left', async () => {
    const [{ feed, token }, other] = [expectOk(await make(1)), expectOk(await make(2))];
    expect(await calendarOf(depot.db, 'A'.repeat(43), HERE)).toBeNull();
    await expect(
      depot.run((tx) => revokeCalendarFeed(tx, depot.member(2).personId, feed.id)),
    ).rejects.toThrow();
    expectOk(await depot.run((tx) => revokeCalendarFeed(tx, depot.member(1).personId, feed.id)));
    expect(await calendarOf(depot.db, token, HERE)).toBeNull();
    await expect(
      depot.run((tx) => revokeCalendarFeed(tx, depot.member(1).personId, feed.id)),
    ).rejects.toThrow();
    expectOk(await depot.leave(2));
    expect(await calendarOf(depot.db, other.token, HERE)).toBeNull();
  });

  it('is one of ten at most, however many are made at once', async () => {
    const made = await Promise.all(Array.from({ length: 14 }, () => make(1)));
    expect(new Set(made.map(codeOf))).toEqual(new Set(['accepted', 'TOO_MANY_FEEDS']));
    const { feeds } = await depot.db.one<{ feeds: number }>('SELECT count(*) AS feeds FROM calendar_feed');
    expect(feeds).toBe(10);
  });
});
