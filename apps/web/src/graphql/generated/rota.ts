import { document } from '../document.ts';
import type { AnswerSwapInput, AskSwapInput, CannotTimeInput, CommitToDrawInput, DeclineShiftInput, FinishShiftInput, GiveSkillInput, ImproveGuideInput, MakeCalendarFeedInput, RemindOnDeviceInput, RevealToDrawInput, RevokeCalendarFeedInput, RotaInput, SayCannotInput, SetReminderInput, SetShareInput, ShiftInput, ShiftState, StopOnDeviceInput, TaskPower } from './schema.ts';

export type RotaShiftParts = { id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; task: ({ id: string; name: string; guide: string; powers: readonly (TaskPower)[]; trains: { id: string; name: string } | null }) };

export type RotaAnswer = { assembly: ({ id: string; quiet: boolean; rota: ({ onLeave: boolean; myShare: number; remindedHoursBefore: number | null; pushKey: string | null; reminderDevices: readonly ({ id: string; label: string; hoursBefore: number; here: boolean })[]; calendarFeeds: readonly ({ id: string; label: string; madeAt: string })[]; nextDraw: ({ id: string; drawsAt: string; until: string; commitUntil: string | null; committed: number; revealed: number; toReveal: string | null }) | null; tasks: readonly (({ id: string; name: string; guide: string; recurs: string | null; start: string | null; rule: string | null; except: readonly (string)[]; minutes: number | null; people: number; effort: number; requires: readonly (string)[]; longestRun: number; pauseDays: number; handover: boolean; powers: readonly (TaskPower)[]; trains: { id: string; name: string } | null; guideVersion: number; mayImproveGuide: boolean; training: { id: string; name: string } | null; trainOthers: boolean; trained: readonly ({ id: string; displayName: string })[] }))[]; mine: readonly (({ id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; task: ({ id: string; name: string; guide: string; powers: readonly (TaskPower)[]; trains: { id: string; name: string } | null }); noteBefore: string | null; reason: string | null; handsOver: { id: string; displayName: string } | null; drawnFrom: readonly ({ id: string; displayName: string })[]; draw: { id: string; drawsAt: string } | null }))[]; handovers: readonly ({ id: string; startsAt: string; endsAt: string; task: { id: string; name: string }; holder: { id: string; displayName: string } })[]; offered: readonly (({ id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; task: ({ id: string; name: string; guide: string; powers: readonly (TaskPower)[]; trains: { id: string; name: string } | null }) }))[]; swaps: readonly (({ id: string; shift: ({ id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; task: ({ id: string; name: string; guide: string; powers: readonly (TaskPower)[]; trains: { id: string; name: string } | null }) }); withShift: ({ id: string; startsAt: string; endsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string }; task: ({ id: string; name: string; guide: string; powers: readonly (TaskPower)[]; trains: { id: string; name: string } | null }) }) }))[]; myTimes: readonly (({ id: string; startsAt: string; endsAt: string; rule: string | null }))[]; ledger: readonly ({ load: number; shifts: number; effort: number; member: { id: string; displayName: string } })[] }) | null }) | null };
export type RotaVariables = { id: string };
export const Rota = document<RotaAnswer, RotaVariables>(
  'Rota',
  'query Rota($id:ID!){assembly(id:$id){id quiet rota{onLeave myShare remindedHoursBefore pushKey reminderDevices{id label hoursBefore here}calendarFeeds{id label madeAt}nextDraw{id drawsAt until commitUntil committed revealed toReveal}tasks{...RotaTaskParts guideVersion mayImproveGuide training{id name}trainOthers trained{id displayName}}mine(first:8){...RotaShiftParts noteBefore reason handsOver{id displayName}drawnFrom{id displayName}draw{id drawsAt}}handovers{id startsAt endsAt task{id name}holder{id displayName}}offered{...RotaShiftParts}swaps{id shift{...RotaShiftParts}withShift{...RotaShiftParts}}myTimes{id startsAt endsAt rule}ledger{load shifts effort member{id displayName}}}}}fragment RotaTaskParts on RotaTask{id name guide recurs start rule except minutes people effort requires longestRun pauseDays handover powers trains{id name}}fragment RotaShiftParts on RotaShift{id startsAt endsAt state offered mine why note holder{id displayName}task{id name guide powers trains{id name}}}',
  'ddabd079df8dce0680d1fd828ac45d41057053f3d1678f75b6f3be2ff89b7d38',
);

export type RotaTaskParts = { id: string; name: string; guide: string; recurs: string | null; start: string | null; rule: string | null; except: readonly (string)[]; minutes: number | null; people: number; effort: number; requires: readonly (string)[]; longestRun: number; pauseDays: number; handover: boolean; powers: readonly (TaskPower)[]; trains: { id: string; name: string } | null };

export type RotaTasksAnswer = { assembly: ({ id: string; rota: ({ tasks: readonly (({ id: string; name: string; guide: string; recurs: string | null; start: string | null; rule: string | null; except: readonly (string)[]; minutes: number | null; people: number; effort: number; requires: readonly (string)[]; longestRun: number; pauseDays: number; handover: boolean; powers: readonly (TaskPower)[]; trains: { id: string; name: string } | null }))[] }) | null }) | null };
export type RotaTasksVariables = { id: string };
export const RotaTasks = document<RotaTasksAnswer, RotaTasksVariables>(
  'RotaTasks',
  'query RotaTasks($id:ID!){assembly(id:$id){id rota{tasks{...RotaTaskParts}}}}fragment RotaTaskParts on RotaTask{id name guide recurs start rule except minutes people effort requires longestRun pauseDays handover powers trains{id name}}',
  '21d9680cafa9c9a341c0d5dcb4ab99e106a180c289491618da874eb6a81747b3',
);

export type RotaPreviewAnswer = { assembly: ({ id: string; rota: ({ preview: ({ recurs: string | null; next: readonly (string)[]; refused: string | null }) }) | null }) | null };
export type RotaPreviewVariables = { id: string; start: string; rule: string; except?: readonly (string)[] | null };
export const RotaPreview = document<RotaPreviewAnswer, RotaPreviewVariables>(
  'RotaPreview',
  'query RotaPreview($id:ID!$start:String!$rule:String!$except:[String!]){assembly(id:$id){id rota{preview(start:$start rule:$rule except:$except){recurs next refused}}}}',
  '6b3d9b8a1456f2d18dc4cd3ed341d29200cde73023204b343bcd03413c34dc92',
);

export type RotaRosterAnswer = { assembly: ({ id: string; rota: ({ roster: readonly (({ id: string; startsAt: string; endsAt: string; task: ({ id: string; name: string; trains: { id: string; name: string } | null }); shift: ({ id: string; startsAt: string; state: ShiftState; offered: boolean; mine: boolean; why: string; note: string | null; holder: { id: string; displayName: string } }) | null }))[] }) | null }) | null };
export type RotaRosterVariables = { id: string; from: string; days: number };
export const RotaRoster = document<RotaRosterAnswer, RotaRosterVariables>(
  'RotaRoster',
  'query RotaRoster($id:ID!$from:Instant!$days:Int!){assembly(id:$id){id rota{roster(from:$from days:$days){id startsAt endsAt task{id name trains{id name}}shift{id startsAt state offered mine why note holder{id displayName}}}}}}',
  'b053a18381e77b678c6f6dcf89664a55fdc46f02782e4e445bc57b614eeff072',
);

export type RotaWallAnswer = { assembly: ({ id: string; quiet: boolean; rota: ({ roster: readonly (({ id: string; startsAt: string; endsAt: string; task: { id: string; name: string }; shift: { id: string; holder: { id: string; displayName: string } } | null }))[] }) | null }) | null };
export type RotaWallVariables = { id: string; from: string; days: number };
export const RotaWall = document<RotaWallAnswer, RotaWallVariables>(
  'RotaWall',
  'query RotaWall($id:ID!$from:Instant!$days:Int!){assembly(id:$id){id quiet rota{roster(from:$from days:$days){id startsAt endsAt task{id name}shift{id holder{id displayName}}}}}}',
  '76c29bb10431765e8ad18f1492dbada1153d7baccf7b23cfeb02b9d804d2c7b6',
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
export type DeclineShiftVariables = { input: DeclineShiftInput };
export const DeclineShift = document<DeclineShiftAnswer, DeclineShiftVariables>(
  'DeclineShift',
  'mutation DeclineShift($input:DeclineShiftInput!){declineShift(input:$input){__typename ...on RotaShift{id}...on Rejection{code message}}}',
  '9efde9dec4d0b86227b27f80a2027c6ea23e19f18837097e5ec53bfc340f67fd',
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

export type NoteMissedShiftAnswer = { noteMissedShift: ({ __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RotaShift'; id: string; state: ShiftState } | { __typename: 'ShiftAnswered'; code: string; message: string } | { __typename: 'ShiftNotBegun'; code: string; message: string } | { __typename: 'ShiftOver'; code: string; message: string }) };
export type NoteMissedShiftVariables = { input: ShiftInput };
export const NoteMissedShift = document<NoteMissedShiftAnswer, NoteMissedShiftVariables>(
  'NoteMissedShift',
  'mutation NoteMissedShift($input:ShiftInput!){noteMissedShift(input:$input){__typename ...on RotaShift{id state}...on Rejection{code message}}}',
  '02ed1a36c04562157139131876440fd8da0cbf7a0f27ab739b7bb1c2a8a18917',
);

export type GiveSkillAnswer = { giveSkill: ({ __typename: 'DrawUnderWay'; code: string; message: string } | { __typename: 'MemberUnknown'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'Rota'; onLeave: boolean } | { __typename: 'SkillNotYours'; code: string; message: string }) };
export type GiveSkillVariables = { input: GiveSkillInput };
export const GiveSkill = document<GiveSkillAnswer, GiveSkillVariables>(
  'GiveSkill',
  'mutation GiveSkill($input:GiveSkillInput!){giveSkill(input:$input){__typename ...on Rota{onLeave}...on Rejection{code message}}}',
  '5369ab42b594b8574bd22e6e32b9376ddc6207c839bd40e49abad34a050ca3f3',
);

export type TaskGuideAnswer = { assembly: ({ id: string; rota: ({ tasks: readonly (({ id: string; guide: string; guideVersion: number; guideVersions: readonly (({ version: number; text: string; writtenAt: string; writtenBy: { id: string; displayName: string } | null }))[] }))[] }) | null }) | null };
export type TaskGuideVariables = { id: string };
export const TaskGuide = document<TaskGuideAnswer, TaskGuideVariables>(
  'TaskGuide',
  'query TaskGuide($id:ID!){assembly(id:$id){id rota{tasks{id guide guideVersion guideVersions{version text writtenAt writtenBy{id displayName}}}}}}',
  'e3eb668c5967f769be7d66456c85482c9c58b21dd16a5b9b1e4f1023c1970041',
);

export type ImproveGuideAnswer = { improveGuide: ({ __typename: 'GuideChanged'; code: string; message: string } | { __typename: 'GuideNotYours'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RotaTask'; id: string; guide: string; guideVersion: number } | { __typename: 'TaskEnded'; code: string; message: string }) };
export type ImproveGuideVariables = { input: ImproveGuideInput };
export const ImproveGuide = document<ImproveGuideAnswer, ImproveGuideVariables>(
  'ImproveGuide',
  'mutation ImproveGuide($input:ImproveGuideInput!){improveGuide(input:$input){__typename ...on RotaTask{id guide guideVersion}...on Rejection{code message}}}',
  'ce5e85584c63f214de6679e3ff12b8b7f6807d1c3afbf78573c60279d7832091',
);

export type MakeCalendarFeedAnswer = { makeCalendarFeed: ({ __typename: 'NewCalendarFeed'; path: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'TooManyFeeds'; code: string; message: string }) };
export type MakeCalendarFeedVariables = { input: MakeCalendarFeedInput };
export const MakeCalendarFeed = document<MakeCalendarFeedAnswer, MakeCalendarFeedVariables>(
  'MakeCalendarFeed',
  'mutation MakeCalendarFeed($input:MakeCalendarFeedInput!){makeCalendarFeed(input:$input){__typename ...on NewCalendarFeed{path}...on Rejection{code message}}}',
  '6d59b7087d19f5bc08db6b16f9e0e84a046b7ad2ba01d781b5519021dc056e87',
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

export type RemindOnDeviceAnswer = { remindOnDevice: ({ __typename: 'NoPush'; code: string; message: string } | { __typename: 'PushServiceUnknown'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'Rota'; pushKey: string | null } | { __typename: 'TooManyDevices'; code: string; message: string }) };
export type RemindOnDeviceVariables = { input: RemindOnDeviceInput };
export const RemindOnDevice = document<RemindOnDeviceAnswer, RemindOnDeviceVariables>(
  'RemindOnDevice',
  'mutation RemindOnDevice($input:RemindOnDeviceInput!){remindOnDevice(input:$input){__typename ...on Rota{pushKey}...on Rejection{code message}}}',
  '6c638bdac6f2377aaa59041f420b272a6ee2e749e7570d009fa522cc87b7da20',
);

export type StopOnDeviceAnswer = { stopOnDevice: ({ __typename: 'ReminderStopped'; deviceKept: boolean } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type StopOnDeviceVariables = { input: StopOnDeviceInput };
export const StopOnDevice = document<StopOnDeviceAnswer, StopOnDeviceVariables>(
  'StopOnDevice',
  'mutation StopOnDevice($input:StopOnDeviceInput!){stopOnDevice(input:$input){__typename ...on ReminderStopped{deviceKept}...on Rejection{code message}}}',
  'b8d8d5006369b26cde39b8495c5b030b2b3d23b01731464a5058489bcad71d60',
);

export type CommitToDrawAnswer = { commitToDraw: ({ __typename: 'CommitClosed'; code: string; message: string } | { __typename: 'CommittedAlready'; code: string; message: string } | { __typename: 'DrawFull'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RosterDraw'; id: string }) };
export type CommitToDrawVariables = { input: CommitToDrawInput };
export const CommitToDraw = document<CommitToDrawAnswer, CommitToDrawVariables>(
  'CommitToDraw',
  'mutation CommitToDraw($input:CommitToDrawInput!){commitToDraw(input:$input){__typename ...on RosterDraw{id}...on Rejection{code message}}}',
  '340c99879cd2d9e37d4ffd267a1b3a36bbb0df077efa8bcdd90240272859c7ce',
);

export type RevealToDrawAnswer = { revealToDraw: ({ __typename: 'NotCommitted'; code: string; message: string } | { __typename: 'RevealNotOpen'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RosterDraw'; id: string } | { __typename: 'ValueDiffers'; code: string; message: string }) };
export type RevealToDrawVariables = { input: RevealToDrawInput };
export const RevealToDraw = document<RevealToDrawAnswer, RevealToDrawVariables>(
  'RevealToDraw',
  'mutation RevealToDraw($input:RevealToDrawInput!){revealToDraw(input:$input){__typename ...on RosterDraw{id}...on Rejection{code message}}}',
  '135fd08c22e855498fe9ad89b9e8e73f8f605435f6a65ff6a15bfd349d0a7c74',
);
