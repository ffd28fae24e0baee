import { Field, ID, InputType } from '@nestjs/graphql';
import type { Answer } from '@plenary/tally';
import { Type } from 'class-transformer';
import { IsEnum, IsOptional, IsString, IsUUID, Length, Matches, ValidateNested } from 'class-validator';
import { AnswerEnum } from './enums.js';
import { BallotChoiceInput } from './inputs.js';

/** 32 bytes in base64url. */
export const DEVICE_TOKEN = /^[A-Za-z0-9_-]{43}$/;
const TOKEN_WORDS = { message: 'write 32 random bytes in base64url: 43 letters, digits, - and _' };

@InputType({ description: 'A station to open.' })
export class OpenStationInput {
  @Field(() => ID, { description: 'The poll, open.' })
  @IsUUID()
  pollId!: string;

  @Field(() => String, {
    description:
      'What the station’s device shows for itself from now on: 32 random bytes in base64url (43 characters), made up by the client. Its hash alone is kept. Sending it again is the same act.',
  })
  @Matches(DEVICE_TOKEN, TOKEN_WORDS)
  deviceToken!: string;
}

@InputType({ description: 'The station to join as its second teller.' })
export class JoinStationInput {
  @Field(() => ID, { description: 'The poll.' })
  @IsUUID()
  pollId!: string;

  @Field(() => String, {
    description:
      'What the first teller shows; small letters, spaces and hyphens as one likes. 12 to 20 characters.',
  })
  @IsString()
  @Length(12, 20)
  code!: string;
}

@InputType({ description: 'A member to check off.' })
export class CheckOffInput {
  @Field(() => ID, { description: 'The station.' })
  @IsUUID()
  stationId!: string;

  @Field(() => ID, { description: 'The membership of the voter.' })
  @IsUUID()
  membershipId!: string;

  @Field(() => String, {
    description:
      '8 to 64 characters that the client makes up for this act; sending it again is the same act.',
  })
  @IsString()
  @Matches(/^[\x21-\x7e]{8,64}$/, { message: 'write 8 to 64 letters, digits or signs, without spaces' })
  clientKey!: string;
}

@InputType({ description: 'A check-off to confirm or to take back.' })
export class CheckOffIdInput {
  @Field(() => ID, { description: 'The check-off.' })
  @IsUUID()
  checkOffId!: string;
}

@InputType({ description: 'A ballot cast at a station: an answer, or in an election a choice.' })
export class CastAtStationInput {
  @Field(() => String, { description: 'The station’s, as it was opened with: 43 characters.' })
  @Matches(DEVICE_TOKEN, TOKEN_WORDS)
  deviceToken!: string;

  @Field(() => ID, { description: 'The check-off by which the member votes.' })
  @IsUUID()
  checkOffId!: string;

  @Field(() => AnswerEnum, {
    nullable: true,
    description:
      'One of the paper’s `answers`; in an election BLANK or SPOILT. This or `choice`, never both.',
  })
  @IsOptional()
  @IsEnum(AnswerEnum)
  answer?: Answer | null;

  @Field(() => BallotChoiceInput, {
    nullable: true,
    description: 'In an election: what the paper says of the candidates.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => BallotChoiceInput)
  choice?: BallotChoiceInput | null;
}

@InputType({ description: 'A station to close.' })
export class CloseStationInput {
  @Field(() => ID, { description: 'The station.' })
  @IsUUID()
  stationId!: string;
}
