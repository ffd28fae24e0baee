import { document } from '../document.ts';
import type { AnswerHardshipRequestInput, HardshipState, MakeHardshipRequestInput, TakeUpHardshipRequestInput, WithdrawHardshipRequestInput, WriteInHardshipRequestInput } from './schema.ts';

export type HardshipParts = { id: string; state: HardshipState; askedAt: string; erasedAt: string | null; member: { id: string; displayName: string }; holder: { id: string; displayName: string } | null; notes: readonly ({ place: number; fromMember: boolean; text: string; writtenAt: string; author: { displayName: string } })[] };

export type HardshipPageAnswer = { assembly: ({ id: string; hardship: ({ isHeard: boolean; readers: readonly ({ id: string; displayName: string })[]; mine: readonly (({ id: string; state: HardshipState; askedAt: string; erasedAt: string | null; member: { id: string; displayName: string }; holder: { id: string; displayName: string } | null; notes: readonly ({ place: number; fromMember: boolean; text: string; writtenAt: string; author: { displayName: string } })[] }))[]; heard: { until: string } | null }) | null }) | null };
export type HardshipPageVariables = { id: string };
export const HardshipPage = document<HardshipPageAnswer, HardshipPageVariables>(
  'HardshipPage',
  'query HardshipPage($id:ID!){assembly(id:$id){id hardship{isHeard readers{id displayName}mine{...HardshipParts}heard{until}}}}fragment HardshipParts on HardshipRequest{id state askedAt erasedAt member{id displayName}holder{id displayName}notes{place fromMember text writtenAt author{displayName}}}',
  'bb8b6698feab1fd7ff1c2775861d3fb4bc6bb2babcc77b57d2620b275334945a',
);

export type HardshipHeardAnswer = { assembly: ({ id: string; hardship: ({ heard: ({ until: string; requests: readonly (({ id: string; state: HardshipState; askedAt: string; erasedAt: string | null; member: { id: string; displayName: string }; holder: { id: string; displayName: string } | null; notes: readonly ({ place: number; fromMember: boolean; text: string; writtenAt: string; author: { displayName: string } })[] }))[] }) | null }) | null }) | null };
export type HardshipHeardVariables = { id: string };
export const HardshipHeard = document<HardshipHeardAnswer, HardshipHeardVariables>(
  'HardshipHeard',
  'query HardshipHeard($id:ID!){assembly(id:$id){id hardship{heard{until requests(first:50){...HardshipParts}}}}}fragment HardshipParts on HardshipRequest{id state askedAt erasedAt member{id displayName}holder{id displayName}notes{place fromMember text writtenAt author{displayName}}}',
  '60f1ad3609c315c40ef5a9dcd6b5ddcfaadeaad1911d57a05481058a24d61304',
);

export type HardshipUpdatedAnswer = { hardshipUpdated: { revision: string; stale: boolean } };
export type HardshipUpdatedVariables = { id: string };
export const HardshipUpdated = document<HardshipUpdatedAnswer, HardshipUpdatedVariables>(
  'HardshipUpdated',
  'subscription HardshipUpdated($id:ID!){hardshipUpdated(assemblyId:$id){revision stale}}',
  '6a993c73616c4cd01b771b144a070ee567af5652da7bf853c5106650a2c064a4',
);

export type MakeHardshipRequestAnswer = { makeHardshipRequest: ({ __typename: 'HardshipOpen'; code: string; message: string } | { __typename: 'HardshipRequest'; id: string } | { __typename: 'HardshipTooMany'; code: string; message: string } | { __typename: 'HardshipUnheard'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type MakeHardshipRequestVariables = { input: MakeHardshipRequestInput };
export const MakeHardshipRequest = document<MakeHardshipRequestAnswer, MakeHardshipRequestVariables>(
  'MakeHardshipRequest',
  'mutation MakeHardshipRequest($input:MakeHardshipRequestInput!){makeHardshipRequest(input:$input){__typename ...on HardshipRequest{id}...on Rejection{code message}}}',
  '54a74f2954e2063fa2a9892f8bf0c9054cb573986f00df10fd65ec00e474f1a5',
);

export type WriteInHardshipRequestAnswer = { writeInHardshipRequest: ({ __typename: 'HardshipFull'; code: string; message: string } | { __typename: 'HardshipOpen'; code: string; message: string } | { __typename: 'HardshipRequest'; id: string } | { __typename: 'HardshipUnheard'; code: string; message: string } | { __typename: 'HardshipWithdrawn'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type WriteInHardshipRequestVariables = { input: WriteInHardshipRequestInput };
export const WriteInHardshipRequest = document<WriteInHardshipRequestAnswer, WriteInHardshipRequestVariables>(
  'WriteInHardshipRequest',
  'mutation WriteInHardshipRequest($input:WriteInHardshipRequestInput!){writeInHardshipRequest(input:$input){__typename ...on HardshipRequest{id}...on Rejection{code message}}}',
  'cfa018bad7e3946cd7e691cade5ad59d2464bd359a3b3f86a584cdbbc5abe2dd',
);

export type WithdrawHardshipRequestAnswer = { withdrawHardshipRequest: ({ __typename: 'HardshipRequest'; id: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type WithdrawHardshipRequestVariables = { input: WithdrawHardshipRequestInput };
export const WithdrawHardshipRequest = document<WithdrawHardshipRequestAnswer, WithdrawHardshipRequestVariables>(
  'WithdrawHardshipRequest',
  'mutation WithdrawHardshipRequest($input:WithdrawHardshipRequestInput!){withdrawHardshipRequest(input:$input){__typename ...on HardshipRequest{id}...on Rejection{code message}}}',
  '517eccb8de48847082909a39113e5c215f05693c348aa30ec7b9511b10e66393',
);

export type TakeUpHardshipRequestAnswer = { takeUpHardshipRequest: ({ __typename: 'HardshipGone'; code: string; message: string } | { __typename: 'HardshipRequest'; id: string } | { __typename: 'HardshipTakenUp'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type TakeUpHardshipRequestVariables = { input: TakeUpHardshipRequestInput };
export const TakeUpHardshipRequest = document<TakeUpHardshipRequestAnswer, TakeUpHardshipRequestVariables>(
  'TakeUpHardshipRequest',
  'mutation TakeUpHardshipRequest($input:TakeUpHardshipRequestInput!){takeUpHardshipRequest(input:$input){__typename ...on HardshipRequest{id}...on Rejection{code message}}}',
  'f02081852e9f0bffae88ed8522241d11c464969016e49fb79501633022a29236',
);

export type AnswerHardshipRequestAnswer = { answerHardshipRequest: ({ __typename: 'HardshipFull'; code: string; message: string } | { __typename: 'HardshipGone'; code: string; message: string } | { __typename: 'HardshipRequest'; id: string } | { __typename: 'HardshipTakenUp'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type AnswerHardshipRequestVariables = { input: AnswerHardshipRequestInput };
export const AnswerHardshipRequest = document<AnswerHardshipRequestAnswer, AnswerHardshipRequestVariables>(
  'AnswerHardshipRequest',
  'mutation AnswerHardshipRequest($input:AnswerHardshipRequestInput!){answerHardshipRequest(input:$input){__typename ...on HardshipRequest{id}...on Rejection{code message}}}',
  'f30405471cd260efe9b529a8f0072008a48c2aab6ce382a23a4153cb300b23d1',
);
