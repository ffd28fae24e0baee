import type { MembershipEnded } from '@plenary/assembly';
import type { MeetingSource } from '@plenary/motion';
import { PRESENT_ROLL, type PresenceSource, type RollPolicy } from '@plenary/voting';
import { isSitting } from '../domain/quorum.js';
import { checkOutOfAll, PRESENT_SELECT, presentMembers } from '../persistence/attendance-store.js';
import { firstMeetingAt, meetingAt } from '../persistence/meeting-store.js';
import { quorumIn } from './quorum-now.js';

/** PRESENCE_SOURCE: who is checked in to the meeting that is on, and what it needs for a vote to open. */
export const presenceSource: PresenceSource = {
  presentNow: async (sql, assemblyId) => {
    const { now } = await sql.one<{ now: Date }>('SELECT plenary_now() AS now');
    const meeting = await meetingAt(sql, assemblyId, now);
    if (meeting === null) return null;
    const membershipIds = await presentMembers(sql, meeting);
    const quorum = isSitting(meeting, membershipIds.length, now) ? await quorumIn(sql, meeting) : null;
    return { meetingId: meeting.id, membershipIds, quorum };
  },
};

/** One of ROLL_POLICIES: those present alone, for a simple poll within a meeting. */
export const presentPolicy: RollPolicy = { name: PRESENT_ROLL, select: PRESENT_SELECT };

/** MEETING_SOURCE: what motions need to know about meetings. */
export const meetingSource: MeetingSource = {
  firstMeetingAt,
  meetingAt: async (sql, assemblyId, at) => (await meetingAt(sql, assemblyId, at))?.id ?? null,
};

/** MEMBERSHIP_ENDED: who leaves the assembly leaves its meetings. */
export const leaveMeetings: MembershipEnded = (tx, { membershipId }) => checkOutOfAll(tx, membershipId);
