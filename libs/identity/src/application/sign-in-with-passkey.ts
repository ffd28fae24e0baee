import { ok, type Result, rejected } from '@plenary/kernel';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { counterFollows } from '../domain/counter.js';
import { SIGN_IN_FAILED } from '../domain/rejections.js';
import { takeCeremony } from '../persistence/ceremonies.js';
import { notePasskeyUse, passkeyForSignIn } from '../persistence/passkeys.js';
import { lockPerson } from '../persistence/people.js';
import { openSession, type SignedIn } from './open-session.js';
import { NOBODYS_KEY, parseResponse, provePasskey } from './passkey-proof.js';
import type { IdentityPorts, Visitor } from './ports.js';

export interface FinishPasskeySignIn {
  readonly ceremonyId: string;
  /** The browser's credential as JSON. */
  readonly response: string;
}

/** The ceremony is used up by whoever finishes it first, also when the proof fails. */
export async function finishPasskeySignIn(
  ports: IdentityPorts,
  visitor: Visitor,
  input: FinishPasskeySignIn,
): Promise<Result<SignedIn>> {
  await ports.attempts.take('signInByAddress', visitor.network);
  const response = parseResponse<AuthenticationResponseJSON>(input.response);
  const ceremony = await ports.work.do((tx) => takeCeremony(tx, input.ceremonyId, 'sign-in'));
  if (ceremony === null) return rejected(SIGN_IN_FAILED);

  const credentialId = Buffer.from(response.id, 'base64url');
  const known = await passkeyForSignIn(ports.db, credentialId);
  const counter = await provePasskey(ports.config, ceremony.challenge, response, known ?? NOBODYS_KEY);
  if (known === null || counter === null) return rejected(SIGN_IN_FAILED);

  const result = await ports.work.run(async (tx) => {
    await lockPerson(tx, known.personId);
    const passkey = await passkeyForSignIn(tx, credentialId);
    if (passkey?.personId !== known.personId) return rejected(SIGN_IN_FAILED);
    if (!counterFollows(passkey.counter, counter)) return rejected(SIGN_IN_FAILED);
    await notePasskeyUse(tx, credentialId, counter);
    return ok(await openSession(tx, passkey.personId, visitor, passkey.recoveryId));
  });
  if (result.ok) {
    await ports.attempts.giveBack('signInByAddress', visitor.network);
    await ports.attempts.giveBack('ceremonyByAddress', visitor.network);
  }
  return result;
}
