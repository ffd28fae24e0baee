import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';
import type { Method as ElectionMethod } from '@plenary/tally';
import { ElectionMethodEnum, MAX_SCORE } from '@plenary/voting';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDate,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/*
 * What the motions about delegates ask for. What it means belongs to the context of mandates, above this one; the input
 * of a motion's effect is one type, and so it is described here.
 */

export const VacancyRuleEnum = {
  COUNTBACK: 'countback',
  ALTERNATE: 'alternate',
  ELECTION: 'election',
} as const;
registerEnumType(VacancyRuleEnum, {
  name: 'VacancyRule',
  description: 'How a seat that falls empty within its term is filled.',
  valuesMap: {
    COUNTBACK: {
      description:
        'The papers that elected the delegate are counted again among those who stood. Single transferable vote only.',
    },
    ALTERNATE: { description: 'The next in the order that the election ranked is called.' },
    ELECTION: { description: 'A new election is put to the vote by itself.' },
  },
});
type VacancyRule = (typeof VacancyRuleEnum)[keyof typeof VacancyRuleEnum];

export const InstructionPositionEnum = {
  MUST_SUPPORT: 'must_support',
  MUST_OPPOSE: 'must_oppose',
  MUST_ABSTAIN: 'must_abstain',
  MAY_DECIDE_WITHIN: 'may_decide_within',
  MUST_REFER_BACK: 'must_refer_back',
} as const;
registerEnumType(InstructionPositionEnum, {
  name: 'InstructionPosition',
  description: 'What delegates are told to do about a matter.',
  valuesMap: {
    MUST_SUPPORT: { description: 'Support it.' },
    MUST_OPPOSE: { description: 'Oppose it.' },
    MUST_ABSTAIN: { description: 'Take no side.' },
    MAY_DECIDE_WITHIN: { description: 'Decide, within the limits that are given.' },
    MUST_REFER_BACK: { description: 'Decide nothing, and bring it back to the assembly.' },
  },
});
type InstructionPosition = (typeof InstructionPositionEnum)[keyof typeof InstructionPositionEnum];

@InputType({ description: 'A part of the members that count, and no fewer than so many.' })
export class PollThresholdInput {
  @Field(() => Int, { description: '1 to 1,000; the fraction is at most one half.' })
  @IsInt()
  @Min(1)
  @Max(1_000)
  numerator!: number;

  @Field(() => Int, { description: '1 to 1,000.' })
  @IsInt()
  @Min(1)
  @Max(1_000)
  denominator!: number;

  @Field(() => Int, { description: 'Members, 1 to 100.' })
  @IsInt()
  @Min(1)
  @Max(100)
  atLeast!: number;
}

@InputType({ description: 'The rules of an office. What is left out has what is usual.' })
export class OfficeRulesInput {
  @Field(() => String, { description: 'What delegates are sent for: 1 to 500 characters.' })
  @IsString()
  @Length(1, 1_000)
  purpose!: string;

  @Field(() => Int, { description: 'How many delegates, 1 to 50; 1 by PLURALITY and IRV.' })
  @IsInt()
  @Min(1)
  @Max(50)
  seats!: number;

  @Field(() => Int, { description: 'How long a term is, 1 to 1,461 days.' })
  @IsInt()
  @Min(1)
  @Max(1_461)
  termDays!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many terms in a row one may serve, 1 to 10. Without it, as often as elected.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  consecutiveTerms?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many days one has been a member to stand, 0 to 3,650. Without it, 0.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3_650)
  standDays?: number | null;

  @Field(() => ElectionMethodEnum, { description: 'How elections to it are counted.' })
  @IsEnum(ElectionMethodEnum)
  method!: ElectionMethod;

  @Field(() => Int, {
    nullable: true,
    description: 'By SCORE or SCORE_MEDIAN: scores go from 0 to this, 1 to 100. By no other method.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_SCORE)
  maxScore?: number | null;

  @Field(() => PollThresholdInput, {
    nullable: true,
    description:
      'From which number of signatures a recall poll opens by itself. Without it, one fifth of the members and at least 3. More than half recall at once, always.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => PollThresholdInput)
  recallPoll?: PollThresholdInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'After how many days signatures lapse, 7 to 180. Without it, 30.',
  })
  @IsOptional()
  @IsInt()
  @Min(7)
  @Max(180)
  petitionDays?: number | null;

  @Field(() => VacancyRuleEnum, { description: 'How a seat that falls empty is filled.' })
  @IsEnum(VacancyRuleEnum)
  vacancy!: VacancyRule;

  @Field(() => Int, {
    nullable: true,
    description:
      'Every how many days a delegate reports back, 1 to 366. Without it, on the mandate’s day alone.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(366)
  reportDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Within how many hours whoever is given a seat accepts it, 1 to 720. Without it, 72.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(720)
  acceptHours?: number | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Offices of this assembly whose seats nobody holds together with one of these: up to 50.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  incompatible?: string[] | null;
}

@InputType({ description: 'What an instruction or an act is about: one of the two.' })
export class MatterInput {
  @Field(() => ID, { nullable: true, description: 'A motion, of this assembly or of one above.' })
  @IsOptional()
  @IsUUID()
  motionId?: string | null;

  @Field(() => String, { nullable: true, description: 'The matter in words: 1 to 500 characters.' })
  @IsOptional()
  @IsString()
  @Length(1, 1_000)
  text?: string | null;
}

/** As libs/mandate reads it: exact, without a unit. */
const DECIMAL = /^-?\d{1,12}(\.\d{1,6})?$/;

@InputType({ description: 'A figure that a delegate may not leave. One bound at least.' })
export class LimitInput {
  @Field(() => String, { description: 'What it limits: 1 to 100 characters.' })
  @IsString()
  @Length(1, 200)
  name!: string;

  @Field(() => String, { description: 'Its unit, such as % or months: 1 to 50 characters.' })
  @IsString()
  @Length(1, 100)
  unit!: string;

  @Field(() => String, {
    nullable: true,
    description: 'No less than this: up to 12 digits and 6 after the point, such as `5` or `4.75`.',
  })
  @IsOptional()
  @Matches(DECIMAL)
  atLeast?: string | null;

  @Field(() => String, { nullable: true, description: 'No more than this, written the same way.' })
  @IsOptional()
  @Matches(DECIMAL)
  atMost?: string | null;
}

@InputType({ description: 'What delegates are told to do about one matter.' })
export class InstructionInput {
  @Field(() => MatterInput, { description: 'The matter.' })
  @ValidateNested()
  @Type(() => MatterInput)
  matter!: MatterInput;

  @Field(() => InstructionPositionEnum, { description: 'What to do.' })
  @IsEnum(InstructionPositionEnum)
  position!: InstructionPosition;

  @Field(() => [LimitInput], {
    nullable: true,
    description: 'MAY_DECIDE_WITHIN: 1 to 20 limits. With no other position.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => LimitInput)
  limits?: LimitInput[] | null;
}

@InputType({ description: 'A mandate: instructions, an end, and a day to report back.' })
export class MandateInput {
  @Field(() => InstantScalar, { description: 'When it ends; at most 1,461 days ahead.' })
  @IsDate()
  endsAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the delegates report back; before the end. Without it, as the office’s rules say.',
  })
  @IsOptional()
  @IsDate()
  reportBackAt?: Date | null;

  @Field(() => [InstructionInput], {
    description: '1 to 50 instructions. Two that contradict each other are refused: EFFECT_INVALID.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => InstructionInput)
  instructions!: InstructionInput[];
}
