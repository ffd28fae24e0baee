import type { AssemblyId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';

/** `asked` of the upper assembly; `accepted` by it, and not yet begun; `in_force`; `ended` or lapsed. */
export type AffiliationState = 'asked' | 'accepted' | 'in_force' | 'ended';

export interface AffiliationRow {
  readonly id: string;
  /** The lower assembly, which asked. */
  readonly assemblyId: AssemblyId;
  readonly parentId: AssemblyId;
  readonly motionId: string;
  readonly state: AffiliationState;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly begunAt: Date | null;
  /** As far as somebody outside may know them: null of a quiet assembly, and of one that does not exist. */
  readonly childName: string | null;
  readonly parentName: string | null;
}

const AFFILIATION = `f.id, f.assembly_id AS "assemblyId", f.parent_id AS "parentId", f.motion_id AS "motionId",
  CASE WHEN f.ended_at IS NOT NULL THEN 'ended'
       WHEN f.begun_at IS NOT NULL THEN 'in_force'
       WHEN x.accepted_at IS NOT NULL THEN 'accepted'
       WHEN f.expires_at <= plenary_now() THEN 'ended' ELSE 'asked' END AS state,
  f.asked_at AS "askedAt", f.expires_at AS "expiresAt", f.begun_at AS "begunAt",
  CASE WHEN NOT c.quiet THEN c.name END AS "childName", CASE WHEN NOT p.quiet THEN p.name END AS "parentName"`;
const FROM = `affiliation f JOIN assembly c ON c.id = f.assembly_id LEFT JOIN assembly p ON p.id = f.parent_id
  LEFT JOIN affiliation_acceptance x ON x.affiliation_id = f.id`;

export function affiliationById(sql: Sql, id: string): Promise<AffiliationRow | null> {
  return sql.maybe<AffiliationRow>(`SELECT ${AFFILIATION} FROM ${FROM} WHERE f.id = $1`, [id]);
}

/** What the assembly has asked of one above, or has with it; null for neither. */
export async function affiliationOf(sql: Sql, assemblyId: AssemblyId): Promise<AffiliationRow | null> {
  const row = await sql.maybe<AffiliationRow>(
    `SELECT ${AFFILIATION} FROM ${FROM} WHERE f.assembly_id = $1 AND f.ended_at IS NULL`,
    [assemblyId],
  );
  return row === null || row.state === 'ended' ? null : row;
}

/** What was asked of the assembly and waits for it, or stands below it; oldest first, up to `limit`. */
export function affiliationsBelow(
  sql: Sql,
  assemblyId: AssemblyId,
  state: 'asked' | 'in_force',
  limit: number,
): Promise<AffiliationRow[]> {
  const which =
    state === 'asked'
      ? 'f.begun_at IS NULL AND x.accepted_at IS NULL AND f.expires_at > plenary_now()'
      : 'f.begun_at IS NOT NULL';
  return sql.query<AffiliationRow>(
    `SELECT ${AFFILIATION} FROM ${FROM} WHERE f.parent_id = $1 AND f.ended_at IS NULL AND ${which}
     ORDER BY f.asked_at, f.id LIMIT $2`,
    [assemblyId, limit],
  );
}

/** Whether `upper` stands above `lower`, or is it. */
export async function standsAbove(sql: Sql, upper: AssemblyId, lower: AssemblyId): Promise<boolean> {
  const row = await sql.one<{ found: boolean }>(
    `WITH RECURSIVE above (id) AS (
       SELECT $2::uuid UNION SELECT a.parent_id FROM assembly a JOIN above ON a.id = above.id WHERE a.parent_id IS NOT NULL)
     SELECT EXISTS (SELECT FROM above WHERE id = $1) AS found`,
    [upper, lower],
  );
  return row.found;
}

/** Until the commit: whoever asks, leaves or begins for this assembly does it alone. */
export async function lockPlace(tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await tx.run('SELECT 1 FROM assembly WHERE id = $1 FOR NO KEY UPDATE', [assemblyId]);
}

export async function insertAffiliation(
  tx: Tx,
  asked: { readonly assemblyId: AssemblyId; readonly parentId: string; readonly motionId: string },
  days: number,
): Promise<string> {
  await tx.run(
    `UPDATE affiliation SET ended_at = plenary_now(), end_reason = 'lapsed'
     WHERE assembly_id = $1 AND ended_at IS NULL AND begun_at IS NULL AND expires_at <= plenary_now()
       AND NOT EXISTS (SELECT FROM affiliation_acceptance x WHERE x.affiliation_id = id)`,
    [asked.assemblyId],
  );
  const id = newId();
  await tx.run(
    `INSERT INTO affiliation (id, assembly_id, parent_id, motion_id, asked_at, expires_at)
     SELECT $1, $2, $3, $4, clock.now, clock.now + make_interval(days => $5) FROM (SELECT plenary_now() AS now OFFSET 0) clock`,
    [id, asked.assemblyId, asked.parentId, asked.motionId, days],
  );
  return id;
}

/** False when it was accepted before. */
export async function insertAcceptance(
  tx: Tx,
  accepted: { readonly affiliationId: string; readonly assemblyId: AssemblyId; readonly motionId: string },
): Promise<boolean> {
  const rows = await tx.run(
    `INSERT INTO affiliation_acceptance (affiliation_id, assembly_id, motion_id, accepted_at)
     VALUES ($1, $2, $3, plenary_now()) ON CONFLICT (affiliation_id) DO NOTHING`,
    [accepted.affiliationId, accepted.assemblyId, accepted.motionId],
  );
  return rows === 1;
}

/** Ends it, and with it the place below the other assembly. */
export async function endAffiliation(
  tx: Tx,
  affiliation: AffiliationRow,
  reason: 'left' | 'withdrawn' | 'circle',
): Promise<void> {
  await tx.run('UPDATE affiliation SET ended_at = plenary_now(), end_reason = $2 WHERE id = $1', [
    affiliation.id,
    reason,
  ]);
  await tx.run('UPDATE assembly SET parent_id = NULL WHERE id = $1 AND parent_id IS NOT NULL', [
    affiliation.assemblyId,
  ]);
}

/** The lower assembly takes its place; a circle violates the constraint `assembly_tree_has_no_circle`. */
export async function beginAffiliation(tx: Tx, affiliation: AffiliationRow): Promise<void> {
  await tx.run('UPDATE assembly SET parent_id = $2 WHERE id = $1', [
    affiliation.assemblyId,
    affiliation.parentId,
  ]);
  await tx.run('UPDATE affiliation SET begun_at = plenary_now() WHERE id = $1', [affiliation.id]);
}

/** Accepted, and neither begun nor ended; the longest accepted first. */
const TO_BEGIN = `SELECT f.id, x.accepted_at FROM affiliation f JOIN affiliation_acceptance x ON x.affiliation_id = f.id
  WHERE f.begun_at IS NULL AND f.ended_at IS NULL ORDER BY x.accepted_at`;

export async function nextToBegin(sql: Sql): Promise<Date | null> {
  return (await sql.maybe<{ accepted_at: Date }>(`${TO_BEGIN} LIMIT 1`))?.accepted_at ?? null;
}

export async function dueToBegin(sql: Sql, limit: number): Promise<string[]> {
  return (await sql.query<{ id: string }>(`${TO_BEGIN} LIMIT $1`, [limit])).map(({ id }) => id);
}
