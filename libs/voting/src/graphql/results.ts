import { Field, ObjectType } from '@nestjs/graphql';
import { RecentlyRecoveredObject, RightNotHeldObject } from '@plenary/assembly';
import { InstantScalar, RejectionObject, rejectionType, resultUnion } from '@plenary/platform/graphql';
import { BallotReceiptObject } from './ballot.objects.js';
import { PollObject } from './poll.object.js';

@ObjectType('PollNotOpen', {
  implements: () => RejectionObject,
  description: 'No ballot is taken now, and the poll can’t be ended: it has not opened yet, or has ended.',
})
export class PollNotOpenObject extends RejectionObject {
  @Field(() => InstantScalar, { nullable: true, description: 'When it opens or opened.' })
  opensAt?: Date | null;

  @Field(() => InstantScalar, { nullable: true, description: 'Its closing time; null before the opening.' })
  closedAt?: Date | null;
}

export const NotOnRoll = rejectionType(
  'NOT_ON_ROLL',
  'The caller is not on the roll, which was frozen at the opening.',
);
export const BallotInvalid = rejectionType('BALLOT_INVALID', 'The poll does not take that answer.');
export const TooManyChanges = rejectionType(
  'TOO_MANY_CHANGES',
  'The caller has changed this ballot 50 times; the last one counts.',
);
const RollFrozen = rejectionType('ROLL_FROZEN', 'The poll has opened: its roll is not edited any more.');
const AlreadyOnRoll = rejectionType('ALREADY_ON_ROLL', 'The caller is on the roll.');
const NoMeeting = rejectionType('NO_MEETING', 'A poll closes by hand only in a meeting that is in session.');
const ResultVisible = rejectionType(
  'RESULT_VISIBLE',
  'The count is visible while the poll is open, so nobody chooses the moment of its end.',
);
const ChoiceSeen = rejectionType(
  'CHOICE_SEEN',
  'A ballot is in and members can see it: the poll runs to its close.',
);

export const CastBallotResult = resultUnion(
  'CastBallotResult',
  BallotReceiptObject,
  [PollNotOpenObject, NotOnRoll, BallotInvalid, RecentlyRecoveredObject, TooManyChanges],
  'A receipt, or why the ballot was not taken',
);
export const SayIAmMissingResult = resultUnion(
  'SayIAmMissingResult',
  PollObject,
  [RightNotHeldObject, RollFrozen, AlreadyOnRoll],
  'The poll, or why not',
);
export const ClosePollResult = resultUnion(
  'ClosePollResult',
  PollObject,
  [RightNotHeldObject, PollNotOpenObject, NoMeeting, ResultVisible],
  'The poll with its new closing time, or why not',
);
export const VoidPollResult = resultUnion(
  'VoidPollResult',
  PollObject,
  [RightNotHeldObject, PollNotOpenObject, ChoiceSeen],
  'The ended poll, or why not',
);
