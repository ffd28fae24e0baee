import type { MembershipId, MotionId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Motion } from '../domain/motion.js';

/** Who has seconded each motion, in their order. While it waits for seconders, those who have left do not count. */
export async function secondersOf(
  sql: Sql,
  motionIds: readonly string[],
): Promise<Map<string, MembershipId[]>> {
  const rows = await sql.query<{ motion_id: MotionId; membership_id: MembershipId }>(
    `SELECT s.motion_id, s.membership_id FROM motion_second s
     JOIN motion m ON m.id = s.motion_id JOIN membership b ON b.id = s.membership_id
     WHERE s.motion_id = ANY ($1) AND (m.state <> 'moved' OR b.ended_at IS NULL)
     ORDER BY s.motion_id, s.seconded_at, s.membership_id`,
    [motionIds],
  );
  const found = new Map<string, MembershipId[]>();
  for (const row of rows) found.set(row.motion_id, [...(found.get(row.motion_id) ?? []), row.membership_id]);
  return found;
}

/** How many of those who seconded it are members still: a second ends with the membership that gave it. */
export async function standingSeconds(sql: Sql, motionId: MotionId): Promise<number> {
  const row = await sql.one<{ seconds: number }>(
    `SELECT count(*) AS seconds FROM motion_second s JOIN membership m ON m.id = s.membership_id
     WHERE s.motion_id = $1 AND m.ended_at IS NULL`,
    [motionId],
  );
  return row.seconds;
}

export async function insertSeconds(
  tx: Tx,
  motion: Motion,
  members: readonly MembershipId[],
  now: Date,
): Promise<void> {
  await tx.run(
    `INSERT INTO motion_second (motion_id, assembly_id, membership_id, seconded_at)
     SELECT $1, $2, member, $4 FROM unnest($3::uuid[]) AS member ON CONFLICT DO NOTHING`,
    [motion.id, motion.assemblyId, members, now],
  );
}
