import { document } from '../document.ts';
import type { CreateAccessTokenInput, FinishPasskeyAdditionInput, RemovePasskeyInput, RevokeAccessTokenInput, RevokeSessionInput, SetPassphraseInput, TokenScope } from './schema.ts';

export type AccountAnswer = { me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[]; passkeys: readonly (({ id: string; label: string; createdAt: string; lastUsedAt: string | null }))[]; sessions: readonly ({ id: string; label: string; createdAt: string; lastUsedAt: string; expiresAt: string; current: boolean })[]; accessTokens: readonly ({ id: string; label: string; scopes: readonly (TokenScope)[]; createdAt: string; lastUsedAt: string; expiresAt: string })[] }) | null };
export type AccountVariables = {  };
export const Account = document<AccountAnswer, AccountVariables>(
  'Account',
  'query Account{me{...MeParts passkeys{id label createdAt lastUsedAt}sessions{id label createdAt lastUsedAt expiresAt current}accessTokens{id label scopes createdAt lastUsedAt expiresAt}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}checkOffs{id pollId assemblyId question voted station{id tellers}}}',
  'be51a98dc9a29030595fd53d272d1b080da7f927826e68ec41fc3a24446e7f00',
);

export type BeginPasskeyAdditionAnswer = { beginPasskeyAddition: { id: string; options: string } };
export type BeginPasskeyAdditionVariables = {  };
export const BeginPasskeyAddition = document<BeginPasskeyAdditionAnswer, BeginPasskeyAdditionVariables>(
  'BeginPasskeyAddition',
  'mutation BeginPasskeyAddition{beginPasskeyAddition{id options}}',
  'e2823b140d7665f1e2aadfc069d7ab7467cd31a17a7db35f7fcb8935fec0abc5',
);

export type FinishPasskeyAdditionAnswer = { finishPasskeyAddition: ({ __typename: 'CeremonyFailed'; code: string; message: string } | { __typename: 'Passkey'; id: string }) };
export type FinishPasskeyAdditionVariables = { input: FinishPasskeyAdditionInput };
export const FinishPasskeyAddition = document<FinishPasskeyAdditionAnswer, FinishPasskeyAdditionVariables>(
  'FinishPasskeyAddition',
  'mutation FinishPasskeyAddition($input:FinishPasskeyAdditionInput!){finishPasskeyAddition(input:$input){__typename ...on Passkey{id}...on Rejection{code message}}}',
  'd7c945d244f560ccc8ac68bc18d37b7722653cb41d114a7c266c52f41f960215',
);

export type RemovePasskeyAnswer = { removePasskey: ({ __typename: 'LastSignIn'; code: string; message: string } | { __typename: 'Me'; id: string } | { __typename: 'RecoveryStillOpen'; code: string; message: string }) };
export type RemovePasskeyVariables = { input: RemovePasskeyInput };
export const RemovePasskey = document<RemovePasskeyAnswer, RemovePasskeyVariables>(
  'RemovePasskey',
  'mutation RemovePasskey($input:RemovePasskeyInput!){removePasskey(input:$input){__typename ...on Me{id}...on Rejection{code message}}}',
  'a94f998c893f738d4f04386d4c3a2b7961e28d76eb730beabfbd23404d8f3599',
);

export type SetPassphraseAnswer = { setPassphrase: ({ __typename: 'Me'; id: string } | { __typename: 'PassphraseTooWeak'; suggestion: string; code: string; message: string }) };
export type SetPassphraseVariables = { input: SetPassphraseInput };
export const SetPassphrase = document<SetPassphraseAnswer, SetPassphraseVariables>(
  'SetPassphrase',
  'mutation SetPassphrase($input:SetPassphraseInput!){setPassphrase(input:$input){__typename ...on Me{id}...on PassphraseTooWeak{suggestion}...on Rejection{code message}}}',
  'bf614a7af3dabef5f455311c004bab274999cb1d457679b20aecf4d201a2c028',
);

export type RenewRecoveryCodesAnswer = { renewRecoveryCodes: { codes: readonly (string)[] } };
export type RenewRecoveryCodesVariables = {  };
export const RenewRecoveryCodes = document<RenewRecoveryCodesAnswer, RenewRecoveryCodesVariables>(
  'RenewRecoveryCodes',
  'mutation RenewRecoveryCodes{renewRecoveryCodes{codes}}',
  '3d12b41945d2bb89769d8378c8cf83ad1c0300be42baa44e3595380dc98698c8',
);

export type RevokeSessionAnswer = { revokeSession: { id: string } };
export type RevokeSessionVariables = { input: RevokeSessionInput };
export const RevokeSession = document<RevokeSessionAnswer, RevokeSessionVariables>(
  'RevokeSession',
  'mutation RevokeSession($input:RevokeSessionInput!){revokeSession(input:$input){id}}',
  'b26577d49856a265c6ee5fbdc689d0f6e89b03f1f48807db237f0285685d902a',
);

export type CreateAccessTokenAnswer = { createAccessToken: { accessToken: { id: string }; secret: string } };
export type CreateAccessTokenVariables = { input: CreateAccessTokenInput };
export const CreateAccessToken = document<CreateAccessTokenAnswer, CreateAccessTokenVariables>(
  'CreateAccessToken',
  'mutation CreateAccessToken($input:CreateAccessTokenInput!){createAccessToken(input:$input){accessToken{id}secret}}',
  '2abdfa84ffecbd930f8ac0be6eacdd851788ff66e4b41cdac8aa2925acd67fc5',
);

export type RevokeAccessTokenAnswer = { revokeAccessToken: { id: string } };
export type RevokeAccessTokenVariables = { input: RevokeAccessTokenInput };
export const RevokeAccessToken = document<RevokeAccessTokenAnswer, RevokeAccessTokenVariables>(
  'RevokeAccessToken',
  'mutation RevokeAccessToken($input:RevokeAccessTokenInput!){revokeAccessToken(input:$input){id}}',
  'a3eeacf220187a15edc47ed643b4c013591ffce1c0abf81fd4f5519eb553e4db',
);

export type UndoRecoveryAnswer = { undoRecovery: ({ __typename: 'Me'; id: string } | { __typename: 'NothingToUndo'; code: string; message: string }) };
export type UndoRecoveryVariables = {  };
export const UndoRecovery = document<UndoRecoveryAnswer, UndoRecoveryVariables>(
  'UndoRecovery',
  'mutation UndoRecovery{undoRecovery{__typename ...on Me{id}...on Rejection{code message}}}',
  '24984ad5c3ff14a15f0435a911b802ad6d75ae1b97552a859c762a6f9bc12176',
);
