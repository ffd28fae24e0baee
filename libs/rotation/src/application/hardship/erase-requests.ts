import type { MembershipEnded } from '@plenary/assembly';
import type { Tx } from '@plenary/platform';
import { eraseEnded, eraseRequestsOf } from '../../persistence/hardship-rows.js';

const AT_ONCE = 500;

/**
 * Who leaves, is expelled or asks to be forgotten leaves no request behind, open or not. What they wrote to others by
 * their shift stays with those, under a membership that may have no name any more.
 */
export const leaveHardship: MembershipEnded = async (tx, { membershipId }) => {
  await eraseRequestsOf(tx, membershipId);
};

/** Erases requests whose time after their end is over, a few at a time; how many. */
export function forgetOldHardship(tx: Tx): Promise<number> {
  return eraseEnded(tx, AT_ONCE);
}
