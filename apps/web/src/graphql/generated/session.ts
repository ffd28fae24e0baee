import { document } from '../document.ts';

export type SessionAnswer = { server: { empty: boolean; sampleOffered: boolean; mail: boolean; version: string; now: string }; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }) | null };
export type SessionVariables = {  };
export const Session = document<SessionAnswer, SessionVariables>(
  'Session',
  'query Session{server{empty sampleOffered mail version now}me{...MeParts}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
  'b21ef5be07f7e3559e008d93f4cc9aafa55545de741f6c3861e82d27dbea9217',
);

export type OpenSampleAnswer = { openSample: ({ __typename: 'SampleNotOffered'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type OpenSampleVariables = {  };
export const OpenSample = document<OpenSampleAnswer, OpenSampleVariables>(
  'OpenSample',
  'mutation OpenSample{openSample{__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}}',
  '4257e7b10818e66eb437b972b81597b2e14562c561bc358857756bfa5b2d2f40',
);

export type SignOutAnswer = { signOut: { __typename: 'SignedOut' } };
export type SignOutVariables = {  };
export const SignOut = document<SignOutAnswer, SignOutVariables>(
  'SignOut',
  'mutation SignOut{signOut{__typename}}',
  'a842f57ebf0b028f356265868c01ebcbae250e960afb5e4352d425dc7812a647',
);

export type MyAccessChangedAnswer = { myAccessChanged: { kind: string; at: string } };
export type MyAccessChangedVariables = {  };
export const MyAccessChanged = document<MyAccessChangedAnswer, MyAccessChangedVariables>(
  'MyAccessChanged',
  'subscription MyAccessChanged{myAccessChanged{kind at}}',
  '1a9656c731849eee3a2bd55ce3afbae3676a88997581d98d982487552b37c009',
);
