import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

@InputType({ description: 'A shift.' })
export class ShiftInput {
  @Field(() => ID, { description: 'Which shift.' })
  @IsUUID()
  shiftId!: string;
}

@InputType({ description: 'A shift that its holder gives up.' })
export class DeclineShiftInput extends ShiftInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Why, if the caller wants to say; up to 500 characters. Members read it; the record does not hold it. Who steps in is the same either way.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string | null;
}

@InputType({ description: 'A shift that is done.' })
export class FinishShiftInput extends ShiftInput {
  @Field(() => String, {
    nullable: true,
    description: 'For who comes next; up to 2,000 characters. Members read it; the record does not hold it.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  note?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Of a training: memberships that can do the taught task from now on, up to 20. Each gets what it asks for, as far as the caller has it.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsUUID(undefined, { each: true })
  learnedIds?: string[] | null;
}

@InputType({ description: 'Two shifts whose holders are to swap.' })
export class AskSwapInput extends ShiftInput {
  @Field(() => ID, { description: 'The shift that the caller would have instead.' })
  @IsUUID()
  withShiftId!: string;
}

@InputType({ description: 'An answer to a request to swap.' })
export class AnswerSwapInput {
  @Field(() => ID, { description: 'Which request.' })
  @IsUUID()
  swapId!: string;

  @Field(() => Boolean, {
    description: 'True agrees. False refuses, or takes back what the caller has asked for.',
  })
  @IsBoolean()
  agree!: boolean;
}

@InputType({ description: 'A time at which the caller can’t.' })
export class SayCannotInput {
  @Field(() => ID, { description: 'In which assembly.' })
  @IsUUID()
  assemblyId!: string;

  @Field(() => InstantScalar, { description: 'From when.' })
  @IsDate()
  startsAt!: Date;

  @Field(() => InstantScalar, {
    description: 'Until when: within a year, and within a week where it is so by a rule.',
  })
  @IsDate()
  endsAt!: Date;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Each week at that time, until it is taken back: short for the rule `FREQ=WEEKLY`.',
  })
  @IsBoolean()
  weekly!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'By which rule it is so again, as a task recurs: an RRULE of RFC 5545 in the assembly’s own time, `FREQ=MONTHLY;BYDAY=1MO`, at up to 24 times of a day; 1 to 200 characters. Goes before `weekly`.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  rule?: string | null;
}

@InputType({ description: 'A time that the caller said.' })
export class CannotTimeInput {
  @Field(() => ID, { description: 'Which.' })
  @IsUUID()
  cannotId!: string;
}

@InputType({ description: 'The rota of an assembly.' })
export class RotaInput {
  @Field(() => ID, { description: 'Which assembly.' })
  @IsUUID()
  assemblyId!: string;
}

@InputType({ description: 'How much of a member’s full time the caller gives.' })
export class SetShareInput extends RotaInput {
  @Field(() => Int, { description: 'In percent: 10 to 100.' })
  @IsInt()
  @Min(10)
  @Max(100)
  percent!: number;
}

@InputType({ description: 'What another member can do.' })
export class GiveSkillInput extends RotaInput {
  @Field(() => ID, { description: 'The other member.' })
  @IsUUID()
  memberId!: string;

  @Field(() => String, { description: 'As a task asks for it; 1 to 60 characters.' })
  @IsString()
  @Length(1, 60)
  skill!: string;
}
