import type { AssemblyId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';
import type { OfficeRules } from '../domain/office-rules.js';

/** An office with the rules in force. */
export interface Office {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly name: string;
  readonly createdAt: Date;
  readonly abolishedAt: Date | null;
  /** Of the rules, from 1. */
  readonly version: number;
  readonly rules: OfficeRules;
  readonly since: Date;
  /** When its rules last ceased to keep signatures secret; null where they never did, and while they do. */
  readonly secretUntil: Date | null;
}

const COLUMNS = `o.id, o.assembly_id AS "assemblyId", o.name, o.created_at AS "createdAt", o.abolished_at AS "abolishedAt",
  o.version, o.rules, o.since, nullif(o.secret_until, 'infinity') AS "secretUntil"`;

/** What was left out of rules that are older than it. */
const YOUNGER: Pick<OfficeRules, 'speaksAbove' | 'signatures'> = { speaksAbove: false, signatures: 'open' };

async function offices(sql: Sql, text: string, values: unknown[]): Promise<Office[]> {
  const rows = await sql.query<Office & Record<string, unknown>>(text, values);
  return rows.map((row) => ({ ...row, rules: { ...YOUNGER, ...row.rules } }));
}

export async function officesByIds(sql: Sql, ids: readonly string[]): Promise<Office[]> {
  return offices(sql, `SELECT ${COLUMNS} FROM office_now o WHERE o.id = ANY ($1)`, [ids]);
}

export async function officeById(sql: Sql, id: string): Promise<Office | null> {
  return (await officesByIds(sql, [id]))[0] ?? null;
}

/** Those that stand first, then those that were abolished; each by name. */
export function officesPage(
  sql: Sql,
  assemblyId: AssemblyId,
  after: string | null,
  limit: number,
): Promise<Office[]> {
  return offices(
    sql,
    `SELECT ${COLUMNS} FROM office_now o
     WHERE o.assembly_id = $1 AND ($2::uuid IS NULL OR (o.abolished_at IS NOT NULL, lower(o.name), o.id) >
       (SELECT a.abolished_at IS NOT NULL, lower(a.name), a.id FROM office a WHERE a.id = $2))
     ORDER BY o.abolished_at IS NOT NULL, lower(o.name), o.id LIMIT $3`,
    [assemblyId, after, limit],
  );
}

/** Which of these are offices of delegates in the assembly that stand. */
export async function standing(sql: Sql, assemblyId: AssemblyId, ids: readonly string[]): Promise<number> {
  const { offices } = await sql.one<{ offices: number }>(
    'SELECT count(*) AS offices FROM office_now WHERE assembly_id = $1 AND id = ANY ($2) AND abolished_at IS NULL',
    [assemblyId, ids],
  );
  return offices;
}

export async function isNameTaken(sql: Sql, assemblyId: AssemblyId, name: string): Promise<boolean> {
  const { taken } = await sql.one<{ taken: boolean }>(
    `SELECT EXISTS (SELECT FROM office WHERE assembly_id = $1 AND kind = 'delegate' AND abolished_at IS NULL
                      AND lower(name) = lower($2)) AS taken`,
    [assemblyId, name],
  );
  return taken;
}

export async function insertOffice(
  tx: Tx,
  office: { readonly id: string; readonly assemblyId: AssemblyId; readonly name: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO office (id, assembly_id, kind, name, created_at) VALUES ($1, $2, 'delegate', $3, plenary_now())`,
    [office.id, office.assemblyId, office.name],
  );
}

/** The next version of an office's rules, and a row for each seat that they have. */
export async function insertRules(
  tx: Tx,
  office: { readonly id: string; readonly assemblyId: AssemblyId },
  rules: OfficeRules,
  motionId: string,
): Promise<number> {
  const { version } = await tx.one<{ version: number }>(
    `INSERT INTO office_rules (office_id, version, assembly_id, rules, since, motion_id)
     SELECT $1, 1 + coalesce((SELECT max(version) FROM office_rules WHERE office_id = $1), 0), $2, $3, plenary_now(), $4
     RETURNING version`,
    [office.id, office.assemblyId, JSON.stringify(rules), motionId],
  );
  await tx.run(
    `INSERT INTO seat (id, assembly_id, office_id, place)
     SELECT id, $1, $2, place FROM unnest($3::uuid[]) WITH ORDINALITY AS given (id, place)
     ON CONFLICT ON CONSTRAINT seat_place_once DO NOTHING`,
    [office.assemblyId, office.id, Array.from({ length: rules.seats }, () => newId())],
  );
  return version;
}

export async function markAbolished(tx: Tx, officeId: string): Promise<void> {
  await tx.run('UPDATE office SET abolished_at = plenary_now() WHERE id = $1 AND abolished_at IS NULL', [
    officeId,
  ]);
}

/** Locks the row of the office until the commit: one change of its seats at a time. */
export async function lockOffice(tx: Tx, officeId: string): Promise<Office | null> {
  await tx.run('SELECT 1 FROM office WHERE id = $1 FOR NO KEY UPDATE', [officeId]);
  return officeById(tx, officeId);
}
