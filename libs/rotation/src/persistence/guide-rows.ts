import type { MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

/** A guide as it was from then on. */
export interface GuideVersion extends Record<string, unknown> {
  /** Counting from 1. */
  readonly version: number;
  readonly text: string;
  readonly writtenAt: Date;
  /** Null where the assembly set it by motion. */
  readonly writtenBy: MembershipId | null;
}

/** The versions of a task's guide, the newest first. */
export function guideVersions(sql: Sql, taskId: string, most: number): Promise<GuideVersion[]> {
  return sql.query<GuideVersion>(
    `SELECT version, text, written_at AS "writtenAt", written_by AS "writtenBy" FROM guide_version
     WHERE task_id = $1 ORDER BY version DESC LIMIT $2`,
    [taskId, most],
  );
}

/** Makes a text the guide of a task; a text that it has already is no new version. */
export async function writeGuide(
  tx: Tx,
  taskId: string,
  text: string,
  writtenBy: MembershipId | null,
): Promise<void> {
  await tx.run(
    `INSERT INTO guide_version (assembly_id, task_id, version, text, written_at, written_by)
     SELECT t.assembly_id, t.id, coalesce(max(g.version), 0) + 1, $2, plenary_now(), $3
     FROM task t LEFT JOIN guide_version g ON g.task_id = t.id WHERE t.id = $1 AND t.guide <> $2 GROUP BY t.id`,
    [taskId, text, writtenBy],
  );
  await tx.run('UPDATE task SET guide = $2 WHERE id = $1', [taskId, text]);
}

/** Whether a member holds the task or held it: a shift of it is, was or will be theirs, and they did not give it up. */
export async function isHolder(sql: Sql, taskId: string, membershipId: string): Promise<boolean> {
  const row = await sql.maybe(
    'SELECT 1 FROM shift WHERE task_id = $1 AND membership_id = $2 AND given_up IS NULL LIMIT 1',
    [taskId, membershipId],
  );
  return row !== null;
}
