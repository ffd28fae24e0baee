import { notAllowed, type Tx } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import type { OpenRecovery } from '../domain/recovery.js';
import { openRecoveryOf } from '../persistence/access.js';
import { lockPerson } from '../persistence/people.js';

/**
 * Begins every change to one's own sign-ins: locks the person, then asks again whether the session still stands.
 * Returns the recovery that the session came through, while it can be undone.
 */
export async function lockOwnSignIns(tx: Tx, caller: Caller): Promise<OpenRecovery | null> {
  requireSession(caller);
  await lockPerson(tx, caller.personId);
  return openRecoveryOf(tx, caller);
}

/** Sign-ins, sessions and recoveries are changed by people; an access token that leaked must not become more. */
export function requireSession(caller: Caller): void {
  if (caller.kind !== 'session')
    throw notAllowed('An access token cannot do that: sign in with a passkey or passphrase.');
}
