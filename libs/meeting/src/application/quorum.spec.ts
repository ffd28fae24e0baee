import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { amendBylawNumbers, askTogether, joinRequest } from '@plenary/assembly';
import type { PollId } from '@plenary/kernel';
import { pollOf } from '@plenary/voting';
import type { Meeting } from '../domain/meeting.js';
import { attendanceOfMembers } from '../persistence/attendance-store.js';
import { meetingById } from '../persistence/meeting-store.js';
import { codeOf, expectOk } from '../spec/hall.js';
import { SECTIONS, Sitting } from '../spec/sitting.js';
import { endForWantOfQuorum } from './attend-meeting.js';
import { settleDueMeetings } from './begin-and-end.js';
import { CONVENE_CONSTRAINTS, conveneAgain, conveneTogether } from './convene-meeting.js';

let sitting: Sitting;
/** Of 10 members 6 must be present: 60 %. */
beforeEach(async () => {
  sitting = await Sitting.of(10);
  await setQuorum(60);
});
afterEach(() => sitting.hall.close());

async function setQuorum(value: number): Promise<void> {
  const { hall } = sitting;
  const numbers = [
    { path: 'meetings.quorumPercent', value },
    { path: 'motions.ordinary.noticeHours', value: 0 },
  ];
  await hall.work.do((tx) =>
    amendBylawNumbers({ sections: SECTIONS }, tx, hall.assemblyId, numbers, { source: 'system' }),
  );
}
const wantOfQuorum = (by: number, meeting: Meeting) =>
  sitting.hall.work.run((tx) => endForWantOfQuorum(tx, sitting.person(by), meeting.id));
const again = async (by: number, failed: Meeting, hours: number) => {
  const startsAt = await sitting.hall.inHours(hours);
  return sitting.hall.work.run(
    (tx) => conveneAgain(tx, sitting.person(by), failed.id, { startsAt, place: null }),
    { constraints: CONVENE_CONSTRAINTS },
  );
};
const ordinary = async (): Promise<PollId> => sitting.put(2, expectOk(await sitting.draft(2, 'ordinary')));

/** A meeting to which so few came that it failed, and a vote that could not open in it. */
async function failed(): Promise<{ meeting: Meeting; pollId: PollId }> {
  const meeting = await sitting.meet();
  await sitting.come(meeting, 1, 2, 3, 4, 5);
  const pollId = await ordinary();
  expect(codeOf(await sitting.open(pollId))).toBe('QUORUM_MISSING');
  await sitting.later(31);
  return { meeting: expectOk(await wantOfQuorum(1, meeting)), pollId };
}

describe('a meeting is called', () => {
  it('with the notice that the bylaws ask for', async () => {
    const early = await sitting.convene(1, await sitting.hall.inHours(23));
    expect(codeOf(early)).toBe('NOTICE_TOO_SHORT');
    expect(codeOf(await sitting.convene(1, await sitting.hall.inHours(24)))).toBe('accepted');
  });
});

describe('a vote in a meeting', () => {
  it('waits for the quorum, and freezes it with its reason when it opens', async () => {
    const meeting = await sitting.meet();
    await sitting.come(meeting, 1, 2, 3, 4, 5);
    const pollId = await ordinary();
    expect(codeOf(await sitting.open(pollId))).toBe('QUORUM_MISSING');
    expect((await pollOf(sitting.hall.db, pollId))!.state).toBe('draft');
    await sitting.come(meeting, 6);
    const poll = expectOk(await sitting.open(pollId));
    expect(poll.rule.quorum).toEqual({
      kind: 'share',
      counted: 'present',
      numerator: 60,
      denominator: 100,
      comparison: 'at_least',
      base: 'entitled',
    });
    expect(poll.ruleReason).toContain('the one that the bylaws ask of a meeting');
    await expect(
      sitting.hall.db.run(`UPDATE poll SET rule_reason = 'another' WHERE id = $1`, [pollId]),
    ).rejects.toThrow('never edited');
  });

  it('goes on when the quorum is lost while it is open; the next one does not open', async () => {
    const meeting = await sitting.meet();
    await sitting.come(meeting, 1, 2, 3, 4, 5, 6);
    const [now, next] = [await ordinary(), await ordinary()];
    expectOk(await sitting.open(now));
    await sitting.leave(meeting, 5, 6);
    expect(codeOf(await sitting.open(next))).toBe('QUORUM_MISSING');
    await sitting.everybodyVotesYes(now);
    expect((await sitting.close(now))!.result.outcome).toMatchObject({
      carried: true,
      quorum: { got: 6, met: true },
    });
  });

  it('is not held back by a meeting to which nobody comes', async () => {
    await sitting.meet();
    const pollId = await ordinary();
    expect(codeOf(await sitting.open(pollId))).toBe('QUORUM_MISSING');
    await sitting.later(31);
    expect(expectOk(await sitting.open(pollId)).ruleReason).toBeNull();
  });

  it('opens by itself outside a meeting that was ended, and where the bylaws ask for no quorum', async () => {
    const meeting = await sitting.meet();
    await sitting.come(meeting, 1);
    const pollId = await ordinary();
    expect(codeOf(await sitting.open(pollId))).toBe('QUORUM_MISSING');
    expectOk(await sitting.end(1, meeting));
    expect(expectOk(await sitting.open(pollId)).ruleReason).toBeNull();
  });
});

describe('a meeting that fails its quorum', () => {
  it('has waited half an hour and never had it, and the record says so', async () => {
    const meeting = await sitting.meet(20);
    await sitting.come(meeting, 1, 2);
    expect(codeOf(await wantOfQuorum(1, meeting))).toBe('QUORUM_AWAITED');
    expect(codeOf(await wantOfQuorum(2, meeting))).toBe('RIGHT_NOT_HELD');
    await sitting.later(11);
    expect(expectOk(await wantOfQuorum(1, meeting))).toMatchObject({ quorumNeeded: 6, quorumMost: 2 });
    expect((await sitting.hall.entries('meeting.failed-quorum'))[0]?.data).toMatchObject({
      needed: 6,
      most: 2,
    });
    expect(codeOf(await wantOfQuorum(1, meeting))).toBe('MEETING_NOT_RUNNING');
  });

  it('is not one that had its quorum and lost it, nor one without a quorum', async () => {
    const meeting = await sitting.meet(40);
    await sitting.come(meeting, 1, 2, 3, 4, 5, 6);
    await sitting.leave(meeting, 2, 3, 4, 5, 6);
    expect(codeOf(await wantOfQuorum(1, meeting))).toBe('MEETING_QUORATE');
    const ended = expectOk(await sitting.end(1, meeting));
    expect(ended.quorumNeeded).toBeNull();
    expect(codeOf(await again(1, ended, 30))).toBe('MEETING_DID_NOT_FAIL');
    await setQuorum(0);
    const free = await sitting.meet(40);
    expect(codeOf(await wantOfQuorum(1, free))).toBe('MEETING_QUORATE');
  });

  it('fails by the clock, too, when nobody came to end it', async () => {
    const meeting = await sitting.meet(25 * 60);
    await settleDueMeetings(sitting.hall.work);
    expect(await meetingById(sitting.hall.db, meeting.id)).toMatchObject({ quorumNeeded: 6, quorumMost: 0 });
  });

  it('keeps its votes for three days; then they open by themselves', async () => {
    const { meeting, pollId } = await failed();
    const poll = (await pollOf(sitting.hall.db, pollId))!;
    expect(poll).toMatchObject({ state: 'draft', meetingId: meeting.id, waitingFor: null });
    expect(poll.opensAt.getTime() - meeting.endedAt!.getTime()).toBe(3 * 86_400_000);
  });
});

describe('called again', () => {
  it('it has the same votes, and half the quorum, exact, frozen with the reason', async () => {
    const { meeting, pollId } = await failed();
    const second = expectOk(await again(1, meeting, 25));
    expect(second.againOf).toBe(meeting.id);
    expect(await pollOf(sitting.hall.db, pollId)).toMatchObject({
      meetingId: second.id,
      opensAt: second.startsAt,
    });
    await sitting.goTo(second.startsAt);
    await sitting.come(second, 1, 2);
    expect(codeOf(await sitting.open(pollId))).toBe('QUORUM_MISSING');
    await sitting.come(second, 3);
    const poll = expectOk(await sitting.open(pollId));
    expect(poll.rule.quorum).toMatchObject({ counted: 'present', numerator: 60, denominator: 200 });
    expect(poll.ruleReason).toContain('half of what the bylaws ask');
    expect((await sitting.hall.entries('poll.opened')).at(-1)?.data.ruleReason).toBe(poll.ruleReason);
    await sitting.everybodyVotesYes(pollId);
    expect((await sitting.close(pollId))!.result.outcome).toMatchObject({
      quorum: { needed: 3, got: 3, met: true },
    });
  });

  it('halves the turnout that the rule of a kind asks for', async () => {
    const numbers = [{ path: 'motions.ordinary.turnoutPercent', value: 50 }];
    const { hall } = sitting;
    await hall.work.do((tx) =>
      amendBylawNumbers({ sections: SECTIONS }, tx, hall.assemblyId, numbers, { source: 'system' }),
    );
    const { meeting, pollId } = await failed();
    const second = expectOk(await again(1, meeting, 25));
    await sitting.goTo(second.startsAt);
    await sitting.come(second, 1, 2, 3);
    const { rule } = expectOk(await sitting.open(pollId));
    expect(rule.quorum).toMatchObject({ counted: 'cast', numerator: 50, denominator: 200, base: 'entitled' });
  });

  it('it is with a full day of notice, by whoever may call a meeting, once however many try at once', async () => {
    const { meeting } = await failed();
    expect(codeOf(await again(2, meeting, 25))).toBe('RIGHT_NOT_HELD');
    expect(codeOf(await again(1, meeting, 23))).toBe('NOTICE_TOO_SHORT');
    const codes = await Promise.all(
      [25, 60, 100, 140].map(async (hours) => codeOf(await again(1, meeting, hours))),
    );
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
    expect(codes.filter((code) => code === 'CALLED_AGAIN_BEFORE')).toHaveLength(3);
  });

  it('the database has the last word on a second calling', async () => {
    const { meeting } = await failed();
    const second = expectOk(await again(1, meeting, 25));
    await expect(
      sitting.hall.db.run(
        `INSERT INTO meeting (id, assembly_id, convened_by, convened_at, starts_at, first, again_of)
         SELECT gen_random_uuid(), assembly_id, convened_by, convened_at, starts_at + interval '9 days', first, again_of
         FROM meeting WHERE id = $1`,
        [second.id],
      ),
    ).rejects.toThrow('meeting_called_again_once');
  });

  it('and failing again, it is not repeated at a quarter; nor after thirty days', async () => {
    const { meeting } = await failed();
    const second = expectOk(await again(1, meeting, 25));
    await sitting.goTo(new Date(second.startsAt.getTime() + 31 * 60_000));
    const twice = expectOk(await wantOfQuorum(1, second));
    expect(twice.quorumNeeded).toBe(3);
    expect(codeOf(await again(1, twice, 60))).toBe('MEETING_DID_NOT_FAIL');
    const { meeting: other } = await failed();
    await sitting.hall.db.run(`UPDATE shift SET ends_at = ends_at + interval '60 days'`);
    await sitting.later(31 * 24 * 60);
    expect(codeOf(await again(1, other, 25))).toBe('MEETING_DID_NOT_FAIL');
  });

  it('it is by members together, too, with the failed meeting as the subject', async () => {
    const { meeting } = await failed();
    const effects = [conveneTogether('CALL_MEETING')];
    const details = { startsAt: (await sitting.hall.inHours(26)).toISOString() };
    const ask = (subjectId: string) =>
      sitting.hall.work.run((tx) =>
        askTogether({ effects }, tx, sitting.person(2), {
          assemblyId: sitting.hall.assemblyId,
          action: 'CALL_MEETING',
          subjectId,
          details,
          reason: 'Too few came.',
        }),
      );
    expect(codeOf(await ask('0193b0a0-0000-7000-8000-000000000000'))).toBe('MEETING_NOT_CALLABLE');
    const request = expectOk(await ask(meeting.id));
    for (const by of [3, 4])
      expectOk(
        await sitting.hall.work.run((tx) => joinRequest({ effects }, tx, sitting.person(by), request.id)),
      );
    const entry = (await sitting.hall.entries('meeting.convened-again'))[0];
    expect(entry).toMatchObject({ data: { againOf: meeting.id }, authority: { source: 'together' } });
  });
});

describe('the attendance of a member', () => {
  it('counts the meetings that began within a span, and those to which the member came', async () => {
    const { db } = sitting.hall;
    const span = async (n: number, from: Date) => {
      const membershipId = sitting.hall.member(n).membershipId;
      return { membershipId, from, until: await db.now() };
    };
    const before = await db.now();
    const first = await sitting.meet();
    await sitting.come(first, 1, 2);
    await sitting.leave(first, 2);
    expectOk(await sitting.end(1, first));
    const between = await db.now();
    const second = await sitting.meet();
    await sitting.come(second, 1);
    const spans = [
      await span(1, before),
      await span(2, before),
      await span(2, between),
      await span(3, before),
    ];
    expect(await attendanceOfMembers(db, spans)).toEqual([
      { held: 2, attended: 2 },
      { held: 2, attended: 1 },
      { held: 1, attended: 0 },
      { held: 2, attended: 0 },
    ]);
    expect(await attendanceOfMembers(db, [])).toEqual([]);
  });
});
