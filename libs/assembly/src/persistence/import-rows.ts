import type { AssemblyId, MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

export interface RollImportRow {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly stagedBy: MembershipId;
  readonly stagedAt: Date;
  readonly expiresAt: Date;
  readonly keyHash: Buffer;
  readonly fileHash: Buffer;
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly refused: number;
  readonly appliedAt: Date | null;
  readonly state: 'staged' | 'applied' | 'lapsed';
}

const IMPORT = `r.id, r.assembly_id AS "assemblyId", r.staged_by AS "stagedBy", r.staged_at AS "stagedAt",
  r.expires_at AS "expiresAt", r.key_hash AS "keyHash", r.file_hash AS "fileHash", r.row_count AS rows, r.created, r.updated,
  r.refused, r.applied_at AS "appliedAt", CASE WHEN r.applied_at IS NOT NULL THEN 'applied'
  WHEN r.expires_at <= plenary_now() THEN 'lapsed' ELSE 'staged' END AS state`;

export function importById(sql: Sql, id: string): Promise<RollImportRow | null> {
  return sql.maybe<RollImportRow>(`SELECT ${IMPORT} FROM roll_import r WHERE r.id = $1`, [id]);
}

export async function lockImport(tx: Tx, id: string): Promise<RollImportRow | null> {
  await tx.run('SELECT 1 FROM roll_import WHERE id = $1 FOR UPDATE', [id]);
  return importById(tx, id);
}

/** The latest imports of an assembly, newest first. */
export function importsOf(sql: Sql, assemblyId: AssemblyId, limit: number): Promise<RollImportRow[]> {
  return sql.query<RollImportRow>(
    `SELECT ${IMPORT} FROM roll_import r WHERE r.assembly_id = $1 ORDER BY r.staged_at DESC, r.id DESC LIMIT $2`,
    [assemblyId, limit],
  );
}

export interface StagedRow {
  readonly line: number;
  readonly ref: string;
  readonly name: string;
  readonly outcome: 'created' | 'updated' | 'refused';
  readonly reason: string | null;
}

/** Up to `limit` rows after a line, in the file's order. */
export function stagedRows(sql: Sql, importId: string, after: number, limit: number): Promise<StagedRow[]> {
  return sql.query<StagedRow>(
    `SELECT line, ref, name, outcome, reason FROM roll_import_row
     WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3`,
    [importId, after, limit],
  );
}

export interface RowToStage extends StagedRow {
  readonly membershipId: string | null;
  readonly tokenHash: Buffer | null;
}

// Rows of one INSERT: the driver takes some 10 ms to write them down, in which nobody else is answered.
const BATCH = 2_000;

export async function insertStagedRows(tx: Tx, importId: string, rows: readonly RowToStage[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) {
    const batch = rows.slice(at, at + BATCH);
    await tx.run(
      `INSERT INTO roll_import_row (import_id, line, ref, name, outcome, reason, membership_id, token_hash)
       SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::bytea[])`,
      [
        importId,
        batch.map((r) => r.line),
        batch.map((r) => r.ref),
        batch.map((r) => r.name),
        batch.map((r) => r.outcome),
        batch.map((r) => r.reason),
        batch.map((r) => r.membershipId),
        batch.map((r) => r.tokenHash),
      ],
    );
  }
}

export interface OnRoll {
  readonly ref: string;
  readonly membershipId: MembershipId;
  readonly name: string;
  readonly joined: boolean;
  /** Whether its invitation can still be taken up. */
  readonly invited: boolean;
}

/** The members that were imported under these refs and are still on the roll. */
export function membersByRef(sql: Sql, assemblyId: AssemblyId, refs: readonly string[]): Promise<OnRoll[]> {
  return sql.query<OnRoll>(
    `SELECT m.external_ref AS ref, m.id AS "membershipId", m.display_name AS name, m.joined_at IS NOT NULL AS joined,
            EXISTS (SELECT 1 FROM invitation i WHERE i.membership_id = m.id AND i.used_at IS NULL
                      AND i.revoked_at IS NULL AND i.expires_at > plenary_now()) AS invited
     FROM membership m JOIN unnest($2::text[]) AS f (ref) ON m.external_ref = f.ref
     WHERE m.assembly_id = $1 AND m.ended_at IS NULL`,
    [assemblyId, refs],
  );
}

/** The rows of an applied import whose invitations can still be taken up, in the file's order. */
export function untakenRows(
  sql: Sql,
  importId: string,
): Promise<{ ref: string; name: string; membershipId: string }[]> {
  return sql.query<{ ref: string; name: string; membershipId: string }>(
    `SELECT r.ref, r.name, r.membership_id AS "membershipId" FROM roll_import_row r
     JOIN invitation i ON i.token_hash = r.token_hash AND i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > plenary_now()
     WHERE r.import_id = $1 ORDER BY r.line`,
    [importId],
  );
}

/** Empties up to five imports that lapsed, or were applied so many days ago; how many. */
export async function deleteOldRows(tx: Tx, days: number): Promise<number> {
  const old = await tx.query<{ id: string }>(
    `SELECT id FROM roll_import r
     WHERE (CASE WHEN applied_at IS NULL THEN expires_at ELSE applied_at + make_interval(days => $1) END) < plenary_now()
       AND EXISTS (SELECT 1 FROM roll_import_row WHERE import_id = r.id)
     ORDER BY staged_at LIMIT 5 FOR UPDATE SKIP LOCKED`,
    [days],
  );
  await tx.run('DELETE FROM roll_import_row WHERE import_id = ANY($1::uuid[])', [old.map(({ id }) => id)]);
  return old.length;
}

/** Imports that are neither applied nor lapsed: all of the assembly's, and one member's own. */
export function waitingImports(
  sql: Sql,
  assemblyId: AssemblyId,
  stager: MembershipId,
): Promise<{ all: number; own: number }> {
  return sql.one<{ all: number; own: number }>(
    `SELECT count(*) AS all, count(*) FILTER (WHERE staged_by = $2) AS own FROM roll_import WHERE assembly_id = $1 AND applied_at IS NULL AND expires_at > plenary_now()`,
    [assemblyId, stager],
  );
}

export async function insertImport(
  tx: Tx,
  i: Pick<
    RollImportRow,
    'id' | 'assemblyId' | 'stagedBy' | 'keyHash' | 'fileHash' | 'rows' | 'created' | 'updated' | 'refused'
  >,
  days: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO roll_import (id, assembly_id, staged_by, staged_at, expires_at, key_hash, file_hash, row_count, created, updated, refused)
     SELECT $1, $2, $3, clock.now, clock.now + make_interval(days => $4), $5, $6, $7, $8, $9, $10
     FROM (SELECT plenary_now() AS now OFFSET 0) clock`,
    [i.id, i.assemblyId, i.stagedBy, days, i.keyHash, i.fileHash, i.rows, i.created, i.updated, i.refused],
  );
}
