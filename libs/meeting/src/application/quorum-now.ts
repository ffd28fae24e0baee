import { bylawsOf } from '@plenary/assembly';
import type { Sql } from '@plenary/platform';
import { smallestMeeting } from '@plenary/tally';
import { type MeetingQuorum, shareNeeded } from '@plenary/voting';
import type { Meeting } from '../domain/meeting.js';
import type { Attendance } from '../domain/quorum.js';
import { quorumFigures } from '../persistence/attendance-store.js';
import { MEETING_SECTION } from './bylaw-section.js';

/**
 * What must be present in a meeting for a vote to open; null where the bylaws ask for nothing, and in the first, which was
 * called before there were any.
 */
export async function quorumIn(sql: Sql, meeting: Meeting): Promise<MeetingQuorum | null> {
  const { quorumPercent } = (await bylawsOf(sql, meeting.assemblyId)).section(MEETING_SECTION);
  if (quorumPercent === 0 || meeting.first) return null;
  return { numerator: quorumPercent, denominator: 100, halved: meeting.againOf !== null };
}

/** A meeting held against its quorum, as it is now; null where there is none. */
export async function attendanceNow(sql: Sql, meeting: Meeting): Promise<Attendance | null> {
  const quorum = await quorumIn(sql, meeting);
  if (quorum === null) return null;
  const { present, most, members } = await quorumFigures(sql, meeting);
  const needed = smallestMeeting({ ...shareNeeded(quorum), comparison: 'at_least' }, members);
  return { needed, present, most };
}
