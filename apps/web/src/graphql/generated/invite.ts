import { document } from '../document.ts';
import type { CreateInvitationInput, RevokeInvitationInput } from './schema.ts';

export type InvitationsAnswer = { assembly: ({ id: string; name: string; invitations: readonly (({ id: string; label: string | null; createdAt: string; expiresAt: string; usedAt: string | null; revokedAt: string | null }))[] }) | null };
export type InvitationsVariables = { id: string };
export const Invitations = document<InvitationsAnswer, InvitationsVariables>(
  'Invitations',
  'query Invitations($id:ID!){assembly(id:$id){id name invitations{id label createdAt expiresAt usedAt revokedAt}}}',
  'db4d670831ad0f3f1b3dbb6adebc633a13fdfe022994bfdcaeea9a48fcde6494',
);

export type CreateInvitationAnswer = { createInvitation: ({ __typename: 'InvitationTooLong'; code: string; message: string } | { __typename: 'NameNotUsable'; code: string; message: string } | { __typename: 'NewInvitation'; secret: string; link: string; invitation: ({ id: string; label: string | null; expiresAt: string }) } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'TooManyInvitations'; code: string; message: string }) };
export type CreateInvitationVariables = { input: CreateInvitationInput };
export const CreateInvitation = document<CreateInvitationAnswer, CreateInvitationVariables>(
  'CreateInvitation',
  'mutation CreateInvitation($input:CreateInvitationInput!){createInvitation(input:$input){__typename ...on NewInvitation{secret link invitation{id label expiresAt}}...on Rejection{code message}}}',
  '76c661b1617a329b10e3607b4f9af2ac1fe2e1e989dccafb8a3d41ed7e1c1e43',
);

export type RevokeInvitationAnswer = { revokeInvitation: ({ __typename: 'Invitation'; id: string } | { __typename: 'InvitationNotUsable'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type RevokeInvitationVariables = { input: RevokeInvitationInput };
export const RevokeInvitation = document<RevokeInvitationAnswer, RevokeInvitationVariables>(
  'RevokeInvitation',
  'mutation RevokeInvitation($input:RevokeInvitationInput!){revokeInvitation(input:$input){__typename ...on Invitation{id}...on Rejection{code message}}}',
  'b7a9219c3c722ceea786b59ee0b775361fc8342173adbee920da1bdbdb709800',
);
