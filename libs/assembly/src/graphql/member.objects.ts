import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionType, InstantScalar } from '@plenary/platform/graphql';

export enum MemberStateEnum {
  COUNTING = 'COUNTING',
  WAITING = 'WAITING',
  CHALLENGED = 'CHALLENGED',
  SUSPENDED = 'SUSPENDED',
  NOT_JOINED = 'NOT_JOINED',
  LEFT = 'LEFT',
}
registerEnumType(MemberStateEnum, {
  name: 'MemberState',
  description: 'The standing of a member now.',
  valuesMap: {
    COUNTING: { description: 'Votes, seconds, and is in every base.' },
    WAITING: {
      description: 'Short of vouchers, or within the days in which the membership can be challenged.',
    },
    CHALLENGED: { description: 'Does not count until the assembly confirms the membership.' },
    SUSPENDED: { description: 'Suspended by the assembly; ends by itself.' },
    NOT_JOINED: { description: 'Imported, and has not taken up the invitation.' },
    LEFT: { description: 'Has left or was expelled.' },
  },
});

@ObjectType('Member', { description: 'What members see of each other.' })
export class MemberObject {
  @Field(() => ID, { description: 'The membership’s id.' })
  id!: string;

  @Field(() => String, { description: 'The name that the member chose; a pseudonym is fine.' })
  displayName!: string;

  @Field(() => InstantScalar, { description: 'When the membership began.' })
  since!: Date;

  @Field(() => Boolean, { description: 'Whether the member has taken up the invitation.' })
  joined!: boolean;

  @Field(() => MemberStateEnum, { description: 'Standing now.' })
  state!: MemberStateEnum;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'From when the member counts; null while challenged or short of vouchers.',
  })
  countsFrom!: Date | null;

  @Field(() => Boolean, { description: 'Whether a challenge stands.' })
  challenged!: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The end of a suspension; null when not suspended.',
  })
  suspendedUntil!: Date | null;

  assemblyId!: string;
}

@ObjectType('Membership', { description: 'The caller’s own membership in one assembly.' })
export class MembershipObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What the caller is called here.' })
  displayName!: string;

  @Field(() => InstantScalar, { description: 'When it began.' })
  since!: Date;

  @Field(() => Boolean, { description: 'Whether the caller votes, seconds and is in every base now.' })
  counts!: boolean;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'From when it counts; null while challenged or short of vouchers.',
  })
  countsFrom!: Date | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'The end of a suspension; null when not suspended.',
  })
  suspendedUntil!: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it ended; null while it lasts.' })
  endedAt!: Date | null;

  assemblyId!: string;
}

@ObjectType('Right', { description: 'A line of the table of rights, for the caller, now.' })
export class RightObject {
  @Field(() => String, { description: 'The act, such as `motion.move`.' })
  action!: string;

  @Field(() => String, { description: 'What it is, in words.' })
  what!: string;

  @Field(() => Boolean, { description: 'Whether the caller may do it now; some only in what is their own.' })
  holder!: boolean;

  @Field(() => String, { nullable: true, description: 'Through what: `membership`, `shift` or `mandate`.' })
  through!: string | null;

  @Field(() => String, { description: 'Who may when nobody else can.' })
  fallback!: string;
}

@ObjectType('Shift', { description: 'A task that a member carries out now.' })
export class ShiftObject {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'The task.' })
  task!: string;

  @Field(() => InstantScalar, { description: 'When it began.' })
  startsAt!: Date;

  @Field(() => InstantScalar, { description: 'When it ends by itself.' })
  endsAt!: Date;

  membershipId!: string;
}

export const MemberConnection = connectionType(MemberObject, 'Member', 'members');
