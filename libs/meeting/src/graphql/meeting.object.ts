import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { connectionType, InstantScalar } from '@plenary/platform/graphql';
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
}

export function presentMeeting(meeting: Meeting): MeetingObject {
  const { id, startsAt, endedAt, first, place } = meeting;
  return { meeting, id, startsAt, endedAt, first, place };
}

export const MeetingConnection = connectionType(MeetingObject, 'Meeting', 'meetings, latest first');
