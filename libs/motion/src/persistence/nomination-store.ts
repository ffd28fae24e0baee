import type { MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Motion } from '../domain/motion.js';
import type { Naming, Nomination } from '../domain/nomination.js';

const COLUMNS = `n.motion_id AS "motionId", n.membership_id AS "membershipId", n.nominated_by AS "nominatedBy",
  n.nominated_at AS "nominatedAt", n.state, n.statement, n.answered_at AS "answeredAt"`;

/** The nomination of one member, and how many there are; read after the lock on the motion. */
export async function namingOf(tx: Tx, motion: Motion, membershipId: string): Promise<Naming> {
  const { standing, nominated } = await tx.one<{ standing: number; nominated: number }>(
    `SELECT count(*) FILTER (WHERE state = 'standing') AS standing, count(*) AS nominated
     FROM nomination WHERE motion_id = $1`,
    [motion.id],
  );
  const nomination = await tx.maybe<Nomination & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM nomination n WHERE n.motion_id = $1 AND n.membership_id = $2`,
    [motion.id, membershipId],
  );
  return { motion, nomination, standing, nominated };
}

/** Those of each motion, those who stand first, then in the order in which they were named. */
export async function nominationsOf(
  sql: Sql,
  motionIds: readonly string[],
): Promise<Map<string, Nomination[]>> {
  const rows = await sql.query<Nomination & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM nomination n WHERE n.motion_id = ANY ($1)
     ORDER BY n.state <> 'standing', n.nominated_at, n.membership_id`,
    [motionIds],
  );
  const found = new Map<string, Nomination[]>(motionIds.map((id) => [id, []]));
  for (const row of rows) found.get(row.motionId)!.push(row);
  return found;
}

export async function insertNomination(
  tx: Tx,
  motion: Motion,
  membershipId: MembershipId,
  nominatedBy: MembershipId,
  now: Date,
): Promise<void> {
  await tx.run(
    `INSERT INTO nomination (motion_id, assembly_id, membership_id, nominated_by, nominated_at, state)
     VALUES ($1, $2, $3, $4, $5, 'proposed')`,
    [motion.id, motion.assemblyId, membershipId, nominatedBy, now],
  );
}

/** Notes what was said to a nomination, and who stands now: they are the motion's subjects. */
export async function answerNomination(
  tx: Tx,
  motion: Motion,
  answer: Pick<Nomination, 'membershipId' | 'state' | 'statement'>,
  now: Date,
): Promise<void> {
  await tx.run(
    `UPDATE nomination SET state = $3, statement = $4, answered_at = $5 WHERE motion_id = $1 AND membership_id = $2`,
    [motion.id, answer.membershipId, answer.state, answer.statement, now],
  );
  await tx.run(
    `UPDATE motion SET subjects = ARRAY(SELECT membership_id FROM nomination
                                        WHERE motion_id = $1 AND state = 'standing' ORDER BY membership_id)
     WHERE id = $1`,
    [motion.id],
  );
}

export interface Stander {
  readonly membershipId: MembershipId;
  readonly name: string;
  readonly statement: string;
}

/** Those who stand and still count as members, by their names: the fixed order of the ballot paper. */
export function standersOf(sql: Sql, motion: Pick<Motion, 'id' | 'assemblyId'>): Promise<Stander[]> {
  return sql.query<Stander & Record<string, unknown>>(
    `SELECT m.id AS "membershipId", m.display_name AS name, n.statement
     FROM nomination n JOIN counting_members($2, plenary_now()) m ON m.id = n.membership_id
     WHERE n.motion_id = $1 AND n.state = 'standing' ORDER BY lower(m.display_name), m.display_name, m.id`,
    [motion.id, motion.assemblyId],
  );
}

/** Whether the member counts now: votes, and can be elected. */
export async function countsNow(sql: Sql, motion: Motion, membershipId: string): Promise<boolean> {
  const { counts } = await sql.one<{ counts: boolean }>(
    'SELECT EXISTS (SELECT FROM counting_members($1, plenary_now()) WHERE id = $2) AS counts',
    [motion.assemblyId, membershipId],
  );
  return counts;
}
