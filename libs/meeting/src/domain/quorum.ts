import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import type { Meeting } from './meeting.js';

/** So long from its beginning a meeting waits for its quorum before it can fail for want of it. */
export const QUORUM_WAIT_MINUTES = 30;
/** A failed meeting is called again within so many days; later it is a new meeting like any other. */
export const CALL_AGAIN_DAYS = 30;
/** Votes that could not open in a failed meeting wait so long for it to be called again; then they open by themselves. */
export const VOTES_WAIT_DAYS = 3;
/** Half a quorum takes a full notice, whatever the bylaws say of other meetings. */
export const AGAIN_NOTICE_HOURS = 24;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A meeting as it was held against its quorum. */
export interface Attendance {
  /** How many had to be present. */
  readonly needed: number;
  readonly present: number;
  /** How many were present at one time, at the most. */
  readonly most: number;
}

/**
 * Whether the assembly sits at all: somebody is there, or may still come. A meeting to which nobody came holds no vote
 * back, or whoever calls meetings could keep motions off the floor.
 */
export function isSitting(meeting: Pick<Meeting, 'startsAt'>, present: number, now: Date): boolean {
  return present > 0 || now.getTime() - meeting.startsAt.getTime() < QUORUM_WAIT_MINUTES * MINUTE_MS;
}

/** It never had its quorum, and waited for it: only such a meeting may be called again at half of it. */
export function hasFailed(meeting: Meeting, attendance: Attendance, now: Date): boolean {
  const waited = now.getTime() - meeting.startsAt.getTime() >= QUORUM_WAIT_MINUTES * MINUTE_MS;
  return waited && attendance.most < attendance.needed;
}

export function decideEndForWantOfQuorum(
  meeting: Meeting,
  attendance: Attendance | null,
  now: Date,
): Result<Attendance, Rejection> {
  if (attendance === null) {
    return rejected({ code: 'MEETING_QUORATE', message: 'The bylaws ask for no quorum in a meeting.' });
  }
  if (attendance.most >= attendance.needed) {
    return rejected({
      code: 'MEETING_QUORATE',
      message: `The meeting had its quorum: ${attendance.most} were present, ${attendance.needed} are needed. End it as any other.`,
    });
  }
  if (!hasFailed(meeting, attendance, now)) {
    return rejected({
      code: 'QUORUM_AWAITED',
      message: `Members may still come: a meeting waits ${QUORUM_WAIT_MINUTES} minutes for its quorum.`,
    });
  }
  return ok(attendance);
}

/** Whether a failed meeting may be called again now. `calledAgain`: it has been. */
export function decideAgain(failed: Meeting, calledAgain: boolean, now: Date): Result<void, Rejection> {
  if (failed.quorumNeeded === null || failed.endedAt === null) {
    return rejected({
      code: 'MEETING_DID_NOT_FAIL',
      message: 'Only a meeting that ended for want of quorum is called again. Call a meeting as usual.',
    });
  }
  if (failed.againOf !== null) {
    return rejected({
      code: 'MEETING_DID_NOT_FAIL',
      message:
        'This meeting was called again already, at half the quorum. The next one needs the whole of it.',
    });
  }
  if (calledAgain) return calledAgainBefore();
  if (now.getTime() > failed.endedAt.getTime() + CALL_AGAIN_DAYS * DAY_MS) {
    return rejected({
      code: 'MEETING_DID_NOT_FAIL',
      message: `A meeting is called again within ${CALL_AGAIN_DAYS} days. Call a meeting as usual.`,
    });
  }
  return ok();
}

export const CALLED_AGAIN_BEFORE = {
  code: 'CALLED_AGAIN_BEFORE',
  message: 'This meeting has been called again already, and is so only once.',
} as const;

export function calledAgainBefore(): Result<never, Rejection> {
  return rejected(CALLED_AGAIN_BEFORE);
}

/** Until when the votes of a failed meeting wait for it to be called again. */
export function votesWaitUntil(endedAt: Date): Date {
  return new Date(endedAt.getTime() + VOTES_WAIT_DAYS * DAY_MS);
}
