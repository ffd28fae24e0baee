import { document } from '../document.ts';
import type { VouchForRecoveryInput } from './schema.ts';

export type VouchForRecoveryAnswer = { vouchForRecovery: ({ __typename: 'RecoveryRefused'; code: string; message: string } | { __typename: 'RecoveryVouched'; vouches: number; needed: number; done: boolean }) };
export type VouchForRecoveryVariables = { input: VouchForRecoveryInput };
export const VouchForRecovery = document<VouchForRecoveryAnswer, VouchForRecoveryVariables>(
  'VouchForRecovery',
  'mutation VouchForRecovery($input:VouchForRecoveryInput!){vouchForRecovery(input:$input){__typename ...on RecoveryVouched{vouches needed done}...on Rejection{code message}}}',
);
