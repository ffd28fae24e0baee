import type { AssemblyId, Authority } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import { lockMembers } from '../persistence/locks.js';
import { confirm } from '../persistence/membership-changes.js';

/** Confirms members by decision of the assembly: they count from now, challenged or not. Who has left is passed over. */
export async function confirmMembers(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipIds: readonly string[],
  authority: Authority,
): Promise<EffectOutcome> {
  await lockMembers(tx, assemblyId, 'exclusive');
  const members = await confirm(tx, assemblyId, membershipIds);
  if (members.length === 0) return cannot('none of the members who were named is a member any more');
  tx.record({
    assemblyId,
    kind: 'members.confirmed',
    authority,
    data: { members, confirmed: members.length },
  });
  return done;
}
