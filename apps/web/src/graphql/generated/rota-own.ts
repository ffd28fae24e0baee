import { document } from '../document.ts';
import type { CommitToDrawInput, MakeCalendarFeedInput, RevealToDrawInput, RevokeCalendarFeedInput, SetReminderInput } from './schema.ts';

export type RotaOwnAnswer = { server: { mail: boolean }; assembly: ({ id: string; rota: ({ remindedHoursBefore: number | null; calendarFeeds: readonly ({ id: string; label: string; madeAt: string })[]; nextDraw: ({ id: string; drawsAt: string; commitUntil: string | null; committed: number; revealed: number; toReveal: string | null }) | null }) | null }) | null };
export type RotaOwnVariables = { id: string };
export const RotaOwn = document<RotaOwnAnswer, RotaOwnVariables>(
  'RotaOwn',
  'query RotaOwn($id:ID!){server{mail}assembly(id:$id){id rota{remindedHoursBefore calendarFeeds{id label madeAt}nextDraw{id drawsAt commitUntil committed revealed toReveal}}}}',
  '9b66be4aff51e43e2239606dcc2bb9a7ca08c2d2d94dc964dd56d6c3693b621e',
);

export type MakeCalendarFeedAnswer = { makeCalendarFeed: ({ __typename: 'NewCalendarFeed'; path: string; feed: { id: string } } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'TooManyFeeds'; code: string; message: string }) };
export type MakeCalendarFeedVariables = { input: MakeCalendarFeedInput };
export const MakeCalendarFeed = document<MakeCalendarFeedAnswer, MakeCalendarFeedVariables>(
  'MakeCalendarFeed',
  'mutation MakeCalendarFeed($input:MakeCalendarFeedInput!){makeCalendarFeed(input:$input){__typename ...on NewCalendarFeed{path feed{id}}...on Rejection{code message}}}',
  'b47ed5c54b625445b09bba58f3c0dc4cae4b32b52383a8717c33d92beeb9d3c8',
);

export type RevokeCalendarFeedAnswer = { revokeCalendarFeed: ({ __typename: 'CalendarFeed'; id: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type RevokeCalendarFeedVariables = { input: RevokeCalendarFeedInput };
export const RevokeCalendarFeed = document<RevokeCalendarFeedAnswer, RevokeCalendarFeedVariables>(
  'RevokeCalendarFeed',
  'mutation RevokeCalendarFeed($input:RevokeCalendarFeedInput!){revokeCalendarFeed(input:$input){__typename ...on CalendarFeed{id}...on Rejection{code message}}}',
  '36b0ceee01ea5ef166a0e9cfe650d81cd85cb94fb3df9fefc3c22616a0fd947b',
);

export type SetReminderAnswer = { setReminder: ({ __typename: 'AddressNotConfirmed'; code: string; message: string } | { __typename: 'NoMail'; code: string; message: string } | { __typename: 'QuietNoMail'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'Rota'; remindedHoursBefore: number | null }) };
export type SetReminderVariables = { input: SetReminderInput };
export const SetReminder = document<SetReminderAnswer, SetReminderVariables>(
  'SetReminder',
  'mutation SetReminder($input:SetReminderInput!){setReminder(input:$input){__typename ...on Rota{remindedHoursBefore}...on Rejection{code message}}}',
  '5a6d55e065d62c474eb17e5ef8a37e13aa824f3baf981bfd12626fabd4f4c0e4',
);

export type CommitToDrawAnswer = { commitToDraw: ({ __typename: 'CommitClosed'; code: string; message: string } | { __typename: 'CommittedAlready'; code: string; message: string } | { __typename: 'DrawFull'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RosterDraw'; id: string; committed: number }) };
export type CommitToDrawVariables = { input: CommitToDrawInput };
export const CommitToDraw = document<CommitToDrawAnswer, CommitToDrawVariables>(
  'CommitToDraw',
  'mutation CommitToDraw($input:CommitToDrawInput!){commitToDraw(input:$input){__typename ...on RosterDraw{id committed}...on Rejection{code message}}}',
  '2638702dc1a674a3efdd12bda91398e22e5aae978741240c4cbc736e202d6c54',
);

export type RevealToDrawAnswer = { revealToDraw: ({ __typename: 'NotCommitted'; code: string; message: string } | { __typename: 'RevealNotOpen'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RosterDraw'; id: string; revealed: number } | { __typename: 'ValueDiffers'; code: string; message: string }) };
export type RevealToDrawVariables = { input: RevealToDrawInput };
export const RevealToDraw = document<RevealToDrawAnswer, RevealToDrawVariables>(
  'RevealToDraw',
  'mutation RevealToDraw($input:RevealToDrawInput!){revealToDraw(input:$input){__typename ...on RosterDraw{id revealed}...on Rejection{code message}}}',
  'bfeaf6e75a6db54da4325471ec4265e0a86e3b4d18ecfe92e0b45217189ace16',
);
