import {
  type AssemblyId,
  type Authority,
  type MembershipId,
  ok,
  type PersonId,
  type Result,
} from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { notAllowed } from '@plenary/platform';
import { nameForRecord } from '../persistence/assembly-rows.js';
import { lockMembers } from '../persistence/locks.js';
import { lockMembership, markEnded } from '../persistence/membership-changes.js';
import { activeMembership } from '../persistence/membership-rows.js';
import { endPowers } from '../persistence/shift-rows.js';
import { authorise } from './authorise.js';
import type { AssemblyPorts } from './ports.js';

export interface EndedMembership {
  readonly assemblyId: AssemblyId;
  readonly membershipId: MembershipId;
  readonly personId: PersonId;
}

/** Leaves an assembly: at once, asking nobody, suspended or not. Rolls that are frozen keep the voter. */
export async function leaveAssembly(
  ports: Pick<AssemblyPorts, 'ended'>,
  tx: Tx,
  caller: PersonId,
  assemblyId: AssemblyId,
): Promise<Result<EndedMembership>> {
  const own = await activeMembership(tx, caller, assemblyId);
  if (own === null) throw notAllowed();
  await lockMembers(tx, assemblyId, 'shared');
  await lockMembership(tx, own.id);
  const grant = await authorise(tx, caller, assemblyId, 'member.leave', { membershipId: own.id });
  if (!grant.ok) return grant;
  const ended = { assemblyId, membershipId: own.id, personId: caller };
  await endMembership(ports, tx, ended, 'left', grant.value.authority);
  tx.record({
    assemblyId,
    kind: 'member.left',
    authority: grant.value.authority,
    data: { membership: own.id },
    personal: await nameForRecord(tx, own.id),
  });
  return ok(ended);
}

/** Ends it in this transaction with every power that came from it. The caller has locked the members and records it. */
export async function endMembership(
  ports: Pick<AssemblyPorts, 'ended'>,
  tx: Tx,
  ended: EndedMembership,
  kind: 'left' | 'expelled',
  authority: Authority,
): Promise<void> {
  const { assemblyId, membershipId, personId } = ended;
  await markEnded(tx, membershipId, kind);
  const { seats, shifts } = await endPowers(tx, membershipId);
  for (const seat of seats) {
    tx.record({ assemblyId, kind: 'seat.vacated', authority, data: { seat, membership: membershipId } });
  }
  for (const shift of shifts) {
    tx.record({ assemblyId, kind: 'shift.ended', authority, data: { shift, membership: membershipId } });
  }
  for (const hook of ports.ended) await hook(tx, ended);
  tx.change({
    scope: personId,
    kind: 'membership.ended',
    ids: { assembly: assemblyId, membership: membershipId },
    atOnce: true,
  });
}
