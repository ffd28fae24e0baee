import { document } from '../document.ts';
import type { AskTogetherInput, JointRequestInput, JointRequestState, TogetherAction } from './schema.ts';

export type RequestsAnswer = { assembly: ({ id: string; requests: readonly (({ id: string; action: TogetherAction; subjectId: string | null; reason: string; askedBy: { id: string; displayName: string }; signatures: number; needed: number; signedByMe: boolean; expiresAt: string; state: JointRequestState }))[] }) | null };
export type RequestsVariables = { id: string };
export const Requests = document<RequestsAnswer, RequestsVariables>(
  'Requests',
  'query Requests($id:ID!){assembly(id:$id){id requests{...RequestParts}}}fragment RequestParts on JointRequest{id action subjectId reason askedBy{id displayName}signatures needed signedByMe expiresAt state}',
  '36a21341681d2d0920cc3a0209cb4eef48c0ae2842e5202f5333349ccbfe9255',
);

export type AskTogetherAnswer = { askTogether: ({ __typename: 'ActionNotOffered'; code: string; message: string } | { __typename: 'AlreadyAsked'; code: string; message: string } | { __typename: 'JointRequest'; id: string; action: TogetherAction; subjectId: string | null; reason: string; askedBy: { id: string; displayName: string }; signatures: number; needed: number; signedByMe: boolean; expiresAt: string; state: JointRequestState } | { __typename: 'ReasonMissing'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'TogetherNotPossible'; code: string; message: string } | { __typename: 'TooManyRequests'; code: string; message: string }) };
export type AskTogetherVariables = { input: AskTogetherInput };
export const AskTogether = document<AskTogetherAnswer, AskTogetherVariables>(
  'AskTogether',
  'mutation AskTogether($input:AskTogetherInput!){askTogether(input:$input){__typename ...on JointRequest{...RequestParts}...on Rejection{code message}}}fragment RequestParts on JointRequest{id action subjectId reason askedBy{id displayName}signatures needed signedByMe expiresAt state}',
  '273b7eaf75f307146777e3fbc92a317840f4809b1535266cdfacdb2b0823c5c6',
);

export type JoinRequestAnswer = { joinRequest: ({ __typename: 'JointRequest'; id: string; action: TogetherAction; subjectId: string | null; reason: string; askedBy: { id: string; displayName: string }; signatures: number; needed: number; signedByMe: boolean; expiresAt: string; state: JointRequestState } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'RequestNotOpen'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'TogetherNotPossible'; code: string; message: string }) };
export type JoinRequestVariables = { input: JointRequestInput };
export const JoinRequest = document<JoinRequestAnswer, JoinRequestVariables>(
  'JoinRequest',
  'mutation JoinRequest($input:JointRequestInput!){joinRequest(input:$input){__typename ...on JointRequest{...RequestParts}...on Rejection{code message}}}fragment RequestParts on JointRequest{id action subjectId reason askedBy{id displayName}signatures needed signedByMe expiresAt state}',
  '8774055cd0f494e1e1829f6af2ba2ee6c470baf3a8f8c28bf28d689364d4d21c',
);

export type WithdrawFromRequestAnswer = { withdrawFromRequest: ({ __typename: 'JointRequest'; id: string; action: TogetherAction; subjectId: string | null; reason: string; askedBy: { id: string; displayName: string }; signatures: number; needed: number; signedByMe: boolean; expiresAt: string; state: JointRequestState } | { __typename: 'RequestNotOpen'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type WithdrawFromRequestVariables = { input: JointRequestInput };
export const WithdrawFromRequest = document<WithdrawFromRequestAnswer, WithdrawFromRequestVariables>(
  'WithdrawFromRequest',
  'mutation WithdrawFromRequest($input:JointRequestInput!){withdrawFromRequest(input:$input){__typename ...on JointRequest{...RequestParts}...on Rejection{code message}}}fragment RequestParts on JointRequest{id action subjectId reason askedBy{id displayName}signatures needed signedByMe expiresAt state}',
  'd288ff9db045010952710effc7d06e5e4d0f73563e98786d0ac81091636c74a9',
);
