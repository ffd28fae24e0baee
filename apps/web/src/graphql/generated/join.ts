import { document } from '../document.ts';
import type { AcceptInvitationInput, InvitationKind } from './schema.ts';

export type InvitationAnswer = { invitation: ({ assemblyName: string; kind: InvitationKind; displayName: string | null; expiresAt: string }) | null };
export type InvitationVariables = { secret: string };
export const Invitation = document<InvitationAnswer, InvitationVariables>(
  'Invitation',
  'query Invitation($secret:String!){invitation(secret:$secret){assemblyName kind displayName expiresAt}}',
  '34d7a43c9ff33fa4d4a0509289288a36cc396b71954fb928333fd79e64b937ad',
);

export type AcceptInvitationAnswer = { acceptInvitation: ({ __typename: 'AlreadyMember'; code: string; message: string } | { __typename: 'Expelled'; code: string; message: string } | { __typename: 'InvitationNotUsable'; code: string; message: string } | { __typename: 'Membership'; id: string; assembly: { id: string } | null } | { __typename: 'NameNotUsable'; code: string; message: string }) };
export type AcceptInvitationVariables = { input: AcceptInvitationInput };
export const AcceptInvitation = document<AcceptInvitationAnswer, AcceptInvitationVariables>(
  'AcceptInvitation',
  'mutation AcceptInvitation($input:AcceptInvitationInput!){acceptInvitation(input:$input){__typename ...on Membership{id assembly{id}}...on Rejection{code message}}}',
  '8844bcf8d2ad4f1a3b892b4c3433733dd62c699ae894379c426c34e6c1df8ec4',
);
