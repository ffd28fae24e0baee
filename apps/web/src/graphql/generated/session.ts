import { document } from '../document.ts';

export type SessionAnswer = { server: { empty: boolean; sampleOffered: boolean; mail: boolean; version: string; now: string }; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[] }) | null };
export type SessionVariables = {  };
export const Session = document<SessionAnswer, SessionVariables>(
  'Session',
  'query Session{server{empty sampleOffered mail version now}me{...MeParts}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}checkOffs{id pollId assemblyId question voted station{id tellers}}}',
  'e52120f9d4c4221d71bd83fdb7c887612fd2c87e449ae8b6ac48c5b639c4b159',
);

export type OpenSampleAnswer = { openSample: ({ __typename: 'SampleNotOffered'; code: string; message: string } | { __typename: 'SignedIn'; me: ({ id: string; signInName: string | null; email: string | null; hasPassphrase: boolean; recoveryCodesLeft: number; recoveredAt: string | null; memberships: readonly (({ id: string; displayName: string; assembly: { id: string; name: string; colour: string } | null }))[]; checkOffs: readonly ({ id: string; pollId: string; assemblyId: string; question: string; voted: boolean; station: { id: string; tellers: readonly (string)[] } })[] }); signInName: string | null; recoveryCodes: readonly (string)[] | null }) };
export type OpenSampleVariables = {  };
export const OpenSample = document<OpenSampleAnswer, OpenSampleVariables>(
  'OpenSample',
  'mutation OpenSample{openSample{__typename ...on SignedIn{me{...MeParts}signInName recoveryCodes}...on Rejection{code message}}}fragment MeParts on Me{id signInName email hasPassphrase recoveryCodesLeft recoveredAt memberships{id displayName assembly{id name colour}}checkOffs{id pollId assemblyId question voted station{id tellers}}}',
  '39090c0108c56dceb9de0a61a5d614dd337582a15ff8c1d7d8279f97d7951b76',
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
