import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionType, FractionObject, InstantScalar } from '@plenary/platform/graphql';
import type { Meeting, Phase } from '../domain/meeting.js';

export const MeetingPhaseEnum = {
  PLANNED: 'planned',
  RUNNING: 'running',
  ENDED: 'ended',
} as const satisfies Record<Uppercase<Phase>, Phase>;
registerEnumType(MeetingPhaseEnum, {
  name: 'MeetingPhase',
  description: 'Where a meeting is, on the clock.',
  valuesMap: {
    PLANNED: { description: 'Called, and not begun.' },
    RUNNING: { description: 'It is on.' },
    ENDED: { description: 'It was ended, or 24 hours have passed since it began.' },
  },
});

@ObjectType('MeetingQuorum', { description: 'What must be present in a meeting for a vote to open in it.' })
export class MeetingQuorumObject {
  @Field(() => Int, { description: 'How many members that count must be present.' })
  needed!: number;

  @Field(() => Int, { description: 'How many of them are present now.' })
  present!: number;

  @Field(() => Boolean, { description: 'Whether that is enough.' })
  met!: boolean;

  @Field(() => FractionObject, { description: 'The exact share of the members that count.' })
  share!: FractionObject;

  @Field(() => Boolean, {
    description: 'Whether the share is half of what the bylaws ask: the meeting was called again.',
  })
  halved!: boolean;
}

@ObjectType('Meeting', {
  description:
    'A convened sitting of the assembly, in a room, online, or both. It begins by itself at its time.',
})
export class MeetingObject {
  /** The meeting itself, for the fields that are resolved from it. */
  meeting!: Meeting;

  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => InstantScalar, { description: 'When it begins or began.' })
  startsAt!: Date;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it ended; null until then. It ends at the latest 24 hours after it began.',
  })
  endedAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether it is the first meeting: called while the three first decisions were still to be taken.',
  })
  first!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Where it is, or a link to it; up to 200 characters. Null when nobody said.',
  })
  place!: string | null;

  @Field(() => Boolean, {
    description: 'Whether it ended for want of quorum: it may be called again once, at half the quorum.',
  })
  failedQuorum!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a meeting that failed its quorum: how many had to be present. Null for others.',
  })
  quorumNeeded!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a meeting that failed its quorum: how many were present at the most. Null for others.',
  })
  quorumMost!: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The meeting that failed its quorum, which this one repeats at half of it. Null for others.',
  })
  againOf!: string | null;
}

export function presentMeeting(meeting: Meeting): MeetingObject {
  const { id, startsAt, endedAt, first, place, quorumNeeded, quorumMost, againOf } = meeting;
  const failedQuorum = quorumNeeded !== null;
  return { meeting, id, startsAt, endedAt, first, place, failedQuorum, quorumNeeded, quorumMost, againOf };
}

export const MeetingConnection = connectionType(MeetingObject, 'Meeting', 'meetings, latest first');
