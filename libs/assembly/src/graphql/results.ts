import { Field, ID, ObjectType } from '@nestjs/graphql';
import { InstantScalar, RejectionObject, rejectionType, resultUnion } from '@plenary/platform/graphql';
import { AssemblyObject } from './assembly.objects.js';
import { RollImportObject } from './import.objects.js';
import { InvitationObject, NewInvitationObject } from './invitation.objects.js';
import { MemberObject, MembershipObject } from './member.objects.js';
import { JointRequestObject } from './together.objects.js';

@ObjectType('RightNotHeld', {
  implements: () => RejectionObject,
  description: 'The act is somebody else’s now.',
})
export class RightNotHeldObject extends RejectionObject {
  @Field(() => [String], { description: 'Who holds the right, in the order in which they are asked.' })
  holders!: string[];

  @Field(() => String, { description: 'Who may when nobody else can.' })
  fallback!: string;
}

@ObjectType('Expelled', {
  implements: () => RejectionObject,
  description: 'The assembly expelled the caller for a time that is not over.',
})
class Expelled extends RejectionObject {
  @Field(() => InstantScalar, { description: 'Until when.' })
  until!: Date;
}

@ObjectType('AlreadyAsked', {
  implements: () => RejectionObject,
  description: 'An open request asks for the same.',
})
class AlreadyAsked extends RejectionObject {
  @Field(() => ID, { description: 'The request to sign.' })
  requestId!: string;
}

@ObjectType('TogetherNotPossible', {
  implements: () => RejectionObject,
  description: 'What was asked can’t be done now. The signature that would have done it was not kept.',
})
class TogetherNotPossible extends RejectionObject {
  @Field(() => String, { description: 'The code of the refusal.' })
  because!: string;
}

/** Shared by the contexts that refuse whoever came back by a recovery less than 24 hours ago. */
export const RecentlyRecoveredObject = rejectionType(
  'RECENTLY_RECOVERED',
  'The caller came back by a recovery less than 24 hours ago: what was open before can’t be decided by them yet.',
);
/** Shared by the contexts that ask for a reason. */
export const ReasonMissingObject = rejectionType(
  'REASON_MISSING',
  'A reason of 1 to 2,000 characters is needed.',
);

const NameNotUsable = rejectionType(
  'NAME_NOT_USABLE',
  'The name is empty, too long, or holds characters that can’t be seen.',
);
const TimeZoneUnknown = rejectionType('TIME_ZONE_UNKNOWN', 'Not a time zone of the IANA database.');
const LanguageUnknown = rejectionType('LANGUAGE_UNKNOWN', 'Not a language tag (BCP 47).');
const InvitationTooLong = rejectionType('INVITATION_TOO_LONG', 'Longer than the bylaws allow.');
const TooManyInvitations = rejectionType('TOO_MANY_INVITATIONS', 'The caller has 200 open invitations.');
const InvitationNotUsable = rejectionType(
  'INVITATION_NOT_USABLE',
  'Unknown, taken up, expired or revoked; it is not told which.',
);
const AlreadyMember = rejectionType(
  'ALREADY_MEMBER',
  'The caller is a member already: one membership for each person.',
);
const NotForOneself = rejectionType(
  'NOT_FOR_ONESELF',
  'Nobody vouches for themselves, or challenges themselves.',
);
const VouchNotNeeded = rejectionType(
  'VOUCH_NOT_NEEDED',
  'The membership counts already or needs no voucher.',
);
const ChallengeTooLate = rejectionType(
  'CHALLENGE_TOO_LATE',
  'The membership counts: only a motion can change that.',
);
const RollUnreadable = rejectionType(
  'ROLL_UNREADABLE',
  'The file can’t be read as CSV with the columns `ref` and `name`.',
);
const RollTooLarge = rejectionType('ROLL_TOO_LARGE', 'More than 16 MB or 200,000 rows.');
const TooManyImports = rejectionType(
  'TOO_MANY_IMPORTS',
  'Five imports of the caller are waiting, or 25 in the assembly.',
);
const RequestNotOpen = rejectionType('REQUEST_NOT_OPEN', 'The request was done or has lapsed.');
const TooManyRequests = rejectionType('TOO_MANY_REQUESTS', 'The caller has 10 open requests.');
const ActionNotOffered = rejectionType(
  'ACTION_NOT_OFFERED',
  'Members together can’t do this on this server.',
);

export const FoundAssemblyResult = resultUnion(
  'FoundAssemblyResult',
  AssemblyObject,
  [NameNotUsable, TimeZoneUnknown, LanguageUnknown],
  'A founded assembly, or why not',
);
export const CreateInvitationResult = resultUnion(
  'CreateInvitationResult',
  NewInvitationObject,
  [RightNotHeldObject, NameNotUsable, InvitationTooLong, TooManyInvitations],
  'A new invitation, or why not',
);
export const RevokeInvitationResult = resultUnion(
  'RevokeInvitationResult',
  InvitationObject,
  [RightNotHeldObject, InvitationNotUsable],
  'The revoked invitation, or why not',
);
export const AcceptInvitationResult = resultUnion(
  'AcceptInvitationResult',
  MembershipObject,
  [InvitationNotUsable, AlreadyMember, NameNotUsable, Expelled],
  'The caller’s membership, or why not',
);
export const VouchForMemberResult = resultUnion(
  'VouchForMemberResult',
  MemberObject,
  [RightNotHeldObject, NotForOneself, VouchNotNeeded],
  'The member vouched for, or why not',
);
export const ChallengeMemberResult = resultUnion(
  'ChallengeMemberResult',
  MemberObject,
  [RightNotHeldObject, NotForOneself, ChallengeTooLate, ReasonMissingObject],
  'The challenged member, or why not',
);
export const ChangeDisplayNameResult = resultUnion(
  'ChangeDisplayNameResult',
  MembershipObject,
  [RightNotHeldObject, NameNotUsable],
  'The caller’s membership, or why not',
);
export const LeaveAssemblyResult = resultUnion(
  'LeaveAssemblyResult',
  MembershipObject,
  [RightNotHeldObject],
  'The ended membership, or why not',
);
export const ForgetMeResult = resultUnion(
  'ForgetMeResult',
  MembershipObject,
  [RightNotHeldObject],
  'The ended membership, which has no name any more, or why not',
);
export const StageImportResult = resultUnion(
  'StageImportResult',
  RollImportObject,
  [RightNotHeldObject, RollUnreadable, RollTooLarge, TooManyImports],
  'The staged import, or why not',
);
export const AskTogetherResult = resultUnion(
  'AskTogetherResult',
  JointRequestObject,
  [
    RightNotHeldObject,
    ReasonMissingObject,
    AlreadyAsked,
    TooManyRequests,
    ActionNotOffered,
    TogetherNotPossible,
  ],
  'The request, or why not',
);
export const JoinRequestResult = resultUnion(
  'JoinRequestResult',
  JointRequestObject,
  [RightNotHeldObject, RequestNotOpen, RecentlyRecoveredObject, TogetherNotPossible],
  'The signed request, or why not',
);
export const WithdrawFromRequestResult = resultUnion(
  'WithdrawFromRequestResult',
  JointRequestObject,
  [RightNotHeldObject, RequestNotOpen],
  'The request, or why not',
);
