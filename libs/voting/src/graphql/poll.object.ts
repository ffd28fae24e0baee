import { Field, ID, ObjectType } from '@nestjs/graphql';
import { InstantScalar } from '@plenary/platform/graphql';
import type { Poll } from '../domain/poll.js';
import { MethodEnum, PollStateEnum, TierEnum, WaitingForEnum } from './enums.js';

@ObjectType('Poll', {
  description: 'One question put to a roll of voters, with rules frozen at the opening.',
})
export class PollObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'The question, 1 to 300 characters.' })
  question!: string;

  @Field(() => String, { description: 'The full text that is voted on; may be empty.' })
  text!: string;

  @Field(() => TierEnum, { description: 'Who could learn a vote.' })
  tier!: Poll['tier'];

  @Field(() => MethodEnum, { description: 'How it is answered.' })
  method!: Poll['method'];

  @Field(() => PollStateEnum, { description: 'Where it is in its life.' })
  state!: Poll['state'];

  @Field(() => Boolean, {
    description: 'Whether the count is shown while it is open; never in a secret poll.',
  })
  liveResults!: boolean;

  @Field(() => InstantScalar, { description: 'When it opens by itself.' })
  opensAt!: Date;

  @Field(() => InstantScalar, { nullable: true, description: 'When it opened; null before.' })
  openedAt!: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'A ballot counts before this instant and never after it. Null for a draft whose length is given instead.',
  })
  closesAt!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was counted; null before.' })
  closedAt!: Date | null;

  @Field(() => InstantScalar, { description: 'The roll takes the members confirmed by this instant.' })
  noticeAt!: Date;

  @Field(() => String, { nullable: true, description: 'Why it ended without a result; null otherwise.' })
  voidReason!: string | null;

  @Field(() => WaitingForEnum, {
    nullable: true,
    description: 'What it waits for although it is due; null otherwise.',
  })
  waitingFor!: Poll['waitingFor'];

  @Field(() => String, {
    nullable: true,
    description:
      'Why the frozen rule differs from the rule in the bylaws, in one sentence: it was put in a meeting, or in one called again at half the quorum. Null where it does not.',
  })
  ruleReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256 of the roll, in hexadecimal, frozen at the opening: of the lines `plenary/roll/v1`, the poll’s id, then `<membership id> <weight> <reason>` in order of the membership ids, each ended by a line feed.',
  })
  rollHash!: string | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description:
      'Members together may contest the result before this instant; null where there is no result.',
  })
  contestableUntil!: Date | null;

  /** What fields are resolved from; not part of the schema. */
  poll!: Poll;
}
