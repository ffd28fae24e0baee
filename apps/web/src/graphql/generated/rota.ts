import { document } from '../document.ts';
import type { AnswerSwapInput, AskSwapInput, CannotTimeInput, FinishShiftInput, RotaInput, SayCannotInput, SetShareInput, ShiftInput, ShiftState } from './schema.ts';

export type RotaShiftParts = { id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; handsOver: { id: string; displayName: string } | null; task: { id: string; name: string; guide: string; facilitates: boolean } };

export type RotaAnswer = { assembly: ({ id: string; quiet: boolean; rota: ({ onLeave: boolean; myShare: number; nextDraw: { id: string; drawsAt: string; until: string } | null; tasks: readonly (({ id: string; name: string; guide: string; recurs: string | null; minutes: number | null; people: number; requires: readonly (string)[]; trainOthers: boolean; trained: readonly ({ id: string; displayName: string })[] }))[]; mine: readonly (({ id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; handsOver: { id: string; displayName: string } | null; task: { id: string; name: string; guide: string; facilitates: boolean } }))[]; offered: readonly (({ id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; handsOver: { id: string; displayName: string } | null; task: { id: string; name: string; guide: string; facilitates: boolean } }))[]; swaps: readonly (({ id: string; shift: ({ id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; handsOver: { id: string; displayName: string } | null; task: { id: string; name: string; guide: string; facilitates: boolean } }); withShift: ({ id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; handsOver: { id: string; displayName: string } | null; task: { id: string; name: string; guide: string; facilitates: boolean } }) }))[]; myTimes: readonly ({ id: string; startsAt: string; endsAt: string; weekly: boolean })[]; ledger: readonly ({ load: number; shifts: number; effort: number; member: { id: string; displayName: string } })[] }) | null; week: ({ roster: readonly (({ id: string; startsAt: string; endsAt: string; task: { id: string; name: string }; shift: { id: string; state: ShiftState; mine: boolean; holder: { id: string; displayName: string } } | null }))[] }) | null }) | null };
export type RotaVariables = { id: string; from: string };
export const Rota = document<RotaAnswer, RotaVariables>(
  'Rota',
  'query Rota($id:ID!$from:Instant!){assembly(id:$id){id quiet rota{onLeave myShare nextDraw{id drawsAt until}tasks{id name guide recurs minutes people requires trainOthers trained{id displayName}}mine{...RotaShiftParts}offered{...RotaShiftParts}swaps{id shift{...RotaShiftParts}withShift{...RotaShiftParts}}myTimes{id startsAt endsAt weekly}ledger{load shifts effort member{id displayName}}}week:rota{roster(from:$from days:7){id startsAt endsAt task{id name}shift{id state mine holder{id displayName}}}}}}fragment RotaShiftParts on RotaShift{id startsAt endsAt state offered mine why note holder{id displayName}handsOver{id displayName}task{id name guide facilitates}}',
  '32e8e2e493d7601926c18a639750c656f720b267d146778ca7582742be9500d1',
);

export type SwapPartnersAnswer = { assembly: ({ id: string; rota: ({ roster: readonly (({ id: string; startsAt: string; task: { id: string; name: string }; shift: { id: string; mine: boolean; holder: { id: string; displayName: string } } | null }))[] }) | null }) | null };
export type SwapPartnersVariables = { id: string; from: string };
export const SwapPartners = document<SwapPartnersAnswer, SwapPartnersVariables>(
  'SwapPartners',
  'query SwapPartners($id:ID!$from:Instant!){assembly(id:$id){id rota{roster(from:$from days:62){id startsAt task{id name}shift{id mine holder{id displayName}}}}}}',
  '7b094b39f05ae746a7905551718ba7c32a960bb53d55ec19f2c04281b92cd321',
);

export type ConfirmShiftAnswer = { confirmShift: ({ __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RotaShift'; id: string; state: ShiftState } | { __typename: 'ShiftOver'; code: string; message: string }) };
export type ConfirmShiftVariables = { input: ShiftInput };
export const ConfirmShift = document<ConfirmShiftAnswer, ConfirmShiftVariables>(
  'ConfirmShift',
  'mutation ConfirmShift($input:ShiftInput!){confirmShift(input:$input){__typename ...on RotaShift{id state}...on Rejection{code message}}}',
  '4c65895ca2cbb36370d29c9f43eac2d772a32feaf0d878efed842064d57532ea',
);

export type DeclineShiftAnswer = { declineShift: ({ __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RotaShift'; id: string } | { __typename: 'ShiftBegun'; code: string; message: string } | { __typename: 'ShiftOver'; code: string; message: string }) };
export type DeclineShiftVariables = { input: ShiftInput };
export const DeclineShift = document<DeclineShiftAnswer, DeclineShiftVariables>(
  'DeclineShift',
  'mutation DeclineShift($input:ShiftInput!){declineShift(input:$input){__typename ...on RotaShift{id}...on Rejection{code message}}}',
  'ab5d7ca042a7dbbcdc8c64c8cc6981cda359067cc191e1b938faccb03457882a',
);

export type OfferShiftAnswer = { offerShift: ({ __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RotaShift'; id: string } | { __typename: 'ShiftBegun'; code: string; message: string } | { __typename: 'ShiftOver'; code: string; message: string }) };
export type OfferShiftVariables = { input: ShiftInput };
export const OfferShift = document<OfferShiftAnswer, OfferShiftVariables>(
  'OfferShift',
  'mutation OfferShift($input:ShiftInput!){offerShift(input:$input){__typename ...on RotaShift{id}...on Rejection{code message}}}',
  'fe6671a067746a711cbcb4e5b243fc680c06a6d8e0bae586f053c7056b5ddf4b',
);

export type TakeShiftAnswer = { takeShift: ({ __typename: 'CannotHold'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RotaShift'; id: string } | { __typename: 'ShiftBegun'; code: string; message: string } | { __typename: 'ShiftNotOffered'; code: string; message: string } | { __typename: 'ShiftOver'; code: string; message: string } | { __typename: 'ShiftYoursAlready'; code: string; message: string }) };
export type TakeShiftVariables = { input: ShiftInput };
export const TakeShift = document<TakeShiftAnswer, TakeShiftVariables>(
  'TakeShift',
  'mutation TakeShift($input:ShiftInput!){takeShift(input:$input){__typename ...on RotaShift{id}...on Rejection{code message}}}',
  '746bb0571f717b01ad3b5a9a96d41b6467907056341e762cf02d9472b9b70ab1',
);

export type FinishShiftAnswer = { finishShift: ({ __typename: 'DrawUnderWay'; code: string; message: string } | { __typename: 'MemberUnknown'; code: string; message: string } | { __typename: 'NotTraining'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RotaShift'; id: string } | { __typename: 'ShiftAnswered'; code: string; message: string } | { __typename: 'ShiftNotBegun'; code: string; message: string } | { __typename: 'ShiftOver'; code: string; message: string }) };
export type FinishShiftVariables = { input: FinishShiftInput };
export const FinishShift = document<FinishShiftAnswer, FinishShiftVariables>(
  'FinishShift',
  'mutation FinishShift($input:FinishShiftInput!){finishShift(input:$input){__typename ...on RotaShift{id}...on Rejection{code message}}}',
  '6e2fb05f99108ad56b8c5db61d098273313e02432538188bc824824af1219ccc',
);

export type AskSwapAnswer = { askSwap: ({ __typename: 'CannotHold'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'ShiftBegun'; code: string; message: string } | { __typename: 'ShiftOver'; code: string; message: string } | { __typename: 'ShiftSwap'; id: string } | { __typename: 'ShiftYoursAlready'; code: string; message: string }) };
export type AskSwapVariables = { input: AskSwapInput };
export const AskSwap = document<AskSwapAnswer, AskSwapVariables>(
  'AskSwap',
  'mutation AskSwap($input:AskSwapInput!){askSwap(input:$input){__typename ...on ShiftSwap{id}...on Rejection{code message}}}',
  '076aa8fadc98e72058f004aada87959ab01b21fec8b8f9f43d808e745c0c4191',
);

export type AnswerSwapAnswer = { answerSwap: ({ __typename: 'CannotHold'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'ShiftBegun'; code: string; message: string } | { __typename: 'ShiftOver'; code: string; message: string } | { __typename: 'ShiftSwap'; id: string } | { __typename: 'ShiftYoursAlready'; code: string; message: string } | { __typename: 'SwapNotOpen'; code: string; message: string }) };
export type AnswerSwapVariables = { input: AnswerSwapInput };
export const AnswerSwap = document<AnswerSwapAnswer, AnswerSwapVariables>(
  'AnswerSwap',
  'mutation AnswerSwap($input:AnswerSwapInput!){answerSwap(input:$input){__typename ...on ShiftSwap{id}...on Rejection{code message}}}',
  'bd215d019702b4b3659b28461e33e32a712a8a3ce14db4610bd4c26751e47fb1',
);

export type SayCannotAnswer = { sayCannot: ({ __typename: 'CannotTime'; id: string } | { __typename: 'DrawUnderWay'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RuleRefused'; code: string; message: string } | { __typename: 'TimesInvalid'; code: string; message: string } | { __typename: 'TooManyTimes'; code: string; message: string }) };
export type SayCannotVariables = { input: SayCannotInput };
export const SayCannot = document<SayCannotAnswer, SayCannotVariables>(
  'SayCannot',
  'mutation SayCannot($input:SayCannotInput!){sayCannot(input:$input){__typename ...on CannotTime{id}...on Rejection{code message}}}',
  '5e0baaa187f8b5c3517103c140f10d0f6619b2e3ad7ec6322c3156c9d17395f1',
);

export type WithdrawCannotAnswer = { withdrawCannot: ({ __typename: 'CannotTime'; id: string } | { __typename: 'DrawUnderWay'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type WithdrawCannotVariables = { input: CannotTimeInput };
export const WithdrawCannot = document<WithdrawCannotAnswer, WithdrawCannotVariables>(
  'WithdrawCannot',
  'mutation WithdrawCannot($input:CannotTimeInput!){withdrawCannot(input:$input){__typename ...on CannotTime{id}...on Rejection{code message}}}',
  '43a615914dc70262af8ccb8c89c436b459829ef2d6ff14a3d47559c059f99c5b',
);

export type SetShareAnswer = { setShare: ({ __typename: 'DrawUnderWay'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'Rota'; onLeave: boolean }) };
export type SetShareVariables = { input: SetShareInput };
export const SetShare = document<SetShareAnswer, SetShareVariables>(
  'SetShare',
  'mutation SetShare($input:SetShareInput!){setShare(input:$input){__typename ...on Rota{onLeave}...on Rejection{code message}}}',
  '1dc0211ba011730a69e18ea7293869ceb65d95c12376b9c1ba7a7318cb65c4c5',
);

export type BeginLeaveAnswer = { beginLeave: ({ __typename: 'DrawUnderWay'; code: string; message: string } | { __typename: 'OnLeave'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'Rota'; onLeave: boolean }) };
export type BeginLeaveVariables = { input: RotaInput };
export const BeginLeave = document<BeginLeaveAnswer, BeginLeaveVariables>(
  'BeginLeave',
  'mutation BeginLeave($input:RotaInput!){beginLeave(input:$input){__typename ...on Rota{onLeave}...on Rejection{code message}}}',
  '8b034aa1010756596c8c10c6ad8b62ec5af077805bbbc6159773989e72c9342b',
);

export type EndLeaveAnswer = { endLeave: ({ __typename: 'DrawUnderWay'; code: string; message: string } | { __typename: 'NotOnLeave'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'Rota'; onLeave: boolean }) };
export type EndLeaveVariables = { input: RotaInput };
export const EndLeave = document<EndLeaveAnswer, EndLeaveVariables>(
  'EndLeave',
  'mutation EndLeave($input:RotaInput!){endLeave(input:$input){__typename ...on Rota{onLeave}...on Rejection{code message}}}',
  '834f3768e4d1dd7742879a5c2cbc063c197a0ddd017905d5e9a68dfc2945c6ff',
);
