import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { PageArgs } from '@plenary/platform/graphql';
import type { Answer } from '@plenary/tally';
import { IsEnum, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import type { PollState } from '../domain/poll.js';
import { AnswerEnum, PollStateEnum } from './enums.js';

@InputType({ description: 'A ballot.' })
export class CastBallotInput {
  @Field(() => ID, { description: 'The poll.' })
  @IsUUID()
  pollId!: string;

  @Field(() => AnswerEnum, { description: 'One of the poll’s `answers`.' })
  @IsEnum(AnswerEnum)
  answer!: Answer;

  @Field(() => String, {
    description:
      '8 to 64 characters that the client makes up for this act; sending it again is the same act. In a secret poll nothing is kept of it.',
  })
  @IsString()
  @Matches(/^[\x21-\x7e]{8,64}$/, { message: 'write 8 to 64 letters, digits or signs, without spaces' })
  clientKey!: string;
}

@InputType({ description: 'The poll whose roll lacks the caller.' })
export class SayIAmMissingInput {
  @Field(() => ID, { description: 'The poll, not open yet.' })
  @IsUUID()
  pollId!: string;
}

@InputType({ description: 'A close by hand.' })
export class ClosePollInput {
  @Field(() => ID, { description: 'The poll, put in the meeting that is in session.' })
  @IsUUID()
  pollId!: string;

  @Field(() => Int, { description: 'Seconds until it closes, for everybody to see: 30 to 600.' })
  @IsInt()
  @Min(30)
  @Max(600)
  countdownSeconds!: number;
}

@InputType({ description: 'The end of a poll without a result.' })
export class VoidPollInput {
  @Field(() => ID, { description: 'The poll, open.' })
  @IsUUID()
  pollId!: string;

  @Field(() => String, { description: 'For the members to read: 1 to 500 characters.' })
  @IsString()
  @Length(1, 500)
  reason!: string;
}

@ArgsType()
export class PollsArgs extends PageArgs {
  @Field(() => PollStateEnum, { nullable: true, description: 'Only polls in this state.' })
  @IsOptional()
  @IsEnum(PollStateEnum)
  state?: PollState | null;
}

@ArgsType()
export class RecordArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many at most: 1 to 100.' })
  @IsInt()
  @Min(1)
  @Max(100)
  first!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Entries numbered before this one, newest first. Without `before` and `after`: the newest.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  before?: number | null;

  @Field(() => Int, { nullable: true, description: 'Entries numbered after this one, oldest first.' })
  @IsOptional()
  @IsInt()
  @Min(0)
  after?: number | null;
}
