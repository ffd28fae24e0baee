import { ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { hashSecret } from '../credential.js';
import { normalCode } from '../domain/code.js';
import { RECOVERY_STILL_OPEN, SIGN_IN_FAILED } from '../domain/rejections.js';
import { lockPerson } from '../persistence/people.js';
import { deleteCodes, insertRecovery, ownerOfCode, useCode } from '../persistence/recoveries.js';
import { makeCodes, openSession, type SignedIn } from './open-session.js';
import { lockOwnSignIns } from './own-sign-ins.js';
import type { IdentityPorts, Visitor } from './ports.js';

/** Signs in by a recovery code, once. It counts as a recovery: the owner's other sessions are alerted. */
export async function signInWithRecoveryCode(
  ports: IdentityPorts,
  visitor: Visitor,
  typed: string,
): Promise<Result<SignedIn>> {
  await ports.attempts.take('codeByAddress', visitor.network);
  const codeHash = hashSecret(normalCode(typed));
  const result = await ports.work.run(async (tx) => {
    const personId = await ownerOfCode(tx, codeHash);
    if (personId === null) return rejected(SIGN_IN_FAILED);
    await lockPerson(tx, personId);
    const used = await useCode(tx, codeHash, personId);
    if (used === null) return rejected(SIGN_IN_FAILED);
    // A code that itself came in through a recovery goes with it when that is undone.
    const recoveryId = used.recoveryId ?? (await recoverByCode(tx, ports, personId));
    return ok(await openSession(tx, personId, visitor, recoveryId));
  });
  if (result.ok) await ports.attempts.giveBack('codeByAddress', visitor.network);
  return result;
}

async function recoverByCode(tx: Tx, ports: IdentityPorts, personId: PersonId): Promise<string> {
  const recoveryId = await insertRecovery(tx, personId, 'code', null);
  tx.change({ scope: personId, kind: 'access.recovered', ids: { recoveryId } });
  await ports.onRecovered.recovered(tx, { personId, recoveryId, by: 'code', vouches: [] });
  return recoveryId;
}

/** New codes; the old ones end. */
export async function renewRecoveryCodes(ports: IdentityPorts, caller: Caller): Promise<string[]> {
  await ports.attempts.take('changeByPerson', caller.personId);
  return ports.work.do(async (tx) => {
    if ((await lockOwnSignIns(tx, caller)) !== null) throw notAllowed(RECOVERY_STILL_OPEN.message);
    await deleteCodes(tx, caller.personId);
    return makeCodes(tx, caller.personId);
  });
}
