import { Field, ID, InputType, Int } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { MAX_PASSPHRASE } from '../application/judge-passphrase.js';
import { TokenScope } from './objects.js';

const MAX_RESPONSE = 20_000;
const MAX_SECRET = 200;
/** Something to read, and no control characters, which a text column would refuse. */
const READABLE = /^(?=.*\S)\P{Cc}*$/u;
/** The same for a label, counted as PostgreSQL counts it: `Length` leaves out the marks that make a sign an emoji. */
const LABEL = /^(?=.*\S)\P{Cc}{1,100}$/u;

@InputType({ description: 'Who signs up.' })
export class BeginPasskeySignUpInput {
  @Field(() => String, {
    nullable: true,
    description:
      'The secret of an imported member’s invitation, up to 200 characters; leave it out to sign up as somebody new.',
  })
  @IsOptional()
  @IsString()
  @Length(1, MAX_SECRET)
  invitation?: string | null;
}

@InputType({ description: 'The second step of signing up with a passkey.' })
export class FinishPasskeySignUpInput {
  @Field(() => ID, { description: 'From `beginPasskeySignUp`.' })
  @IsUUID()
  ceremonyId!: string;

  @Field(() => String, {
    description: 'The browser’s credential as JSON (RegistrationResponseJSON), up to 20,000 characters.',
  })
  @IsString()
  @MaxLength(MAX_RESPONSE)
  response!: string;

  @Field(() => String, {
    defaultValue: 'Passkey',
    description: 'What to call the passkey in one’s own list, 1 to 100 characters.',
  })
  @IsString()
  @Length(1, 100)
  @Matches(LABEL)
  label!: string;
}

@InputType({ description: 'The second step of adding a passkey.' })
export class FinishPasskeyAdditionInput {
  @Field(() => ID, { description: 'From `beginPasskeyAddition`, asked by the same session.' })
  @IsUUID()
  ceremonyId!: string;

  @Field(() => String, {
    description: 'The browser’s credential as JSON (RegistrationResponseJSON), up to 20,000 characters.',
  })
  @IsString()
  @MaxLength(MAX_RESPONSE)
  response!: string;

  @Field(() => String, {
    defaultValue: 'Passkey',
    description: 'What to call the passkey in one’s own list, 1 to 100 characters.',
  })
  @IsString()
  @Length(1, 100)
  @Matches(LABEL)
  label!: string;
}

@InputType({ description: 'The second step of signing in with a passkey.' })
export class FinishPasskeySignInInput {
  @Field(() => ID, { description: 'From `beginPasskeySignIn`.' })
  @IsUUID()
  ceremonyId!: string;

  @Field(() => String, {
    description: 'The browser’s credential as JSON (AuthenticationResponseJSON), up to 20,000 characters.',
  })
  @IsString()
  @MaxLength(MAX_RESPONSE)
  response!: string;
}

@InputType({ description: 'A new person with a passphrase.' })
export class SignUpWithPassphraseInput {
  @Field(() => String, {
    description: 'At least 15 characters, at most 200. How it is composed does not matter (Unicode NFKC).',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_PASSPHRASE)
  passphrase!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Only for links to sign in, and only on a server with mail. A mail asks to confirm it.',
  })
  @IsOptional()
  @IsEmail()
  @MaxLength(254)
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The secret of an imported member’s invitation, up to 200 characters; leave it out to sign up as somebody new.',
  })
  @IsOptional()
  @IsString()
  @Length(1, MAX_SECRET)
  invitation?: string | null;
}

@InputType({ description: 'A name and its passphrase.' })
export class SignInWithPassphraseInput {
  @Field(() => String, {
    description: 'The sign-in name, or an e-mail address that was confirmed; up to 254 characters.',
  })
  @IsString()
  @Length(1, 254)
  @Matches(READABLE)
  signInName!: string;

  @Field(() => String, { description: 'The passphrase, up to 200 characters.' })
  @IsString()
  @Length(1, MAX_PASSPHRASE)
  passphrase!: string;
}

@InputType({ description: 'Where to mail a link.' })
export class RequestSignInLinkInput {
  @Field(() => String, { description: 'A confirmed address; up to 254 characters.' })
  @IsEmail()
  @MaxLength(254)
  email!: string;
}

@InputType({ description: 'A mailed link.' })
export class SignInWithLinkInput {
  @Field(() => String, { description: 'What stands after the # of the mailed link.' })
  @IsString()
  @Length(1, MAX_SECRET)
  token!: string;
}

@InputType({ description: 'A recovery code.' })
export class SignInWithRecoveryCodeInput {
  @Field(() => String, { description: 'One of the ten codes, with or without dashes, capitals or not.' })
  @IsString()
  @Length(1, 100)
  code!: string;
}

@InputType({ description: 'Which passkey goes.' })
export class RemovePasskeyInput {
  @Field(() => ID, { description: 'One of the caller’s own passkeys.' })
  @IsUUID()
  passkeyId!: string;
}

@InputType({ description: 'The new passphrase.' })
export class SetPassphraseInput {
  @Field(() => String, { description: 'At least 15 characters, at most 200. Replaces the one before.' })
  @IsString()
  @MinLength(1)
  @MaxLength(MAX_PASSPHRASE)
  passphrase!: string;
}

@InputType({ description: 'Which session ends.' })
export class RevokeSessionInput {
  @Field(() => ID, {
    description: 'One of the caller’s own sessions. One that has ended already is no error.',
  })
  @IsUUID()
  sessionId!: string;
}

@InputType({ description: 'What a new access token may do.' })
export class CreateAccessTokenInput {
  @Field(() => String, { description: 'What it is for, 1 to 100 characters.' })
  @IsString()
  @Length(1, 100)
  @Matches(LABEL)
  label!: string;

  @Field(() => [TokenScope], { description: 'What it may do; at least one.' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @ArrayUnique()
  @IsEnum(TokenScope, { each: true })
  scopes!: TokenScope[];

  @Field(() => Int, { description: 'For how many days: 1 to 365.' })
  @IsInt()
  @Min(1)
  @Max(365)
  days!: number;
}

@InputType({ description: 'Which access token ends.' })
export class RevokeAccessTokenInput {
  @Field(() => ID, { description: 'One of the caller’s own tokens. One that has ended already is no error.' })
  @IsUUID()
  accessTokenId!: string;
}

@InputType({ description: 'A member’s word for somebody.' })
export class VouchForRecoveryInput {
  @Field(() => String, { description: 'The code that the person shows, with or without the dash.' })
  @IsString()
  @Length(1, 100)
  code!: string;

  @Field(() => ID, {
    description:
      'The membership of whom the person says to be, in an assembly where the caller is a member too.',
  })
  @IsUUID()
  membershipId!: string;
}
