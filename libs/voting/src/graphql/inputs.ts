import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { isUuid } from '@plenary/kernel';
import { PageArgs } from '@plenary/platform/graphql';
import type { Answer } from '@plenary/tally';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { MAX_CANDIDATES, MAX_SCORE } from '../domain/election.js';
import type { PollState } from '../domain/poll.js';
import { AnswerEnum, PollStateEnum } from './enums.js';

/** Lists of at most 200 ids in all; what they mean is judged with the poll. */
const IsRanking = () =>
  ValidateBy({
    name: 'isRanking',
    validator: {
      validate: (value: unknown) =>
        Array.isArray(value) &&
        value.every(
          (rank) => Array.isArray(rank) && rank.every((id) => typeof id === 'string' && isUuid(id)),
        ) &&
        value.flat().length <= MAX_CANDIDATES,
      defaultMessage: () => `write lists of candidates' ids, at most ${MAX_CANDIDATES} in all`,
    },
  });

@InputType({ description: 'A score for a candidate.' })
export class ScoreInput {
  @Field(() => ID, { description: 'The candidate.' })
  @IsUUID()
  candidateId!: string;

  @Field(() => Int, { description: 'A whole number from 0 to the election’s `maxScore`.' })
  @IsInt()
  @Min(0)
  @Max(MAX_SCORE)
  score!: number;
}

@InputType({
  description:
    'What a paper says of the candidates, by their ids: the one field that the election’s `paper` names. Naming nobody is a blank paper.',
})
export class BallotChoiceInput {
  @Field(() => [[ID]], {
    nullable: true,
    description:
      'RANKING: from the first preference down, each candidate at most once. An inner list is one rank; more than one in it where the election’s `equalRanks` says so. Up to 200.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_CANDIDATES)
  @IsRanking()
  ranking?: string[][] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'MARKS: the candidates marked, each once, at most the election’s `mostMarks`.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_CANDIDATES)
  @IsUUID(undefined, { each: true })
  marks?: string[] | null;

  @Field(() => [ScoreInput], {
    nullable: true,
    description: 'SCORES: a score for some or all of the candidates, each once.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_CANDIDATES)
  @ValidateNested({ each: true })
  @Type(() => ScoreInput)
  scores?: ScoreInput[] | null;
}

@InputType({ description: 'A ballot: an answer, or in an election a choice among its candidates.' })
export class CastBallotInput {
  @Field(() => ID, { description: 'The poll.' })
  @IsUUID()
  pollId!: string;

  @Field(() => AnswerEnum, {
    nullable: true,
    description: 'One of the poll’s `answers`; in an election BLANK or SPOILT. This or `choice`, never both.',
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
