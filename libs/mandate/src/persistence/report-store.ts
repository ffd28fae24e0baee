import type { AssemblyId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';

/** A report that a delegate owes, or gave. */
export interface Report {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly termId: string;
  readonly officeId: string;
  readonly dueAt: Date;
  readonly writtenAt: Date | null;
  readonly text: string | null;
  readonly outcome: 'accepted' | 'censured' | null;
  readonly decidedAt: Date | null;
  readonly motionId: string | null;
  /** Due, not written, and its delegate still in the seat: on the clock. */
  readonly overdue: boolean;
}

const COLUMNS = `r.id, r.assembly_id AS "assemblyId", r.term_id AS "termId", r.office_id AS "officeId", r.due_at AS "dueAt",
  r.written_at AS "writtenAt", r.text, r.outcome, r.decided_at AS "decidedAt", r.motion_id AS "motionId",
  (r.written_at IS NULL AND r.due_at <= plenary_now() AND t.over_at IS NULL) AS overdue`;
const FROM = 'report r JOIN term_now t ON t.id = r.term_id';
type Row = Report & Record<string, unknown>;

export async function reportById(sql: Sql, id: string): Promise<Report | null> {
  return sql.maybe<Row>(`SELECT ${COLUMNS} FROM ${FROM} WHERE r.id = $1`, [id]);
}

export async function lockReport(tx: Tx, id: string): Promise<Report | null> {
  await tx.run('SELECT 1 FROM report WHERE id = $1 FOR UPDATE', [id]);
  return reportById(tx, id);
}

/** Of each term, the latest due first. */
export function reportsOf(sql: Sql, termIds: readonly string[]): Promise<Report[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE r.term_id = ANY ($1) ORDER BY r.term_id, r.due_at DESC LIMIT 1000`,
    [termIds],
  );
}

/** What is overdue in an assembly, the oldest first: it stands on the home page until it is given. */
export function overdueReports(sql: Sql, assemblyId: AssemblyId): Promise<Report[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM}
     WHERE r.assembly_id = $1 AND r.written_at IS NULL AND r.due_at <= plenary_now() AND t.over_at IS NULL
     ORDER BY r.due_at, r.id LIMIT 100`,
    [assemblyId],
  );
}

/** A report is due then; once for one instant. */
export async function insertReport(
  tx: Tx,
  term: { readonly id: string; readonly assemblyId: AssemblyId; readonly officeId: string },
  dueAt: Date,
): Promise<void> {
  await tx.run(
    `INSERT INTO report (id, assembly_id, term_id, office_id, due_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT ON CONSTRAINT report_due_once DO NOTHING`,
    [newId(), term.assemblyId, term.id, term.officeId, dueAt],
  );
}

export async function markWritten(tx: Tx, id: string, text: string): Promise<void> {
  await tx.run('UPDATE report SET written_at = plenary_now(), text = $2 WHERE id = $1', [id, text]);
}

export async function markJudged(
  tx: Tx,
  id: string,
  outcome: 'accepted' | 'censured',
  motionId: string,
): Promise<void> {
  await tx.run('UPDATE report SET outcome = $2, decided_at = plenary_now(), motion_id = $3 WHERE id = $1', [
    id,
    outcome,
    motionId,
  ]);
}

/** Notes which reports the members are told are overdue, each once, and gives them. */
export function takeOverdue(tx: Tx, limit: number): Promise<Report[]> {
  return tx.query<Row>(
    `WITH due AS (
       SELECT id FROM report WHERE told_at IS NULL AND written_at IS NULL AND due_at <= plenary_now()
       ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED),
     told AS (UPDATE report SET told_at = plenary_now() FROM due WHERE report.id = due.id RETURNING report.*)
     SELECT ${COLUMNS} FROM told r JOIN term_now t ON t.id = r.term_id`,
    [limit],
  );
}

export async function nextOverdue(sql: Sql): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>({
    name: 'mandate-next-report',
    text: 'SELECT min(due_at) AS at FROM report WHERE told_at IS NULL AND written_at IS NULL',
  });
  return row.at;
}
