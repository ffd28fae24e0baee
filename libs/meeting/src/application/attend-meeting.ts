import { authorise, nameInRecord, type TogetherEffect } from '@plenary/assembly';
import { type Authority, ok, type PersonId, type Rejection, type Result, rejected } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { decideRunning, type Meeting } from '../domain/meeting.js';
import { decideEndForWantOfQuorum } from '../domain/quorum.js';
import { checkInMember, checkOutMember } from '../persistence/attendance-store.js';
import { meetingById } from '../persistence/meeting-store.js';
import { endMeetingAt } from './begin-and-end.js';
import { attendanceNow } from './quorum-now.js';
import { existing, lockRunning, modeFor } from './running-meeting.js';

/** Says 'I am here'. Repeatable: who is checked in stays checked in. */
export async function checkIn(tx: Tx, personId: PersonId, meetingId: string): Promise<Result<Meeting>> {
  const seen = await existing(tx, meetingId);
  const grant = await authorise(tx, personId, seen.assemblyId, 'meeting.checkIn');
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  const running = await lockRunning(tx, seen.id, modeFor(seen));
  if (!running.ok) return running;
  const { meeting, now } = running.value;
  if (await checkInMember(tx, meeting, membership.id, now)) {
    const personal = { member: await nameInRecord(tx, membership.id) };
    tx.record({
      assemblyId: meeting.assemblyId,
      kind: 'attendance.began',
      authority,
      data: { meeting: meeting.id },
      personal,
    });
  }
  return ok(meeting);
}

/** Says 'I am leaving'. Who was not checked in is told so. */
export async function checkOut(tx: Tx, personId: PersonId, meetingId: string): Promise<Result<Meeting>> {
  const seen = await existing(tx, meetingId);
  const grant = await authorise(tx, personId, seen.assemblyId, 'meeting.checkIn');
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  const running = await lockRunning(tx, seen.id, modeFor(seen));
  if (!running.ok) return running;
  const { meeting, now } = running.value;
  if (!(await checkOutMember(tx, meeting.id, membership.id, now))) {
    return rejected({ code: 'NOT_CHECKED_IN', message: 'You are not checked in to this meeting.' });
  }
  const personal = { member: await nameInRecord(tx, membership.id) };
  tx.record({
    assemblyId: meeting.assemblyId,
    kind: 'attendance.ended',
    authority,
    data: { meeting: meeting.id },
    personal,
  });
  return ok(meeting);
}

/** Ends a meeting that is on: the facilitator, or who has the right in their place. */
export async function endMeeting(tx: Tx, personId: PersonId, meetingId: string): Promise<Result<Meeting>> {
  const seen = await existing(tx, meetingId);
  const grant = await authorise(tx, personId, seen.assemblyId, 'meeting.end');
  if (!grant.ok) return grant;
  return end(tx, seen.id, grant.value.authority);
}

/**
 * Ends a meeting for want of quorum, and says so in the record: it never had its quorum, and has waited half an hour for
 * it. Only then may it be called again at half the quorum.
 */
export async function endForWantOfQuorum(
  tx: Tx,
  personId: PersonId,
  meetingId: string,
): Promise<Result<Meeting>> {
  const seen = await existing(tx, meetingId);
  const grant = await authorise(tx, personId, seen.assemblyId, 'meeting.end');
  if (!grant.ok) return grant;
  const running = await lockRunning(tx, seen.id, 'alone');
  if (!running.ok) return running;
  const { meeting, now } = running.value;
  const failed = decideEndForWantOfQuorum(meeting, await attendanceNow(tx, meeting), now);
  return failed.ok ? ok(await endMeetingAt(tx, meeting, now, grant.value.authority)) : failed;
}

/** Ending it, by members together; the request's subject is the meeting. */
export const endTogether: TogetherEffect = {
  action: 'END_MEETING',
  check: async (tx, request) => {
    const meeting = request.subjectId === null ? null : await meetingById(tx, request.subjectId);
    if (meeting === null || meeting.assemblyId !== request.assemblyId) return noSuchMeeting();
    return decideRunning(meeting, await tx.now());
  },
  execute: async (tx, request) => {
    const meeting = request.subjectId === null ? null : await meetingById(tx, request.subjectId);
    if (meeting === null || meeting.assemblyId !== request.assemblyId) return noSuchMeeting();
    return end(tx, meeting.id, request.authority);
  },
};

function noSuchMeeting(): Result<never, Rejection> {
  return rejected({ code: 'NO_SUCH_MEETING', message: 'There is no such meeting in this assembly.' });
}

async function end(tx: Tx, meetingId: string, authority: Authority): Promise<Result<Meeting>> {
  const running = await lockRunning(tx, meetingId, 'alone');
  if (!running.ok) return running;
  return ok(await endMeetingAt(tx, running.value.meeting, running.value.now, authority));
}
