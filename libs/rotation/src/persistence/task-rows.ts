import type { AssemblyId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Task, TaskTerms } from '../domain/task.js';
import { writeGuide } from './guide-rows.js';

const TASK = `t.id, t.assembly_id AS "assemblyId", t.kind, t.name, t.guide,
  CASE WHEN t.rule IS NULL THEN NULL
       ELSE jsonb_build_object('start', t.rule_start, 'rule', t.rule, 'except', to_jsonb(t.rule_except)) END AS recurrence,
  t.minutes, t.people, t.effort, t.requires, t.longest_run AS "longestRun", t.pause_days AS "pauseDays", t.handover,
  t.trains_id AS trains, t.powers, t.planned_until AS "plannedUntil", t.ended_at AS "endedAt"`;

type Row = Task & Record<string, unknown>;

/** Every task that the assembly ever had, the oldest first. */
export function tasksOf(sql: Sql, assemblyId: string): Promise<Task[]> {
  return sql.query<Row>(`SELECT ${TASK} FROM task t WHERE t.assembly_id = $1 ORDER BY t.created_at, t.id`, [
    assemblyId,
  ]);
}

export function tasksByIds(sql: Sql, ids: readonly string[]): Promise<Task[]> {
  return sql.query<Row>(`SELECT ${TASK} FROM task t WHERE t.id = ANY($1::uuid[])`, [ids]);
}

/** The task that the assembly was founded with. */
export function facilitation(sql: Sql, assemblyId: string): Promise<Task | null> {
  return sql.maybe<Row>(`SELECT ${TASK} FROM task t WHERE t.assembly_id = $1 AND t.kind = 'facilitate'`, [
    assemblyId,
  ]);
}

/** Writes a task whole, from now on; it is planned by the next draw. */
export async function writeTask(
  tx: Tx,
  task: { readonly id: string; readonly assemblyId: AssemblyId; readonly isNew: boolean },
  terms: TaskTerms,
): Promise<void> {
  if (task.isNew)
    await tx.run(
      `INSERT INTO task (id, assembly_id, kind, name, created_at) VALUES ($1, $2, 'other', $3, plenary_now())`,
      [task.id, task.assemblyId, terms.name],
    );
  await tx.run(
    `UPDATE task SET name = $2, rule = $3, rule_start = $4, rule_except = $5, minutes = $6, people = $7, effort = $8,
       requires = $9, longest_run = $10, pause_days = $11, handover = $12, trains_id = $13, powers = $14,
       plan_at = CASE WHEN $3::text IS NULL THEN NULL ELSE coalesce(plan_at, plenary_now()) END,
       ended_at = NULL
     WHERE id = $1`,
    [
      task.id,
      terms.name,
      terms.recurrence?.rule ?? null,
      terms.recurrence?.start ?? null,
      terms.recurrence?.except ?? [],
      terms.minutes,
      terms.people,
      terms.effort,
      terms.requires,
      terms.longestRun,
      terms.pauseDays,
      terms.handover,
      terms.trains,
      terms.powers,
    ],
  );
  await writeGuide(tx, task.id, terms.guide, null);
}

/** Ends a task with its shifts to come, and what is left of one that is on; their ids. */
export async function endTask(tx: Tx, taskId: string): Promise<string[]> {
  await tx.run(
    'UPDATE task SET ended_at = plenary_now(), plan_at = NULL WHERE id = $1 AND ended_at IS NULL',
    [taskId],
  );
  const ended = await tx.query<{ id: string }>(
    `UPDATE shift SET ended_at = plenary_now()
     WHERE task_id = $1 AND place_id IS NOT NULL AND ended_at IS NULL AND ends_at > plenary_now() RETURNING id`,
    [taskId],
  );
  return ended.map(({ id }) => id);
}

export async function giveSkills(
  tx: Tx,
  assemblyId: string,
  membershipIds: readonly string[],
  names: readonly string[],
  by: { readonly motionId: string } | { readonly membershipId: string },
): Promise<number> {
  return tx.run(
    `INSERT INTO skill (assembly_id, membership_id, name, given_at, given_by, motion_id)
     SELECT $1, m.id, n.name, plenary_now(), $4, $5
     FROM unnest($2::uuid[]) AS m (id) CROSS JOIN unnest($3::text[]) AS n (name)
     ON CONFLICT DO NOTHING`,
    [
      assemblyId,
      membershipIds,
      names,
      'membershipId' in by ? by.membershipId : null,
      'motionId' in by ? by.motionId : null,
    ],
  );
}

/** What members of the assembly can do: those that take part in it now. */
export function skillsOf(
  sql: Sql,
  assemblyId: string,
): Promise<{ readonly membershipId: string; readonly name: string }[]> {
  return sql.query(
    `SELECT s.membership_id AS "membershipId", s.name FROM skill s
     JOIN joined_members($1, plenary_now()) m ON m.id = s.membership_id
     WHERE s.assembly_id = $1 ORDER BY s.name, s.membership_id`,
    [assemblyId],
  );
}

export async function hasSkill(sql: Sql, membershipId: string, name: string): Promise<boolean> {
  const row = await sql.maybe('SELECT 1 FROM skill WHERE membership_id = $1 AND name = $2', [
    membershipId,
    name,
  ]);
  return row !== null;
}
