import type { MembershipSuspended } from '@plenary/assembly';
import { noteGap } from '../persistence/roster-rows.js';
import { endShiftsBefore } from '../persistence/shift-rows.js';

/**
 * Whoever is suspended holds no shift meanwhile: those that begin before the suspension ends pass on at once, by the rule
 * that who steps in for whoever gives one up is drawn by; one that is on ends, and whoever may have it steps in. What
 * begins later stays theirs, so that as little as possible changes. When the suspension is over, or lifted, they are
 * drawn again, first for the places that nobody else could have.
 */
export const suspendInRota: MembershipSuspended = async (
  tx,
  { assemblyId, membershipId, until, authority },
) => {
  await noteGap(tx, assemblyId);
  if (until === null) return;
  await noteGap(tx, assemblyId, until);
  for (const { shift, place } of await endShiftsBefore(tx, membershipId, until))
    tx.record({
      assemblyId,
      kind: 'shift.ended',
      authority,
      data: { shift, place, membership: membershipId },
    });
};
