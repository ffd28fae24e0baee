import { type AssemblyId, type MembershipId, ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { eraseMemberships, erasePersonal, membershipsOf, namesOf } from '../persistence/erase-rows.js';
import { lockMembers } from '../persistence/locks.js';
import { lockMembership } from '../persistence/membership-changes.js';
import { activeMembership } from '../persistence/membership-rows.js';
import { leaveAssembly } from './end-membership.js';
import type { AssemblyPorts } from './ports.js';

/**
 * Leaves the assembly, where the caller has not yet, and takes their name out of it: of the memberships, of the entries
 * of the record (whose commitments stay, so every proof holds), what was written of them beside a challenge, and what
 * the other contexts hold of them. Rolls that are frozen keep the membership, which has no name any more, and ballots
 * stay as they were cast. What an expulsion or suspension says stays until it ends. Sent again, it erases what came in
 * between, and says nothing new.
 * @throws NOT_ALLOWED for somebody who never was a member.
 */
export async function forgetMe(
  ports: Pick<AssemblyPorts, 'ended' | 'forgotten'>,
  tx: Tx,
  caller: PersonId,
  assemblyId: AssemblyId,
): Promise<Result<{ readonly membershipId: MembershipId }>> {
  // Alone: whoever writes this person's name into the record beside us has committed, or reads it after us.
  await lockMembers(tx, assemblyId, 'exclusive');
  const ids = await membershipsOf(tx, caller, assemblyId);
  const last = ids.at(-1);
  if (last === undefined) throw notAllowed();
  for (const id of ids) await lockMembership(tx, id);
  const names = await namesOf(tx, assemblyId, ids);
  const renamed = await eraseMemberships(tx, ids);
  // After the name: the entry of leaving has none.
  if ((await activeMembership(tx, caller, assemblyId)) !== null) {
    const left = await leaveAssembly(ports, tx, caller, assemblyId);
    if (!left.ok) return left;
  }
  for (const hook of ports.forgotten) await hook(tx, { assemblyId, membershipIds: ids });
  const erased = await erasePersonal(tx, assemblyId, ids, names);
  if (renamed + erased > 0) {
    tx.record({
      assemblyId,
      kind: 'member.forgotten',
      authority: { source: 'membership', membership: last },
      data: { membership: last },
    });
  }
  return ok({ membershipId: last });
}
