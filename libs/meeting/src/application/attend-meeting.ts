import { authorise, nameInRecord, type TogetherEffect } from '@plenary/assembly';
import {
  type Authority,
  isUuid,
  ok,
  type PersonId,
  type Rejection,
  type Result,
  rejected,
} from '@plenary/kernel';
import { notAllowed, type Sql, type Tx } from '@plenary/platform';
import { decideRunning, type Meeting } from '../domain/meeting.js';
import { decideEndForWantOfQuorum } from '../domain/quorum.js';
import { canBePresent, checkInMember, checkOutMember } from '../persistence/attendance-store.js';
import { type LockMode, lockMeeting, meetingById } from '../persistence/meeting-store.js';
import { beginMeeting, endMeetingAt } from './begin-and-end.js';
import { attendanceNow } from './quorum-now.js';

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

/**
 * Checks another member in: whoever has a shift that gives it. Two people at the door are not asked for, as at a station:
 * presence is seen by everybody in the room, and in the record with who noted it. Repeatable.
 */
export async function checkInAnother(
  tx: Tx,
  personId: PersonId,
  meetingId: string,
  memberId: string,
): Promise<Result<Meeting>> {
  const seen = await existing(tx, meetingId);
  const about = { membershipId: memberId };
  const grant = await authorise(tx, personId, seen.assemblyId, 'meeting.checkInMember', about);
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  const running = await lockRunning(tx, seen.id, modeFor(seen));
  if (!running.ok) return running;
  const { meeting, now } = running.value;
  const member = await canBePresent(tx, meeting.assemblyId, memberId);
  if (member === null)
    return rejected({
      code: 'MEMBER_CANNOT_ATTEND',
      message:
        'Only a member of this assembly who is not suspended, and who has joined or counts, is present.',
    });
  if (await checkInMember(tx, meeting, member, now)) {
    tx.record({
      assemblyId: meeting.assemblyId,
      kind: 'attendance.noted',
      authority,
      data: { meeting: meeting.id, by: membership.id },
      personal: { member: await nameInRecord(tx, member) },
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

async function existing(sql: Sql, meetingId: string): Promise<Meeting> {
  const meeting = isUuid(meetingId) ? await meetingById(sql, meetingId) : null;
  if (meeting === null) throw notAllowed();
  return meeting;
}

/** A hall of members checks in beside each other, once the meeting's beginning has been written. */
function modeFor(meeting: Meeting): LockMode {
  return meeting.startedAt === null ? 'alone' : 'shared';
}

/** Locks the meeting, judges the clock after the lock, and writes its beginning where the clock has not come to it. */
async function lockRunning(
  tx: Tx,
  meetingId: string,
  mode: LockMode,
): Promise<Result<{ meeting: Meeting; now: Date }>> {
  const meeting = await lockMeeting(tx, meetingId, mode);
  if (meeting === null) throw notAllowed();
  const now = await tx.now();
  const running = decideRunning(meeting, now);
  if (!running.ok) return running;
  return ok({ meeting: await beginMeeting(tx, meeting), now });
}
