import { hashSecret } from '@plenary/identity';
import { type MembershipId, ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import { cleanName, MAX_DISPLAY_NAME } from '../domain/names.js';
import { ALREADY_MEMBER, INVITATION_NOT_USABLE } from '../domain/rejections.js';
import { nameForRecord, vouchersNeeded } from '../persistence/assembly-rows.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import {
  type InvitationRow,
  lockInvitation,
  markUsed,
  usableInvitation,
} from '../persistence/invitation-rows.js';
import { lockMembers } from '../persistence/locks.js';
import { insertMembership, joinImported } from '../persistence/membership-changes.js';
import { type ActiveMembership, activeMembership } from '../persistence/membership-rows.js';
import { expelledUntil, suspendByWhatStands } from '../persistence/sanction-rows.js';
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
  await insertMembership(tx, {
    id,
    assemblyId,
    personId: caller,
    displayName,
    voucher: invitation.createdBy,
    vouchersNeeded: needed,
    challengeDays: rules.challengeDays,
    now: await tx.now(),
  });
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
  const from = await joinImported(tx, membershipId, caller, displayName);
  if (from !== caller) {
    for (const moved of ports.moved) await moved(tx, { assemblyId, membershipId, from, to: caller });
  }
  await finish(tx, caller, invitation, membershipId, {});
  return (await activeMembership(tx, caller, assemblyId))!;
}

async function finish(
  tx: Tx,
  caller: PersonId,
  invitation: InvitationRow,
  membershipId: MembershipId,
  data: { voucher?: string },
): Promise<void> {
  const { assemblyId } = invitation;
  await markUsed(tx, invitation.id, membershipId);
  // Leaving and coming back ends no suspension.
  await suspendByWhatStands(tx, membershipId);
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
