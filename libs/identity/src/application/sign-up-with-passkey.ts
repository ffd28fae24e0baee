import { ok, type Result, rejected } from '@plenary/kernel';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { CEREMONY_FAILED } from '../domain/rejections.js';
import { takeCeremony } from '../persistence/ceremonies.js';
import { insertPasskey } from '../persistence/passkeys.js';
import { newcomer, openFirstSession, type SignedIn } from './open-session.js';
import { parseResponse, proveNewPasskey } from './passkey-proof.js';
import type { IdentityPorts, Visitor } from './ports.js';

export interface FinishNewPasskey {
  readonly ceremonyId: string;
  /** The browser's credential as JSON. */
  readonly response: string;
  readonly label: string;
}

/**
 * A new person by a new passkey. The ceremony is used up by whoever finishes it first, also when the proof fails;
 * so finishing twice makes one person.
 */
export async function finishPasskeySignUp(
  ports: IdentityPorts,
  visitor: Visitor,
  input: FinishNewPasskey,
): Promise<Result<SignedIn>> {
  await ports.attempts.take('signUpByAddress', visitor.network);
  const response = parseResponse<RegistrationResponseJSON>(input.response);
  const ceremony = await ports.work.do((tx) => takeCeremony(tx, input.ceremonyId, 'sign-up'));
  if (ceremony === null) return rejected(CEREMONY_FAILED);
  const credential = await proveNewPasskey(ports.config, ceremony.challenge, response);
  if (credential === null) return rejected(CEREMONY_FAILED);
  const result = await ports.work.run(
    async (tx) => {
      const personId = await newcomer(tx, ports, ceremony.invitationHash);
      const userHandle = ceremony.userHandle!;
      await insertPasskey(tx, { ...credential, personId, userHandle, label: input.label, recoveryId: null });
      return ok(await openFirstSession(tx, personId, visitor, null));
    },
    { constraints: { passkey_pkey: CEREMONY_FAILED } },
  );
  if (result.ok) await ports.attempts.giveBack('ceremonyByAddress', visitor.network);
  return result;
}
