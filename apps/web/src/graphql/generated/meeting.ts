import { document } from '../document.ts';
import type { CheckInMemberInput, ConveneAgainInput, ConveneMeetingInput, MeetingInput, MotionKind } from './schema.ts';

export type MeetingDetails = { id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean; needsFacilitator: boolean; failedQuorum: boolean; quorumNeeded: number | null; quorumMost: number | null; mayBeCalledAgain: boolean; againOf: string | null; quorum: { needed: number; present: number; met: boolean; halved: boolean } | null };

export type MeetingsAnswer = { assembly: ({ id: string; currentMeeting: ({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean; needsFacilitator: boolean; failedQuorum: boolean; quorumNeeded: number | null; quorumMost: number | null; mayBeCalledAgain: boolean; againOf: string | null; quorum: { needed: number; present: number; met: boolean; halved: boolean } | null }) | null; nextMeeting: ({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean; needsFacilitator: boolean; failedQuorum: boolean; quorumNeeded: number | null; quorumMost: number | null; mayBeCalledAgain: boolean; againOf: string | null; quorum: { needed: number; present: number; met: boolean; halved: boolean } | null }) | null; motions: { nodes: readonly ({ id: string; kind: MotionKind; title: string })[] }; meetings: ({ nodes: readonly (({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean; needsFacilitator: boolean; failedQuorum: boolean; quorumNeeded: number | null; quorumMost: number | null; mayBeCalledAgain: boolean; againOf: string | null; quorum: { needed: number; present: number; met: boolean; halved: boolean } | null }))[] }) }) | null };
export type MeetingsVariables = { id: string };
export const Meetings = document<MeetingsAnswer, MeetingsVariables>(
  'Meetings',
  'query Meetings($id:ID!){assembly(id:$id){id currentMeeting{...MeetingDetails}nextMeeting{...MeetingDetails}motions(first:20 state:MOVED){nodes{id kind title}}meetings(first:20){nodes{...MeetingDetails}}}}fragment MeetingDetails on Meeting{...MeetingParts needsFacilitator failedQuorum quorumNeeded quorumMost mayBeCalledAgain againOf quorum{needed present met halved}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
  '6fd0059e36daf4aec05c796174d4270ff0c4e3c086e0b73394f3bfd9a2ab92d1',
);

export type ConveneMeetingAnswer = { conveneMeeting: ({ __typename: 'Meeting'; id: string } | { __typename: 'MeetingOverlaps'; code: string; message: string } | { __typename: 'MeetingStartInvalid'; code: string; message: string } | { __typename: 'NoticeTooShort'; code: string; message: string } | { __typename: 'PlaceInvalid'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type ConveneMeetingVariables = { input: ConveneMeetingInput };
export const ConveneMeeting = document<ConveneMeetingAnswer, ConveneMeetingVariables>(
  'ConveneMeeting',
  'mutation ConveneMeeting($input:ConveneMeetingInput!){conveneMeeting(input:$input){__typename ...on Meeting{id}...on Rejection{code message}}}',
  'd93a58c7d7aac279f750f176edfd354602fc880fcad468dc492992f065ee4a8c',
);

export type CheckInAnswer = { checkIn: ({ __typename: 'Meeting'; id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean } | { __typename: 'MeetingNotRunning'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type CheckInVariables = { input: MeetingInput };
export const CheckIn = document<CheckInAnswer, CheckInVariables>(
  'CheckIn',
  'mutation CheckIn($input:MeetingInput!){checkIn(input:$input){__typename ...on Meeting{...MeetingParts}...on Rejection{code message}}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
  '9c6dc60175942c53fac8aa087724c53cfb732be4416c2946f649154239e250ee',
);

export type CheckInMemberAnswer = { checkInMember: ({ __typename: 'Meeting'; id: string } | { __typename: 'MeetingNotRunning'; code: string; message: string } | { __typename: 'MemberCannotAttend'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type CheckInMemberVariables = { input: CheckInMemberInput };
export const CheckInMember = document<CheckInMemberAnswer, CheckInMemberVariables>(
  'CheckInMember',
  'mutation CheckInMember($input:CheckInMemberInput!){checkInMember(input:$input){__typename ...on Meeting{id}...on Rejection{code message}}}',
  '74afb55c7e05addb51084e7b69e74e1f74d6aed638fbcf0584a240665366544c',
);

export type CheckOutAnswer = { checkOut: ({ __typename: 'Meeting'; id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean } | { __typename: 'MeetingNotRunning'; code: string; message: string } | { __typename: 'NotCheckedIn'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type CheckOutVariables = { input: MeetingInput };
export const CheckOut = document<CheckOutAnswer, CheckOutVariables>(
  'CheckOut',
  'mutation CheckOut($input:MeetingInput!){checkOut(input:$input){__typename ...on Meeting{...MeetingParts}...on Rejection{code message}}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
  '18d9d65c4904e25dd1ddccfd84470f1d79ffd2b7788da755533b785238d7b7b5',
);

export type EndMeetingAnswer = { endMeeting: ({ __typename: 'Meeting'; id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean } | { __typename: 'MeetingNotRunning'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type EndMeetingVariables = { input: MeetingInput };
export const EndMeeting = document<EndMeetingAnswer, EndMeetingVariables>(
  'EndMeeting',
  'mutation EndMeeting($input:MeetingInput!){endMeeting(input:$input){__typename ...on Meeting{...MeetingParts}...on Rejection{code message}}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
  '8e23edf34df352d689ed81ca6197de9a7c00344f45c5bcf367f5388bb05595e4',
);

export type FacilitateNowAnswer = { assembly: ({ id: string; quiet: boolean; currentMeeting: { id: string; needsFacilitator: boolean; presentByMe: boolean; presentMembers: readonly ({ id: string; displayName: string })[] } | null }) | null };
export type FacilitateNowVariables = { id: string };
export const FacilitateNow = document<FacilitateNowAnswer, FacilitateNowVariables>(
  'FacilitateNow',
  'query FacilitateNow($id:ID!){assembly(id:$id){id quiet currentMeeting{id needsFacilitator presentByMe presentMembers{id displayName}}}}',
  '87237da8f54f731ff9371156acdfc038f6be520d14f91ceb21c6f36af09eaf17',
);

export type ConveneAgainAnswer = { conveneAgain: ({ __typename: 'CalledAgainBefore'; code: string; message: string } | { __typename: 'Meeting'; id: string } | { __typename: 'MeetingDidNotFail'; code: string; message: string } | { __typename: 'MeetingOverlaps'; code: string; message: string } | { __typename: 'MeetingStartInvalid'; code: string; message: string } | { __typename: 'NoticeTooShort'; code: string; message: string } | { __typename: 'PlaceInvalid'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type ConveneAgainVariables = { input: ConveneAgainInput };
export const ConveneAgain = document<ConveneAgainAnswer, ConveneAgainVariables>(
  'ConveneAgain',
  'mutation ConveneAgain($input:ConveneAgainInput!){conveneAgain(input:$input){__typename ...on Meeting{id}...on Rejection{code message}}}',
  '30b64ee0a86212cf308a81d57bb1ea65bcd2bd05d2ec4cca73da6b9a8b3bc972',
);

export type EndForWantOfQuorumAnswer = { endMeetingForWantOfQuorum: ({ __typename: 'Meeting'; id: string } | { __typename: 'MeetingNotRunning'; code: string; message: string } | { __typename: 'MeetingQuorate'; code: string; message: string } | { __typename: 'QuorumAwaited'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type EndForWantOfQuorumVariables = { input: MeetingInput };
export const EndForWantOfQuorum = document<EndForWantOfQuorumAnswer, EndForWantOfQuorumVariables>(
  'EndForWantOfQuorum',
  'mutation EndForWantOfQuorum($input:MeetingInput!){endMeetingForWantOfQuorum(input:$input){__typename ...on Meeting{id}...on Rejection{code message}}}',
  '84cbb0f7b482b2292907d01644b0ca0d62b3125ccd54f7fe50ae1fd3323e5570',
);
