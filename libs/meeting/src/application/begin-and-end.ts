import { endSpotShifts } from '@plenary/assembly';
import type { Authority } from '@plenary/kernel';
import type { DueTask, Tx, UnitOfWork } from '@plenary/platform';
import { moveDrafts } from '@plenary/voting';
import { type Meeting, overAt, phaseAt } from '../domain/meeting.js';
import { hasFailed, votesWaitUntil } from '../domain/quorum.js';
import { attendanceOf, checkOutEverybody } from '../persistence/attendance-store.js';
import {
  dueMeetings,
  lockMeeting,
  markBegun,
  markEnded,
  nextMeetingDue,
} from '../persistence/meeting-store.js';
import { attendanceNow } from './quorum-now.js';

const CLOCK: Authority = { source: 'system' };

/** Writes that a meeting has begun, at its time; once. The caller holds the lock on its row, or has just written it. */
export async function beginMeeting(tx: Tx, meeting: Meeting): Promise<Meeting> {
  if (meeting.startedAt !== null) return meeting;
  await markBegun(tx, meeting.id);
  const data = { meeting: meeting.id, first: meeting.first };
  tx.record({ assemblyId: meeting.assemblyId, kind: 'meeting.began', authority: CLOCK, data });
  return { ...meeting, startedAt: meeting.startsAt };
}

/**
 * Ends a meeting that is on; everybody who is still there leaves with it, and whoever was chosen on the spot facilitates
 * no more. Where it never had its quorum the record says so; its votes wait for it to be called again.
 */
export async function endMeetingAt(
  tx: Tx,
  meeting: Meeting,
  at: Date,
  authority: Authority,
): Promise<Meeting> {
  const begun = await beginMeeting(tx, meeting);
  const held = await attendanceNow(tx, meeting);
  const failed = held !== null && hasFailed(meeting, held, at) ? held : null;
  await checkOutEverybody(tx, meeting.id, at);
  await markEnded(tx, meeting.id, at, failed);
  await endSpotShifts(tx, meeting.assemblyId, authority);
  const { attended } = await attendanceOf(tx, meeting.id);
  tx.record({
    assemblyId: meeting.assemblyId,
    kind: 'meeting.ended',
    authority,
    data: { meeting: meeting.id, at: at.toISOString(), attended },
  });
  if (failed === null) return { ...begun, endedAt: at };
  const { needed, most } = failed;
  const until = votesWaitUntil(at);
  const votes = await moveDrafts(tx, meeting.id, meeting.id, until);
  tx.record({
    assemblyId: meeting.assemblyId,
    kind: 'meeting.failed-quorum',
    authority,
    data: { meeting: meeting.id, needed, most, votes: votes.length, votesWaitUntil: until.toISOString() },
  });
  return { ...begun, endedAt: at, quorumNeeded: needed, quorumMost: most };
}

/** Meetings that one call of the clock sees to; the rest wait for the next. */
const BATCH = 100;

/** What meetings do at their time, in every process. */
export function meetingTask(uow: UnitOfWork): DueTask {
  return {
    name: 'meeting.begin-and-end',
    nextDue: nextMeetingDue,
    runDue: async () => {
      await settleDueMeetings(uow);
    },
  };
}

/**
 * The clock: begins and ends by themselves the meetings whose time has come, each in its own transaction. Any number
 * of processes may run it at once. Returns how many it saw to.
 */
export async function settleDueMeetings(uow: UnitOfWork): Promise<number> {
  const due = await dueMeetings(uow.db, BATCH);
  for (const id of due) {
    await uow.do(async (tx) => {
      const meeting = await lockMeeting(tx, id, 'alone');
      if (meeting === null || meeting.endedAt !== null) return;
      const phase = phaseAt(meeting, await tx.now());
      if (phase === 'running') await beginMeeting(tx, meeting);
      if (phase === 'ended') await endMeetingAt(tx, meeting, overAt(meeting), CLOCK);
    });
  }
  return due.length;
}
