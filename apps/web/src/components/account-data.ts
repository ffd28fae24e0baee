import type { AccountAnswer } from '../graphql/generated/account.ts';

export type AccountData = NonNullable<AccountAnswer['me']>;

export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
