import { document } from '../document.ts';
import type { BeginPasskeySignUpInput, FinishPasskeySignInInput, FinishPasskeySignUpInput, RequestSignInLinkInput, SignInWithLinkInput, SignInWithPassphraseInput, SignInWithRecoveryCodeInput, SignUpWithPassphraseInput } from './schema.ts';

export type BeginPasskeySignUpAnswer = { beginPasskeySignUp: { id: string; options: string } };
export type BeginPasskeySignUpVariables = { input: BeginPasskeySignUpInput };
export const BeginPasskeySignUp = document<BeginPasskeySignUpAnswer, BeginPasskeySignUpVariables>(
  'BeginPasskeySignUp',
  'mutation BeginPasskeySignUp($input:BeginPasskeySignUpInput!){beginPasskeySignUp(input:$input){id options}}',
  '303d908cc06ee0d87fbdb6aa66a756c12603af21b97a5cc34cd664f165497fd0',
);

export type FinishPasskeySignUpAnswer = { finishPasskeySignUp: ({ __typename: 'CeremonyFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type FinishPasskeySignUpVariables = { input: FinishPasskeySignUpInput };
export const FinishPasskeySignUp = document<FinishPasskeySignUpAnswer, FinishPasskeySignUpVariables>(
  'FinishPasskeySignUp',
  'mutation FinishPasskeySignUp($input:FinishPasskeySignUpInput!){finishPasskeySignUp(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
  'ab0bdafb3d53017210b053411dffcabad12532713d37c1cd1d200436da207525',
);

export type SignUpWithPassphraseAnswer = { signUpWithPassphrase: ({ __typename: 'PassphraseTooWeak'; suggestion: string; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignUpWithPassphraseVariables = { input: SignUpWithPassphraseInput };
export const SignUpWithPassphrase = document<SignUpWithPassphraseAnswer, SignUpWithPassphraseVariables>(
  'SignUpWithPassphrase',
  'mutation SignUpWithPassphrase($input:SignUpWithPassphraseInput!){signUpWithPassphrase(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on PassphraseTooWeak{suggestion}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
  'ebe756c64d7727d30acc384440ccd525554740641eee6bd937141f6316adcf53',
);

export type BeginPasskeySignInAnswer = { beginPasskeySignIn: { id: string; options: string } };
export type BeginPasskeySignInVariables = {  };
export const BeginPasskeySignIn = document<BeginPasskeySignInAnswer, BeginPasskeySignInVariables>(
  'BeginPasskeySignIn',
  'mutation BeginPasskeySignIn{beginPasskeySignIn{id options}}',
  '21d1a232919593e74799d8787c74c98d6fc998fbdc381c5f25b9f1effaf34b19',
);

export type FinishPasskeySignInAnswer = { finishPasskeySignIn: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type FinishPasskeySignInVariables = { input: FinishPasskeySignInInput };
export const FinishPasskeySignIn = document<FinishPasskeySignInAnswer, FinishPasskeySignInVariables>(
  'FinishPasskeySignIn',
  'mutation FinishPasskeySignIn($input:FinishPasskeySignInInput!){finishPasskeySignIn(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
  '33d25bf1f005a18c14094ea2c4e64454ac2027072e20beedbba97a8ff6b04849',
);

export type SignInWithPassphraseAnswer = { signInWithPassphrase: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignInWithPassphraseVariables = { input: SignInWithPassphraseInput };
export const SignInWithPassphrase = document<SignInWithPassphraseAnswer, SignInWithPassphraseVariables>(
  'SignInWithPassphrase',
  'mutation SignInWithPassphrase($input:SignInWithPassphraseInput!){signInWithPassphrase(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
  'c06e4791f8383b420be3a6544a9a1a426ec8b51b52e96a32f1d044f18bfc7ca8',
);

export type RequestSignInLinkAnswer = { requestSignInLink: { __typename: 'LinkRequested' } };
export type RequestSignInLinkVariables = { input: RequestSignInLinkInput };
export const RequestSignInLink = document<RequestSignInLinkAnswer, RequestSignInLinkVariables>(
  'RequestSignInLink',
  'mutation RequestSignInLink($input:RequestSignInLinkInput!){requestSignInLink(input:$input){__typename}}',
  '57cfa1e0e58a30af90464faf2dae3c85bafe4810fb58a9b4b4200344230df8ee',
);

export type SignInWithLinkAnswer = { signInWithLink: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignInWithLinkVariables = { input: SignInWithLinkInput };
export const SignInWithLink = document<SignInWithLinkAnswer, SignInWithLinkVariables>(
  'SignInWithLink',
  'mutation SignInWithLink($input:SignInWithLinkInput!){signInWithLink(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
  'f332bd1f2cb67fc41fdfa1184fe8706660f6adb3d13b40f925416fab7a00af6d',
);

export type SignInWithRecoveryCodeAnswer = { signInWithRecoveryCode: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignInWithRecoveryCodeVariables = { input: SignInWithRecoveryCodeInput };
export const SignInWithRecoveryCode = document<SignInWithRecoveryCodeAnswer, SignInWithRecoveryCodeVariables>(
  'SignInWithRecoveryCode',
  'mutation SignInWithRecoveryCode($input:SignInWithRecoveryCodeInput!){signInWithRecoveryCode(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
  '31d14f2f62c9f7d923372179d2b482b7d2b4cae39232232c95e727dcc2bd6d9e',
);

export type RequestRecoveryAnswer = { requestRecovery: { id: string; code: string; expiresAt: string } };
export type RequestRecoveryVariables = {  };
export const RequestRecovery = document<RequestRecoveryAnswer, RequestRecoveryVariables>(
  'RequestRecovery',
  'mutation RequestRecovery{requestRecovery{id code expiresAt}}',
  '3a867cf1f267e58f88eb557e610801342d51b9e9b03a1d7608322877358a125a',
);
