import { type AssemblyId, ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { cleanName, MAX_DISPLAY_NAME } from '../domain/names.js';
import { isQuiet } from '../persistence/assembly-rows.js';
import { lockMembership, rename } from '../persistence/membership-changes.js';
import { type ActiveMembership, activeMembership } from '../persistence/membership-rows.js';
import { authorise } from './authorise.js';

/** Changes what a member is called in one assembly; a pseudonym is fine, and two members may have the same. */
export async function changeDisplayName(
  tx: Tx,
  caller: PersonId,
  input: { readonly assemblyId: AssemblyId; readonly displayName: string },
): Promise<Result<ActiveMembership>> {
  const { assemblyId } = input;
  const own = await activeMembership(tx, caller, assemblyId);
  if (own === null) throw notAllowed();
  await lockMembership(tx, own.id);
  const grant = await authorise(tx, caller, assemblyId, 'member.rename', { membershipId: own.id });
  if (!grant.ok) return grant;
  const name = cleanName(input.displayName, MAX_DISPLAY_NAME);
  if (!name.ok) return name;
  if (grant.value.membership.displayName === name.value) return ok(grant.value.membership);
  await rename(tx, own.id, name.value);
  tx.record({
    assemblyId,
    kind: 'member.renamed',
    authority: grant.value.authority,
    data: { membership: own.id },
    // A quiet assembly's record is no directory.
    personal: { member: (await isQuiet(tx, assemblyId)) ? 'another' : name.value },
  });
  return ok({ ...grant.value.membership, displayName: name.value });
}
