import { Field, ObjectType } from '@nestjs/graphql';
import { RightNotHeldObject } from '@plenary/assembly';
import { InstantScalar, RejectionObject, rejectionType, resultUnion } from '@plenary/platform/graphql';
import type { Phase } from '../domain/meeting.js';
import { MeetingObject, MeetingPhaseEnum } from './meeting.object.js';

@ObjectType('MeetingNotRunning', {
  implements: () => RejectionObject,
  description: 'The meeting has not begun, or is over.',
})
class MeetingNotRunningObject extends RejectionObject {
  @Field(() => MeetingPhaseEnum, { description: 'Where it is.' })
  phase!: Phase;

  @Field(() => InstantScalar, { description: 'When it begins or began.' })
  startsAt!: Date;
}

@ObjectType('MeetingOverlaps', {
  implements: () => RejectionObject,
  description: 'Another meeting is called for that time, or may still be on then.',
})
class MeetingOverlapsObject extends RejectionObject {
  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When the other begins or began; null when both were called at the same moment.',
  })
  otherStartsAt!: Date | null;
}

const MeetingStartInvalid = rejectionType(
  'MEETING_START_INVALID',
  'The time has passed, or is more than a year ahead.',
);
const PlaceInvalid = rejectionType('PLACE_INVALID', 'The place is longer than 200 characters.');
const NotCheckedIn = rejectionType('NOT_CHECKED_IN', 'The caller is not checked in to the meeting.');

export const ConveneMeetingResult = resultUnion(
  'ConveneMeetingResult',
  MeetingObject,
  [RightNotHeldObject, MeetingStartInvalid, MeetingOverlapsObject, PlaceInvalid],
  'The meeting that was called, or why not',
);
export const CheckInResult = resultUnion(
  'CheckInResult',
  MeetingObject,
  [RightNotHeldObject, MeetingNotRunningObject],
  'The meeting that the caller is in, or why not',
);
export const CheckOutResult = resultUnion(
  'CheckOutResult',
  MeetingObject,
  [RightNotHeldObject, MeetingNotRunningObject, NotCheckedIn],
  'The meeting that the caller left, or why not',
);
export const EndMeetingResult = resultUnion(
  'EndMeetingResult',
  MeetingObject,
  [RightNotHeldObject, MeetingNotRunningObject],
  'The meeting that was ended, or why not',
);
