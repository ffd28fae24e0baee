import type { AssemblyId, PersonId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Mail } from './domain/mails.js';

/** What the server's operator set. Provide as `IDENTITY_CONFIG`. */
export interface IdentityConfig {
  /** The addresses that members open, such as https://vote.example.org; asked at each use, the first goes into mails. */
  readonly origins: () => readonly string[];
  /** The relying party id of passkeys: the host of the origins, or a domain above it. */
  readonly rpId: string;
  /** How the service calls itself on people's phones and in mails. */
  readonly rpName: string;
  /** Null on a server without mail. */
  readonly mailer: Mailer | null;
  /** New sign-ins from one address in an hour; default 1,000, which lets a full hall join from behind one router. */
  readonly signUpsPerHour?: number;
}
export const IDENTITY_CONFIG = Symbol('IDENTITY_CONFIG');

/** Sends one mail; rejects when it could not be handed over. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** Assembly knows whom an imported member's invitation was made for. */
export interface PlaceholderSource {
  /**
   * The person behind the imported membership of this invitation (hash: `hashSecret(secret)`), or null when the
   * invitation is not usable or is not for an imported membership.
   */
  placeholderOf(sql: Sql, invitationTokenHash: Buffer): Promise<PersonId | null>;
}
export const PLACEHOLDER_SOURCE = Symbol('PLACEHOLDER_SOURCE');

/** Assembly knows who is a member beside whom. */
export interface RecoveryWitness {
  /**
   * Whose membership it is, when the voucher may vouch for it: an active, counting member of the same assembly,
   * another person, and neither a candidate in nor the subject of an open poll or recall. Null otherwise.
   */
  membershipFor(
    sql: Sql,
    voucherPersonId: PersonId,
    membershipId: string,
  ): Promise<{ personId: PersonId; assemblyId: AssemblyId } | null>;
  /** Whether the person has a membership that has not ended: such a sign-in is not new. */
  isMember(sql: Sql, personId: PersonId): Promise<boolean>;
}
export const RECOVERY_WITNESS = Symbol('RECOVERY_WITNESS');

export interface PersonRecovered {
  readonly personId: PersonId;
  readonly recoveryId: string;
  readonly by: 'code' | 'vouchers';
  /** Who vouched, and where; empty for a code. */
  readonly vouches: readonly { readonly voucherId: PersonId; readonly membershipId: string }[];
}

/** Assembly records it in the person's assemblies, in the same transaction. */
export interface OnPersonRecovered {
  recovered(tx: Tx, what: PersonRecovered): Promise<void>;
  /** The owner undid it within 24 hours. */
  undone(tx: Tx, what: { readonly personId: PersonId; readonly recoveryId: string }): Promise<void>;
}
export const ON_PERSON_RECOVERED = Symbol('ON_PERSON_RECOVERED');
