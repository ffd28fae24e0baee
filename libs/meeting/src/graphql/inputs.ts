import { Field, ID, InputType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';
import { IsDate, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { PLACE_MAX } from '../domain/meeting.js';

@InputType({ description: 'When and where the assembly is to meet.' })
export class ConveneMeetingInput {
  @Field(() => ID, { description: 'Of which assembly.' })
  @IsUUID()
  assemblyId!: string;

  @Field(() => InstantScalar, {
    description: 'When it begins, at most a year ahead. Up to 5 minutes ago means now.',
  })
  @IsDate()
  startsAt!: Date;

  @Field(() => String, { nullable: true, description: 'Where it is, or a link to it; up to 200 characters.' })
  @IsOptional()
  @IsString()
  @MaxLength(PLACE_MAX * 2)
  place?: string | null;
}

@InputType({ description: 'When and where a meeting that failed its quorum is to be repeated.' })
export class ConveneAgainInput {
  @Field(() => ID, { description: 'The meeting that ended for want of quorum, at most 30 days ago.' })
  @IsUUID()
  meetingId!: string;

  @Field(() => InstantScalar, {
    description: 'When it begins: after the notice that the bylaws ask for, and at least 24 hours from now.',
  })
  @IsDate()
  startsAt!: Date;

  @Field(() => String, { nullable: true, description: 'Where it is, or a link to it; up to 200 characters.' })
  @IsOptional()
  @IsString()
  @MaxLength(PLACE_MAX * 2)
  place?: string | null;
}

@InputType({ description: 'Whom to check in to which meeting.' })
export class CheckInMemberInput {
  @Field(() => ID, { description: 'The meeting, which is on.' })
  @IsUUID()
  meetingId!: string;

  @Field(() => ID, { description: 'The membership of who is there.' })
  @IsUUID()
  memberId!: string;
}

@InputType({ description: 'A meeting.' })
export class MeetingInput {
  @Field(() => ID, { description: 'Which meeting.' })
  @IsUUID()
  meetingId!: string;
}
