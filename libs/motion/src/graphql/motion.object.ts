import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionType, InstantScalar } from '@plenary/platform/graphql';
import { TierEnum } from '@plenary/voting';
import type { Motion, MotionKind, MotionState, MotionTier } from '../domain/motion.js';
import { MotionKindEnum, MotionStateEnum } from './enums.js';

@ObjectType('EffectOutcome', { description: 'What came of the effect of a carried motion.' })
export class EffectOutcomeObject {
  @Field(() => Boolean, { description: 'Whether it was executed.' })
  done!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why it could not be executed; the result stands. Null when it was.',
  })
  because!: string | null;
}

@ObjectType('Authorisation', { description: 'Action that the assembly authorised by a carried motion.' })
export class AuthorisationObject {
  @Field(() => InstantScalar, { description: 'From when the action may be taken.' })
  validFrom!: Date;

  @Field(() => InstantScalar, { description: 'Until when.' })
  validUntil!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it was withdrawn because the result was annulled; null while it stands.',
  })
  annulledAt!: Date | null;
}

@ObjectType('MotionTiers', { description: 'What the bylaws leave to the mover of a kind of motion.' })
export class MotionTiersObject {
  @Field(() => MotionKindEnum, { description: 'The kind of motion.' })
  kind!: MotionKind;

  @Field(() => [TierEnum], {
    description: 'The tiers that its vote may have: that of the bylaws first, alone where it is fixed.',
  })
  tiers!: readonly MotionTier[];
}

@ObjectType('MotionEffectInfo', { description: 'What a motion does if it is carried.' })
export class MotionEffectInfoObject {
  @Field(() => MotionKindEnum, { description: 'The kind of motion whose effect this is.' })
  kind!: MotionKind;

  @Field(() => String, { description: 'What it does, in one or two sentences, with names and dates.' })
  sentence!: string;

  @Field(() => String, {
    description:
      'What the mover filled in for it, as JSON with the fields of `MotionEffectInput`: to show, and to edit a draft.',
  })
  data!: string;

  @Field(() => EffectOutcomeObject, {
    nullable: true,
    description: 'What came of it; null until the motion is carried, and when it is lost.',
  })
  outcome!: EffectOutcomeObject | null;
}

@ObjectType('Motion', {
  description:
    'A proposal that the assembly decides. Members see it once it is moved; a draft is its author’s alone.',
})
export class MotionObject {
  /** The motion itself, for the fields that are resolved from it. */
  motion!: Motion;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => MotionKindEnum, { description: 'What it decides.' })
  kind!: MotionKind;

  @Field(() => String, { description: '1 to 200 characters.' })
  title!: string;

  @Field(() => String, { description: 'Up to 20,000 characters; fixed once it is moved.' })
  text!: string;

  @Field(() => MotionStateEnum, { description: 'Where it stands.' })
  state!: MotionState;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was moved; null for a draft.' })
  movedAt!: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When its seconders were complete; null until then.',
  })
  secondedAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the vote decided it; null until then.' })
  decidedAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was withdrawn; null if it was not.' })
  withdrawnAt!: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'When the assembly annulled its result by another motion; null if it did not. What was decided stays in the record.',
  })
  annulledAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many other members must second it: 0 to 20, and never more than there are others. Judged when it was moved; null for a draft.',
  })
  secondsNeeded!: number | null;
}

export function presentMotion(motion: Motion): MotionObject {
  const {
    id,
    kind,
    title,
    text,
    state,
    movedAt,
    secondedAt,
    decidedAt,
    withdrawnAt,
    annulledAt,
    secondsNeeded,
  } = motion;
  return {
    motion,
    id,
    kind,
    title,
    text,
    state,
    movedAt,
    secondedAt,
    decidedAt,
    withdrawnAt,
    annulledAt,
    secondsNeeded,
  };
}

export const MotionConnection = connectionType(MotionObject, 'Motion', 'motions, newest first');

@ObjectType('AdoptedText', { description: 'A text that a carried motion adopted.' })
export class AdoptedTextObject {
  @Field(() => ID, { description: 'The motion that adopted it.' })
  motionId!: string;

  @Field(() => String, { description: '1 to 200 characters.' })
  title!: string;

  @Field(() => String, { description: 'Up to 20,000 characters.' })
  text!: string;

  @Field(() => InstantScalar, { description: 'From when it is in force.' })
  adoptedAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the assembly annulled it; null while it is in force.',
  })
  annulledAt!: Date | null;
}

export const AdoptedTextConnection = connectionType(
  AdoptedTextObject,
  'AdoptedText',
  'adopted texts, newest first',
);
