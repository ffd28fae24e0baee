import { document } from '../document.ts';
import type { ActPosition, Answer, InstructionPosition, RecallBand, RecallCrossingKind, ReportOutcome, TermInput, TermSource, Verdict } from './schema.ts';

export type ReportParts = { id: string; dueAt: string; overdue: boolean; writtenAt: string | null; text: string | null; outcome: ReportOutcome | null; decidedAt: string | null; motion: { id: string } | null };

export type RecallParts = { count: number | null; base: number; secret: boolean; band: RecallBand | null; neededAtOnce: number; neededForPoll: number; openedAt: string | null; expiresAt: string | null; waitsUntil: string | null; sentence: string; signedByMe: boolean; signers: readonly ({ id: string; displayName: string })[]; motion: { id: string; title: string } | null };

export type ActParts = { id: string; mandateVersion: number; matter: ({ motionId: string | null; text: string | null }); position: ActPosition; figures: readonly ({ name: string; value: string })[]; text: string; verdict: Verdict; because: string; at: string; takesEffectAt: string | null; stoppedAt: string | null };

export type TermParts = { id: string; place: number; source: TermSource; beganAt: string; acceptBy: string; acceptedAt: string | null; endsAt: string; endedAt: string | null; endWords: string | null; member: { id: string; displayName: string }; office: ({ id: string; name: string; abolishedAt: string | null; assembly: { id: string }; rules: ({ reportDays: number | null }); mandate: ({ version: number; text: string; givenAt: string; endsAt: string; reportBackAt: string | null; instructions: readonly (({ matter: ({ motionId: string | null; text: string | null }); position: InstructionPosition; limits: readonly (({ name: string; unit: string; atLeast: string | null; atMost: string | null }))[] }))[]; motion: { id: string; title: string } }) | null }); reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null; text: string | null; outcome: ReportOutcome | null; decidedAt: string | null; motion: { id: string } | null }))[]; recall: ({ count: number | null; base: number; secret: boolean; band: RecallBand | null; neededAtOnce: number; neededForPoll: number; openedAt: string | null; expiresAt: string | null; waitsUntil: string | null; sentence: string; signedByMe: boolean; signers: readonly ({ id: string; displayName: string })[]; motion: { id: string; title: string } | null }) | null };

export type CrossingParts = { kind: RecallCrossingKind; count: number; base: number; at: string; root: string; mine: { salt: string; commitment: string } | null };

export type TermPageAnswer = { term: ({ id: string; place: number; source: TermSource; beganAt: string; acceptBy: string; acceptedAt: string | null; endsAt: string; endedAt: string | null; endWords: string | null; member: { id: string; displayName: string }; office: ({ id: string; name: string; abolishedAt: string | null; assembly: { id: string }; rules: ({ reportDays: number | null }); mandate: ({ version: number; text: string; givenAt: string; endsAt: string; reportBackAt: string | null; instructions: readonly (({ matter: ({ motionId: string | null; text: string | null }); position: InstructionPosition; limits: readonly (({ name: string; unit: string; atLeast: string | null; atMost: string | null }))[] }))[]; motion: { id: string; title: string } }) | null }); reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null; text: string | null; outcome: ReportOutcome | null; decidedAt: string | null; motion: { id: string } | null }))[]; recall: ({ count: number | null; base: number; secret: boolean; band: RecallBand | null; neededAtOnce: number; neededForPoll: number; openedAt: string | null; expiresAt: string | null; waitsUntil: string | null; sentence: string; signedByMe: boolean; signers: readonly ({ id: string; displayName: string })[]; motion: { id: string; title: string } | null }) | null; crossings: readonly (({ kind: RecallCrossingKind; count: number; base: number; at: string; root: string; mine: { salt: string; commitment: string } | null }))[]; attendance: { meetings: number; attended: number; votesAbove: number; voted: number } | null; votes: readonly ({ pollId: string; motionId: string; question: string; answer: Answer; castAt: string; verdict: Verdict; because: string; mandateVersion: number; replaced: boolean })[] }) | null };
export type TermPageVariables = { id: string };
export const TermPage = document<TermPageAnswer, TermPageVariables>(
  'TermPage',
  'query TermPage($id:ID!){term(id:$id){...TermParts crossings{...CrossingParts}attendance{meetings attended votesAbove voted}votes(first:20){pollId motionId question answer castAt verdict because mandateVersion replaced}}}fragment TermParts on Term{id place source beganAt acceptBy acceptedAt endsAt endedAt endWords member{id displayName}office{id name abolishedAt assembly{id}rules{reportDays}mandate{...MandateParts}}reports{...ReportParts}recall{...RecallParts}}fragment MandateParts on Mandate{version text givenAt endsAt reportBackAt instructions{matter{motionId text}position limits{name unit atLeast atMost}}motion{id title}}fragment ReportParts on Report{id dueAt overdue writtenAt text outcome decidedAt motion{id}}fragment RecallParts on Recall{count base secret band neededAtOnce neededForPoll openedAt expiresAt waitsUntil sentence signedByMe signers{id displayName}motion{id title}}fragment CrossingParts on RecallCrossing{kind count base at root mine{salt commitment}}',
  '2ef2ab255b71781f4cf5666390df33c5f35c422ec40ac8cd08115920c96c1009',
);

export type CrossingCommitmentsAnswer = { term: { crossings: readonly ({ kind: RecallCrossingKind; root: string; commitments: readonly (string)[] })[] } | null };
export type CrossingCommitmentsVariables = { id: string; after: number };
export const CrossingCommitments = document<CrossingCommitmentsAnswer, CrossingCommitmentsVariables>(
  'CrossingCommitments',
  'query CrossingCommitments($id:ID!$after:Int!){term(id:$id){crossings{kind root commitments(first:1000 after:$after)}}}',
  'a8b81240dd70210cf5e911a511cc602370d6856331cf5a62fb783e0a3a49bde1',
);

export type TermActsAnswer = { term: ({ id: string; acts: ({ nodes: readonly (({ id: string; mandateVersion: number; matter: ({ motionId: string | null; text: string | null }); position: ActPosition; figures: readonly ({ name: string; value: string })[]; text: string; verdict: Verdict; because: string; at: string; takesEffectAt: string | null; stoppedAt: string | null }))[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }) }) | null };
export type TermActsVariables = { id: string; deviations: boolean; after?: string | null };
export const TermActs = document<TermActsAnswer, TermActsVariables>(
  'TermActs',
  'query TermActs($id:ID!$deviations:Boolean!$after:String){term(id:$id){id acts(first:20 deviations:$deviations after:$after){nodes{...ActParts}pageInfo{hasNextPage endCursor}}}}fragment ActParts on Act{id mandateVersion matter{motionId text}position figures{name value}text verdict because at takesEffectAt stoppedAt}',
  '743351f3e67939555b834a5c933934940f78c71b50d83fd6fb8b842f11156d30',
);

export type WithdrawConfidenceAnswer = { withdrawConfidence: ({ __typename: 'PetitionWaits'; code: string; message: string } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SeatNotHeld'; code: string; message: string } | { __typename: 'Term'; id: string }) };
export type WithdrawConfidenceVariables = { input: TermInput };
export const WithdrawConfidence = document<WithdrawConfidenceAnswer, WithdrawConfidenceVariables>(
  'WithdrawConfidence',
  'mutation WithdrawConfidence($input:TermInput!){withdrawConfidence(input:$input){__typename ...on Term{id}...on Rejection{code message}}}',
  '431ddf8c36e55881094058595b240a5521b03654529fa4813e7930d0fe148466',
);

export type RestoreConfidenceAnswer = { restoreConfidence: ({ __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'SeatNotHeld'; code: string; message: string } | { __typename: 'Term'; id: string }) };
export type RestoreConfidenceVariables = { input: TermInput };
export const RestoreConfidence = document<RestoreConfidenceAnswer, RestoreConfidenceVariables>(
  'RestoreConfidence',
  'mutation RestoreConfidence($input:TermInput!){restoreConfidence(input:$input){__typename ...on Term{id}...on Rejection{code message}}}',
  'ebc2ddcf7e78a4f6cea0803d1a6aae04bb01226dd832d625fc89b98727e2cc58',
);
