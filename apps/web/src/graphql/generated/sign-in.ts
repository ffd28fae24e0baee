import { document } from '../document.ts';
import type { BeginPasskeySignUpInput, FinishPasskeySignInInput, FinishPasskeySignUpInput, RequestSignInLinkInput, SignInWithLinkInput, SignInWithPassphraseInput, SignInWithRecoveryCodeInput, SignUpWithPassphraseInput } from './schema.ts';

export type BeginPasskeySignUpAnswer = { beginPasskeySignUp: { id: string; options: string } };
export type BeginPasskeySignUpVariables = { input: BeginPasskeySignUpInput };
export const BeginPasskeySignUp = document<BeginPasskeySignUpAnswer, BeginPasskeySignUpVariables>(
  'BeginPasskeySignUp',
  'mutation BeginPasskeySignUp($input:BeginPasskeySignUpInput!){beginPasskeySignUp(input:$input){id options}}',
);

export type FinishPasskeySignUpAnswer = { finishPasskeySignUp: ({ __typename: 'CeremonyFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type FinishPasskeySignUpVariables = { input: FinishPasskeySignUpInput };
export const FinishPasskeySignUp = document<FinishPasskeySignUpAnswer, FinishPasskeySignUpVariables>(
  'FinishPasskeySignUp',
  'mutation FinishPasskeySignUp($input:FinishPasskeySignUpInput!){finishPasskeySignUp(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
);

export type SignUpWithPassphraseAnswer = { signUpWithPassphrase: ({ __typename: 'PassphraseTooWeak'; suggestion: string; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignUpWithPassphraseVariables = { input: SignUpWithPassphraseInput };
export const SignUpWithPassphrase = document<SignUpWithPassphraseAnswer, SignUpWithPassphraseVariables>(
  'SignUpWithPassphrase',
  'mutation SignUpWithPassphrase($input:SignUpWithPassphraseInput!){signUpWithPassphrase(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on PassphraseTooWeak{suggestion}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
);

export type BeginPasskeySignInAnswer = { beginPasskeySignIn: { id: string; options: string } };
export type BeginPasskeySignInVariables = {  };
export const BeginPasskeySignIn = document<BeginPasskeySignInAnswer, BeginPasskeySignInVariables>(
  'BeginPasskeySignIn',
  'mutation BeginPasskeySignIn{beginPasskeySignIn{id options}}',
);

export type FinishPasskeySignInAnswer = { finishPasskeySignIn: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type FinishPasskeySignInVariables = { input: FinishPasskeySignInInput };
export const FinishPasskeySignIn = document<FinishPasskeySignInAnswer, FinishPasskeySignInVariables>(
  'FinishPasskeySignIn',
  'mutation FinishPasskeySignIn($input:FinishPasskeySignInInput!){finishPasskeySignIn(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
);

export type SignInWithPassphraseAnswer = { signInWithPassphrase: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignInWithPassphraseVariables = { input: SignInWithPassphraseInput };
export const SignInWithPassphrase = document<SignInWithPassphraseAnswer, SignInWithPassphraseVariables>(
  'SignInWithPassphrase',
  'mutation SignInWithPassphrase($input:SignInWithPassphraseInput!){signInWithPassphrase(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
);

export type RequestSignInLinkAnswer = { requestSignInLink: { __typename: 'LinkRequested' } };
export type RequestSignInLinkVariables = { input: RequestSignInLinkInput };
export const RequestSignInLink = document<RequestSignInLinkAnswer, RequestSignInLinkVariables>(
  'RequestSignInLink',
  'mutation RequestSignInLink($input:RequestSignInLinkInput!){requestSignInLink(input:$input){__typename}}',
);

export type SignInWithLinkAnswer = { signInWithLink: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignInWithLinkVariables = { input: SignInWithLinkInput };
export const SignInWithLink = document<SignInWithLinkAnswer, SignInWithLinkVariables>(
  'SignInWithLink',
  'mutation SignInWithLink($input:SignInWithLinkInput!){signInWithLink(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
);

export type SignInWithRecoveryCodeAnswer = { signInWithRecoveryCode: ({ __typename: 'SignInFailed'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type SignInWithRecoveryCodeVariables = { input: SignInWithRecoveryCodeInput };
export const SignInWithRecoveryCode = document<SignInWithRecoveryCodeAnswer, SignInWithRecoveryCodeVariables>(
  'SignInWithRecoveryCode',
  'mutation SignInWithRecoveryCode($input:SignInWithRecoveryCodeInput!){signInWithRecoveryCode(input:$input){__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
);

export type RequestRecoveryAnswer = { requestRecovery: { id: string; code: string; expiresAt: string } };
export type RequestRecoveryVariables = {  };
export const RequestRecovery = document<RequestRecoveryAnswer, RequestRecoveryVariables>(
  'RequestRecovery',
  'mutation RequestRecovery{requestRecovery{id code expiresAt}}',
);
