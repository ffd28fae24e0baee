import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { PRESETS, type Preset } from '@plenary/assembly';
import { InstantScalar, PageArgs } from '@plenary/platform/graphql';
import type { Method as ElectionMethod } from '@plenary/tally';
import {
  type BallotOrder,
  BallotOrderEnum,
  ElectionMethodEnum,
  MAX_CANDIDATES,
  MAX_SCORE,
  MAX_SEATS,
  type Tier,
  TierEnum,
} from '@plenary/voting';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsDate,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  type MotionKind,
  type MotionState,
  OPTION_NAME_MAX,
  REASON_MAX,
  STATEMENT_MAX,
  TEXT_MAX,
  TITLE_MAX,
} from '../domain/motion.js';
import { LONGEST_SECONDS, SHORTEST_SECONDS } from '../domain/terms.js';
import { MotionKindEnum, MotionStateEnum } from './enums.js';
import { MandateInput, OfficeRulesInput } from './office-inputs.js';
import { TaskEffectInput } from './task-input.js';

@InputType({ description: 'A number in the bylaws and what it is to be.' })
export class BylawNumberInput {
  @Field(() => String, {
    description:
      'Its path, as `bylaws.sections.rules.path` has it: `motions.ordinary.noticeHours`. 1 to 200 characters.',
  })
  @IsString()
  @Length(1, 200)
  path!: string;

  @Field(() => Int, { description: 'A whole number within the bounds of that rule.' })
  @IsInt()
  value!: number;
}

@InputType({ description: 'One of the options that a motion chooses among.' })
export class OptionInput {
  @Field(() => String, {
    description: 'What it is called on the ballot: 1 to 200 characters, no two the same.',
  })
  @IsString()
  @Length(1, OPTION_NAME_MAX * 2)
  name!: string;

  @Field(() => String, { defaultValue: '', description: 'What it is: up to 2,000 characters.' })
  @IsString()
  @MaxLength(STATEMENT_MAX * 2)
  statement!: string;
}

@InputType({
  description: 'What the effect of the motion’s kind asks for, and nothing else: see each field.',
})
export class MotionEffectInput {
  @Field(() => [ID], { nullable: true, description: 'CONFIRM_MEMBERS: 1 to 200 memberships.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  memberIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'CHOOSE_FACILITATOR, CHOOSE_ON_THE_SPOT, SUSPEND_MEMBER, EXPEL_MEMBER: the membership.',
  })
  @IsOptional()
  @IsUUID()
  memberId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SUSPEND_MEMBER, EXPEL_MEMBER: the reasons, 1 to 2,000 characters.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(REASON_MAX * 2)
  reason?: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'SUSPEND_MEMBER, EXPEL_MEMBER: when the member is heard. The vote opens no earlier.',
  })
  @IsOptional()
  @IsDate()
  hearingAt?: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'SUSPEND_MEMBER: when it ends. EXPEL_MEMBER: from when the person may be invited again.',
  })
  @IsOptional()
  @IsDate()
  until?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'ADOPT_BYLAWS: `consensus_collective`, `union_local` or `delegate_council`.',
  })
  @IsOptional()
  @IsIn(PRESETS)
  preset?: Preset | null;

  @Field(() => [BylawNumberInput], {
    nullable: true,
    description: 'AMEND_BYLAWS: 1 to 20 numbers. ADOPT_BYLAWS: up to 100 that differ from the preset.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => BylawNumberInput)
  numbers?: BylawNumberInput[] | null;

  @Field(() => ID, { nullable: true, description: 'APPLY_IMPORT: the staged import.' })
  @IsOptional()
  @IsUUID()
  importId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'AFFILIATE: the id of the assembly above, which its members give to yours.',
  })
  @IsOptional()
  @IsUUID()
  parentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'ACCEPT_AFFILIATE: what was asked, from `assembly.affiliationsAsked`.',
  })
  @IsOptional()
  @IsUUID()
  affiliationId?: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'DIRECT_ACTION: from when the action is authorised.',
  })
  @IsOptional()
  @IsDate()
  validFrom?: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'DIRECT_ACTION: until when, at most 366 days after `validFrom`.',
  })
  @IsOptional()
  @IsDate()
  validUntil?: Date | null;

  @Field(() => TaskEffectInput, { nullable: true, description: 'SET_TASK: the task as it is to be.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => TaskEffectInput)
  task?: TaskEffectInput | null;
  @Field(() => ElectionMethodEnum, {
    nullable: true,
    description: 'ELECTION, CHOOSE_OPTION: how it is counted.',
  })
  @IsOptional()
  @IsEnum(ElectionMethodEnum)
  method?: ElectionMethod | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'ELECTION, CHOOSE_OPTION: how many are elected, 1 to 100; 1 by PLURALITY and IRV. CHOOSE_OPTION: fewer than there are options.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_SEATS)
  seats?: number | null;

  @Field(() => BallotOrderEnum, {
    nullable: true,
    description: 'ELECTION, CHOOSE_OPTION: in which order voters find the candidates.',
  })
  @IsOptional()
  @IsEnum(BallotOrderEnum)
  order?: BallotOrder | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'ELECTION, CHOOSE_OPTION by SCORE or SCORE_MEDIAN: scores go from 0 to this, 1 to 100. By no other method.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_SCORE)
  maxScore?: number | null;

  @Field(() => [OptionInput], {
    nullable: true,
    description: 'CHOOSE_OPTION: 2 to 200 options, in the fixed order.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_CANDIDATES)
  @ValidateNested({ each: true })
  @Type(() => OptionInput)
  options?: OptionInput[] | null;

  @Field(() => String, { nullable: true, description: 'CREATE_OFFICE: its name, 1 to 200 characters.' })
  @IsOptional()
  @IsString()
  @Length(1, 400)
  officeName?: string | null;

  @Field(() => OfficeRulesInput, {
    nullable: true,
    description: 'CREATE_OFFICE, CHANGE_OFFICE: its rules, whole.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => OfficeRulesInput)
  rules?: OfficeRulesInput | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'CHANGE_OFFICE, ABOLISH_OFFICE, ELECT_DELEGATES, GIVE_MANDATE: the office. An election takes method and seats from its rules.',
  })
  @IsOptional()
  @IsUUID()
  officeId?: string | null;

  @Field(() => MandateInput, { nullable: true, description: 'GIVE_MANDATE: the mandate.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MandateInput)
  mandate?: MandateInput | null;

  @Field(() => ID, { nullable: true, description: 'RECALL_DELEGATE: the term of the delegate.' })
  @IsOptional()
  @IsUUID()
  termId?: string | null;

  @Field(() => ID, { nullable: true, description: 'ACCEPT_REPORT, CENSURE_REPORT: the report.' })
  @IsOptional()
  @IsUUID()
  reportId?: string | null;
}

/** What a draft holds; written whole each time. */
@InputType({ isAbstract: true })
class DraftContentInput {
  @Field(() => MotionKindEnum, {
    description: 'What it decides. ANNUL_RESULT is not drafted: members together contest a result.',
  })
  @IsEnum(MotionKindEnum)
  kind!: MotionKind;

  @Field(() => String, { description: '1 to 200 characters; the question on the ballot.' })
  @IsString()
  @Length(1, TITLE_MAX * 2)
  title!: string;

  @Field(() => String, {
    defaultValue: '',
    description: 'Up to 20,000 characters. ORDINARY adopts it, DIRECT_ACTION says in it which action.',
  })
  @IsString()
  @MaxLength(TEXT_MAX * 2)
  text!: string;

  @Field(() => MotionEffectInput, { nullable: true, description: 'What the effect of this kind asks for.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => MotionEffectInput)
  effect?: MotionEffectInput | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'The vote opens no earlier than this; at most 90 days ahead. Without it, as soon as seconders and notice allow.',
  })
  @IsOptional()
  @IsDate()
  opensAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How long the vote stays open, in seconds: from what the bylaws ask up to 14 days; while founding, 15 seconds to 7 days; CHOOSE_ON_THE_SPOT, 1 to 5 minutes. Without it, what the bylaws say.',
  })
  @IsOptional()
  @IsInt()
  @Min(SHORTEST_SECONDS)
  @Max(LONGEST_SECONDS)
  voteSeconds?: number | null;

  @Field(() => TierEnum, {
    nullable: true,
    description:
      'By roll call or secret, where the bylaws let the mover choose. Without it, what the bylaws say.',
  })
  @IsOptional()
  @IsEnum(TierEnum)
  tier?: Tier | null;
}

@InputType({ description: 'A draft: what is to be decided, and how its mover would like it put.' })
export class DraftMotionInput extends DraftContentInput {
  @Field(() => ID, { description: 'Before which assembly.' })
  @IsUUID()
  assemblyId!: string;
}

@InputType({ description: 'The whole content of a draft, as it is to be.' })
export class EditDraftInput extends DraftContentInput {
  @Field(() => ID, { description: 'The caller’s own draft; its content is replaced whole.' })
  @IsUUID()
  motionId!: string;
}

@InputType({ description: 'A motion.' })
export class MotionInput {
  @Field(() => ID, { description: 'Which motion.' })
  @IsUUID()
  motionId!: string;
}

@InputType({ description: 'A member to name as a candidate.' })
export class NominateInput {
  @Field(() => ID, { description: 'The election: moved, and its vote not open yet.' })
  @IsUUID()
  motionId!: string;

  @Field(() => ID, { description: 'The membership of another member that counts.' })
  @IsUUID()
  memberId!: string;
}

@InputType({ description: 'A candidacy of one’s own.' })
export class StandForElectionInput {
  @Field(() => ID, { description: 'The election: moved, and its vote not open yet.' })
  @IsUUID()
  motionId!: string;

  @Field(() => String, {
    defaultValue: '',
    description: 'What the candidate says to the voters: up to 2,000 characters. Replaces an earlier one.',
  })
  @IsString()
  @MaxLength(STATEMENT_MAX * 2)
  statement!: string;
}

@ArgsType()
export class MotionsArgs extends PageArgs {
  @Field(() => MotionStateEnum, {
    nullable: true,
    description: 'Only motions in this state; DRAFT shows the caller’s own.',
  })
  @IsOptional()
  @IsEnum(MotionStateEnum)
  state?: MotionState | null;
}
