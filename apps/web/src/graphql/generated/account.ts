import { document } from '../document.ts';
import type { CreateAccessTokenInput, FinishPasskeyAdditionInput, RemovePasskeyInput, RevokeAccessTokenInput, RevokeSessionInput, SetPassphraseInput, TokenScope } from './schema.ts';

export type AccountAnswer = { me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; passkeys: readonly (({ id: string; label: string; createdAt: string; lastUsedAt: string | null }))[]; sessions: readonly ({ id: string; label: string; createdAt: string; lastUsedAt: string; expiresAt: string; current: boolean })[]; accessTokens: readonly ({ id: string; label: string; scopes: readonly (TokenScope)[]; createdAt: string; lastUsedAt: string; expiresAt: string })[] }) | null };
export type AccountVariables = {  };
export const Account = document<AccountAnswer, AccountVariables>(
  'Account',
  'query Account{me{...MeParts passkeys{id label createdAt lastUsedAt}sessions{id label createdAt lastUsedAt expiresAt current}accessTokens{id label scopes createdAt lastUsedAt expiresAt}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
);

export type BeginPasskeyAdditionAnswer = { beginPasskeyAddition: { id: string; options: string } };
export type BeginPasskeyAdditionVariables = {  };
export const BeginPasskeyAddition = document<BeginPasskeyAdditionAnswer, BeginPasskeyAdditionVariables>(
  'BeginPasskeyAddition',
  'mutation BeginPasskeyAddition{beginPasskeyAddition{id options}}',
);

export type FinishPasskeyAdditionAnswer = { finishPasskeyAddition: ({ __typename: 'CeremonyFailed'; code: string; message: string } | { __typename: 'Passkey'; id: string }) };
export type FinishPasskeyAdditionVariables = { input: FinishPasskeyAdditionInput };
export const FinishPasskeyAddition = document<FinishPasskeyAdditionAnswer, FinishPasskeyAdditionVariables>(
  'FinishPasskeyAddition',
  'mutation FinishPasskeyAddition($input:FinishPasskeyAdditionInput!){finishPasskeyAddition(input:$input){__typename ...on Passkey{id}...on Rejection{code message}}}',
);

export type RemovePasskeyAnswer = { removePasskey: ({ __typename: 'LastSignIn'; code: string; message: string } | { __typename: 'Me'; id: string } | { __typename: 'RecoveryStillOpen'; code: string; message: string }) };
export type RemovePasskeyVariables = { input: RemovePasskeyInput };
export const RemovePasskey = document<RemovePasskeyAnswer, RemovePasskeyVariables>(
  'RemovePasskey',
  'mutation RemovePasskey($input:RemovePasskeyInput!){removePasskey(input:$input){__typename ...on Me{id}...on Rejection{code message}}}',
);

export type SetPassphraseAnswer = { setPassphrase: ({ __typename: 'Me'; id: string } | { __typename: 'PassphraseTooWeak'; suggestion: string; code: string; message: string }) };
export type SetPassphraseVariables = { input: SetPassphraseInput };
export const SetPassphrase = document<SetPassphraseAnswer, SetPassphraseVariables>(
  'SetPassphrase',
  'mutation SetPassphrase($input:SetPassphraseInput!){setPassphrase(input:$input){__typename ...on Me{id}...on PassphraseTooWeak{suggestion}...on Rejection{code message}}}',
);

export type RenewRecoveryCodesAnswer = { renewRecoveryCodes: { codes: readonly (string)[] } };
export type RenewRecoveryCodesVariables = {  };
export const RenewRecoveryCodes = document<RenewRecoveryCodesAnswer, RenewRecoveryCodesVariables>(
  'RenewRecoveryCodes',
  'mutation RenewRecoveryCodes{renewRecoveryCodes{codes}}',
);

export type RevokeSessionAnswer = { revokeSession: { id: string } };
export type RevokeSessionVariables = { input: RevokeSessionInput };
export const RevokeSession = document<RevokeSessionAnswer, RevokeSessionVariables>(
  'RevokeSession',
  'mutation RevokeSession($input:RevokeSessionInput!){revokeSession(input:$input){id}}',
);

export type CreateAccessTokenAnswer = { createAccessToken: { accessToken: { id: string }; secret: string } };
export type CreateAccessTokenVariables = { input: CreateAccessTokenInput };
export const CreateAccessToken = document<CreateAccessTokenAnswer, CreateAccessTokenVariables>(
  'CreateAccessToken',
  'mutation CreateAccessToken($input:CreateAccessTokenInput!){createAccessToken(input:$input){accessToken{id}secret}}',
);

export type RevokeAccessTokenAnswer = { revokeAccessToken: { id: string } };
export type RevokeAccessTokenVariables = { input: RevokeAccessTokenInput };
export const RevokeAccessToken = document<RevokeAccessTokenAnswer, RevokeAccessTokenVariables>(
  'RevokeAccessToken',
  'mutation RevokeAccessToken($input:RevokeAccessTokenInput!){revokeAccessToken(input:$input){id}}',
);

export type UndoRecoveryAnswer = { undoRecovery: ({ __typename: 'Me'; id: string } | { __typename: 'NothingToUndo'; code: string; message: string }) };
export type UndoRecoveryVariables = {  };
export const UndoRecovery = document<UndoRecoveryAnswer, UndoRecoveryVariables>(
  'UndoRecovery',
  'mutation UndoRecovery{undoRecovery{__typename ...on Me{id}...on Rejection{code message}}}',
);
