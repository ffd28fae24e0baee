import { activeMembership, authorise, lockByName, standingOf } from '@plenary/assembly';
import { type AssemblyId, type MembershipId, ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Sql, type Tx } from '@plenary/platform';
import { type HardshipRequest, lockRequest, requestById } from '../../persistence/hardship-rows.js';

/**
 * The beginning of what a member does in their own requests: one of them at a time for each member, since one request
 * is open at most and a key is used once. @throws NOT_ALLOWED for a stranger, before anything is locked.
 */
export async function enterOwn(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
): Promise<Result<MembershipId>> {
  const own = await activeMembership(tx, personId, assemblyId);
  if (own === null) throw notAllowed();
  await lockByName(tx, `hardship ${own.id}`);
  const grant = await authorise(tx, personId, assemblyId, 'hardship.ask', { membershipId: own.id });
  return grant.ok ? ok(own.id) : grant;
}

/** The same for one request of the caller's own, as it is under its lock. @throws NOT_ALLOWED for any other. */
export async function enterOwnRequest(
  tx: Tx,
  personId: PersonId,
  requestId: string,
): Promise<Result<HardshipRequest>> {
  const seen = await requestById(tx, requestId);
  if (seen === null) throw notAllowed();
  const own = await enterOwn(tx, personId, seen.assemblyId);
  if (!own.ok) return own;
  // Another member's is as one that does not exist.
  if (own.value !== seen.membershipId) throw notAllowed();
  const request = await lockRequest(tx, seen.assemblyId, requestId);
  if (request === null) throw notAllowed();
  return ok(request);
}

export interface Hearing {
  /** As it is under the lock; null where the assembly has none such, or has it no more. */
  readonly request: HardshipRequest | null;
  /** The membership of who acts by their shift. */
  readonly holderId: MembershipId;
}

/**
 * The beginning of an act on another member's request. The right locks the task and the shift that give it; then the
 * request is locked, which may have taken its time, and the right is judged again on the clock and about that very
 * request: nobody answers their own.
 */
export async function enterHearing(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  requestId: string,
): Promise<Result<Hearing>> {
  const first = await authorise(tx, personId, assemblyId, 'hardship.hear');
  if (!first.ok) return first;
  const request = await lockRequest(tx, assemblyId, requestId);
  const about = request === null ? {} : { membershipId: request.membershipId };
  const grant = await authorise(tx, personId, assemblyId, 'hardship.hear', about);
  return grant.ok ? ok({ request, holderId: grant.value.membership.id }) : grant;
}

/** The memberships that hold the power now. Of a stranger's assembly nobody's. */
export async function hearersNow(sql: Sql, personId: PersonId, assemblyId: AssemblyId): Promise<string[]> {
  const found = await standingOf(sql, personId, assemblyId, {}, ['see_hardship']);
  const shifts = found?.standing.shifts ?? [];
  const now = shifts.filter(({ state, chosen }) => state === 'now' && chosen !== 'spot');
  return [...new Set(now.map(({ membershipId }) => membershipId))];
}
