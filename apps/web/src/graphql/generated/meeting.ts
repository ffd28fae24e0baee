import { document } from '../document.ts';
import type { ConveneMeetingInput, MeetingInput } from './schema.ts';

export type MeetingsAnswer = { assembly: ({ id: string; currentMeeting: ({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean }) | null; nextMeeting: ({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean }) | null; meetings: ({ nodes: readonly (({ id: string; startsAt: string; startedAt: string | null; endedAt: string | null; first: boolean; place: string | null; present: number; presentByMe: boolean }))[] }) }) | null };
export type MeetingsVariables = { id: string };
export const Meetings = document<MeetingsAnswer, MeetingsVariables>(
  'Meetings',
  'query Meetings($id:ID!){assembly(id:$id){id currentMeeting{...MeetingParts}nextMeeting{...MeetingParts}meetings(first:20){nodes{...MeetingParts}}}}fragment MeetingParts on Meeting{id startsAt startedAt endedAt first place present presentByMe}',
  '766b9455382cb270ccfe0206de4d565b0f075778bc79c9c3171b898a4097c103',
);

export type ConveneMeetingAnswer = { conveneMeeting: ({ __typename: 'Meeting'; id: string } | { __typename: 'MeetingOverlaps'; code: string; message: string } | { __typename: 'MeetingStartInvalid'; code: string; message: string } | { __typename: 'PlaceInvalid'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
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
