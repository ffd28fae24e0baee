import type { AssemblyId, Authority } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import { setParent } from '../persistence/assembly-rows.js';

/**
 * Places an assembly under another by its own decision, or takes it out of the tree (`parentId` null). What the one
 * above says to it is its own affair; rights in one give none in the other. A circle violates the constraint
 * `assembly_tree_has_no_circle`.
 */
export async function affiliate(
  tx: Tx,
  assemblyId: AssemblyId,
  parentId: AssemblyId | null,
  authority: Authority,
): Promise<EffectOutcome> {
  if (!(await setParent(tx, assemblyId, parentId))) return cannot('there is no such assembly');
  tx.record({ assemblyId, kind: 'assembly.affiliated', authority, data: { parent: parentId } });
  return done;
}
