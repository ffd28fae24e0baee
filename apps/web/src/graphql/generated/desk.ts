import { document } from '../document.ts';
import type { ActPosition, Answer, InstructionPosition, PollState, RecallBand, RecordActInput, ReportOutcome, TermInput, TermSource, Verdict, VoteForSeatInput, WriteReportInput } from './schema.ts';

export type DeskAnswer = { assembly: ({ id: string; mySeats: readonly (({ id: string; place: number; source: TermSource; beganAt: string; acceptBy: string; acceptedAt: string | null; endsAt: string; endedAt: string | null; endWords: string | null; member: { id: string; displayName: string }; office: ({ id: string; name: string; abolishedAt: string | null; assembly: { id: string }; rules: ({ reportDays: number | null }); mandate: ({ version: number; text: string; givenAt: string; endsAt: string; reportBackAt: string | null; instructions: readonly (({ matter: ({ motionId: string | null; text: string | null }); position: InstructionPosition; limits: readonly (({ name: string; unit: string; atLeast: string | null; atMost: string | null }))[] }))[]; motion: { id: string; title: string } }) | null }); reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null; text: string | null; outcome: ReportOutcome | null; decidedAt: string | null; motion: { id: string } | null }))[]; recall: ({ count: number | null; base: number; secret: boolean; band: RecallBand | null; neededAtOnce: number; neededForPoll: number; openedAt: string | null; expiresAt: string | null; waitsUntil: string | null; sentence: string; signedByMe: boolean; signers: readonly ({ id: string; displayName: string })[]; motion: { id: string; title: string } | null }) | null }))[]; delegatesAsked: ({ nodes: readonly (({ id: string; motionId: string; above: string | null; question: string; text: string; state: PollState; opensAt: string; closesAt: string | null; carried: boolean | null; sentence: string | null; seats: readonly (({ id: string; name: string; weight: number; speaker: string | null; mine: boolean; term: { id: string; office: { id: string; name: string } } | null; instructed: ({ position: InstructionPosition; answer: Answer | null; mandateVersion: number }) | null; vote: ({ answer: Answer; castAt: string; speaker: string | null; former: boolean; verdict: Verdict | null; because: string | null; mandateVersion: number | null }) | null }))[] }))[] }) }) | null };
export type DeskVariables = { id: string };
export const Desk = document<DeskAnswer, DeskVariables>(
  'Desk',
  'query Desk($id:ID!){assembly(id:$id){id mySeats{...TermParts}delegatesAsked(first:15){nodes{...AskedParts}}}}fragment TermParts on Term{id place source beganAt acceptBy acceptedAt endsAt endedAt endWords member{id displayName}office{id name abolishedAt assembly{id}rules{reportDays}mandate{...MandateParts}}reports{...ReportParts}recall{...RecallParts}}fragment MandateParts on Mandate{version text givenAt endsAt reportBackAt instructions{matter{motionId text}position limits{name unit atLeast atMost}}motion{id title}}fragment ReportParts on Report{id dueAt overdue writtenAt text outcome decidedAt motion{id}}fragment RecallParts on Recall{count base secret band neededAtOnce neededForPoll openedAt expiresAt waitsUntil sentence signedByMe signers{id displayName}motion{id title}}fragment AskedParts on DelegatesPoll{id motionId above question text state opensAt closesAt carried sentence seats{id name weight speaker mine term{id office{id name}}instructed{position answer mandateVersion}vote{answer castAt speaker former verdict because mandateVersion}}}',
  '2f679e9ac665fb1eff0cebbd32ca80c14c8a5dc019eed998eddeffab756edf5c',
);

export type VoteForSeatAnswer = { voteForSeat: ({ __typename: 'ActContradictsMandate'; code: string; message: string } | { __typename: 'BallotInvalid'; code: string; message: string } | { __typename: 'BallotReceipt'; code: string; castAt: string | null } | { __typename: 'NoMandate'; code: string; message: string } | { __typename: 'NotAccepted'; code: string; message: string } | { __typename: 'NotOnRoll'; code: string; message: string } | { __typename: 'PollNotOpen'; code: string; message: string } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SeatNotHeld'; code: string; message: string } | { __typename: 'TooManyChanges'; code: string; message: string }) };
export type VoteForSeatVariables = { input: VoteForSeatInput };
export const VoteForSeat = document<VoteForSeatAnswer, VoteForSeatVariables>(
  'VoteForSeat',
  'mutation VoteForSeat($input:VoteForSeatInput!){voteForSeat(input:$input){__typename ...on BallotReceipt{code castAt}...on Rejection{code message}}}',
  '22160ec37d18738d0258defac3da6ef985dd3f8a66e5e520648a37f35bec4e42',
);

export type AcceptSeatAnswer = { acceptSeat: ({ __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SeatNotHeld'; code: string; message: string } | { __typename: 'Term'; id: string }) };
export type AcceptSeatVariables = { input: TermInput };
export const AcceptSeat = document<AcceptSeatAnswer, AcceptSeatVariables>(
  'AcceptSeat',
  'mutation AcceptSeat($input:TermInput!){acceptSeat(input:$input){__typename ...on Term{id}...on Rejection{code message}}}',
  'f6af4576627edf47f8e8df77a92a256b8a085e5bedf650cf20cd6e9511109e2a',
);

export type DeclineSeatAnswer = { declineSeat: ({ __typename: 'AlreadyAccepted'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SeatNotHeld'; code: string; message: string } | { __typename: 'Term'; id: string }) };
export type DeclineSeatVariables = { input: TermInput };
export const DeclineSeat = document<DeclineSeatAnswer, DeclineSeatVariables>(
  'DeclineSeat',
  'mutation DeclineSeat($input:TermInput!){declineSeat(input:$input){__typename ...on Term{id}...on Rejection{code message}}}',
  'df1c799a4095145ddef1143afbd78aab40902f286279d60bc3ac348dd3a8b76c',
);

export type ResignSeatAnswer = { resignSeat: ({ __typename: 'NotAccepted'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SeatNotHeld'; code: string; message: string } | { __typename: 'Term'; id: string }) };
export type ResignSeatVariables = { input: TermInput };
export const ResignSeat = document<ResignSeatAnswer, ResignSeatVariables>(
  'ResignSeat',
  'mutation ResignSeat($input:TermInput!){resignSeat(input:$input){__typename ...on Term{id}...on Rejection{code message}}}',
  'a712a4c8ac0d14ead080fe62232868ca24a9d9db272ce5c2a1bfb0a526151b54',
);

export type RecordActAnswer = { recordAct: ({ __typename: 'Act'; id: string; mandateVersion: number; matter: ({ motionId: string | null; text: string | null }); position: ActPosition; figures: readonly ({ name: string; value: string })[]; text: string; verdict: Verdict; because: string; at: string; takesEffectAt: string | null; stoppedAt: string | null } | { __typename: 'ActContradictsMandate'; code: string; message: string } | { __typename: 'EffectTimePast'; code: string; message: string } | { __typename: 'MatterInvalid'; code: string; message: string } | { __typename: 'NoMandate'; code: string; message: string } | { __typename: 'NotAccepted'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SeatNotHeld'; code: string; message: string } | { __typename: 'TextInvalid'; code: string; message: string }) };
export type RecordActVariables = { input: RecordActInput };
export const RecordAct = document<RecordActAnswer, RecordActVariables>(
  'RecordAct',
  'mutation RecordAct($input:RecordActInput!){recordAct(input:$input){__typename ...on Act{...ActParts}...on Rejection{code message}}}fragment ActParts on Act{id mandateVersion matter{motionId text}position figures{name value}text verdict because at takesEffectAt stoppedAt}',
  'f8c0d6f674ee2a93af1138b0c26fb319c611b6541168414eb4320ecf0e87d7ce',
);

export type WriteReportAnswer = { writeReport: ({ __typename: 'Report'; id: string } | { __typename: 'ReportNotOpen'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SeatNotHeld'; code: string; message: string } | { __typename: 'TextInvalid'; code: string; message: string }) };
export type WriteReportVariables = { input: WriteReportInput };
export const WriteReport = document<WriteReportAnswer, WriteReportVariables>(
  'WriteReport',
  'mutation WriteReport($input:WriteReportInput!){writeReport(input:$input){__typename ...on Report{id}...on Rejection{code message}}}',
  'f150555e5bbe0a2d44a1937526ae0381b7350a780c2d397ba9d27c3dbaecec53',
);
