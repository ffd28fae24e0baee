import { randomBytes } from 'node:crypto';
import { hashSecret } from '@plenary/identity';
import { type AssemblyId, ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { importedSecret } from '../domain/secret.js';
import { type StagingVerdict, verdictOf } from '../domain/staging.js';
import {
  importById,
  insertStagedRows,
  membersByRef,
  type RollImportRow,
  type RowToStage,
} from '../persistence/import-rows.js';
import { authorise } from './authorise.js';
import type { RollFile } from './read-roll.js';

/** A staged import that nobody applied lapses after so many days. */
export const IMPORT_DAYS = 14;
/** Imports that may be waiting in an assembly at once: each may hold 200,000 rows. */
export const MAX_WAITING_IMPORTS = 5;

export interface StagedImport {
  readonly rollImport: RollImportRow;
  /** Shown this once, to the stager alone: with it, and with nothing that is stored, the invitations' secrets are derived. */
  readonly key: string;
}

// So many secrets are derived before other requests get their turn: some 10 ms.
const SLICE = 2_000;

/**
 * Stages a roll that `readRoll` has read: nothing changes on the roll yet, and every row says what it would do.
 * Applied by members together or by a motion, as a whole.
 */
export async function stageImport(
  tx: Tx,
  caller: PersonId,
  input: { readonly assemblyId: AssemblyId; readonly file: RollFile },
): Promise<Result<StagedImport>> {
  const { assemblyId, file } = input;
  const grant = await authorise(tx, caller, assemblyId, 'roll.stage');
  if (!grant.ok) return grant;
  await tx.run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`imports of ${assemblyId}`]);
  const { waiting } = await tx.one<{ waiting: number }>(
    `SELECT count(*) AS waiting FROM roll_import WHERE assembly_id = $1 AND applied_at IS NULL AND expires_at > plenary_now()`,
    [assemblyId],
  );
  if (waiting >= MAX_WAITING_IMPORTS) {
    return rejected({
      code: 'TOO_MANY_IMPORTS',
      message: `${waiting} imports are waiting already: have one applied, or wait until one lapses.`,
    });
  }
  const importId = newId<'import'>();
  const key = randomBytes(32).toString('base64url');
  const verdicts = await judge(tx, assemblyId, file);
  const rows = await withSecrets(file, verdicts, key);
  const counts = { created: 0, updated: 0, refused: 0 };
  for (const row of rows) counts[row.outcome]++;
  await tx.run(
    `INSERT INTO roll_import (id, assembly_id, staged_by, staged_at, expires_at, key_hash, file_hash, row_count, created, updated, refused)
     SELECT $1, $2, $3, clock.now, clock.now + make_interval(days => $4), $5, $6, $7, $8, $9, $10
     FROM (SELECT plenary_now() AS now OFFSET 0) clock`,
    [
      importId,
      assemblyId,
      grant.value.membership.id,
      IMPORT_DAYS,
      hashSecret(key),
      file.hash,
      rows.length,
      counts.created,
      counts.updated,
      counts.refused,
    ],
  );
  await insertStagedRows(tx, importId, rows);
  tx.record({
    assemblyId,
    kind: 'roll-import.staged',
    authority: grant.value.authority,
    data: { import: importId, ...counts },
    // Salted, since a file with one unknown name could be found by trying.
    personal: { fileSha256: file.hash.toString('hex') },
  });
  return ok({ rollImport: (await importById(tx, importId))!, key });
}

async function judge(tx: Tx, assemblyId: AssemblyId, file: RollFile): Promise<StagingVerdict[]> {
  const refs = file.rows.filter((row) => row.problem === null).map((row) => row.ref);
  const onRoll = new Map((await membersByRef(tx, assemblyId, refs)).map((member) => [member.ref, member]));
  return file.rows.map((row) => verdictOf(row, onRoll.get(row.ref)));
}

async function withSecrets(
  file: RollFile,
  verdicts: readonly StagingVerdict[],
  key: string,
): Promise<RowToStage[]> {
  const rows: RowToStage[] = [];
  for (const [i, { line, ref, name }] of file.rows.entries()) {
    const verdict = verdicts[i]!;
    const membershipId = verdict.outcome === 'created' ? newId<'membership'>() : verdict.membershipId;
    const tokenHash =
      membershipId !== null && verdict.needsInvitation ? hashSecret(importedSecret(key, membershipId)) : null;
    rows.push({ line, ref, name, outcome: verdict.outcome, reason: verdict.reason, membershipId, tokenHash });
    if (i % SLICE === SLICE - 1) await new Promise(setImmediate);
  }
  return rows;
}
