import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionType, InstantScalar } from '@plenary/platform/graphql';
import type { Method as ElectionMethod } from '@plenary/tally';
import { ElectionMethodEnum } from '@plenary/voting';
import { rulesInWords } from '../application/effects/offices.js';
import type { InstructionPosition, Matter } from '../domain/mandate.js';
import type { VacancyRule } from '../domain/office-rules.js';
import type { Mandate } from '../persistence/mandate-store.js';
import type { Office } from '../persistence/office-store.js';
import { InstructionPositionEnum, VacancyRuleEnum } from './enums.js';

@ObjectType('PollThreshold', { description: 'A part of the members that count, and no fewer than so many.' })
export class PollThresholdObject {
  @Field(() => Int, { description: 'Of the fraction.' })
  numerator!: number;

  @Field(() => Int, { description: 'Of the fraction.' })
  denominator!: number;

  @Field(() => Int, { description: 'Members, at least.' })
  atLeast!: number;
}

@ObjectType('OfficeRules', { description: 'The rules of an office, as its motions made them.' })
export class OfficeRulesObject {
  @Field(() => Int, { description: 'Of the rules, from 1; no version is ever edited.' })
  version!: number;

  @Field(() => InstantScalar, { description: 'From when they hold.' })
  since!: Date;

  @Field(() => String, { description: 'The rules in a few sentences.' })
  sentence!: string;

  @Field(() => String, { description: 'What delegates are sent for.' })
  purpose!: string;

  @Field(() => Int, { description: 'How many delegates, 1 to 50.' })
  seats!: number;

  @Field(() => Int, { description: 'How long a term is, in days.' })
  termDays!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many terms in a row one may serve; null for as often as elected.',
  })
  consecutiveTerms!: number | null;

  @Field(() => Int, { description: 'For how many days one has been a member to stand.' })
  standDays!: number;

  @Field(() => ElectionMethodEnum, { description: 'How elections to it are counted.' })
  method!: ElectionMethod;

  @Field(() => Int, {
    nullable: true,
    description: 'By SCORE or SCORE_MEDIAN: the highest score. Null for other methods.',
  })
  maxScore!: number | null;

  @Field(() => PollThresholdObject, {
    description: 'From which number of signatures a recall poll opens. More than half recall at once.',
  })
  recallPoll!: PollThresholdObject;

  @Field(() => Int, { description: 'After how many days signatures lapse.' })
  petitionDays!: number;

  @Field(() => VacancyRuleEnum, { description: 'How a seat that falls empty is filled.' })
  vacancy!: VacancyRule;

  @Field(() => Int, {
    nullable: true,
    description: 'Every how many days a delegate reports back; null for the mandate’s day alone.',
  })
  reportDays!: number | null;

  @Field(() => Int, { description: 'Within how many hours a seat is accepted.' })
  acceptHours!: number;

  @Field(() => [ID], {
    description: 'Offices whose seats nobody holds together with one of these. Up to 50.',
  })
  incompatible!: readonly string[];
}

@ObjectType('Office', { description: 'What the assembly sends delegates for.' })
export class OfficeObject {
  /** The office itself, for the fields that are resolved from it. */
  office!: Office;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: '1 to 200 characters; one name each while they stand.' })
  name!: string;

  @Field(() => InstantScalar, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was abolished; null while it stands.' })
  abolishedAt!: Date | null;

  @Field(() => OfficeRulesObject, { description: 'The rules in force.' })
  rules!: OfficeRulesObject;
}

export function presentOffice(office: Office): OfficeObject {
  const { id, name, createdAt, abolishedAt, version, since, rules } = office;
  const sentence = rulesInWords(rules);
  return { office, id, name, createdAt, abolishedAt, rules: { ...rules, version, since, sentence } };
}

export const OfficeConnection = connectionType(OfficeObject, 'Office', 'offices, those that stand first');

@ObjectType('Matter', { description: 'What an instruction or an act is about: one of the two.' })
export class MatterObject {
  @Field(() => ID, { nullable: true, description: 'A motion, of this assembly or of one above.' })
  motionId!: string | null;

  @Field(() => String, { nullable: true, description: 'The matter in words.' })
  text!: string | null;
}

export function presentMatter(matter: Matter): MatterObject {
  return {
    motionId: matter.kind === 'motion' ? matter.id : null,
    text: matter.kind === 'text' ? matter.text : null,
  };
}

@ObjectType('Limit', { description: 'A figure that a delegate may not leave; exact decimals as text.' })
export class LimitObject {
  @Field(() => String, { description: 'What it limits.' })
  name!: string;

  @Field(() => String, { description: 'Its unit, such as % or months.' })
  unit!: string;

  @Field(() => String, { nullable: true, description: 'No less than this; null for no such bound.' })
  atLeast!: string | null;

  @Field(() => String, { nullable: true, description: 'No more than this; null for no such bound.' })
  atMost!: string | null;
}

@ObjectType('Instruction', { description: 'What delegates are told to do about one matter.' })
export class InstructionObject {
  @Field(() => MatterObject, { description: 'The matter.' })
  matter!: MatterObject;

  @Field(() => InstructionPositionEnum, { description: 'What to do.' })
  position!: InstructionPosition;

  @Field(() => [LimitObject], {
    description: 'Within which a delegate may decide; empty for other positions.',
  })
  limits!: readonly LimitObject[];
}

@ObjectType('Mandate', { description: 'What the delegates of an office were told, by a motion.' })
export class MandateObject {
  motionId!: string;

  @Field(() => Int, { description: 'From 1; no version is ever edited.' })
  version!: number;

  @Field(() => String, { description: 'The text of the motion that gave it.' })
  text!: string;

  @Field(() => [InstructionObject], { description: 'Up to 50 instructions, none against another.' })
  instructions!: readonly InstructionObject[];

  @Field(() => InstantScalar, { description: 'When it was given.' })
  givenAt!: Date;

  @Field(() => InstantScalar, { description: 'When it ends: past it nothing is done under it.' })
  endsAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the delegates report back; null where only the office says.',
  })
  reportBackAt!: Date | null;
}

export function presentMandate(mandate: Mandate): MandateObject {
  const { version, text, instructions, givenAt, endsAt, reportBackAt, motionId } = mandate;
  return {
    motionId,
    version,
    text,
    instructions: instructions.map((each) => ({ ...each, matter: presentMatter(each.matter) })),
    givenAt,
    endsAt,
    reportBackAt,
  };
}
