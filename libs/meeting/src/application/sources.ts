import type { MembershipEnded } from '@plenary/assembly';
import type { MeetingSource } from '@plenary/motion';
import type { PresenceSource } from '@plenary/voting';
import { checkOutOfAll, presentMembers } from '../persistence/attendance-store.js';
import { firstMeetingAt, meetingAt } from '../persistence/meeting-store.js';

/** PRESENCE_SOURCE: who is checked in to the meeting that is on. */
export const presenceSource: PresenceSource = {
  presentNow: async (sql, assemblyId) => {
    const { now } = await sql.one<{ now: Date }>('SELECT plenary_now() AS now');
    const meeting = await meetingAt(sql, assemblyId, now);
    return meeting && { meetingId: meeting.id, membershipIds: await presentMembers(sql, meeting) };
  },
};

/** MEETING_SOURCE: what motions need to know about meetings. */
export const meetingSource: MeetingSource = {
  firstMeetingAt,
  meetingAt: async (sql, assemblyId, at) => (await meetingAt(sql, assemblyId, at))?.id ?? null,
};

/** MEMBERSHIP_ENDED: who leaves the assembly leaves its meetings. */
export const leaveMeetings: MembershipEnded = (tx, { membershipId }) => checkOutOfAll(tx, membershipId);
