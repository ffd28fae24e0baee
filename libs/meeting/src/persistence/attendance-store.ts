import type { MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Meeting } from '../domain/meeting.js';

/** False when the member is checked in already. */
export async function checkInMember(
  tx: Tx,
  meeting: Meeting,
  member: MembershipId,
  now: Date,
): Promise<boolean> {
  const rows = await tx.run(
    `INSERT INTO attendance (meeting_id, assembly_id, membership_id, checked_in_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (meeting_id, membership_id) WHERE checked_out_at IS NULL DO NOTHING`,
    [meeting.id, meeting.assemblyId, member, now],
  );
  return rows === 1;
}

/** False when the member is not checked in. */
export async function checkOutMember(
  tx: Tx,
  meetingId: string,
  member: MembershipId,
  now: Date,
): Promise<boolean> {
  const rows = await tx.run(
    `UPDATE attendance SET checked_out_at = greatest($3, checked_in_at)
     WHERE meeting_id = $1 AND membership_id = $2 AND checked_out_at IS NULL`,
    [meetingId, member, now],
  );
  return rows === 1;
}

/** The meeting is over: whoever is still there leaves with it. */
export async function checkOutEverybody(tx: Tx, meetingId: string, at: Date): Promise<void> {
  await tx.run(
    `UPDATE attendance SET checked_out_at = greatest($2, checked_in_at) WHERE meeting_id = $1 AND checked_out_at IS NULL`,
    [meetingId, at],
  );
}

/** A member whose membership ended leaves every meeting. */
export async function checkOutOfAll(tx: Tx, member: MembershipId): Promise<void> {
  await tx.run(
    `UPDATE attendance SET checked_out_at = greatest(plenary_now(), checked_in_at)
     WHERE membership_id = $1 AND checked_out_at IS NULL`,
    [member],
  );
}

/** Who is there now: members who are checked in and can act. */
export async function presentMembers(
  sql: Sql,
  meeting: Pick<Meeting, 'id' | 'assemblyId'>,
): Promise<MembershipId[]> {
  const rows = await sql.query<{ id: MembershipId }>(
    `SELECT a.membership_id AS id FROM attendance a
     WHERE a.meeting_id = $1 AND a.checked_out_at IS NULL
       AND EXISTS (SELECT 1 FROM joined_members($2, plenary_now()) j WHERE j.id = a.membership_id)
     ORDER BY a.membership_id`,
    [meeting.id, meeting.assemblyId],
  );
  return rows.map(({ id }) => id);
}

/** How many are there now, and how many came at all. */
export function attendanceOf(sql: Sql, meetingId: string): Promise<{ present: number; attended: number }> {
  return sql.one(
    `SELECT count(*) FILTER (WHERE checked_out_at IS NULL) AS present, count(DISTINCT membership_id) AS attended
     FROM attendance WHERE meeting_id = $1`,
    [meetingId],
  );
}

export async function isPresent(sql: Sql, meetingId: string, member: string): Promise<boolean> {
  const { found } = await sql.one<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM attendance WHERE meeting_id = $1 AND membership_id = $2 AND checked_out_at IS NULL) AS found`,
    [meetingId, member],
  );
  return found;
}
