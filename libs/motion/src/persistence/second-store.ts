import type { MembershipId, MotionId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Motion } from '../domain/motion.js';

/** Who has seconded each motion, in their order. */
export async function secondersOf(
  sql: Sql,
  motionIds: readonly string[],
): Promise<Map<string, MembershipId[]>> {
  const rows = await sql.query<{ motion_id: MotionId; membership_id: MembershipId }>(
    `SELECT motion_id, membership_id FROM motion_second WHERE motion_id = ANY ($1)
     ORDER BY motion_id, seconded_at, membership_id`,
    [motionIds],
  );
  const found = new Map<string, MembershipId[]>();
  for (const row of rows) found.set(row.motion_id, [...(found.get(row.motion_id) ?? []), row.membership_id]);
  return found;
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
