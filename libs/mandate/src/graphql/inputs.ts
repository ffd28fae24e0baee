import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { MatterInput } from '@plenary/motion';
import { InstantScalar, PageArgs } from '@plenary/platform/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsEnum,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import type { ActPosition } from '../domain/act.js';
import { ActPositionEnum } from './enums.js';

@InputType({ description: 'One member’s time in a seat.' })
export class TermInput {
  @Field(() => ID, { description: 'Which term.' })
  @IsUUID()
  termId!: string;
}

@InputType({ description: 'A figure that a delegate agreed to.' })
export class FigureInput {
  @Field(() => String, { description: 'What it is, as the mandate’s limit has it: 1 to 100 characters.' })
  @IsString()
  @Length(1, 200)
  name!: string;

  @Field(() => String, { description: 'Up to 12 digits and 6 after the point, such as `5` or `4.75`.' })
  @Matches(/^-?\d{1,12}(\.\d{1,6})?$/)
  value!: string;
}

@InputType({ description: 'What a delegate did, or is about to do.' })
export class RecordActInput {
  @Field(() => ID, { description: 'The caller’s own term.' })
  @IsUUID()
  termId!: string;

  @Field(() => ID, { description: 'Made by the client: a retry with it answers what the first wrote.' })
  @IsUUID()
  clientKey!: string;

  @Field(() => MatterInput, { description: 'What it is about.' })
  @ValidateNested()
  @Type(() => MatterInput)
  matter!: MatterInput;

  @Field(() => ActPositionEnum, { description: 'What was done.' })
  @IsEnum(ActPositionEnum)
  position!: ActPosition;

  @Field(() => [FigureInput], {
    nullable: true,
    description: 'DECIDED: the figures that were agreed to, up to 20.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => FigureInput)
  figures?: FigureInput[] | null;

  @Field(() => String, { description: 'For the members: 1 to 2,000 characters.' })
  @IsString()
  @Length(1, 4_000)
  text!: string;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'From when it has effect, a time to come; until then losing the seat stops it. Without it, at once.',
  })
  @IsOptional()
  @IsDate()
  takesEffectAt?: Date | null;
}

@InputType({ description: 'A report that is due.' })
export class WriteReportInput {
  @Field(() => ID, { description: 'The report that the caller owes.' })
  @IsUUID()
  reportId!: string;

  @Field(() => String, { description: '1 to 20,000 characters.' })
  @IsString()
  @Length(1, 40_000)
  text!: string;
}

@ArgsType()
export class ActsArgs extends PageArgs {
  @Field(() => Boolean, { defaultValue: false, description: 'Only those outside the mandate.' })
  @IsBoolean()
  deviations!: boolean;
}
