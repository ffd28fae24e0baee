import { document } from '../document.ts';
import type { Answer, CastAtStationInput, CheckOffIdInput, CheckOffInput, CheckOffState, CloseStationInput, JoinStationInput, OpenStationInput, PaperKind, PollMethod, StationState, Tier } from './schema.ts';

export type CheckOffParts = { id: string; displayName: string; state: CheckOffState; askedBy: string; until: string | null };

export type OpenStationAnswer = { openStation: ({ __typename: 'AlreadyTelling'; code: string; message: string } | { __typename: 'OpenedStation'; joinCode: string | null; station: { id: string; state: StationState } } | { __typename: 'PollNotOpen'; code: string; message: string } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'TellerConcerned'; code: string; message: string }) };
export type OpenStationVariables = { input: OpenStationInput };
export const OpenStation = document<OpenStationAnswer, OpenStationVariables>(
  'OpenStation',
  'mutation OpenStation($input:OpenStationInput!){openStation(input:$input){__typename ...on OpenedStation{joinCode station{id state}}...on Rejection{code message}}}',
  'b7d1364a5732aee14acecc07ab4d5f38721f50fcee4eedaf638f2c974e5cbb37',
);

export type JoinStationAnswer = { joinStation: ({ __typename: 'PollNotOpen'; code: string; message: string } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'Station'; id: string } | { __typename: 'StationCodeInvalid'; code: string; message: string } | { __typename: 'TellerConcerned'; code: string; message: string } | { __typename: 'TellerGone'; code: string; message: string }) };
export type JoinStationVariables = { input: JoinStationInput };
export const JoinStation = document<JoinStationAnswer, JoinStationVariables>(
  'JoinStation',
  'mutation JoinStation($input:JoinStationInput!){joinStation(input:$input){__typename ...on Station{id}...on Rejection{code message}}}',
  '3481590cd6a10c20b2b841a15ab985d48c0bb4064d4edd3298b1c554b18974ad',
);

export type StationDeskAnswer = { stationDesk: ({ station: { id: string; pollId: string; state: StationState; tellers: readonly (string)[] }; question: string; me: string; current: ({ id: string; displayName: string; state: CheckOffState; askedBy: string; until: string | null }) | null }) | null };
export type StationDeskVariables = { id: string };
export const StationDesk = document<StationDeskAnswer, StationDeskVariables>(
  'StationDesk',
  'query StationDesk($id:ID!){stationDesk(id:$id){station{id pollId state tellers}question me current{...CheckOffParts}}}fragment CheckOffParts on CheckOff{id displayName state askedBy until}',
  '68c4af710b4adb99a1a0684d56dc19ab846d1d3a75193fc089d087e69cebd41e',
);

export type StationVotersAnswer = { stationDesk: { station: { id: string }; voters: readonly ({ membershipId: string; displayName: string })[] } | null };
export type StationVotersVariables = { id: string; name: string };
export const StationVoters = document<StationVotersAnswer, StationVotersVariables>(
  'StationVoters',
  'query StationVoters($id:ID!$name:String!){stationDesk(id:$id){station{id}voters(name:$name){membershipId displayName}}}',
  'ab0e166e7f56900d60fe00d26d90562717aa6f1891de0d164fc13addf3fdc5d1',
);

export type CheckOffAnswer = { checkOff: ({ __typename: 'CheckOff'; id: string; displayName: string; state: CheckOffState; askedBy: string; until: string | null } | { __typename: 'NotOnRoll'; code: string; message: string } | { __typename: 'PollNotOpen'; code: string; message: string } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'StationBusy'; code: string; message: string } | { __typename: 'StationNotOpen'; code: string; message: string } | { __typename: 'TellerConcerned'; code: string; message: string } | { __typename: 'TellerGone'; code: string; message: string }) };
export type CheckOffVariables = { input: CheckOffInput };
export const CheckOff = document<CheckOffAnswer, CheckOffVariables>(
  'CheckOff',
  'mutation CheckOff($input:CheckOffInput!){checkOff(input:$input){__typename ...on CheckOff{...CheckOffParts}...on Rejection{code message}}}fragment CheckOffParts on CheckOff{id displayName state askedBy until}',
  'a8cb2e0acafbd28271264c03ee16cbfa46af8812f1051b1305d5499376f2ab11',
);

export type ConfirmCheckOffAnswer = { confirmCheckOff: ({ __typename: 'CheckOff'; id: string; displayName: string; state: CheckOffState; askedBy: string; until: string | null } | { __typename: 'CheckOffOver'; code: string; message: string } | { __typename: 'OtherTellerConfirms'; code: string; message: string } | { __typename: 'PollNotOpen'; code: string; message: string } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'StationNotOpen'; code: string; message: string } | { __typename: 'TellerConcerned'; code: string; message: string } | { __typename: 'TellerGone'; code: string; message: string }) };
export type ConfirmCheckOffVariables = { input: CheckOffIdInput };
export const ConfirmCheckOff = document<ConfirmCheckOffAnswer, ConfirmCheckOffVariables>(
  'ConfirmCheckOff',
  'mutation ConfirmCheckOff($input:CheckOffIdInput!){confirmCheckOff(input:$input){__typename ...on CheckOff{...CheckOffParts}...on Rejection{code message}}}fragment CheckOffParts on CheckOff{id displayName state askedBy until}',
  '97227b1d13f9e278dfc79d3774cf53c628f253cc48e8fde3eeccc3b805f28b7f',
);

export type WithdrawCheckOffAnswer = { withdrawCheckOff: ({ __typename: 'CheckOff'; id: string; displayName: string; state: CheckOffState; askedBy: string; until: string | null } | { __typename: 'CheckOffOver'; code: string; message: string } | { __typename: 'PollNotOpen'; code: string; message: string } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'StationNotOpen'; code: string; message: string } | { __typename: 'TellerConcerned'; code: string; message: string } | { __typename: 'TellerGone'; code: string; message: string }) };
export type WithdrawCheckOffVariables = { input: CheckOffIdInput };
export const WithdrawCheckOff = document<WithdrawCheckOffAnswer, WithdrawCheckOffVariables>(
  'WithdrawCheckOff',
  'mutation WithdrawCheckOff($input:CheckOffIdInput!){withdrawCheckOff(input:$input){__typename ...on CheckOff{...CheckOffParts}...on Rejection{code message}}}fragment CheckOffParts on CheckOff{id displayName state askedBy until}',
  'af5a30a6b509b841a97ade53ee3609ae814eaa50a680eb02710b64c94a9247d5',
);

export type CloseStationAnswer = { closeStation: { __typename: 'Station' } };
export type CloseStationVariables = { input: CloseStationInput };
export const CloseStation = document<CloseStationAnswer, CloseStationVariables>(
  'CloseStation',
  'mutation CloseStation($input:CloseStationInput!){closeStation(input:$input){__typename}}',
  'a4c600875fe9fce6b516763e2ad8c64c1dac8f9157ca6d2dacf3af46bd102ab6',
);

export type StationDeviceAnswer = { stationDevice: ({ timeZone: string; station: { id: string; state: StationState; tellers: readonly (string)[] }; paper: ({ question: string; text: string; tier: Tier; method: PollMethod; closesAt: string; tierSentence: string; smallRollWarning: string | null; rule: string; abstaining: string; answers: readonly (Answer)[]; election: ({ seats: number; paper: PaperKind; equalRanks: boolean; mostMarks: number | null; maxScore: number | null; sentence: string; publishWarning: string | null }) | null; candidates: readonly ({ id: string; name: string; statement: string })[] }); current: ({ id: string; displayName: string; state: CheckOffState; askedBy: string; until: string | null }) | null }) | null };
export type StationDeviceVariables = { deviceToken: string };
export const StationDevice = document<StationDeviceAnswer, StationDeviceVariables>(
  'StationDevice',
  'query StationDevice($deviceToken:String!){stationDevice(deviceToken:$deviceToken){timeZone station{id state tellers}paper{question text tier method closesAt tierSentence smallRollWarning rule abstaining answers election{seats paper equalRanks mostMarks maxScore sentence publishWarning}candidates{id name statement}}current{...CheckOffParts}}}fragment CheckOffParts on CheckOff{id displayName state askedBy until}',
  '350e10173e4b640b976f809875e6f934e07fa0849771c02ad7d5804396367eb8',
);

export type CastAtStationAnswer = { castAtStation: ({ __typename: 'AlreadyVoted'; code: string; message: string } | { __typename: 'BallotInvalid'; code: string; message: string } | { __typename: 'BallotReceipt'; code: string; signature: string | null } | { __typename: 'CheckOffOver'; code: string; message: string } | { __typename: 'NotCheckedOff'; code: string; message: string } | { __typename: 'PollNotOpen'; code: string; message: string } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'StationNotOpen'; code: string; message: string } | { __typename: 'TellerGone'; code: string; message: string } | { __typename: 'TooManyChanges'; code: string; message: string }) };
export type CastAtStationVariables = { input: CastAtStationInput };
export const CastAtStation = document<CastAtStationAnswer, CastAtStationVariables>(
  'CastAtStation',
  'mutation CastAtStation($input:CastAtStationInput!){castAtStation(input:$input){__typename ...on BallotReceipt{code signature}...on Rejection{code message}}}',
  '049b608fb539fd1437766a105ab1cac8f0246582d9cbb278b90a900a0e84ca48',
);
