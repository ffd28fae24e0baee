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

/**
 * The member whom another may check in, held as they are until the commit: who can act, or counts without having taken
 * their invitation up. Null for anybody else.
 */
export async function canBePresent(tx: Tx, assemblyId: string, member: string): Promise<MembershipId | null> {
  await tx.run('SELECT FROM membership WHERE assembly_id = $1 AND id = $2 FOR SHARE', [assemblyId, member]);
  const row = await tx.maybe<{ id: MembershipId }>(
    `SELECT m.id FROM (SELECT plenary_now() AS now OFFSET 0) clock,
       LATERAL (SELECT id FROM joined_members($1, clock.now) UNION SELECT id FROM counting_members($1, clock.now)) m
     WHERE m.id = $2`,
    [assemblyId, member],
  );
  return row?.id ?? null;
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

/** How many members that count are there now, how many were there at one time at the most, and how many count. */
export function quorumFigures(
  sql: Sql,
  meeting: Pick<Meeting, 'id' | 'assemblyId'>,
): Promise<{ present: number; most: number; members: number }> {
  return sql.one(
    `WITH clock AS MATERIALIZED (SELECT plenary_now() AS now),
     counting AS MATERIALIZED (SELECT m.id FROM clock, LATERAL counting_members($2, clock.now) m),
     come AS (SELECT a.checked_in_at AS at, a.checked_out_at FROM attendance a JOIN counting c ON c.id = a.membership_id
              WHERE a.meeting_id = $1),
     -- Who leaves at an instant is gone before who comes at it.
     steps AS (SELECT at, 1 AS step FROM come UNION ALL SELECT checked_out_at, -1 FROM come WHERE checked_out_at IS NOT NULL)
     SELECT (SELECT count(*) FROM come WHERE checked_out_at IS NULL) AS present,
            coalesce((SELECT max(there) FROM (SELECT sum(step) OVER (ORDER BY at, step ROWS UNBOUNDED PRECEDING) AS there
                                              FROM steps) s), 0)::int AS most,
            (SELECT count(*) FROM counting) AS members`,
    [meeting.id, meeting.assemblyId],
  );
}

/**
 * Whether somebody facilitates here: who was chosen by the assembly or the roster is in the meeting, or has been
 * missing for less than `minutes` since it began or they left; or who was chosen on the spot is there.
 */
export async function somebodyFacilitates(
  sql: Sql,
  meeting: Pick<Meeting, 'id' | 'assemblyId'>,
  minutes: number,
): Promise<boolean> {
  const { found } = await sql.one<{ found: boolean }>(
    `SELECT EXISTS (
       SELECT FROM (SELECT plenary_now() AS now OFFSET 0) clock
       JOIN meeting g ON g.id = $1
       JOIN shift s ON s.assembly_id = $2 AND s.ended_at IS NULL AND s.starts_at <= clock.now AND s.ends_at > clock.now
       JOIN task t ON t.id = s.task_id AND t.kind = 'facilitate'
       JOIN LATERAL joined_members($2, clock.now) j ON j.id = s.membership_id
       LEFT JOIN LATERAL (
         SELECT bool_or(a.checked_out_at IS NULL) AS here, max(a.checked_out_at) AS gone_at
         FROM attendance a WHERE a.meeting_id = $1 AND a.membership_id = s.membership_id) seen ON true
       WHERE seen.here OR (s.chosen <> 'spot' AND clock.now < greatest(seen.gone_at, g.starts_at) + make_interval(mins => $3))
     ) AS found`,
    [meeting.id, meeting.assemblyId, minutes],
  );
  return found;
}

export async function isPresent(sql: Sql, meetingId: string, member: string): Promise<boolean> {
  const { found } = await sql.one<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM attendance WHERE meeting_id = $1 AND membership_id = $2 AND checked_out_at IS NULL) AS found`,
    [meetingId, member],
  );
  return found;
}

/** PRESENT_ROLL: the members that count and are checked in to the meeting that is on. */
export const PRESENT_SELECT = `
  SELECT m.person_id, m.id AS membership_id, 1 AS weight, 'is present in the meeting' AS reason
  FROM (SELECT plenary_now() AS now OFFSET 0) AS clock
  JOIN meeting g ON g.assembly_id = $1 AND g.starts_at <= clock.now
    AND coalesce(g.ended_at, g.starts_at + interval '24 hours') > clock.now
  JOIN attendance a ON a.meeting_id = g.id AND a.checked_out_at IS NULL
  JOIN LATERAL counting_members($1, clock.now) m ON m.id = a.membership_id
  WHERE m.counts_from <= $2::timestamptz`;

export interface MemberSpan {
  readonly membershipId: string;
  readonly from: Date;
  readonly until: Date;
}

/** For each, the meetings of the member's assembly that began within the span, and how many of them the member came to. */
export async function attendanceOfMembers(
  sql: Sql,
  spans: readonly MemberSpan[],
): Promise<{ held: number; attended: number }[]> {
  const rows = await sql.query<{ n: number; held: number; attended: number }>(
    `SELECT s.n::int AS n, count(t.id) AS held, count(t.id) FILTER (WHERE EXISTS (
       SELECT FROM attendance a WHERE a.meeting_id = t.id AND a.membership_id = s.member)) AS attended
     FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS s (member, since, until, n)
     JOIN membership m ON m.id = s.member
     LEFT JOIN meeting t ON t.assembly_id = m.assembly_id AND t.starts_at >= s.since AND t.starts_at < s.until
     GROUP BY s.n ORDER BY s.n`,
    [
      spans.map(({ membershipId }) => membershipId),
      spans.map(({ from }) => from),
      spans.map(({ until }) => until),
    ],
  );
  return rows.map(({ held, attended }) => ({ held, attended }));
}
