import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionType, InstantScalar } from '@plenary/platform/graphql';
import { PaperObject } from './election.objects.js';
import { AnswerEnum } from './enums.js';

@ObjectType('BallotReceipt', {
  description:
    'What the voter keeps. Roll call: it finds the ballot in the published list. Secret: it shows that the voter voted, never how, and not that the server kept the choice.',
})
export class BallotReceiptObject {
  @Field(() => ID, { description: 'The poll.' })
  pollId!: string;

  @Field(() => String, {
    description:
      'Random, like `7F3K-92QD-X4MT` (Crockford’s base 32: no I, L, O, U). Depends on neither the choice nor the client’s key.',
  })
  code!: string;

  @Field(() => Boolean, {
    description: 'Whether the voter changed the vote since, so that another ballot counts (roll call).',
  })
  replaced!: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it was cast, by the server’s clock; null in a secret poll, which keeps no time.',
  })
  castAt!: Date | null;

  assemblyId!: string;
}

@ObjectType('MyBallot', { description: 'The caller’s own ballot.' })
export class MyBallotObject {
  @Field(() => BallotReceiptObject, { description: 'Its receipt.' })
  receipt!: BallotReceiptObject;

  @Field(() => AnswerEnum, {
    nullable: true,
    description:
      'What it says (roll call); null in a secret poll: nobody can look it up. In an election null but for BLANK and SPOILT: see `paper`.',
  })
  answer!: string | null;

  @Field(() => PaperObject, {
    nullable: true,
    description: 'What it says of the candidates (roll call); null in a secret poll, and but in an election.',
  })
  paper!: PaperObject | null;
}

@ObjectType('PublishedBallot', {
  description: 'A line of the published list. Of a secret poll the receipt alone.',
})
export class PublishedBallotObject {
  @Field(() => String, { description: 'The receipt’s code.' })
  code!: string;

  @Field(() => AnswerEnum, {
    nullable: true,
    description:
      'What it says; null in a secret poll. In an election null but for BLANK and SPOILT: see `paper`.',
  })
  answer!: string | null;

  @Field(() => PaperObject, {
    nullable: true,
    description: 'What it says of the candidates; null in a secret poll, and but in an election.',
  })
  paper!: PaperObject | null;

  @Field(() => String, { nullable: true, description: 'Who cast it; null in a secret poll.' })
  displayName!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its weight; null in a secret poll.' })
  weight!: number | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Roll call: the station at which it was cast; null where the voter sent it themselves, and in a secret poll, which tells the number alone.',
  })
  stationId!: string | null;
}
export const PublishedBallotConnection = connectionType(
  PublishedBallotObject,
  'PublishedBallot',
  'published ballots',
);

@ObjectType('RollLine', { description: 'One voter on a roll.' })
export class RollLineObject {
  @Field(() => ID, { description: 'The membership.' })
  membershipId!: string;

  @Field(() => String, { description: 'What the member is called now.' })
  displayName!: string;

  @Field(() => Int, { description: 'A whole number from 1.' })
  weight!: number;

  @Field(() => String, { description: 'Why the member is on it.' })
  reason!: string;
}
export const RollConnection = connectionType(RollLineObject, 'Roll', 'voters on a roll');

@ObjectType('MissingClaim', {
  description: '‘I am missing’, said by a member who looked at the roll before the opening.',
})
export class MissingClaimObject {
  @Field(() => String, { description: 'Who says it.' })
  displayName!: string;

  @Field(() => InstantScalar, { description: 'When.' })
  claimedAt!: Date;
}
