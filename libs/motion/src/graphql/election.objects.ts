import { Field, Int, ObjectType } from '@nestjs/graphql';
import { MemberObject } from '@plenary/assembly';
import { InstantScalar } from '@plenary/platform/graphql';
import type { Method as ElectionMethod } from '@plenary/tally';
import { type BallotOrder, BallotOrderEnum, ElectionMethodEnum } from '@plenary/voting';
import type { Motion } from '../domain/motion.js';
import type { NominationState } from '../domain/nomination.js';
import { NominationStateEnum } from './enums.js';

@ObjectType('MotionOption', { description: 'One of the options that a motion chooses among.' })
export class MotionOptionObject {
  @Field(() => String, { description: '1 to 200 characters.' })
  name!: string;

  @Field(() => String, { description: 'What it is: up to 2,000 characters.' })
  statement!: string;
}

@ObjectType('MotionElection', {
  description:
    'How a motion elects members or chooses among options. Once its vote is open see `poll.election` too.',
})
export class MotionElectionObject {
  @Field(() => ElectionMethodEnum, { description: 'How it is counted.' })
  method!: ElectionMethod;

  @Field(() => Int, { description: 'How many are elected: 1 to 100.' })
  seats!: number;

  @Field(() => BallotOrderEnum, { description: 'In which order voters find the candidates.' })
  order!: BallotOrder;

  @Field(() => Int, {
    nullable: true,
    description: 'Scores go from 0 to this; null where there are no scores.',
  })
  maxScore!: number | null;

  @Field(() => [MotionOptionObject], {
    description: 'What can be chosen, in the mover’s order; empty where members stand for election.',
  })
  options!: readonly MotionOptionObject[];

  @Field(() => String, { description: 'How many are elected and how it is counted, in plain words.' })
  sentence!: string;

  @Field(() => Boolean, {
    description:
      'Whether members can be named, stand and stand down now: from the moving until the vote opens.',
  })
  nominationsOpen!: boolean;

  /** What fields are resolved from; not part of the schema. */
  motion!: Motion;
}

@ObjectType('Nomination', {
  description: 'A member who was named as a candidate, by another or by themselves.',
})
export class NominationObject {
  @Field(() => MemberObject, { description: 'Who was named.' })
  member!: MemberObject;

  @Field(() => MemberObject, { description: 'By whom.' })
  nominatedBy!: MemberObject;

  @Field(() => NominationStateEnum, { description: 'What the member said to it.' })
  state!: NominationState;

  @Field(() => String, { description: 'What the candidate says to the voters; empty unless they stand.' })
  statement!: string;

  @Field(() => InstantScalar, { description: 'When they were named.' })
  nominatedAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When they last answered; null while they have not.',
  })
  answeredAt!: Date | null;
}
