import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { askTogether, joinRequest, type TogetherAction } from '@plenary/assembly';
import type { JsonObject } from '@plenary/kernel';

import { Database, newId, UnitOfWork } from '@plenary/platform';
import { appendRecordAndFeed } from '@plenary/record';
import type { Meeting } from '../domain/meeting.js';
import { currentMeeting, meetingById, meetingPage, nextMeeting } from '../persistence/meeting-store.js';
import { codeOf, expectOk, Hall } from '../spec/hall.js';
import { checkIn, checkOut, endMeeting, endTogether } from './attend-meeting.js';
import { settleDueMeetings } from './begin-and-end.js';
import { checkInAnother } from './check-in-another.js';
import { CONVENE_CONSTRAINTS, conveneMeeting, conveneTogether } from './convene-meeting.js';
import { leaveMeetings, meetingSource, presenceSource } from './sources.js';

let hall: Hall;
beforeEach(async () => {
  hall = await Hall.founding(6);
});
afterEach(() => hall.close());

const effects = [conveneTogether('CALL_FIRST_MEETING'), conveneTogether('CALL_MEETING'), endTogether];
const convene = (by: number, startsAt: Date, place: string | null = null) =>
  hall.work.run((tx) => conveneMeeting(tx, hall.member(by).personId, hall.assemblyId, { startsAt, place }), {
    constraints: CONVENE_CONSTRAINTS,
  });
const come = (by: number, meeting: Meeting) =>
  hall.work.run((tx) => checkIn(tx, hall.member(by).personId, meeting.id));
const leave = (by: number, meeting: Meeting) =>
  hall.work.run((tx) => checkOut(tx, hall.member(by).personId, meeting.id));
const end = (by: number, meeting: Meeting) =>
  hall.work.run((tx) => endMeeting(tx, hall.member(by).personId, meeting.id));
const present = async () =>
  (await presenceSource.presentNow(hall.db, hall.assemblyId))?.membershipIds.length ?? null;
function ask(by: number, action: TogetherAction, subjectId: string | null, details: JsonObject = {}) {
  const input = { assemblyId: hall.assemblyId, action, subjectId, details, reason: 'We want to meet.' };
  return hall.work.run((tx) => askTogether({ effects }, tx, hall.member(by).personId, input));
}
const join = (by: number, id: string) =>
  hall.work.run((tx) => joinRequest({ effects }, tx, hall.member(by).personId, id));

describe('calling a meeting', () => {
  it('is for the interim convener until bylaws are adopted, and then for the facilitator', async () => {
    expect(codeOf(await convene(2, await hall.inHours(1)))).toBe('RIGHT_NOT_HELD');
    expect(expectOk(await convene(1, await hall.inHours(1), 'Canteen'))).toMatchObject({
      first: true,
      place: 'Canteen',
    });
    await hall.establish();
    expect(codeOf(await convene(2, await hall.inHours(48)))).toBe('RIGHT_NOT_HELD');
    expect(expectOk(await convene(1, await hall.inHours(48)))).toMatchObject({ first: false });
    expect((await nextMeeting(hall.db, hall.assemblyId))?.first).toBe(true);
    expect(await meetingPage(hall.db, hall.assemblyId, null, 10)).toHaveLength(2);
  });

  it('is for a time to come, within a year, in a place of at most 200 characters', async () => {
    expect(codeOf(await convene(1, await hall.inHours(-1)))).toBe('MEETING_START_INVALID');
    expect(codeOf(await convene(1, await hall.inHours(24 * 400)))).toBe('MEETING_START_INVALID');
    expect(codeOf(await convene(1, await hall.inHours(1), 'x'.repeat(201)))).toBe('PLACE_INVALID');
  });

  it('begins at once when it is called for now', async () => {
    const meeting = expectOk(await convene(1, await hall.inHours(-0.01)));
    expect(meeting.startedAt).toEqual(meeting.startsAt);
    expect((await currentMeeting(hall.db, hall.assemblyId))?.id).toBe(meeting.id);
    expect(await hall.entries('meeting.began')).toHaveLength(1);
  });

  it('keeps two from being on at the same time, also when they are called at once', async () => {
    const at = await hall.inHours(10);
    const codes = await Promise.all(Array.from({ length: 8 }, async () => codeOf(await convene(1, at))));
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
    expect(codes.filter((code) => code === 'MEETING_OVERLAPS')).toHaveLength(7);
    expect(codeOf(await convene(1, await hall.inHours(33)))).toBe('MEETING_OVERLAPS');
    expect(codeOf(await convene(1, await hall.inHours(1)))).toBe('MEETING_OVERLAPS');
    expect(codeOf(await convene(1, await hall.inHours(35)))).toBe('accepted');
  });

  it('is for any three members once 30 days have passed without the first decisions', async () => {
    const details = { startsAt: (await hall.inHours(24 * 31 + 5)).toISOString(), place: 'Canteen' };
    expect(codeOf(await ask(2, 'CALL_FIRST_MEETING', null, details))).toBe('MEETING_NOT_CALLABLE');
    await hall.setClock(24 * 31);
    expect(codeOf(await convene(1, await hall.inHours(5)))).toBe('RIGHT_NOT_HELD');
    expect(codeOf(await ask(2, 'CALL_MEETING', null, details))).toBe('MEETING_NOT_CALLABLE');
    expect(codeOf(await ask(2, 'CALL_FIRST_MEETING', null, {}))).toBe('MEETING_START_INVALID');
    const request = expectOk(await ask(2, 'CALL_FIRST_MEETING', null, details));
    expectOk(await join(3, request.id));
    expect(await meetingPage(hall.db, hall.assemblyId, null, 10)).toEqual([]);
    expectOk(await join(4, request.id));
    const [meeting] = await meetingPage(hall.db, hall.assemblyId, null, 10);
    expect(meeting).toMatchObject({ first: true, convenedBy: hall.member(2).membershipId, place: 'Canteen' });
    expect((await hall.entries('meeting.convened'))[0]?.authority).toEqual({
      source: 'together',
      request: request.id,
    });
  });

  it('is for members together where nobody facilitates', async () => {
    await hall.establish();
    const request = expectOk(
      await ask(2, 'CALL_MEETING', null, { startsAt: (await hall.inHours(25)).toISOString() }),
    );
    for (const by of [3, 4]) expectOk(await join(by, request.id));
    expect(await nextMeeting(hall.db, hall.assemblyId)).toMatchObject({ first: false });
    expect(
      codeOf(await ask(5, 'CALL_FIRST_MEETING', null, { startsAt: (await hall.inHours(90)).toISOString() })),
    ).toBe('MEETING_NOT_CALLABLE');
  });
});

describe('a meeting', () => {
  it('begins by itself at its time and ends by itself 24 hours later, once however many processes run', async () => {
    const meeting = expectOk(await convene(1, await hall.inHours(2)));
    expect(await settleDueMeetings(hall.work)).toBe(0);
    expect(codeOf(await come(2, meeting))).toBe('MEETING_NOT_RUNNING');
    await hall.setClock(3);
    const other = await Database.connect({ url: hall.test.url, poolSize: 4 });
    const elsewhere = new UnitOfWork(other, appendRecordAndFeed);
    await Promise.all([
      settleDueMeetings(hall.work),
      settleDueMeetings(elsewhere),
      settleDueMeetings(hall.work),
    ]);
    expect(await hall.entries('meeting.began')).toHaveLength(1);
    expectOk(await come(2, meeting));
    await hall.setClock(2 + 24.1);
    expect(await present()).toBeNull();
    expect(codeOf(await come(3, meeting))).toBe('MEETING_NOT_RUNNING');
    await Promise.all([
      settleDueMeetings(hall.work),
      settleDueMeetings(elsewhere),
      settleDueMeetings(hall.work),
    ]);
    await other.close();
    expect(
      (await hall.entries('meeting.ended')).map(({ data, authority }) => [data.attended, authority]),
    ).toEqual([[1, { source: 'system' }]]);
    const ended = await meetingById(hall.db, meeting.id);
    expect(ended?.endedAt?.getTime()).toBe(meeting.startsAt.getTime() + 24 * 3_600_000);
  });

  it('knows who is there, with the history of coming and going', async () => {
    const meeting = expectOk(await convene(1, await hall.inHours(0)));
    expect(codeOf(await leave(2, meeting))).toBe('NOT_CHECKED_IN');
    for (const by of [1, 2, 3]) expectOk(await come(by, meeting));
    expectOk(await come(2, meeting));
    expect(await present()).toBe(3);
    expectOk(await leave(2, meeting));
    expect(await present()).toBe(2);
    expectOk(await come(2, meeting));
    expect(
      await hall.db.one('SELECT count(*) AS rows FROM attendance WHERE membership_id = $1', [
        hall.member(2).membershipId,
      ]),
    ).toEqual({ rows: 2 });
    expect(await hall.entries('attendance.began')).toHaveLength(4);
    expect(await meetingSource.meetingAt(hall.db, hall.assemblyId, await hall.inHours(1))).toBe(meeting.id);
  });

  it('counts a member once who checks in ten times at once', async () => {
    const meeting = expectOk(await convene(1, await hall.inHours(0)));
    await Promise.all(Array.from({ length: 10 }, () => come(2, meeting)));
    expect(await present()).toBe(1);
    expect(await hall.entries('attendance.began')).toHaveLength(1);
  });

  it('counts whom the holder of a shift checks in, once, by two processes at once; the record says through what', async () => {
    const meeting = expectOk(await convene(1, await hall.inHours(0)));
    const other = await Database.connect({ url: hall.test.url, poolSize: 4 });
    const works = [hall.work, new UnitOfWork(other, appendRecordAndFeed)];
    const note = (by: number, who: string, work = hall.work) =>
      work.run((tx) => checkInAnother(tx, hall.member(by).personId, meeting.id, who));
    const [, shiftHolder, third, fourth] = [1, 2, 3, 4].map((n) => hall.member(n));
    expect(codeOf(await note(2, third!.membershipId))).toBe('RIGHT_NOT_HELD');
    const [task, shift] = [newId(), newId()];
    await hall.db.run(
      `INSERT INTO task (id, assembly_id, kind, name, powers, created_at) VALUES ($1, $2, 'other', 'Door', '{check_in}', plenary_now())`,
      [task, hall.assemblyId],
    );
    await hall.db.run(
      `INSERT INTO shift (id, assembly_id, task_id, membership_id, chosen, starts_at, ends_at)
       VALUES ($1, $2, $3, $4, 'assembly', plenary_now(), plenary_now() + interval '1 day')`,
      [shift, hall.assemblyId, task, shiftHolder!.membershipId],
    );
    const noted = await Promise.all(
      Array.from({ length: 8 }, (_, i) => note(2, third!.membershipId, works[i % 2])),
    );
    expect(new Set(noted.map(codeOf))).toEqual(new Set(['accepted']));
    expect(await present()).toBe(1);
    const entries = await hall.entries('attendance.noted');
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      authority: { source: 'shift', shift },
      data: { by: shiftHolder!.membershipId },
    });
    // Nobody uses the shift for themselves: they come as the member that they are, as everybody may.
    expectOk(await note(2, shiftHolder!.membershipId));
    expect(await hall.entries('attendance.began')).toMatchObject([{ authority: { source: 'membership' } }]);
    // Whoever was noted by mistake leaves by themselves.
    for (const by of [2, 3]) expectOk(await leave(by, meeting));
    expect(await present()).toBe(0);
    expect(codeOf(await note(2, newId()))).toBe('MEMBER_CANNOT_ATTEND');
    await hall.db.run(
      `UPDATE membership SET suspended_from = since, suspended_until = plenary_now() + interval '1 day' WHERE id = $1`,
      [fourth!.membershipId],
    );
    expect(codeOf(await note(2, fourth!.membershipId))).toBe('MEMBER_CANNOT_ATTEND');
    await hall.db.run('UPDATE shift SET ended_at = plenary_now() WHERE id = $1', [shift]);
    expect(codeOf(await note(2, third!.membershipId, works[1]))).toBe('RIGHT_NOT_HELD');
    await other.close();
    await hall.establish();
    expectOk(await note(1, third!.membershipId));
    expectOk(await end(1, meeting));
    expect(codeOf(await note(1, third!.membershipId))).toBe('MEETING_NOT_RUNNING');
  });

  it('is ended by the facilitator, and everybody leaves with it; who checks in at that instant is in it or is told', async () => {
    const meeting = expectOk(await convene(1, await hall.inHours(0)));
    await hall.establish();
    expectOk(await come(2, meeting));
    expect(codeOf(await end(2, meeting))).toBe('RIGHT_NOT_HELD');
    const [ended, ...comings] = await Promise.all([
      end(1, meeting),
      ...[3, 4, 5, 6].map((by) => come(by, meeting)),
    ]);
    expect(codeOf(ended!)).toBe('accepted');
    for (const coming of comings) expect(['accepted', 'MEETING_NOT_RUNNING']).toContain(codeOf(coming));
    expect(await hall.db.query('SELECT 1 FROM attendance WHERE checked_out_at IS NULL')).toEqual([]);
    expect(await present()).toBeNull();
    expect(codeOf(await end(1, meeting))).toBe('MEETING_NOT_RUNNING');
    expect(codeOf(await convene(1, await hall.inHours(25)))).toBe('accepted');
  });

  it('is ended by members together, in their own assembly', async () => {
    const meeting = expectOk(await convene(1, await hall.inHours(0)));
    expect(codeOf(await ask(2, 'END_MEETING', null))).toBe('NO_SUCH_MEETING');
    const request = expectOk(await ask(2, 'END_MEETING', meeting.id));
    for (const by of [3, 4]) expectOk(await join(by, request.id));
    expect((await meetingById(hall.db, meeting.id))?.endedAt).toEqual(expect.any(Date));
    expect(codeOf(await ask(2, 'END_MEETING', meeting.id))).toBe('MEETING_NOT_RUNNING');
  });

  it('is left by who leaves the assembly, and is nothing to a stranger', async () => {
    const meeting = expectOk(await convene(1, await hall.inHours(0)));
    expectOk(await come(2, meeting));
    const { membershipId, personId } = hall.member(2);
    await hall.work.do((tx) => leaveMeetings(tx, { assemblyId: hall.assemblyId, membershipId, personId }));
    expect(await present()).toBe(0);
    const stranger = '0193b0a0-0000-7000-8000-000000000000' as never;
    await expect(hall.work.run((tx) => checkIn(tx, stranger, meeting.id))).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
    await expect(hall.work.run((tx) => checkIn(tx, personId, stranger))).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    });
  });
});
