import { document } from '../document.ts';
import type { ChallengeMemberInput, ChangeDisplayNameInput, LeaveAssemblyInput, MemberState, VouchForMemberInput } from './schema.ts';

export type MembersAnswer = { assembly: ({ id: string; quiet: boolean; memberCount: number; joinedCount: number; members: ({ nodes: readonly ({ id: string; displayName: string; joined: boolean; state: MemberState })[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }) }) | null };
export type MembersVariables = { id: string; search?: string | null; state?: MemberState | null; after?: string | null };
export const Members = document<MembersAnswer, MembersVariables>(
  'Members',
  'query Members($id:ID!$search:String$state:MemberState$after:String){assembly(id:$id){id quiet memberCount joinedCount members(first:50 search:$search state:$state after:$after){nodes{id displayName joined state}pageInfo{hasNextPage endCursor}}}}',
  'd27992137fd2a676dcb5d84775714067780d8ca8390b55d5e45bdb6ef9dfa760',
);

export type FindMembersAnswer = { assembly: { id: string; members: { nodes: readonly ({ id: string; displayName: string; joined: boolean })[] } } | null };
export type FindMembersVariables = { assemblyId: string; search?: string | null };
export const FindMembers = document<FindMembersAnswer, FindMembersVariables>(
  'FindMembers',
  'query FindMembers($assemblyId:ID!$search:String){assembly(id:$assemblyId){id members(first:20 search:$search){nodes{id displayName joined}}}}',
  '53b44b1f7e1eb0e139b02286c2b8916cb34fc56884f25eac58b55438306a8108',
);

export type MemberPageAnswer = { assembly: ({ id: string; member: ({ id: string; displayName: string; since: string; joined: boolean; state: MemberState; countsFrom: string | null; suspendedUntil: string | null; challenged: boolean; vouchers: readonly ({ id: string; displayName: string })[] }) | null }) | null };
export type MemberPageVariables = { assemblyId: string; id: string };
export const MemberPage = document<MemberPageAnswer, MemberPageVariables>(
  'MemberPage',
  'query MemberPage($assemblyId:ID!$id:ID!){assembly(id:$assemblyId){id member(id:$id){id displayName since joined state countsFrom suspendedUntil challenged vouchers{id displayName}}}}',
  'ed19dd1835015351ba10e309aabcab2e75785a288eab20f9a4564ee9ff4b073e',
);

export type VouchForMemberAnswer = { vouchForMember: ({ __typename: 'Member'; id: string } | { __typename: 'NotForOneself'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'VouchNotNeeded'; code: string; message: string }) };
export type VouchForMemberVariables = { input: VouchForMemberInput };
export const VouchForMember = document<VouchForMemberAnswer, VouchForMemberVariables>(
  'VouchForMember',
  'mutation VouchForMember($input:VouchForMemberInput!){vouchForMember(input:$input){__typename ...on Member{id}...on Rejection{code message}}}',
  'd0a4d20854d69282e884454497ef0c386ffb759ff2dd9425953bfe411f39ecdc',
);

export type ChallengeMemberAnswer = { challengeMember: ({ __typename: 'ChallengeTooLate'; code: string; message: string } | { __typename: 'Member'; id: string } | { __typename: 'NotForOneself'; code: string; message: string } | { __typename: 'ReasonMissing'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type ChallengeMemberVariables = { input: ChallengeMemberInput };
export const ChallengeMember = document<ChallengeMemberAnswer, ChallengeMemberVariables>(
  'ChallengeMember',
  'mutation ChallengeMember($input:ChallengeMemberInput!){challengeMember(input:$input){__typename ...on Member{id}...on Rejection{code message}}}',
  'bce0a002902056a12e835efb3b13d391c9d4bf115a25b3879f102650d3ce8279',
);

export type ChangeDisplayNameAnswer = { changeDisplayName: ({ __typename: 'Membership'; id: string; displayName: string } | { __typename: 'NameNotUsable'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type ChangeDisplayNameVariables = { input: ChangeDisplayNameInput };
export const ChangeDisplayName = document<ChangeDisplayNameAnswer, ChangeDisplayNameVariables>(
  'ChangeDisplayName',
  'mutation ChangeDisplayName($input:ChangeDisplayNameInput!){changeDisplayName(input:$input){__typename ...on Membership{id displayName}...on Rejection{code message}}}',
  '4bc9dda4a3fe2094ab1f45fe9e9fe95da28f6ca2b3e855d228700c99199ee4e0',
);

export type LeaveAssemblyAnswer = { leaveAssembly: ({ __typename: 'Membership'; id: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type LeaveAssemblyVariables = { input: LeaveAssemblyInput };
export const LeaveAssembly = document<LeaveAssemblyAnswer, LeaveAssemblyVariables>(
  'LeaveAssembly',
  'mutation LeaveAssembly($input:LeaveAssemblyInput!){leaveAssembly(input:$input){__typename ...on Membership{id}...on Rejection{code message}}}',
  '5165ad1bd59d40864eae755d35b571fd0f1677892dcd18e15c6b14090c98b581',
);
