import type { OnPersonRecovered, PlaceholderSource, RecoveryWitness } from '@plenary/identity';
import { nameForRecord } from '../persistence/assembly-rows.js';
import { personBehind } from '../persistence/invitation-rows.js';
import {
  hasMembership,
  liveMemberships,
  membershipBeside,
  membershipIdsOf,
} from '../persistence/witness-rows.js';

/** Identity asks whom an imported member's invitation was made for. */
export const PLACEHOLDERS: PlaceholderSource = { placeholderOf: personBehind };

/** Identity asks who is a member beside whom. Voting and motion add their own conditions when they compose it. */
export const MEMBERS_AS_WITNESSES: RecoveryWitness = {
  membershipFor: membershipBeside,
  isMember: hasMembership,
};

/** A recovery is a fact of each assembly of the person: members see that it happened, and through whom. */
export const RECORD_RECOVERIES: OnPersonRecovered = {
  async recovered(tx, { personId, recoveryId, by, vouches }) {
    for (const { assemblyId, membershipId } of await liveMemberships(tx, personId)) {
      // Vouchers are named in the assembly where they vouched, and nowhere else.
      const here = vouches.filter((vouch) => vouch.membershipId === membershipId);
      const vouchers = await membershipIdsOf(
        tx,
        assemblyId,
        here.map(({ voucherId }) => voucherId),
      );
      tx.record({
        assemblyId,
        kind: 'member.recovered',
        authority: { source: 'membership', membership: membershipId },
        data: { membership: membershipId, recovery: recoveryId, by, vouchers },
        personal: await nameForRecord(tx, membershipId),
      });
    }
  },
  async undone(tx, { personId, recoveryId }) {
    for (const { assemblyId, membershipId } of await liveMemberships(tx, personId)) {
      tx.record({
        assemblyId,
        kind: 'member.recovery-undone',
        authority: { source: 'membership', membership: membershipId },
        data: { membership: membershipId, recovery: recoveryId },
        personal: await nameForRecord(tx, membershipId),
      });
    }
  },
};
