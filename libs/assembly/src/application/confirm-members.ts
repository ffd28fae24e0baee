import type { AssemblyId, Authority } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import { lockMembers } from '../persistence/locks.js';

/** Confirms members by decision of the assembly: they count from now, challenged or not. Who has left is passed over. */
export async function confirmMembers(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipIds: readonly string[],
  authority: Authority,
): Promise<EffectOutcome> {
  await lockMembers(tx, assemblyId, 'exclusive');
  const confirmed = await tx.query<{ id: string }>(
    `UPDATE membership SET counts_from = least(counts_from, plenary_now()), confirmed_at = plenary_now(), challenged_at = NULL
     WHERE assembly_id = $1 AND id = ANY($2::uuid[]) AND ended_at IS NULL RETURNING id`,
    [assemblyId, membershipIds],
  );
  if (confirmed.length === 0) return cannot('none of the members who were named is a member any more');
  const members = confirmed.map(({ id }) => id).sort();
  tx.record({
    assemblyId,
    kind: 'members.confirmed',
    authority,
    data: { members, confirmed: members.length },
  });
  return done;
}
