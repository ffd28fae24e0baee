import { randomBytes } from 'node:crypto';
import { hashSecret } from '@plenary/identity';
import { type AssemblyId, ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { type StagingVerdict, verdictOf } from '../domain/staging.js';
import {
  importById,
  insertImport,
  insertStagedRows,
  membersByRef,
  type OnRoll,
  type RollImportRow,
  type RowToStage,
  waitingImports,
} from '../persistence/import-rows.js';
import { lockByName } from '../persistence/locks.js';
import { authorise } from './authorise.js';
import { importedSecret } from './imported-secret.js';
import type { RollFile } from './read-roll.js';

/** A staged import that nobody applied lapses after so many days. */
export const IMPORT_DAYS = 14;
/** Imports that may be waiting at once: of one member, so that nobody can take all the places, and of an assembly. */
export const MAX_WAITING_IMPORTS = { own: 5, all: 25 } as const;

export interface StagedImport {
  readonly rollImport: RollImportRow;
  /** Shown this once, to the stager alone: with it, and with nothing that is stored, the invitations' secrets are derived. */
  readonly key: string;
}

// So many secrets are derived before other requests get their turn: some milliseconds.
const SLICE = 1_000;

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
  await lockByName(tx, `imports of ${assemblyId}`);
  const waiting = await waitingImports(tx, assemblyId, grant.value.membership.id);
  if (waiting.own >= MAX_WAITING_IMPORTS.own || waiting.all >= MAX_WAITING_IMPORTS.all) {
    return rejected({
      code: 'TOO_MANY_IMPORTS',
      message: `${waiting.all} imports are waiting already, ${waiting.own} of them yours: have one applied, or wait until one lapses.`,
    });
  }
  const importId = newId<'import'>();
  const key = randomBytes(32).toString('base64url');
  const verdicts = await judge(tx, assemblyId, file);
  const rows = await withSecrets(file, verdicts, key);
  const counts = { created: 0, updated: 0, refused: 0 };
  for (const row of rows) counts[row.outcome]++;
  await insertImport(
    tx,
    {
      id: importId,
      assemblyId,
      stagedBy: grant.value.membership.id,
      keyHash: hashSecret(key),
      fileHash: file.hash,
      rows: rows.length,
      ...counts,
    },
    IMPORT_DAYS,
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
  const onRoll = new Map<string, OnRoll>();
  for (let at = 0; at < refs.length; at += SLICE)
    for (const member of await membersByRef(tx, assemblyId, refs.slice(at, at + SLICE)))
      onRoll.set(member.ref, member);
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
