import type { OnPersonRecovered, PlaceholderSource, RecoveryWitness } from '@plenary/identity';
import type { AssemblyId, MembershipId, PersonId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { nameForRecord } from '../persistence/assembly-rows.js';
import { personBehind } from '../persistence/invitation-rows.js';

/** Identity asks whom an imported member's invitation was made for. */
export const PLACEHOLDERS: PlaceholderSource = { placeholderOf: personBehind };

/** Identity asks who is a member beside whom. Voting and motion add their own conditions when they compose it. */
export const MEMBERS_AS_WITNESSES: RecoveryWitness = {
  membershipFor: (sql, voucher, membershipId) =>
    sql.maybe<{ personId: PersonId; assemblyId: AssemblyId }>(
      `SELECT m.person_id AS "personId", m.assembly_id AS "assemblyId" FROM membership m
       WHERE m.id = $2 AND m.ended_at IS NULL AND m.joined_at IS NOT NULL AND m.person_id <> $1
         AND EXISTS (SELECT 1 FROM counting_members(m.assembly_id, plenary_now()) v
                     WHERE v.person_id = $1 AND v.joined_at IS NOT NULL)`,
      [voucher, membershipId],
    ),
  isMember: async (sql, personId) =>
    (await sql.maybe('SELECT 1 FROM membership WHERE person_id = $1 AND ended_at IS NULL LIMIT 1', [
      personId,
    ])) !== null,
};

/** A recovery is a fact of each assembly of the person: members see that it happened, and through whom. */
export const RECORD_RECOVERIES: OnPersonRecovered = {
  async recovered(tx, { personId, recoveryId, by, vouches }) {
    for (const { assemblyId, membershipId } of await membershipsOf(tx, personId)) {
      // Vouchers are named in the assembly where they vouched, and nowhere else.
      const vouchers = await tx.query<{ id: string }>(
        `SELECT id FROM membership WHERE assembly_id = $1 AND person_id = ANY($2::uuid[]) AND ended_at IS NULL ORDER BY id`,
        [
          assemblyId,
          vouches.filter((vouch) => vouch.membershipId === membershipId).map(({ voucherId }) => voucherId),
        ],
      );
      tx.record({
        assemblyId,
        kind: 'member.recovered',
        authority: { source: 'membership', membership: membershipId },
        data: { membership: membershipId, recovery: recoveryId, by, vouchers: vouchers.map(({ id }) => id) },
        personal: await nameForRecord(tx, membershipId),
      });
    }
  },
  async undone(tx, { personId, recoveryId }) {
    for (const { assemblyId, membershipId } of await membershipsOf(tx, personId)) {
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

function membershipsOf(tx: Tx, personId: PersonId) {
  return tx.query<{ assemblyId: AssemblyId; membershipId: MembershipId }>(
    `SELECT assembly_id AS "assemblyId", id AS "membershipId" FROM membership
     WHERE person_id = $1 AND ended_at IS NULL ORDER BY assembly_id`,
    [personId],
  );
}
