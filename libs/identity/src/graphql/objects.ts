import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { PersonId } from '@plenary/kernel';
import { InstantScalar } from '@plenary/platform/graphql';

export enum TokenScope {
  READ = 'read',
  VOTE = 'vote',
  WRITE = 'write',
}
registerEnumType(TokenScope, {
  name: 'TokenScope',
  description: 'What a personal access token may do in its owner’s name.',
  valuesMap: {
    READ: { description: 'Run queries and subscriptions.' },
    VOTE: { description: 'Cast ballots.' },
    WRITE: { description: 'Everything else that changes something, but for the owner’s own sign-ins.' },
  },
});

@ObjectType('Passkey', {
  description: 'A passkey of the person who asks: kept by a phone, a computer or a security key.',
})
export class PasskeyObject {
  @Field(() => ID, { description: 'Names the passkey to `removePasskey`.' })
  id!: string;

  @Field(() => String, { description: 'What the owner called it, 1 to 100 characters.' })
  label!: string;

  @Field(() => InstantScalar, { description: 'When it was added.' })
  createdAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When somebody last signed in with it; null when nobody did since it was made.',
  })
  lastUsedAt!: Date | null;
}

@ObjectType('Session', { description: 'A place where the person is signed in.' })
export class SessionObject {
  @Field(() => ID, { description: 'Names the session to `revokeSession`.' })
  id!: string;

  @Field(() => String, { description: 'Browser and system, such as `Firefox on Android`.' })
  label!: string;

  @Field(() => InstantScalar, { description: 'When the person signed in there.' })
  createdAt!: Date;

  @Field(() => InstantScalar, { description: 'When it was last used, to within 10 minutes.' })
  lastUsedAt!: Date;

  @Field(() => InstantScalar, { description: 'When it ends if it is not used: 60 days after its last use.' })
  expiresAt!: Date;

  @Field(() => Boolean, { description: 'Whether it is the session that asks.' })
  current!: boolean;
}

@ObjectType('AccessToken', {
  description: 'A personal access token: lets another program act in the person’s name.',
})
export class AccessTokenObject {
  @Field(() => ID, { description: 'Names the token to `revokeAccessToken`. It is not the secret.' })
  id!: string;

  @Field(() => String, { description: 'What the owner called it, 1 to 100 characters.' })
  label!: string;

  @Field(() => [TokenScope], { description: 'What it may do.' })
  scopes!: TokenScope[];

  @Field(() => InstantScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => InstantScalar, {
    description: 'When it was last used, to within 10 minutes; when it was made, if never.',
  })
  lastUsedAt!: Date;

  @Field(() => InstantScalar, { description: 'From when on it is refused.' })
  expiresAt!: Date;
}

@ObjectType('Me', {
  description:
    'The person who asks, and how they sign in. What they are called is said by each of their memberships.',
})
export class MeObject {
  @Field(() => ID, { description: 'The person’s id. Nobody else is shown it.' })
  id!: PersonId;

  @Field(() => String, {
    nullable: true,
    description:
      'The name to sign in with beside the passphrase, such as `amber-heron-4821`; null without a passphrase.',
  })
  signInName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address that links to sign in are mailed to; null when none was given.',
  })
  email!: string | null;

  @Field(() => Boolean, {
    description: 'Whether a mailed link was opened, so that the address can be used to sign in.',
  })
  emailConfirmed!: boolean;

  @Field(() => Boolean, { description: 'Whether the person can sign in with a passphrase.' })
  hasPassphrase!: boolean;

  @Field(() => Int, { description: 'Recovery codes that were not used yet; 10 when they are new.' })
  recoveryCodesLeft!: number;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When the person last came back by a recovery; for 24 hours after it they cannot vote in what was already open. Null: never, or it was undone.',
  })
  recoveredAt!: Date | null;

  /** The session that asks: of the request, or the one that this mutation opened. */
  accessId!: string;
}

@ObjectType('PasskeyCeremony', {
  description: 'The first step of a passkey ceremony. Finish it within 5 minutes, once.',
})
export class PasskeyCeremonyObject {
  @Field(() => ID, { description: 'Names the ceremony to the mutation that finishes it.' })
  id!: string;

  @Field(() => String, {
    description:
      'JSON for `navigator.credentials`: PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON of WebAuthn level 3.',
  })
  options!: string;
}

@ObjectType('SignedIn', {
  description: 'Somebody is signed in. The answer sets the cookie `plenary_session`.',
})
export class SignedInObject {
  @Field(() => MeObject, { description: 'Who.' })
  me!: MeObject;

  @Field(() => [String], {
    nullable: true,
    description:
      'Ten codes, each good for one sign-in when everything else is lost. Only after a sign-up, shown this once; null otherwise.',
  })
  recoveryCodes!: readonly string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The sign-in name that was just made for a passphrase; null otherwise.',
  })
  signInName!: string | null;
}

@ObjectType('LinkRequested', { description: 'The same answer whether or not the address is somebody’s.' })
export class LinkRequestedObject {
  @Field(() => Int, { description: 'For how many minutes a link is good, if one was mailed.' })
  minutes!: number;
}

@ObjectType('RecoveryCodes', { description: 'New recovery codes; those before them are void.' })
export class RecoveryCodesObject {
  @Field(() => [String], { description: 'Ten codes, shown this once.' })
  codes!: string[];
}

@ObjectType('SignedOut', { description: 'The session has ended and its cookie is gone.' })
export class SignedOutObject {
  @Field(() => Boolean, { description: 'Always true.' })
  done!: boolean;
}

@ObjectType('NewAccessToken', { description: 'A personal access token that was just made.' })
export class NewAccessTokenObject {
  @Field(() => AccessTokenObject, { description: 'The token as it is listed.' })
  accessToken!: AccessTokenObject;

  @Field(() => String, { description: 'The secret, shown this once: send it as `Authorization: Bearer …`.' })
  secret!: string;
}

@ObjectType('RecoveryRequest', {
  description: 'A new sign-in asks two members to vouch that it is one of them.',
})
export class RecoveryRequestObject {
  @Field(() => ID, { description: 'The request’s id.' })
  id!: string;

  @Field(() => String, {
    description: 'Ten characters to show the two members, as a QR code or read out: `7F3K9-2QD4T`.',
  })
  code!: string;

  @Field(() => InstantScalar, { description: 'When it ends if two members have not vouched: after 3 days.' })
  expiresAt!: Date;
}

@ObjectType('RecoveryVouched', { description: 'A member’s word for a recovery was taken.' })
export class RecoveryVouchedObject {
  @Field(() => Int, { description: 'How many have vouched for this membership with this code, 1 or 2.' })
  vouches!: number;

  @Field(() => Int, { description: 'How many it takes: 2.' })
  needed!: number;

  @Field(() => Boolean, { description: 'Whether the person is back.' })
  done!: boolean;
}

@ObjectType('MyAccess', { description: 'News about the person’s own sign-ins: ask `me` again.' })
export class MyAccessObject {
  @Field(() => String, {
    description:
      '`access.present` (the first, once the subscription stands), `access.revoked` (a session or token ended), `access.moved` (a session went to the person it was recovered for), `access.recovered` (somebody came back by a recovery: if it was not you, use `undoRecovery`), `access.recovery-undone`, `access.checked-off` (two tellers checked you off at a station: see `checkOffs`).',
  })
  kind!: string;

  @Field(() => InstantScalar, { description: 'When the service told it.' })
  at!: Date;
}
