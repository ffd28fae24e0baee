import { bylawsOf } from '@plenary/assembly';
import type { Sql } from '@plenary/platform';
import type { MeetingQuorum } from '@plenary/voting';
import { MEETING_SECTION } from '../domain/bylaws.js';
import type { Meeting } from '../domain/meeting.js';
import { type Attendance, quorumNumber, quorumOf } from '../domain/quorum.js';
import { quorumFigures } from '../persistence/attendance-store.js';

/** What must be present in a meeting for a vote to open; null where the bylaws ask for nothing. */
export async function quorumIn(sql: Sql, meeting: Meeting): Promise<MeetingQuorum | null> {
  const { quorumPercent } = (await bylawsOf(sql, meeting.assemblyId)).section(MEETING_SECTION);
  return quorumOf(meeting, quorumPercent);
}

/** A meeting held against its quorum, as it is now; null where there is none. */
export async function attendanceNow(sql: Sql, meeting: Meeting): Promise<Attendance | null> {
  const quorum = await quorumIn(sql, meeting);
  if (quorum === null) return null;
  const { present, most, members } = await quorumFigures(sql, meeting);
  return { needed: quorumNumber(quorum, members), present, most };
}
