import { document } from '../document.ts';
import type { ConveneAgainInput, ConveneMeetingInput, MeetingInput, MotionKind } from './schema.ts';

export type MeetingDetails = { id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean; needsFacilitator: boolean; failedQuorum: boolean; quorumNeeded: number | null; quorumMost: number | null; mayBeCalledAgain: boolean; againOf: string | null; quorum: { needed: number; present: number; met: boolean; halved: boolean } | null };

export type MeetingsAnswer = { assembly: ({ id: string; currentMeeting: ({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean; needsFacilitator: boolean; failedQuorum: boolean; quorumNeeded: number | null; quorumMost: number | null; mayBeCalledAgain: boolean; againOf: string | null; quorum: { needed: number; present: number; met: boolean; halved: boolean } | null }) | null; nextMeeting: ({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean; needsFacilitator: boolean; failedQuorum: boolean; quorumNeeded: number | null; quorumMost: number | null; mayBeCalledAgain: boolean; againOf: string | null; quorum: { needed: number; present: number; met: boolean; halved: boolean } | null }) | null; motions: { nodes: readonly ({ id: string; kind: MotionKind; title: string })[] }; meetings: ({ nodes: readonly (({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean; needsFacilitator: boolean; failedQuorum: boolean; quorumNeeded: number | null; quorumMost: number | null; mayBeCalledAgain: boolean; againOf: string | null; quorum: { needed: number; present: number; met: boolean; halved: boolean } | null }))[] }) }) | null };
export type MeetingsVariables = { id: string };
export const Meetings = document<MeetingsAnswer, MeetingsVariables>(
  'Meetings',
  'query Meetings($id:ID!){assembly(id:$id){id currentMeeting{...MeetingDetails}nextMeeting{...MeetingDetails}motions(first:20 state:MOVED){nodes{id kind title}}meetings(first:20){nodes{...MeetingDetails}}}}fragment MeetingDetails on Meeting{...MeetingParts needsFacilitator failedQuorum quorumNeeded quorumMost mayBeCalledAgain againOf quorum{needed present met halved}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
);

export type ConveneMeetingAnswer = { conveneMeeting: ({ __typename: 'Meeting'; id: string } | { __typename: 'MeetingOverlaps'; code: string; message: string } | { __typename: 'MeetingStartInvalid'; code: string; message: string } | { __typename: 'NoticeTooShort'; code: string; message: string } | { __typename: 'PlaceInvalid'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type ConveneMeetingVariables = { input: ConveneMeetingInput };
export const ConveneMeeting = document<ConveneMeetingAnswer, ConveneMeetingVariables>(
  'ConveneMeeting',
  'mutation ConveneMeeting($input:ConveneMeetingInput!){conveneMeeting(input:$input){__typename ...on Meeting{id}...on Rejection{code message}}}',
);

export type CheckInAnswer = { checkIn: ({ __typename: 'Meeting'; id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean } | { __typename: 'MeetingNotRunning'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type CheckInVariables = { input: MeetingInput };
export const CheckIn = document<CheckInAnswer, CheckInVariables>(
  'CheckIn',
  'mutation CheckIn($input:MeetingInput!){checkIn(input:$input){__typename ...on Meeting{...MeetingParts}...on Rejection{code message}}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
);

export type CheckOutAnswer = { checkOut: ({ __typename: 'Meeting'; id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean } | { __typename: 'MeetingNotRunning'; code: string; message: string } | { __typename: 'NotCheckedIn'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type CheckOutVariables = { input: MeetingInput };
export const CheckOut = document<CheckOutAnswer, CheckOutVariables>(
  'CheckOut',
  'mutation CheckOut($input:MeetingInput!){checkOut(input:$input){__typename ...on Meeting{...MeetingParts}...on Rejection{code message}}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
);

export type EndMeetingAnswer = { endMeeting: ({ __typename: 'Meeting'; id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean } | { __typename: 'MeetingNotRunning'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type EndMeetingVariables = { input: MeetingInput };
export const EndMeeting = document<EndMeetingAnswer, EndMeetingVariables>(
  'EndMeeting',
  'mutation EndMeeting($input:MeetingInput!){endMeeting(input:$input){__typename ...on Meeting{...MeetingParts}...on Rejection{code message}}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
);

export type FacilitateNowAnswer = { assembly: ({ id: string; quiet: boolean; currentMeeting: { id: string; needsFacilitator: boolean; presentByMe: boolean; presentMembers: readonly ({ id: string; displayName: string })[] } | null }) | null };
export type FacilitateNowVariables = { id: string };
export const FacilitateNow = document<FacilitateNowAnswer, FacilitateNowVariables>(
  'FacilitateNow',
  'query FacilitateNow($id:ID!){assembly(id:$id){id quiet currentMeeting{id needsFacilitator presentByMe presentMembers{id displayName}}}}',
);

export type ConveneAgainAnswer = { conveneAgain: ({ __typename: 'CalledAgainBefore'; code: string; message: string } | { __typename: 'Meeting'; id: string } | { __typename: 'MeetingDidNotFail'; code: string; message: string } | { __typename: 'MeetingOverlaps'; code: string; message: string } | { __typename: 'MeetingStartInvalid'; code: string; message: string } | { __typename: 'NoticeTooShort'; code: string; message: string } | { __typename: 'PlaceInvalid'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type ConveneAgainVariables = { input: ConveneAgainInput };
export const ConveneAgain = document<ConveneAgainAnswer, ConveneAgainVariables>(
  'ConveneAgain',
  'mutation ConveneAgain($input:ConveneAgainInput!){conveneAgain(input:$input){__typename ...on Meeting{id}...on Rejection{code message}}}',
);

export type EndForWantOfQuorumAnswer = { endMeetingForWantOfQuorum: ({ __typename: 'Meeting'; id: string } | { __typename: 'MeetingNotRunning'; code: string; message: string } | { __typename: 'MeetingQuorate'; code: string; message: string } | { __typename: 'QuorumAwaited'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type EndForWantOfQuorumVariables = { input: MeetingInput };
export const EndForWantOfQuorum = document<EndForWantOfQuorumAnswer, EndForWantOfQuorumVariables>(
  'EndForWantOfQuorum',
  'mutation EndForWantOfQuorum($input:MeetingInput!){endMeetingForWantOfQuorum(input:$input){__typename ...on Meeting{id}...on Rejection{code message}}}',
);
