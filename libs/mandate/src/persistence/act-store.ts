import type { AssemblyId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Act } from '../domain/act.js';

/** What a delegate did under a mandate, and how it was judged. */
export interface RecordedAct extends Act {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly termId: string;
  readonly officeId: string;
  readonly mandateVersion: number;
  readonly text: string;
  readonly verdict: 'within' | 'outside';
  readonly because: string;
  readonly at: Date;
  /** From when it has effect; null for at once. */
  readonly takesEffectAt: Date | null;
  /** When it was stopped because the delegate lost the seat before: on the clock, whether or not anything has run. */
  readonly stoppedAt: Date | null;
}

const COLUMNS = `a.id, a.assembly_id AS "assemblyId", a.term_id AS "termId", a.office_id AS "officeId",
  a.mandate_version AS "mandateVersion", a.matter, a.position, a.figures, a.text, a.verdict, a.because, a.at,
  a.takes_effect_at AS "takesEffectAt",
  coalesce(a.stopped_at, CASE WHEN t.over_at < a.takes_effect_at THEN t.over_at END) AS "stoppedAt"`;
const FROM = 'act a JOIN term_now t ON t.id = a.term_id';
type Row = RecordedAct & Record<string, unknown>;

/** False where an act with this key was written before. */
export async function insertAct(
  tx: Tx,
  act: Omit<RecordedAct, 'at' | 'stoppedAt'> & { readonly clientKey: string },
): Promise<boolean> {
  const added = await tx.run(
    `INSERT INTO act (id, assembly_id, term_id, office_id, mandate_version, client_key, matter, position, figures, text,
                      verdict, because, at, takes_effect_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, plenary_now(), $13)
     ON CONFLICT ON CONSTRAINT act_once DO NOTHING`,
    [
      act.id,
      act.assemblyId,
      act.termId,
      act.officeId,
      act.mandateVersion,
      act.clientKey,
      JSON.stringify(act.matter),
      act.position,
      JSON.stringify(act.figures),
      act.text,
      act.verdict,
      act.because,
      act.takesEffectAt,
    ],
  );
  return added > 0;
}

export function actByKey(sql: Sql, termId: string, clientKey: string): Promise<RecordedAct | null> {
  return sql.maybe<Row>(`SELECT ${COLUMNS} FROM ${FROM} WHERE a.term_id = $1 AND a.client_key = $2`, [
    termId,
    clientKey,
  ]);
}

/** The newest first. */
export function actsPage(
  sql: Sql,
  termId: string,
  only: 'outside' | null,
  after: string | null,
  limit: number,
): Promise<RecordedAct[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE a.term_id = $1 AND ($2::text IS NULL OR a.verdict = $2)
       AND ($3::uuid IS NULL OR a.id < $3) ORDER BY a.id DESC LIMIT $4`,
    [termId, only, after, limit],
  );
}

/** Stops what the delegate of a term that has ended did and had no effect by then; how many acts. */
export function stopActs(tx: Tx, termId: string): Promise<number> {
  return tx.run(
    `UPDATE act a SET stopped_at = t.ended_at FROM term t
     WHERE t.id = $1 AND a.term_id = t.id AND a.stopped_at IS NULL AND a.takes_effect_at > t.ended_at`,
    [termId],
  );
}
