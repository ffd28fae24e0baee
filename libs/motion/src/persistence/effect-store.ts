import type { AssemblyId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Motion } from '../domain/motion.js';

export async function adoptText(tx: Tx, motion: Motion, now: Date): Promise<void> {
  await tx.run(
    'INSERT INTO adopted_text (motion_id, assembly_id, title, text, adopted_at) VALUES ($1, $2, $3, $4, $5)',
    [motion.id, motion.assemblyId, motion.title, motion.text, now],
  );
}

/** False when the text is not in force. */
export async function annulText(tx: Tx, motion: Motion, now: Date): Promise<boolean> {
  const sql = 'UPDATE adopted_text SET annulled_at = $2 WHERE motion_id = $1 AND annulled_at IS NULL';
  return (await tx.run(sql, [motion.id, now])) === 1;
}

export async function authoriseAction(tx: Tx, motion: Motion, from: string, until: string): Promise<void> {
  await tx.run(
    'INSERT INTO authorised_action (motion_id, assembly_id, valid_from, valid_until) VALUES ($1, $2, $3, $4)',
    [motion.id, motion.assemblyId, from, until],
  );
}

/** False when there is no authorisation in force. */
export async function annulAction(tx: Tx, motion: Motion, now: Date): Promise<boolean> {
  const sql = 'UPDATE authorised_action SET annulled_at = $2 WHERE motion_id = $1 AND annulled_at IS NULL';
  return (await tx.run(sql, [motion.id, now])) === 1;
}

/** False when the poll has been contested before. */
export async function insertContest(tx: Tx, motion: Motion, pollId: string, now: Date): Promise<boolean> {
  const inserted = await tx.run(
    `INSERT INTO poll_contest (poll_id, assembly_id, motion_id, contested_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (poll_id) DO NOTHING`,
    [pollId, motion.assemblyId, motion.id, now],
  );
  return inserted === 1;
}

/** The motion by which each poll's result is contested, for those that are. */
export async function contestsOf(sql: Sql, pollIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ poll_id: string; motion_id: string }>(
    'SELECT poll_id, motion_id FROM poll_contest WHERE poll_id = ANY ($1)',
    [pollIds],
  );
  return new Map(rows.map((row) => [row.poll_id, row.motion_id]));
}

export interface AdoptedText {
  readonly motionId: string;
  readonly title: string;
  readonly text: string;
  readonly adoptedAt: Date;
  readonly annulledAt: Date | null;
}

/** The texts that carried motions adopted, newest first. */
export function adoptedTexts(
  sql: Sql,
  assemblyId: AssemblyId,
  after: string | null,
  limit: number,
): Promise<AdoptedText[]> {
  return sql.query(
    `SELECT motion_id AS "motionId", title, text, adopted_at AS "adoptedAt", annulled_at AS "annulledAt"
     FROM adopted_text WHERE assembly_id = $1 AND ($2::uuid IS NULL OR motion_id < $2)
     ORDER BY motion_id DESC LIMIT $3`,
    [assemblyId, after, limit],
  );
}

export interface AuthorisedAction {
  readonly motionId: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly annulledAt: Date | null;
}

export function authorisedActionOf(sql: Sql, motionIds: readonly string[]): Promise<AuthorisedAction[]> {
  return sql.query(
    `SELECT motion_id AS "motionId", valid_from AS "validFrom", valid_until AS "validUntil", annulled_at AS "annulledAt"
     FROM authorised_action WHERE motion_id = ANY ($1)`,
    [motionIds],
  );
}
