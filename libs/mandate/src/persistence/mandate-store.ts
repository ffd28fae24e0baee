import type { AssemblyId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Instruction } from '../domain/mandate.js';

/** A version of what the delegates of an office were told. */
export interface Mandate {
  readonly officeId: string;
  readonly assemblyId: AssemblyId;
  readonly version: number;
  readonly text: string;
  readonly instructions: readonly Instruction[];
  readonly givenAt: Date;
  readonly endsAt: Date;
  readonly reportBackAt: Date | null;
  readonly motionId: string;
}

const COLUMNS = `m.office_id AS "officeId", m.assembly_id AS "assemblyId", m.version, m.text, m.instructions,
  m.given_at AS "givenAt", m.ends_at AS "endsAt", m.report_back_at AS "reportBackAt", m.motion_id AS "motionId"`;
type Row = Mandate & Record<string, unknown>;

/** The latest of each office, whether or not it has ended. */
export function latestMandates(sql: Sql, officeIds: readonly string[]): Promise<Mandate[]> {
  return sql.query<Row>(
    `SELECT DISTINCT ON (m.office_id) ${COLUMNS} FROM mandate m WHERE m.office_id = ANY ($1)
     ORDER BY m.office_id, m.version DESC`,
    [officeIds],
  );
}

/** The mandate in force now of each office: the latest, until it ends on the clock. */
export function mandatesInForce(sql: Sql, officeIds: readonly string[]): Promise<Mandate[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM mandate m WHERE m.office_id = ANY ($1) AND m.ends_at > plenary_now()
       AND m.version = (SELECT max(version) FROM mandate WHERE office_id = m.office_id)`,
    [officeIds],
  );
}

export async function mandateInForce(sql: Sql, officeId: string): Promise<Mandate | null> {
  return (await mandatesInForce(sql, [officeId]))[0] ?? null;
}

export async function insertMandate(tx: Tx, mandate: Omit<Mandate, 'version' | 'givenAt'>): Promise<Mandate> {
  await tx.run(
    `INSERT INTO mandate (office_id, version, assembly_id, text, instructions, given_at, ends_at, report_back_at, motion_id)
     SELECT $1, 1 + coalesce((SELECT max(version) FROM mandate WHERE office_id = $1), 0), $2, $3, $4, plenary_now(), $5, $6, $7`,
    [
      mandate.officeId,
      mandate.assemblyId,
      mandate.text,
      JSON.stringify(mandate.instructions),
      mandate.endsAt,
      mandate.reportBackAt,
      mandate.motionId,
    ],
  );
  return (await latestMandates(tx, [mandate.officeId]))[0]!;
}
