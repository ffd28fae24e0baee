import { randomBytes, randomInt } from 'node:crypto';
import { RequestError } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { hashSecret } from '../credential.js';
import { makeSignInName } from '../domain/sign-in-name.js';
import { type Ceremony, insertCeremony } from '../persistence/ceremonies.js';
import { credentialsOf, PASSKEYS_ALLOWED } from '../persistence/passkeys.js';
import { requireSession } from './own-sign-ins.js';
import { newPasskeyOptions, signInOptions } from './passkey-proof.js';
import type { IdentityPorts, Visitor } from './ports.js';

/** The first step of a ceremony; any process may answer the second. */
export interface BegunCeremony {
  readonly id: string;
  /** JSON for navigator.credentials. */
  readonly options: string;
}

const USER_HANDLE_BYTES = 32;

export async function beginPasskeySignUp(
  ports: IdentityPorts,
  visitor: Visitor,
  invitation: string | null,
): Promise<BegunCeremony> {
  await ports.attempts.take('ceremonyByAddress', visitor.network);
  const userHandle = randomBytes(USER_HANDLE_BYTES);
  const userName = makeSignInName(randomInt);
  const options = await newPasskeyOptions(ports.config, { userHandle, userName, exclude: [] });
  const invitationHash = invitation === null ? null : hashSecret(invitation);
  return keep(ports, options, { kind: 'sign-up', userHandle, invitationHash, accessId: null });
}

export async function beginPasskeySignIn(ports: IdentityPorts, visitor: Visitor): Promise<BegunCeremony> {
  await ports.attempts.take('ceremonyByAddress', visitor.network);
  const options = await signInOptions(ports.config);
  return keep(ports, options, { kind: 'sign-in', userHandle: null, invitationHash: null, accessId: null });
}

export async function beginPasskeyAddition(ports: IdentityPorts, caller: Caller): Promise<BegunCeremony> {
  requireSession(caller);
  await ports.attempts.take('changeByPerson', caller.personId);
  const existing = await credentialsOf(ports.db, caller.personId);
  if (existing.length >= PASSKEYS_ALLOWED) {
    throw new RequestError(
      'TOO_MUCH',
      `You have ${PASSKEYS_ALLOWED} passkeys. Remove one that you do not use first.`,
    );
  }
  // Passkeys with one handle are one account to the phone that lists them.
  const userHandle = existing[0]?.userHandle ?? randomBytes(USER_HANDLE_BYTES);
  const userName = makeSignInName(randomInt);
  const options = await newPasskeyOptions(ports.config, { userHandle, userName, exclude: existing });
  return keep(ports, options, {
    kind: 'addition',
    userHandle,
    invitationHash: null,
    accessId: caller.accessId,
  });
}

async function keep(
  ports: IdentityPorts,
  options: { challenge: string },
  ceremony: Omit<Ceremony, 'challenge'>,
): Promise<BegunCeremony> {
  const id = await ports.work.do((tx) => insertCeremony(tx, { ...ceremony, challenge: options.challenge }));
  return { id, options: JSON.stringify(options) };
}
