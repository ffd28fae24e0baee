import type { PersonId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { RollImportRow } from './import-rows.js';

/**
 * Who came onto the roll, joined or left since the staging. Here and below the import's rows are gathered first: they
 * are too new to have statistics, and joined directly they were read again for each member (10 s instead of 20 ms).
 */
export async function refuseOvertaken(tx: Tx, staged: RollImportRow): Promise<void> {
  await tx.run(
    `WITH staged AS MATERIALIZED (
       SELECT line, ref FROM roll_import_row WHERE import_id = $1 AND outcome = 'created'),
     overtaken AS MATERIALIZED (
       SELECT staged.line FROM staged JOIN membership m ON m.external_ref = staged.ref
       WHERE m.assembly_id = $2 AND m.ended_at IS NULL)
     UPDATE roll_import_row r SET outcome = 'refused', membership_id = NULL, token_hash = NULL,
            reason = 'The ref came onto the roll after this import was staged.'
     FROM overtaken WHERE r.import_id = $1 AND r.line = overtaken.line`,
    [staged.id, staged.assemblyId],
  );
  await tx.run(
    `WITH staged AS MATERIALIZED (
       SELECT line, membership_id FROM roll_import_row WHERE import_id = $1 AND outcome = 'updated'),
     overtaken AS MATERIALIZED (
       SELECT staged.line FROM staged JOIN membership m ON m.id = staged.membership_id
       WHERE m.ended_at IS NOT NULL OR m.joined_at IS NOT NULL)
     UPDATE roll_import_row r SET outcome = 'refused', membership_id = NULL, token_hash = NULL,
            reason = 'The member joined or left after this import was staged.'
     FROM overtaken WHERE r.import_id = $1 AND r.line = overtaken.line`,
    [staged.id],
  );
}

export async function rowsToCreate(sql: Sql, importId: string): Promise<number> {
  const { rows } = await sql.one<{ rows: number }>(
    `SELECT count(*) AS rows FROM roll_import_row WHERE import_id = $1 AND outcome = 'created'`,
    [importId],
  );
  return rows;
}

/** A membership for each created row, tied to one of the persons; counts after the days of challenge, at once when null. */
export async function createMembers(
  tx: Tx,
  staged: RollImportRow,
  persons: readonly PersonId[],
  challengeDays: number | null,
): Promise<void> {
  const now = await tx.now();
  await tx.run(
    `INSERT INTO membership (id, assembly_id, person_id, display_name, external_ref, source, since, counts_from, confirmed_at)
     SELECT r.membership_id, $2, p.id, r.name, r.ref, 'import', $4::timestamptz,
            $4::timestamptz + make_interval(days => $5::int), $6::timestamptz
     FROM (SELECT membership_id, name, ref, row_number() OVER (ORDER BY line) AS n
           FROM roll_import_row WHERE import_id = $1 AND outcome = 'created') r
     JOIN unnest($3::uuid[]) WITH ORDINALITY AS p (id, n) ON p.n = r.n`,
    [
      staged.id,
      staged.assemblyId,
      `{${persons.join()}}`,
      now,
      challengeDays ?? 0,
      challengeDays === null ? now : null,
    ],
  );
}

export async function updateMembers(tx: Tx, staged: RollImportRow): Promise<void> {
  await tx.run(
    `WITH staged AS MATERIALIZED (
       SELECT membership_id, name FROM roll_import_row WHERE import_id = $1 AND outcome = 'updated')
     UPDATE membership m SET display_name = staged.name FROM staged WHERE m.id = staged.membership_id`,
    [staged.id],
  );
}

/** The row's new invitation replaces any that its member had. */
export async function makeInvitations(tx: Tx, staged: RollImportRow, days: number): Promise<void> {
  await tx.run(
    `WITH renewed AS MATERIALIZED (
       SELECT membership_id FROM roll_import_row WHERE import_id = $1 AND outcome = 'updated' AND token_hash IS NOT NULL)
     UPDATE invitation i SET revoked_at = plenary_now() FROM renewed
     WHERE i.membership_id = renewed.membership_id AND i.used_at IS NULL AND i.revoked_at IS NULL`,
    [staged.id],
  );
  await tx.run(
    `INSERT INTO invitation (id, assembly_id, token_hash, membership_id, created_by, created_at, expires_at)
     SELECT gen_random_uuid(), $2, r.token_hash, r.membership_id, $3, clock.now, clock.now + make_interval(days => $4)
     FROM roll_import_row r CROSS JOIN (SELECT plenary_now() AS now OFFSET 0) clock
     WHERE r.import_id = $1 AND r.token_hash IS NOT NULL`,
    [staged.id, staged.assemblyId, staged.stagedBy, days],
  );
}

/** Marks it applied, with what came of its rows. */
export function markApplied(
  tx: Tx,
  importId: string,
): Promise<{ created: number; updated: number; refused: number }> {
  return tx.one<{ created: number; updated: number; refused: number }>(
    `UPDATE roll_import SET applied_at = plenary_now(), created = c.created, updated = c.updated, refused = c.refused
     FROM (SELECT count(*) FILTER (WHERE outcome = 'created')::int AS created,
                  count(*) FILTER (WHERE outcome = 'updated')::int AS updated,
                  count(*) FILTER (WHERE outcome = 'refused')::int AS refused
           FROM roll_import_row WHERE import_id = $1) c
     WHERE id = $1 RETURNING c.created, c.updated, c.refused`,
    [importId],
  );
}
