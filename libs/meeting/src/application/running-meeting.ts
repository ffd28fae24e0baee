import { isUuid, ok, type Result } from '@plenary/kernel';
import { notAllowed, type Sql, type Tx } from '@plenary/platform';
import { decideRunning, type Meeting } from '../domain/meeting.js';
import { type LockMode, lockMeeting, meetingById } from '../persistence/meeting-store.js';
import { beginMeeting } from './begin-and-end.js';

/** @throws NOT_ALLOWED when there is no such meeting */
export async function existing(sql: Sql, meetingId: string): Promise<Meeting> {
  const meeting = isUuid(meetingId) ? await meetingById(sql, meetingId) : null;
  if (meeting === null) throw notAllowed();
  return meeting;
}

/** A hall of members checks in beside each other, once the meeting's beginning has been written. */
export function modeFor(meeting: Meeting): LockMode {
  return meeting.startedAt === null ? 'alone' : 'shared';
}

/** Locks the meeting, judges the clock after the lock, and writes its beginning where the clock has not come to it. */
export async function lockRunning(
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
