import { randomBytes } from 'node:crypto';
import { hashSecret } from '@plenary/identity';
import { type AssemblyId, ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { newId, notAllowed, type Sql, type Tx } from '@plenary/platform';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import { cleanName } from '../domain/names.js';
import { INVITATION_NOT_USABLE } from '../domain/rejections.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import {
  type InvitationRow,
  insertInvitation,
  invitationById,
  lockInvitation,
  markRevoked,
  openInvitations,
  usableInvitation,
  whatItOpens,
} from '../persistence/invitation-rows.js';
import { lockByName } from '../persistence/locks.js';
import { authorise, enter } from './authorise.js';

/** Invitations that one member may have open at a time. */
export const MAX_OPEN_INVITATIONS = 200;

export interface CreateInvitationInput {
  readonly assemblyId: AssemblyId;
  /** A note for whoever made it, seen by nobody else. */
  readonly label: string | null;
  /** 1 to what the bylaws allow. */
  readonly days: number;
}

export interface NewInvitation {
  readonly invitation: InvitationRow;
  /** Shown this once; the server keeps its hash. */
  readonly secret: string;
  /** Where it leads; after the `#`, so that no server's log ever holds it. */
  readonly link: string;
}

/** Makes a single-use invitation that opens a new membership and nothing else. */
export async function createInvitation(
  tx: Tx,
  caller: PersonId,
  input: CreateInvitationInput,
): Promise<Result<NewInvitation>> {
  const grant = await enter(tx, caller, input.assemblyId, 'member.invite', 'shared');
  if (!grant.ok) return grant;
  const label = input.label === null ? null : cleanName(input.label, 100);
  if (label !== null && !label.ok) return label;
  const { invitationDays } = (await bylawsOf(tx, input.assemblyId)).section(MEMBERSHIP_SECTION);
  if (input.days > invitationDays) {
    return rejected({
      code: 'INVITATION_TOO_LONG',
      message: `By the bylaws an invitation is open for ${invitationDays} days at most: choose fewer.`,
    });
  }
  const { membership, authority } = grant.value;
  // Two at once by one member could each see room for the last.
  await lockByName(tx, `invitations of ${membership.id}`);
  const open = await openInvitations(tx, membership.id);
  if (open >= MAX_OPEN_INVITATIONS) {
    return rejected({
      code: 'TOO_MANY_INVITATIONS',
      message: `You have ${open} open invitations: revoke some, or wait until they are taken up.`,
    });
  }
  const id = newId<'invitation'>();
  const secret = randomBytes(32).toString('base64url');
  await insertInvitation(tx, {
    id,
    assemblyId: input.assemblyId,
    tokenHash: hashSecret(secret),
    createdBy: membership.id,
    label: label?.value ?? null,
    days: input.days,
  });
  tx.record({
    assemblyId: input.assemblyId,
    kind: 'invitation.created',
    authority,
    data: { invitation: id },
  });
  const invitation = (await invitationById(tx, id))!;
  return ok({ invitation, secret, link: `/join#${secret}` });
}

/** Revokes an invitation that nobody has taken up; doing it again changes nothing. */
export async function revokeInvitation(
  tx: Tx,
  caller: PersonId,
  invitationId: string,
): Promise<Result<InvitationRow>> {
  const found = await invitationById(tx, invitationId);
  if (found === null) throw notAllowed();
  const grant = await authorise(tx, caller, found.assemblyId, 'member.revokeInvitation', {
    membershipId: found.createdBy,
  });
  if (!grant.ok) return grant;
  await lockInvitation(tx, invitationId);
  const present = (await invitationById(tx, invitationId))!;
  if (present.revokedAt !== null) return ok(present);
  if (present.usedAt !== null) {
    return rejected({
      ...INVITATION_NOT_USABLE,
      message: 'This invitation was taken up: there is nothing left to revoke.',
    });
  }
  await markRevoked(tx, invitationId);
  const { authority } = grant.value;
  tx.record({
    assemblyId: found.assemblyId,
    kind: 'invitation.revoked',
    authority,
    data: { invitation: invitationId },
  });
  return ok((await invitationById(tx, invitationId))!);
}

export interface InvitationPreview {
  readonly assemblyName: string;
  readonly kind: 'new' | 'imported';
  /** The name on the roll, of an imported membership. */
  readonly displayName: string | null;
  readonly expiresAt: Date;
}

/** What whoever holds the secret may know before taking it up; null for anything that can't be used. */
export async function previewInvitation(sql: Sql, secret: string): Promise<InvitationPreview | null> {
  const invitation = await usableInvitation(sql, hashSecret(secret));
  if (invitation === null) return null;
  return {
    ...(await whatItOpens(sql, invitation.id)),
    kind: invitation.membershipId === null ? 'new' : 'imported',
    expiresAt: invitation.expiresAt,
  };
}
