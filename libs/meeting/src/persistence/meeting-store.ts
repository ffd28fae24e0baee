import type { AssemblyId, MeetingId, MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Meeting } from '../domain/meeting.js';

const MEETING = `id, assembly_id AS "assemblyId", convened_by AS "convenedBy", starts_at AS "startsAt", place, first,
  started_at AS "startedAt", ended_at AS "endedAt",
  quorum_needed AS "quorumNeeded", quorum_most AS "quorumMost", again_of AS "againOf"`;
// A meeting is over where it was ended, and at the latest 24 hours after it began, whether or not it has been written.
const OVER = `coalesce(ended_at, starts_at + interval '24 hours')`;

export async function meetingById(sql: Sql, id: string): Promise<Meeting | null> {
  return sql.maybe<Meeting>(`SELECT ${MEETING} FROM meeting WHERE id = $1`, [id]);
}

/** `shared`: nobody ends it meanwhile. `alone`: for whoever writes its row. */
export type LockMode = 'shared' | 'alone';

/** Locks the meeting until the commit. */
export async function lockMeeting(tx: Tx, id: string, mode: LockMode): Promise<Meeting | null> {
  const lock = mode === 'shared' ? 'FOR SHARE' : 'FOR UPDATE';
  return tx.maybe<Meeting>(`SELECT ${MEETING} FROM meeting WHERE id = $1 ${lock}`, [id]);
}

// The first half of an advisory lock; the second is the assembly.
const CONVENE_LOCK = 7_053_006;

/** One convening at a time in an assembly, so that two do not both find the time free. */
export async function lockCalendar(tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await tx.run('SELECT pg_advisory_xact_lock($1, hashtext($2))', [CONVENE_LOCK, assemblyId]);
}

/** Meetings that are not over at an instant, soonest first. */
export function meetingsNotOver(sql: Sql, assemblyId: AssemblyId, at: Date): Promise<Meeting[]> {
  return sql.query<Meeting>(
    `SELECT ${MEETING} FROM meeting WHERE assembly_id = $1 AND ${OVER} > $2 ORDER BY starts_at LIMIT 500`,
    [assemblyId, at],
  );
}

export async function insertMeeting(tx: Tx, meeting: Meeting, convenedAt: Date): Promise<void> {
  await tx.run(
    `INSERT INTO meeting (id, assembly_id, convened_by, convened_at, starts_at, place, first, again_of)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      meeting.id,
      meeting.assemblyId,
      meeting.convenedBy,
      convenedAt,
      meeting.startsAt,
      meeting.place,
      meeting.first,
      meeting.againOf,
    ],
  );
}

export async function markBegun(tx: Tx, id: MeetingId): Promise<void> {
  await tx.run('UPDATE meeting SET started_at = starts_at WHERE id = $1', [id]);
}

/** `failed`: it ended for want of quorum. */
export async function markEnded(
  tx: Tx,
  id: MeetingId,
  at: Date,
  failed: { readonly needed: number; readonly most: number } | null,
): Promise<void> {
  await tx.run('UPDATE meeting SET ended_at = $2, quorum_needed = $3, quorum_most = $4 WHERE id = $1', [
    id,
    at,
    failed?.needed ?? null,
    failed?.most ?? null,
  ]);
}

/** The meeting that was called again in its place; null where none was. */
export async function againFor(sql: Sql, meetingId: string): Promise<Meeting | null> {
  return sql.maybe<Meeting>(`SELECT ${MEETING} FROM meeting WHERE again_of = $1`, [meetingId]);
}

/** Meetings whose time to begin or to end has come and has not been written. */
export async function dueMeetings(sql: Sql, limit: number): Promise<MeetingId[]> {
  const rows = await sql.query<{ id: MeetingId }>(
    `SELECT id FROM meeting
     WHERE ended_at IS NULL AND starts_at <= plenary_now()
       AND (started_at IS NULL OR starts_at <= plenary_now() - interval '24 hours')
     ORDER BY starts_at LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** When the next meeting begins or ends by itself; null for none. */
export async function nextMeetingDue(sql: Sql): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>(
    `SELECT min(CASE WHEN started_at IS NULL THEN starts_at ELSE starts_at + interval '24 hours' END) AS at
     FROM meeting WHERE ended_at IS NULL`,
  );
  return row.at;
}

/** The meeting that is on at an instant, as far as meetings have been called. */
export function meetingAt(sql: Sql, assemblyId: AssemblyId, at: Date): Promise<Meeting | null> {
  return sql.maybe<Meeting>(
    `SELECT ${MEETING} FROM meeting WHERE assembly_id = $1 AND starts_at <= $2 AND ${OVER} > $2
     ORDER BY starts_at DESC LIMIT 1`,
    [assemblyId, at],
  );
}

/** The meeting that is on now. */
export function currentMeeting(sql: Sql, assemblyId: AssemblyId): Promise<Meeting | null> {
  return sql.maybe<Meeting>(
    `SELECT ${MEETING} FROM meeting WHERE assembly_id = $1 AND starts_at <= plenary_now() AND ${OVER} > plenary_now()
     ORDER BY starts_at DESC LIMIT 1`,
    [assemblyId],
  );
}

/** The next meeting that has not begun. */
export function nextMeeting(sql: Sql, assemblyId: AssemblyId): Promise<Meeting | null> {
  return sql.maybe<Meeting>(
    `SELECT ${MEETING} FROM meeting WHERE assembly_id = $1 AND starts_at > plenary_now() ORDER BY starts_at LIMIT 1`,
    [assemblyId],
  );
}

/** When the first meeting began or will begin. */
export async function firstMeetingAt(sql: Sql, assemblyId: AssemblyId): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>(
    'SELECT min(starts_at) AS at FROM meeting WHERE assembly_id = $1 AND first',
    [assemblyId],
  );
  return row.at;
}

/** Latest first; `after` is the start of the last meeting of the page before. */
export function meetingPage(
  sql: Sql,
  assemblyId: AssemblyId,
  after: Date | null,
  limit: number,
): Promise<Meeting[]> {
  return sql.query<Meeting>(
    `SELECT ${MEETING} FROM meeting WHERE assembly_id = $1 AND ($2::timestamptz IS NULL OR starts_at < $2)
     ORDER BY starts_at DESC LIMIT $3`,
    [assemblyId, after, limit],
  );
}

/** Whether the assembly has yet to take its first decisions, and since when it exists. */
export function foundingOf(
  sql: Sql,
  assemblyId: AssemblyId,
): Promise<{ founding: boolean; foundedAt: Date }> {
  return sql.one(
    'SELECT bylaws_adopted_at IS NULL AS founding, founded_at AS "foundedAt" FROM assembly WHERE id = $1',
    [assemblyId],
  );
}

/** The member who asked for something of members together. */
export async function askerOf(sql: Sql, requestId: string): Promise<MembershipId> {
  const row = await sql.one<{ asked_by: MembershipId }>('SELECT asked_by FROM joint_request WHERE id = $1', [
    requestId,
  ]);
  return row.asked_by;
}
