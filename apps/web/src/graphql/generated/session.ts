import { document } from '../document.ts';

export type SessionAnswer = { server: { empty: boolean; sampleOffered: boolean; mail: boolean; version: string; now: string }; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }) | null };
export type SessionVariables = {  };
export const Session = document<SessionAnswer, SessionVariables>(
  'Session',
  'query Session{server{empty sampleOffered mail version now}me{...MeParts}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
);

export type OpenSampleAnswer = { openSample: ({ __typename: 'SampleNotOffered'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type OpenSampleVariables = {  };
export const OpenSample = document<OpenSampleAnswer, OpenSampleVariables>(
  'OpenSample',
  'mutation OpenSample{openSample{__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
);

export type SignOutAnswer = { signOut: { __typename: 'SignedOut' } };
export type SignOutVariables = {  };
export const SignOut = document<SignOutAnswer, SignOutVariables>(
  'SignOut',
  'mutation SignOut{signOut{__typename}}',
);

export type MyAccessChangedAnswer = { myAccessChanged: { kind: string; at: string } };
export type MyAccessChangedVariables = {  };
export const MyAccessChanged = document<MyAccessChangedAnswer, MyAccessChangedVariables>(
  'MyAccessChanged',
  'subscription MyAccessChanged{myAccessChanged{kind at}}',
);
