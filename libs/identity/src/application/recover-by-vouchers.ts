import { randomBytes } from 'node:crypto';
import { ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { hashSecret } from '../credential.js';
import { makeRequestCode, normalCode } from '../domain/code.js';
import { VOUCHES_NEEDED } from '../domain/recovery.js';
import { RECOVERY_REFUSED } from '../domain/rejections.js';
import { moveAccess, openRecoveryOf } from '../persistence/access.js';
import { lockPeopleWhole, recentlyRecovered } from '../persistence/people.js';
import {
  closeRequest,
  insertRecovery,
  insertRequest,
  lockRequest,
  moveSignIns,
  upsertVouch,
  vouchersFor,
} from '../persistence/recoveries.js';
import { lockOwnSignIns, requireSession } from './own-sign-ins.js';
import type { IdentityPorts } from './ports.js';

export interface RecoveryRequest {
  readonly id: string;
  readonly code: string;
  readonly expiresAt: Date;
}

/** A new sign-in asks two members to vouch that it is one of them. A new request replaces the one before. */
export async function requestRecovery(ports: IdentityPorts, caller: Caller): Promise<RecoveryRequest> {
  requireSession(caller);
  await ports.attempts.take('recoveryByPerson', caller.personId);
  const code = makeRequestCode(randomBytes);
  return ports.work.do(async (tx) => {
    await lockOwnSignIns(tx, caller);
    if (await ports.witness.isMember(tx, caller.personId)) {
      throw notAllowed(
        'This sign-in is already a member somewhere. Make a new sign-in and ask for recovery with that.',
      );
    }
    return { ...(await insertRequest(tx, caller.personId, hashSecret(code))), code };
  });
}

export interface Vouch {
  readonly code: string;
  readonly membershipId: string;
}

export interface RecoveryVouched {
  readonly vouches: number;
  readonly needed: number;
  readonly done: boolean;
}

/**
 * One member's word that the sign-in behind the code is the person of this membership. The second word for the same
 * membership recovers the person in this transaction. Nobody can do it alone, and no refusal tells why.
 */
export async function vouchForRecovery(
  ports: IdentityPorts,
  caller: Caller,
  { code, membershipId }: Vouch,
): Promise<Result<RecoveryVouched>> {
  requireSession(caller);
  await ports.attempts.take('vouchByPerson', caller.personId);
  return ports.work.run(async (tx) => {
    await openRecoveryOf(tx, caller);
    if (await recentlyRecovered(tx, caller.personId)) return rejected(RECOVERY_REFUSED);
    const request = await lockRequest(tx, hashSecret(normalCode(code)));
    const named = await ports.witness.membershipFor(tx, caller.personId, membershipId);
    if (request === null || named === null) return rejected(RECOVERY_REFUSED);
    const [from, to] = [request.personId, named.personId];
    if (new Set([from, to, caller.personId]).size < 3) return rejected(RECOVERY_REFUSED);

    await lockPeopleWhole(tx, [from, to]);
    if (await ports.witness.isMember(tx, from)) return rejected(RECOVERY_REFUSED);
    await upsertVouch(tx, request.id, caller.personId, membershipId);
    const vouchers = await standingVouchers(tx, ports, request.id, membershipId, to);
    if (!vouchers.includes(caller.personId)) return rejected(RECOVERY_REFUSED);
    const done = vouchers.length >= VOUCHES_NEEDED;
    if (done) await attach(tx, ports, { from, to, requestId: request.id, vouchers, membershipId });
    return ok({ vouches: vouchers.length, needed: VOUCHES_NEEDED, done });
  });
}

/** Those whose word still holds: an earlier voucher may have left, or become the subject of a poll. */
async function standingVouchers(
  tx: Tx,
  ports: IdentityPorts,
  requestId: string,
  membershipId: string,
  to: PersonId,
): Promise<PersonId[]> {
  const standing: PersonId[] = [];
  for (const voucher of await vouchersFor(tx, requestId, membershipId)) {
    const named = await ports.witness.membershipFor(tx, voucher, membershipId);
    if (named?.personId === to && !(await recentlyRecovered(tx, voucher))) standing.push(voucher);
  }
  return standing;
}

interface Attachment {
  readonly from: PersonId;
  readonly to: PersonId;
  readonly requestId: string;
  readonly membershipId: string;
  readonly vouchers: readonly PersonId[];
}

async function attach(
  tx: Tx,
  ports: IdentityPorts,
  { from, to, requestId, membershipId, vouchers }: Attachment,
) {
  const recoveryId = await insertRecovery(tx, to, 'vouchers', from);
  await moveSignIns(tx, from, to, recoveryId);
  await moveAccess(tx, from, to, recoveryId);
  await closeRequest(tx, requestId, recoveryId);
  tx.change({ scope: to, kind: 'access.recovered', ids: { recoveryId } });
  const vouches = vouchers.map((voucherId) => ({ voucherId, membershipId }));
  await ports.onRecovered.recovered(tx, { personId: to, recoveryId, by: 'vouchers', vouches });
}
