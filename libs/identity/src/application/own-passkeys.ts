import { ok, type Result, rejected } from '@plenary/kernel';
import { notAllowed } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { CEREMONY_FAILED, LAST_SIGN_IN, RECOVERY_STILL_OPEN } from '../domain/rejections.js';
import { takeCeremony } from '../persistence/ceremonies.js';
import { deletePasskey, insertPasskey, type PasskeyRow, recoveryOfPasskey } from '../persistence/passkeys.js';
import { countSignIns } from '../persistence/people.js';
import { lockOwnSignIns, requireSession } from './own-sign-ins.js';
import { parseResponse, proveNewPasskey } from './passkey-proof.js';
import type { IdentityPorts } from './ports.js';
import type { FinishNewPasskey } from './sign-up-with-passkey.js';

/** One more passkey; only the session that began the ceremony can finish it. */
export async function finishPasskeyAddition(
  ports: IdentityPorts,
  caller: Caller,
  input: FinishNewPasskey,
): Promise<Result<PasskeyRow>> {
  requireSession(caller);
  const response = parseResponse<RegistrationResponseJSON>(input.response);
  const ceremony = await ports.work.do((tx) => takeCeremony(tx, input.ceremonyId, 'addition'));
  if (ceremony === null || ceremony.accessId !== caller.accessId) return rejected(CEREMONY_FAILED);
  const credential = await proveNewPasskey(ports.config, ceremony.challenge, response);
  if (credential === null) return rejected(CEREMONY_FAILED);
  return ports.work.run(
    async (tx) => {
      const recovery = await lockOwnSignIns(tx, caller);
      return ok(
        await insertPasskey(tx, {
          ...credential,
          personId: caller.personId,
          userHandle: ceremony.userHandle!,
          label: input.label,
          recoveryId: recovery?.id ?? null,
        }),
      );
    },
    { constraints: { passkey_pkey: CEREMONY_FAILED } },
  );
}

/** Sessions that were opened with the passkey stay: they are listed, and ended one by one. */
export function removePasskey(
  ports: IdentityPorts,
  caller: Caller,
  passkeyId: string,
): Promise<Result<void>> {
  return ports.work.run(async (tx) => {
    const own = await lockOwnSignIns(tx, caller);
    const cameThrough = await recoveryOfPasskey(tx, caller.personId, passkeyId);
    if (cameThrough === undefined) throw notAllowed();
    if (own !== null && cameThrough !== own.id) return rejected(RECOVERY_STILL_OPEN);
    if ((await countSignIns(tx, caller.personId)) === 1) return rejected(LAST_SIGN_IN);
    await deletePasskey(tx, caller.personId, passkeyId);
    return ok();
  });
}
