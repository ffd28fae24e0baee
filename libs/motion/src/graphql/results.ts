import { Field, ObjectType } from '@nestjs/graphql';
import { RecentlyRecoveredObject, RightNotHeldObject } from '@plenary/assembly';
import { RejectionObject, rejectionType, resultUnion } from '@plenary/platform/graphql';
import type { FoundingKind, MotionState } from '../domain/motion.js';
import { MotionKindEnum, MotionStateEnum } from './enums.js';
import { MotionObject } from './motion.object.js';

@ObjectType('MotionNotInState', {
  implements: () => RejectionObject,
  description: 'The motion is in a state in which this cannot be done.',
})
class MotionNotInStateObject extends RejectionObject {
  @Field(() => MotionStateEnum, { description: 'The state it is in.' })
  state!: MotionState;
}

@ObjectType('NotThisDecisionNow', {
  implements: () => RejectionObject,
  description: 'The three first decisions are taken in their order, before any other, and once.',
})
class NotThisDecisionNowObject extends RejectionObject {
  @Field(() => MotionKindEnum, {
    nullable: true,
    description: 'What is to be decided next; null in an assembly that has taken its first decisions.',
  })
  next!: FoundingKind | null;
}

@ObjectType('EffectInvalid', {
  implements: () => RejectionObject,
  description: 'What the effect asks for is missing, out of bounds, or names what is not here.',
})
class EffectInvalidObject extends RejectionObject {
  @Field(() => String, { description: 'The field of the effect, or `text`.' })
  field!: string;
}

@ObjectType('TermsNotAllowed', {
  implements: () => RejectionObject,
  description: 'The rules in force do not let the mover wish for this.',
})
class TermsNotAllowedObject extends RejectionObject {
  @Field(() => String, { description: '`opensAt`, `voteSeconds` or `tier`.' })
  field!: string;
}

@ObjectType('NominationsClosed', {
  implements: () => RejectionObject,
  description: 'The motion elects nobody, or candidates cannot be named in the state it is in.',
})
class NominationsClosedObject extends RejectionObject {
  @Field(() => MotionStateEnum, { description: 'The state it is in.' })
  state!: MotionState;
}

const StandYourself = rejectionType('STAND_YOURSELF', 'The caller named themselves: they stand instead.');
const NotEligible = rejectionType('NOT_ELIGIBLE', 'The member does not count now, and cannot be elected.');
const MayNotStand = rejectionType(
  'MAY_NOT_STAND',
  'The rules of the office do not let the member stand; the message says which.',
);
const NotWilling = rejectionType('NOT_WILLING', 'The member was asked and declined, or stood down.');
const NotNominated = rejectionType('NOT_NOMINATED', 'The caller was not named and does not stand.');
const TooManyCandidates = rejectionType(
  'TOO_MANY_CANDIDATES',
  'There are 200 candidates, or 1,000 members have been named.',
);

export const TextInvalid = rejectionType(
  'TEXT_INVALID',
  'A title is empty or too long, or a text is too long.',
);
const OnlyTogether = rejectionType(
  'ONLY_TOGETHER',
  'A motion of this kind is made by a request of members together.',
);
const TooManyMotions = rejectionType(
  'TOO_MANY_MOTIONS',
  'The caller has 50 drafts and motions without seconders.',
);
const OwnMatter = rejectionType(
  'OWN_MATTER',
  'The motion is about the caller, who may vote on it, and neither move nor second it.',
);
const MoverCannotSecond = rejectionType('MOVER_CANNOT_SECOND', 'The caller moved the motion.');
const NoFirstMeeting = rejectionType(
  'NO_FIRST_MEETING',
  'The first decisions are taken in the first meeting, which has not been called.',
);

const NotInAMeeting = rejectionType(
  'NOT_IN_A_MEETING',
  'Such a motion is for those who are checked in to a meeting that is on.',
);
const SomebodyFacilitates = rejectionType(
  'SOMEBODY_FACILITATES',
  'Somebody who facilitates is in the meeting, or may still come.',
);

const CONTENT = [
  RightNotHeldObject,
  TextInvalid,
  EffectInvalidObject,
  TermsNotAllowedObject,
  NotThisDecisionNowObject,
  OnlyTogether,
  NotInAMeeting,
  SomebodyFacilitates,
];

export const DraftMotionResult = resultUnion(
  'DraftMotionResult',
  MotionObject,
  [...CONTENT, TooManyMotions],
  'The draft, or why not',
);
export const EditDraftResult = resultUnion(
  'EditDraftResult',
  MotionObject,
  [...CONTENT, MotionNotInStateObject],
  'The draft as changed, or why not',
);
export const MoveMotionResult = resultUnion(
  'MoveMotionResult',
  MotionObject,
  [
    RightNotHeldObject,
    MotionNotInStateObject,
    NotThisDecisionNowObject,
    NoFirstMeeting,
    OwnMatter,
    EffectInvalidObject,
    TermsNotAllowedObject,
    NotInAMeeting,
    SomebodyFacilitates,
  ],
  'The moved motion, or why not',
);
export const SecondMotionResult = resultUnion(
  'SecondMotionResult',
  MotionObject,
  [
    RightNotHeldObject,
    MotionNotInStateObject,
    NotThisDecisionNowObject,
    MoverCannotSecond,
    OwnMatter,
    RecentlyRecoveredObject,
  ],
  'The motion, seconded by the caller, or why not',
);
export const WithdrawMotionResult = resultUnion(
  'WithdrawMotionResult',
  MotionObject,
  [RightNotHeldObject, MotionNotInStateObject],
  'The withdrawn motion, or why not',
);

export const NominateResult = resultUnion(
  'NominateResult',
  MotionObject,
  [
    RightNotHeldObject,
    NominationsClosedObject,
    StandYourself,
    NotEligible,
    MayNotStand,
    NotWilling,
    TooManyCandidates,
  ],
  'The election, or why the member was not named',
);
export const StandForElectionResult = resultUnion(
  'StandForElectionResult',
  MotionObject,
  [RightNotHeldObject, NominationsClosedObject, MayNotStand, TooManyCandidates, TextInvalid],
  'The election in which the caller stands, or why not',
);
export const DeclineNominationResult = resultUnion(
  'DeclineNominationResult',
  MotionObject,
  [RightNotHeldObject, NominationsClosedObject, NotNominated],
  'The election, in which the caller does not stand, or why not',
);
