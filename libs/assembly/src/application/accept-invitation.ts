import { hashSecret } from '@plenary/identity';
import {
  type AssemblyId,
  type MembershipId,
  ok,
  type PersonId,
  type Result,
  rejected,
} from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import { cleanName, MAX_DISPLAY_NAME } from '../domain/names.js';
import { ALREADY_MEMBER, INVITATION_NOT_USABLE } from '../domain/rejections.js';
import { nameForRecord, vouchersNeeded } from '../persistence/assembly-rows.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import { type InvitationRow, lockInvitation, usableInvitation } from '../persistence/invitation-rows.js';
import { lockMembers } from '../persistence/locks.js';
import { type ActiveMembership, activeMembership } from '../persistence/membership-rows.js';
import type { AssemblyPorts } from './ports.js';

/** What the database says when the same person takes up two invitations at once. For `UnitOfWork.run`. */
export const ACCEPT_CONSTRAINTS = { membership_one_active: ALREADY_MEMBER } as const;

export interface AcceptInvitationInput {
  readonly secret: string;
  /** Needed for a new membership; an imported one keeps the name on the roll without it. */
  readonly displayName: string | null;
}

/**
 * Takes up an invitation, once. A new membership names its inviter as its first voucher and counts after the days of
 * challenge once it has two. An imported membership is joined by its own placeholder person, or moves whole to the
 * person who is signed in.
 */
export async function acceptInvitation(
  ports: Pick<AssemblyPorts, 'moved'>,
  tx: Tx,
  caller: PersonId,
  input: AcceptInvitationInput,
): Promise<Result<ActiveMembership>> {
  const tokenHash = hashSecret(input.secret);
  const found = await usableInvitation(tx, tokenHash);
  if (found === null) return rejected(INVITATION_NOT_USABLE);
  const { assemblyId } = found;
  await lockMembers(tx, assemblyId, 'shared');
  await lockInvitation(tx, found.id);
  const invitation = await usableInvitation(tx, tokenHash);
  if (invitation === null) return rejected(INVITATION_NOT_USABLE);
  const name = input.displayName === null ? null : cleanName(input.displayName, MAX_DISPLAY_NAME);
  if (name !== null && !name.ok) return name;

  const present = await activeMembership(tx, caller, assemblyId);
  if (present !== null && present.id !== invitation.membershipId) return rejected(ALREADY_MEMBER);
  const barred = await expelledUntil(tx, assemblyId, caller);
  if (barred !== null) {
    return rejected({
      code: 'EXPELLED',
      message: `The assembly decided that you can’t be a member until ${barred.toISOString().slice(0, 10)}.`,
      until: barred,
    });
  }
  if (invitation.membershipId !== null) {
    return ok(
      await takeUpImported(
        ports,
        tx,
        caller,
        { ...invitation, membershipId: invitation.membershipId },
        name?.value ?? null,
      ),
    );
  }
  if (name === null)
    return rejected({ code: 'NAME_NOT_USABLE', message: 'Give a name: a pseudonym is fine.' });
  return ok(await beginMembership(tx, caller, invitation, name.value));
}

async function beginMembership(tx: Tx, caller: PersonId, invitation: InvitationRow, displayName: string) {
  const { assemblyId } = invitation;
  const rules = (await bylawsOf(tx, assemblyId)).section(MEMBERSHIP_SECTION);
  const needed = await vouchersNeeded(tx, assemblyId);
  const id = newId<'membership'>();
  const now = await tx.now();
  // The inviter is the first voucher; where that is all the vouchers there can be, the days of challenge begin at once.
  await tx.run(
    `INSERT INTO membership (id, assembly_id, person_id, display_name, source, since, joined_at, vouchers_needed, counts_from)
     VALUES ($1, $2, $3, $4, 'invitation', $5::timestamptz, $5::timestamptz, $6::int,
             CASE WHEN $6::int <= 1 THEN $5::timestamptz + make_interval(days => $7::int) END)`,
    [id, assemblyId, caller, displayName, now, needed, rules.challengeDays],
  );
  await tx.run('INSERT INTO vouch (assembly_id, membership_id, voucher_id, at) VALUES ($1, $2, $3, $4)', [
    assemblyId,
    id,
    invitation.createdBy,
    now,
  ]);
  await finish(tx, caller, invitation, id, { voucher: invitation.createdBy });
  return (await activeMembership(tx, caller, assemblyId))!;
}

async function takeUpImported(
  ports: Pick<AssemblyPorts, 'moved'>,
  tx: Tx,
  caller: PersonId,
  invitation: InvitationRow & { membershipId: MembershipId },
  displayName: string | null,
): Promise<ActiveMembership> {
  const { assemblyId, membershipId } = invitation;
  const before = await tx.one<{ personId: PersonId }>(
    'SELECT person_id AS "personId" FROM membership WHERE id = $1 FOR UPDATE',
    [membershipId],
  );
  await tx.run(
    `UPDATE membership SET person_id = $2, joined_at = plenary_now(), display_name = coalesce($3, display_name) WHERE id = $1`,
    [membershipId, caller, displayName],
  );
  if (before.personId !== caller) {
    for (const moved of ports.moved)
      await moved(tx, { assemblyId, membershipId, from: before.personId, to: caller });
  }
  const joined = (await activeMembership(tx, caller, assemblyId))!;
  await finish(tx, caller, invitation, membershipId, {});
  return joined;
}

async function finish(
  tx: Tx,
  caller: PersonId,
  invitation: InvitationRow,
  membershipId: MembershipId,
  data: { voucher?: string },
): Promise<void> {
  const { assemblyId } = invitation;
  await tx.run('UPDATE invitation SET used_at = plenary_now(), used_by = $2 WHERE id = $1', [
    invitation.id,
    membershipId,
  ]);
  tx.record({
    assemblyId,
    kind: 'member.joined',
    authority: { source: 'membership', membership: membershipId },
    data: { membership: membershipId, imported: invitation.membershipId !== null, ...data },
    personal: await nameForRecord(tx, membershipId),
  });
  tx.change({
    scope: caller,
    kind: 'membership.began',
    ids: { assembly: assemblyId, membership: membershipId },
  });
}

async function expelledUntil(tx: Tx, assemblyId: AssemblyId, personId: PersonId): Promise<Date | null> {
  const row = await tx.one<{ until: Date | null }>(
    `SELECT max(ends_at) AS until FROM sanction
     WHERE assembly_id = $1 AND person_id = $2 AND kind = 'expulsion' AND lifted_at IS NULL AND ends_at > plenary_now()`,
    [assemblyId, personId],
  );
  return row.until;
}
