import { type Action, activeMembership, authorise, type Grant, lockMembers } from '@plenary/assembly';
import type { AssemblyId, PersonId, Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import { type ShiftRow, shiftById } from '../persistence/shift-rows.js';
import { isSeedShowing } from '../persistence/value-rows.js';

/** What a draw depends on and only its member knows: whoever sees the seed could choose a draw by it. */
const UNSEEN: readonly Action[] = ['rota.sayTimes', 'skill.give'];

/**
 * The beginning of every change to the rota of an assembly: a stranger is refused before anything is locked; then one
 * change at a time, so that nothing which was looked at can move before the commit; then the right.
 */
export async function enterRota(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  action: Action,
  about: 'own' | { readonly membershipId?: string } = 'own',
): Promise<Result<Grant>> {
  const own = await activeMembership(tx, personId, assemblyId);
  if (own === null) throw notAllowed();
  await lockMembers(tx, assemblyId, 'exclusive');
  const grant = await authorise(
    tx,
    personId,
    assemblyId,
    action,
    about === 'own' ? { membershipId: own.id } : about,
  );
  if (grant.ok && UNSEEN.includes(action) && (await isSeedShowing(tx, assemblyId)))
    return refuse('DRAW_UNDER_WAY');
  return grant;
}

export interface Entered {
  readonly grant: Grant;
  /** As it is under the lock: it stands. */
  readonly shift: ShiftRow;
  readonly now: Date;
}

/**
 * The same for an act on one shift, which still stands. `whose`: the act is its holder's; anybody's; or its holder's
 * before those who hold a right in it.
 * @throws NOT_ALLOWED when there is no such shift, or the act is its holder's and the caller is another.
 */
export async function enterShift(
  tx: Tx,
  personId: PersonId,
  shiftId: string,
  action: Action,
  whose: 'holder' | 'anybody' | 'concerned',
): Promise<Result<Entered>> {
  const seen = await shiftById(tx, shiftId);
  if (seen === null) throw notAllowed();
  const about = whose === 'concerned' ? { membershipId: seen.membershipId } : 'own';
  const grant = await enterRota(tx, personId, seen.assemblyId, action, about);
  if (!grant.ok) return grant;
  if (whose === 'holder' && grant.value.membership.id !== seen.membershipId) throw notAllowed();
  const shift = await shiftById(tx, shiftId);
  if (shift === null || shift.endedAt !== null) return refuse('SHIFT_OVER');
  return { ok: true, value: { grant: grant.value, shift, now: await tx.now() } };
}
