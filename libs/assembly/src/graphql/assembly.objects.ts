import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';
import type { AssemblyRow } from '../persistence/assembly-rows.js';

export enum AssemblyStage {
  FOUNDING = 'FOUNDING',
  ESTABLISHED = 'ESTABLISHED',
}
registerEnumType(AssemblyStage, {
  name: 'AssemblyStage',
  description: 'How far an assembly is.',
  valuesMap: {
    FOUNDING: { description: 'Until its first meeting has taken the three first decisions.' },
    ESTABLISHED: { description: 'It has adopted its own bylaws.' },
  },
});

export enum FoundingDecisionEnum {
  CONFIRM_ROLL = 'CONFIRM_ROLL',
  CHOOSE_FACILITATOR = 'CHOOSE_FACILITATOR',
  ADOPT_BYLAWS = 'ADOPT_BYLAWS',
}
registerEnumType(FoundingDecisionEnum, {
  name: 'FoundingDecision',
  description: 'The three first decisions of an assembly, taken in this order.',
  valuesMap: {
    CONFIRM_ROLL: { description: 'Every member on the list counts from then on.' },
    CHOOSE_FACILITATOR: { description: 'A member facilitates for 30 days.' },
    ADOPT_BYLAWS: { description: 'Bylaws from a preset; the interim convener’s seat ends.' },
  },
});

export enum AffiliationStateEnum {
  ASKED = 'ASKED',
  ACCEPTED = 'ACCEPTED',
  IN_FORCE = 'IN_FORCE',
}
registerEnumType(AffiliationStateEnum, {
  name: 'AffiliationState',
  description: 'How far two assemblies are with each other.',
  valuesMap: {
    ASKED: { description: 'The lower one has asked by a motion; the upper one has not accepted.' },
    ACCEPTED: { description: 'The upper one has accepted by a motion; it begins in a moment.' },
    IN_FORCE: { description: 'The lower one stands below the upper one.' },
  },
});

@ObjectType('Affiliation', {
  description:
    'What one assembly has with another in the tree, as far as somebody outside may know. It gives no right in the other.',
})
export class AffiliationObject {
  @Field(() => ID, {
    description: 'Its id: what ACCEPT_AFFILIATE takes. It is not the id of the other assembly.',
  })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the other assembly. Null where that one is quiet; and, for whoever asked, until it has accepted.',
  })
  name!: string | null;

  @Field(() => AffiliationStateEnum, { description: 'How far it is.' })
  state!: AffiliationStateEnum;

  @Field(() => InstantScalar, { description: 'When the lower one asked.' })
  askedAt!: Date;

  @Field(() => InstantScalar, {
    description: 'When it lapses if it is not accepted: 90 days after it was asked.',
  })
  expiresAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'Since when it is in force; null until then.' })
  begunAt!: Date | null;
}

@ObjectType('Assembly', { description: 'A body that decides. Only its members see it.' })
export class AssemblyObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: '1 to 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'IANA time zone in which its times are meant.' })
  timeZone!: string;

  @Field(() => String, { description: 'Default language, BCP 47.' })
  language!: string;

  @Field(() => Boolean, {
    description: 'Quiet: no directory of members, no mail, no notification that names anything.',
  })
  quiet!: boolean;

  @Field(() => String, { description: 'The name of its one strong colour.' })
  colour!: string;

  @Field(() => InstantScalar, { description: 'When it was founded.' })
  foundedAt!: Date;

  /** What fields are resolved from; not part of the schema. */
  row!: AssemblyRow;
}
