import { document } from '../document.ts';
import type { BeginPasskeySignUpInput, FinishPasskeySignInInput, FinishPasskeySignUpInput, RequestSignInLinkInput, SignInWithLinkInput, SignInWithPassphraseInput, SignInWithRecoveryCodeInput, SignUpWithPassphraseInput } from './schema.ts';

export type BeginPasskeySignUpAnswer = { beginPasskeySignUp: { id: string; options: string } };
export type BeginPasskeySignUpVariables = { input: BeginPasskeySignUpInput };
export const BeginPasskeySignUp = document<BeginPasskeySignUpAnswer, BeginPasskeySignUpVariables>(
  'BeginPasskeySignUp',
  'mutation BeginPasskeySignUp($input:BeginPasskeySignUpInput!){beginPasskeySignUp(input:$input){id options}}',
  '303d908cc06ee0d87fbdb6aa66a756c12603af21b97a5cc34cd664f165497fd0',
);

export type FinishPasskeySignUpAnswer = { finishPasskeySignUp: ({ __typename: 'CeremonyFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type FinishPasskeySignUpVariables = { input: FinishPasskeySignUpInput };
export const FinishPasskeySignUp = document<FinishPasskeySignUpAnswer, FinishPasskeySignUpVariables>(
  'FinishPasskeySignUp',
  'mutation FinishPasskeySignUp($input:FinishPasskeySignUpInput!){finishPasskeySignUp(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}checkOffs{id pollId assemblyId question voted station{id tellers}}}',
  'b394da1bcffa3e43eeda83cc8e6c2936679c21b91d4f17aade3f73e829049fbd',
);

export type SignUpWithPassphraseAnswer = { signUpWithPassphrase: ({ __typename: 'PassphraseTooWeak'; suggestion: string; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignUpWithPassphraseVariables = { input: SignUpWithPassphraseInput };
export const SignUpWithPassphrase = document<SignUpWithPassphraseAnswer, SignUpWithPassphraseVariables>(
  'SignUpWithPassphrase',
  'mutation SignUpWithPassphrase($input:SignUpWithPassphraseInput!){signUpWithPassphrase(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on PassphraseTooWeak{suggestion}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}checkOffs{id pollId assemblyId question voted station{id tellers}}}',
  'd0ad433cc608d8113b21e5c5e26ee94921cb9f46caacf4976e6d132e731956d2',
);

export type BeginPasskeySignInAnswer = { beginPasskeySignIn: { id: string; options: string } };
export type BeginPasskeySignInVariables = {  };
export const BeginPasskeySignIn = document<BeginPasskeySignInAnswer, BeginPasskeySignInVariables>(
  'BeginPasskeySignIn',
  'mutation BeginPasskeySignIn{beginPasskeySignIn{id options}}',
  '21d1a232919593e74799d8787c74c98d6fc998fbdc381c5f25b9f1effaf34b19',
);

export type FinishPasskeySignInAnswer = { finishPasskeySignIn: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type FinishPasskeySignInVariables = { input: FinishPasskeySignInInput };
export const FinishPasskeySignIn = document<FinishPasskeySignInAnswer, FinishPasskeySignInVariables>(
  'FinishPasskeySignIn',
  'mutation FinishPasskeySignIn($input:FinishPasskeySignInInput!){finishPasskeySignIn(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}checkOffs{id pollId assemblyId question voted station{id tellers}}}',
  '2e7c269a8fd2e4c9691f13f7cea66f793205556b659faf94846b68020f626eb2',
);

export type SignInWithPassphraseAnswer = { signInWithPassphrase: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignInWithPassphraseVariables = { input: SignInWithPassphraseInput };
export const SignInWithPassphrase = document<SignInWithPassphraseAnswer, SignInWithPassphraseVariables>(
  'SignInWithPassphrase',
  'mutation SignInWithPassphrase($input:SignInWithPassphraseInput!){signInWithPassphrase(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}checkOffs{id pollId assemblyId question voted station{id tellers}}}',
  '6576dbef6e347414f25a9e308536fb58807da901a079b6dd7fd76096d3d5aa4b',
);

export type RequestSignInLinkAnswer = { requestSignInLink: { __typename: 'LinkRequested' } };
export type RequestSignInLinkVariables = { input: RequestSignInLinkInput };
export const RequestSignInLink = document<RequestSignInLinkAnswer, RequestSignInLinkVariables>(
  'RequestSignInLink',
  'mutation RequestSignInLink($input:RequestSignInLinkInput!){requestSignInLink(input:$input){__typename}}',
  '57cfa1e0e58a30af90464faf2dae3c85bafe4810fb58a9b4b4200344230df8ee',
);

export type SignInWithLinkAnswer = { signInWithLink: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignInWithLinkVariables = { input: SignInWithLinkInput };
export const SignInWithLink = document<SignInWithLinkAnswer, SignInWithLinkVariables>(
  'SignInWithLink',
  'mutation SignInWithLink($input:SignInWithLinkInput!){signInWithLink(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}checkOffs{id pollId assemblyId question voted station{id tellers}}}',
  '25788b6fdddd99d75fba89735eed2c5db70a09e40ee71e03af48a6bff2a5e386',
);

export type SignInWithRecoveryCodeAnswer = { signInWithRecoveryCode: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignInWithRecoveryCodeVariables = { input: SignInWithRecoveryCodeInput };
export const SignInWithRecoveryCode = document<SignInWithRecoveryCodeAnswer, SignInWithRecoveryCodeVariables>(
  'SignInWithRecoveryCode',
  'mutation SignInWithRecoveryCode($input:SignInWithRecoveryCodeInput!){signInWithRecoveryCode(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}checkOffs{id pollId assemblyId question voted station{id tellers}}}',
  '468b00d91c90e187162e90dbfd35bc95f303ac8a0479911d673e592fee609e55',
);

export type RequestRecoveryAnswer = { requestRecovery: { id: string; code: string; expiresAt: string } };
export type RequestRecoveryVariables = {  };
export const RequestRecovery = document<RequestRecoveryAnswer, RequestRecoveryVariables>(
  'RequestRecovery',
  'mutation RequestRecovery{requestRecovery{id code expiresAt}}',
  '3a867cf1f267e58f88eb557e610801342d51b9e9b03a1d7608322877358a125a',
);
