import { randomBytes } from 'node:crypto';
import type { PersonId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { hashSecret } from '../credential.js';
import { makeRecoveryCode, RECOVERY_CODES } from '../domain/code.js';
import { endAccess, insertSession, SESSIONS_KEPT } from '../persistence/access.js';
import { createPerson, hasSignIn, lockPerson } from '../persistence/people.js';
import { insertCodes } from '../persistence/recoveries.js';
import type { IdentityPorts, Visitor } from './ports.js';

/** What somebody gets who signed up or signed in. */
export interface SignedIn {
  readonly personId: PersonId;
  readonly accessId: string;
  /** The session's secret, for the cookie; null when the session that asked goes on. */
  readonly token: string | null;
  /** Only when they were just made: shown once. */
  readonly recoveryCodes: readonly string[] | null;
  /** Only when it was just made. */
  readonly signInName: string | null;
}

/** To be called under `lockPerson`. The session that was not used for longest gives way when there are too many. */
export async function openSession(
  tx: Tx,
  personId: PersonId,
  visitor: Visitor,
  recoveryId: string | null,
): Promise<SignedIn> {
  const { accessId, token } = await insertSession(tx, { personId, label: visitor.device, recoveryId });
  await endAccess(tx, personId, { sessionsBeyond: SESSIONS_KEPT, ofRecovery: recoveryId });
  return { personId, accessId, token, recoveryCodes: null, signInName: null };
}

/** The session and the recovery codes of somebody who just signed up; there is no older session to end. */
export async function openFirstSession(
  tx: Tx,
  personId: PersonId,
  visitor: Visitor,
  signInName: string | null,
): Promise<SignedIn> {
  const recoveryCodes = await makeCodes(tx, personId);
  const { accessId, token } = await insertSession(tx, { personId, label: visitor.device, recoveryId: null });
  return { personId, accessId, token, recoveryCodes, signInName };
}

/**
 * Who signs up: the person behind an imported membership, when the invitation is theirs and nobody took it up yet,
 * else a new one. An invitation that is not usable says so when it is accepted, not here.
 */
export async function newcomer(
  tx: Tx,
  ports: IdentityPorts,
  invitationHash: Buffer | null,
): Promise<PersonId> {
  const invited = invitationHash && (await ports.placeholders.placeholderOf(tx, invitationHash));
  if (!invited) return createPerson(tx);
  await lockPerson(tx, invited);
  const still = await ports.placeholders.placeholderOf(tx, invitationHash);
  return still === invited && !(await hasSignIn(tx, invited)) ? invited : createPerson(tx);
}

/** New recovery codes; only their hashes are kept. */
export async function makeCodes(tx: Tx, personId: PersonId): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => makeRecoveryCode(randomBytes));
  await insertCodes(tx, personId, codes.map(hashSecret), null);
  return codes;
}
