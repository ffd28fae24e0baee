import { createPersons } from '@plenary/identity';
import type { AssemblyId, Authority } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { cannot, type EffectOutcome } from '../domain/effect-outcome.js';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import {
  createMembers,
  makeInvitations,
  markApplied,
  refuseOvertaken,
  rowsToCreate,
  updateMembers,
} from '../persistence/apply-import-rows.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import { lockImport } from '../persistence/import-rows.js';
import { lockMembers } from '../persistence/locks.js';

/** An imported member's invitation is open for so many days; a later import of the same ref makes a new one. */
export const IMPORT_INVITATION_DAYS = 90;

export type ImportOutcome = EffectOutcome & {
  readonly created?: number;
  readonly updated?: number;
  readonly refused?: number;
};

/**
 * Applies a staged import, whole, as one act of the assembly or of members together, once. Rows that the roll has
 * overtaken since are refused and say so. New members count after the days of challenge; at once where the assembly
 * itself decided by motion.
 */
export async function applyImport(
  tx: Tx,
  assemblyId: AssemblyId,
  importId: string,
  authority: Authority,
): Promise<ImportOutcome> {
  await lockMembers(tx, assemblyId, 'exclusive');
  const staged = await lockImport(tx, importId);
  if (staged === null || staged.assemblyId !== assemblyId) return cannot('there is no such import');
  if (staged.state === 'applied') return cannot('this import was applied already');
  if (staged.state === 'lapsed') return cannot('this import lapsed: stage it again');
  await refuseOvertaken(tx, staged);
  const rows = await rowsToCreate(tx, importId);
  if (rows > 0) {
    // Each gets a person without a sign-in, who stands for the member until the invitation is taken up.
    const persons = await createPersons(tx, rows);
    const { challengeDays } = (await bylawsOf(tx, assemblyId)).section(MEMBERSHIP_SECTION);
    await createMembers(tx, staged, persons, authority.source === 'motion' ? null : challengeDays);
  }
  await updateMembers(tx, staged);
  await makeInvitations(tx, staged, IMPORT_INVITATION_DAYS);
  const counts = await markApplied(tx, importId);
  tx.record({
    assemblyId,
    kind: 'roll.imported',
    authority,
    data: { import: importId, created: counts.created, updated: counts.updated, refused: counts.refused },
    personal: { fileSha256: staged.fileHash.toString('hex') },
  });
  return { done: true, ...counts };
}
