import { document } from '../document.ts';
import type { ActPosition, InstructionPosition, ReportOutcome, TermInput, TermSource, Verdict } from './schema.ts';

export type ReportParts = { id: string; dueAt: string; overdue: boolean; writtenAt: string | null; text: string | null; outcome: ReportOutcome | null; decidedAt: string | null; motion: { id: string } | null };

export type RecallParts = { count: number | null; base: number; neededAtOnce: number; neededForPoll: number; openedAt: string | null; expiresAt: string | null; waitsUntil: string | null; sentence: string; signedByMe: boolean; signers: readonly ({ id: string; displayName: string })[]; motion: { id: string; title: string } | null };

export type ActParts = { id: string; mandateVersion: number; matter: ({ motionId: string | null; text: string | null }); position: ActPosition; figures: readonly ({ name: string; value: string })[]; text: string; verdict: Verdict; because: string; at: string; takesEffectAt: string | null; stoppedAt: string | null };

export type TermParts = { id: string; place: number; source: TermSource; beganAt: string; acceptBy: string; acceptedAt: string | null; endsAt: string; endedAt: string | null; endWords: string | null; member: { id: string; displayName: string }; office: ({ id: string; name: string; abolishedAt: string | null; assembly: { id: string }; rules: ({ reportDays: number | null }); mandate: ({ version: number; text: string; givenAt: string; endsAt: string; reportBackAt: string | null; instructions: readonly (({ matter: ({ motionId: string | null; text: string | null }); position: InstructionPosition; limits: readonly (({ name: string; unit: string; atLeast: string | null; atMost: string | null }))[] }))[]; motion: { id: string; title: string } }) | null }); reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null; text: string | null; outcome: ReportOutcome | null; decidedAt: string | null; motion: { id: string } | null }))[]; recall: ({ count: number | null; base: number; neededAtOnce: number; neededForPoll: number; openedAt: string | null; expiresAt: string | null; waitsUntil: string | null; sentence: string; signedByMe: boolean; signers: readonly ({ id: string; displayName: string })[]; motion: { id: string; title: string } | null }) | null };

export type TermPageAnswer = { term: ({ id: string; place: number; source: TermSource; beganAt: string; acceptBy: string; acceptedAt: string | null; endsAt: string; endedAt: string | null; endWords: string | null; member: { id: string; displayName: string }; office: ({ id: string; name: string; abolishedAt: string | null; assembly: { id: string }; rules: ({ reportDays: number | null }); mandate: ({ version: number; text: string; givenAt: string; endsAt: string; reportBackAt: string | null; instructions: readonly (({ matter: ({ motionId: string | null; text: string | null }); position: InstructionPosition; limits: readonly (({ name: string; unit: string; atLeast: string | null; atMost: string | null }))[] }))[]; motion: { id: string; title: string } }) | null }); reports: readonly (({ id: string; dueAt: string; overdue: boolean; writtenAt: string | null; text: string | null; outcome: ReportOutcome | null; decidedAt: string | null; motion: { id: string } | null }))[]; recall: ({ count: number | null; base: number; neededAtOnce: number; neededForPoll: number; openedAt: string | null; expiresAt: string | null; waitsUntil: string | null; sentence: string; signedByMe: boolean; signers: readonly ({ id: string; displayName: string })[]; motion: { id: string; title: string } | null }) | null }) | null };
export type TermPageVariables = { id: string };
export const TermPage = document<TermPageAnswer, TermPageVariables>(
  'TermPage',
  'query TermPage($id:ID!){term(id:$id){...TermParts}}fragment TermParts on Term{id place source beganAt acceptBy acceptedAt endsAt endedAt endWords member{id displayName}office{id name abolishedAt assembly{id}rules{reportDays}mandate{...MandateParts}}reports{...ReportParts}recall{...RecallParts}}fragment MandateParts on Mandate{version text givenAt endsAt reportBackAt instructions{matter{motionId text}position limits{name unit atLeast atMost}}motion{id title}}fragment ReportParts on Report{id dueAt overdue writtenAt text outcome decidedAt motion{id}}fragment RecallParts on Recall{count base neededAtOnce neededForPoll openedAt expiresAt waitsUntil sentence signedByMe signers{id displayName}motion{id title}}',
  '6149d8b7a77e827514fcadcc95cbe0d29cf1d1f432e40933fde88818fc19bae5',
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
