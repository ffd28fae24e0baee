import { document } from '../document.ts';
import type { VouchForRecoveryInput } from './schema.ts';

export type VouchForRecoveryAnswer = { vouchForRecovery: ({ __typename: 'RecoveryRefused'; code: string; message: string } | { __typename: 'RecoveryVouched'; vouches: number; needed: number; done: boolean }) };
export type VouchForRecoveryVariables = { input: VouchForRecoveryInput };
export const VouchForRecovery = document<VouchForRecoveryAnswer, VouchForRecoveryVariables>(
  'VouchForRecovery',
  'mutation VouchForRecovery($input:VouchForRecoveryInput!){vouchForRecovery(input:$input){__typename ...on RecoveryVouched{vouches needed done}...on Rejection{code message}}}',
  '3e64d773ce7ed08a6086a2d08dd3e1932188d7a6eb810e2b742cbd9f74ac7735',
);
