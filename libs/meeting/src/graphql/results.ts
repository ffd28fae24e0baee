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

@ObjectType('NoticeTooShort', {
  implements: () => RejectionObject,
  description: 'The bylaws ask for more time between the call and the beginning.',
})
class NoticeTooShortObject extends RejectionObject {
  @Field(() => InstantScalar, { description: 'When it can begin at the earliest.' })
  earliest!: Date;
}

const MeetingDidNotFail = rejectionType(
  'MEETING_DID_NOT_FAIL',
  'Only a meeting that ended for want of quorum in the last 30 days, and was not itself called again, is repeated.',
);
const CalledAgainBefore = rejectionType('CALLED_AGAIN_BEFORE', 'A meeting is called again once.');
const MeetingQuorate = rejectionType('MEETING_QUORATE', 'The meeting has or had its quorum, or needs none.');
const QuorumAwaited = rejectionType(
  'QUORUM_AWAITED',
  'A meeting waits 30 minutes for its quorum before it ends for want of it.',
);

const MeetingStartInvalid = rejectionType(
  'MEETING_START_INVALID',
  'The time has passed, or is more than a year ahead.',
);
const PlaceInvalid = rejectionType('PLACE_INVALID', 'The place is longer than 200 characters.');
const MemberCannotAttend = rejectionType(
  'MEMBER_CANNOT_ATTEND',
  'No member of this assembly, or one who has left, is suspended or does not count yet.',
);
const NotCheckedIn = rejectionType('NOT_CHECKED_IN', 'The caller is not checked in to the meeting.');

export const ConveneMeetingResult = resultUnion(
  'ConveneMeetingResult',
  MeetingObject,
  [RightNotHeldObject, MeetingStartInvalid, NoticeTooShortObject, MeetingOverlapsObject, PlaceInvalid],
  'The meeting that was called, or why not',
);
export const ConveneAgainResult = resultUnion(
  'ConveneAgainResult',
  MeetingObject,
  [
    RightNotHeldObject,
    MeetingDidNotFail,
    CalledAgainBefore,
    MeetingStartInvalid,
    NoticeTooShortObject,
    MeetingOverlapsObject,
    PlaceInvalid,
  ],
  'The meeting that was called again, or why not',
);
export const EndMeetingForWantOfQuorumResult = resultUnion(
  'EndMeetingForWantOfQuorumResult',
  MeetingObject,
  [RightNotHeldObject, MeetingNotRunningObject, MeetingQuorate, QuorumAwaited],
  'The meeting that ended for want of quorum, or why not',
);
export const CheckInResult = resultUnion(
  'CheckInResult',
  MeetingObject,
  [RightNotHeldObject, MeetingNotRunningObject],
  'The meeting that the caller is in, or why not',
);
export const CheckInMemberResult = resultUnion(
  'CheckInMemberResult',
  MeetingObject,
  [RightNotHeldObject, MeetingNotRunningObject, MemberCannotAttend],
  'The meeting that the member is in, or why not',
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
