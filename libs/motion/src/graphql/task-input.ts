import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

export const TaskPowerEnum = {
  FACILITATE: 'facilitate',
  CHECK_IN: 'check_in',
  SEE_HARDSHIP: 'see_hardship',
  TELL: 'tell',
} as const;
export type TaskPowerValue = (typeof TaskPowerEnum)[keyof typeof TaskPowerEnum];
registerEnumType(TaskPowerEnum, {
  name: 'TaskPower',
  description: 'A right that comes with a shift, from its start to its end.',
  valuesMap: {
    FACILITATE: { description: 'All that the table of rights gives to whoever facilitates now.' },
    CHECK_IN: { description: 'To check other members in at a meeting that is on.' },
    SEE_HARDSHIP: {
      description:
        'To read what members ask for in confidence, and to answer them; never a request of one’s own.',
    },
    TELL: {
      description:
        'To tell at a station, always two together. Every member that counts may, too; the record names the shift.',
    },
  },
});

@InputType({
  description:
    'A task of the rota. A new one says its name and when it recurs; of one there is, what is left out stays as it is.',
})
export class TaskEffectInput {
  @Field(() => ID, { nullable: true, description: 'The task that is changed; without it a new one is made.' })
  @IsOptional()
  @IsUUID()
  taskId?: string | null;

  @Field(() => String, { nullable: true, description: '1 to 200 characters. A new task needs one.' })
  @IsOptional()
  @IsString()
  @MaxLength(400)
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it takes, for who has never done it; up to 2,000 characters.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  guide?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The first occurrence, in the assembly’s own time: `20260302T190000`. A new task needs it, with `rule` and `minutes`.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 20)
  start?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'When it recurs: an RRULE of RFC 5545 without its name, `FREQ=WEEKLY;BYDAY=TU`. FREQ is DAILY, WEEKLY, MONTHLY or YEARLY; with INTERVAL, BYMONTH, BYMONTHDAY, BYYEARDAY, BYDAY, BYSETPOS, COUNT or UNTIL, and WKST. Up to 200 characters.',
  })
  @IsOptional()
  @IsString()
  @Length(1, 200)
  rule?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Occurrences that are left out, each written as `start` is, or in UTC with a `Z`; up to 200.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  @MaxLength(20, { each: true })
  except?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'How long a shift lasts: 5 minutes to 31 days.' })
  @IsOptional()
  @IsInt()
  @Min(5)
  @Max(44_640)
  minutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many do it together: 1 (if nothing is said) to 20.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(20)
  people?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'What one shift weighs beside those of other tasks: 1 (if nothing is said) to 1,000.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000)
  effort?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'What its holder must be able to do, as short words: up to 10, each of 1 to 60 characters.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  requires?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of its occurrences in a row one member may hold: 1 (if nothing is said) to 52.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(52)
  longestRun?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'For how many days its holder rests from it afterwards: 0 (if nothing is said) to 182.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(182)
  pauseDays?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether who held it before comes along and hands over.',
  })
  @IsOptional()
  @IsBoolean()
  handover?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Makes it a training: the task that its holder teaches in its shifts. It then asks for what that task asks for.',
  })
  @IsOptional()
  @IsUUID()
  trains?: string | null;

  @Field(() => [TaskPowerEnum], {
    nullable: true,
    description:
      'Rights that come with its shifts: the whole list. An assembly has one task with FACILITATE, the one that it was founded with, which keeps it.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(4)
  @IsEnum(TaskPowerEnum, { each: true })
  powers?: TaskPowerValue[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Memberships that have what it asks for already: up to 200.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  trainedIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True ends the task: its shifts to come fall away. Nothing else is then said but `taskId`.',
  })
  @IsOptional()
  @IsBoolean()
  ends?: boolean | null;
}
