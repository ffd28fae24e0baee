import { type AssemblyId, ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import { MAX_REASON, notForOneself, reasonMissing } from '../domain/rejections.js';
import { nameForRecord, vouchersNeeded } from '../persistence/assembly-rows.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import { assemblyOf } from '../persistence/membership-changes.js';
import {
  addVouch,
  beginChallengeDays,
  insertChallenge,
  lockNewcomer,
  type NewcomerRow,
} from '../persistence/vouch-rows.js';
import { enter } from './authorise.js';

/**
 * Vouches that a new member is who they say. With as many vouchers as are needed the days of challenge begin; doing
 * it again changes nothing.
 */
export async function vouchForMember(
  tx: Tx,
  caller: PersonId,
  membershipId: string,
): Promise<Result<{ membershipId: string }>> {
  const assemblyId = await visibleAssembly(tx, membershipId);
  const grant = await enter(tx, caller, assemblyId, 'member.vouch', 'shared', { membershipId });
  if (!grant.ok) return grant;
  const { authority, membership: voucher } = grant.value;
  if (voucher.id === membershipId) return notForOneself('vouches for');
  const target = await lockTarget(tx, membershipId);
  if (target.source !== 'invitation' || target.counts) {
    return rejected({
      code: 'VOUCH_NOT_NEEDED',
      message: 'This membership needs no voucher: there is nothing to do.',
    });
  }
  const vouchers = await addVouch(tx, assemblyId, membershipId, voucher.id);
  if (vouchers === null) return ok({ membershipId });
  const needed = Math.min(target.vouchersNeeded, await vouchersNeeded(tx, assemblyId));
  if (vouchers >= needed && target.countsFrom === null && target.challengedAt === null) {
    const { challengeDays } = (await bylawsOf(tx, assemblyId)).section(MEMBERSHIP_SECTION);
    await beginChallengeDays(tx, membershipId, challengeDays);
  }
  tx.record({
    assemblyId,
    kind: 'member.vouched',
    authority,
    data: { membership: membershipId, vouchers },
    personal: await nameForRecord(tx, membershipId),
  });
  return ok({ membershipId });
}

/** Challenges a membership that does not count yet: it does not until the assembly confirms it. */
export async function challengeMember(
  tx: Tx,
  caller: PersonId,
  input: { readonly membershipId: string; readonly reason: string },
): Promise<Result<{ membershipId: string }>> {
  const { membershipId } = input;
  const assemblyId = await visibleAssembly(tx, membershipId);
  const grant = await enter(tx, caller, assemblyId, 'member.challenge', 'shared', { membershipId });
  if (!grant.ok) return grant;
  const { authority, membership: challenger } = grant.value;
  if (challenger.id === membershipId) return notForOneself('challenges');
  const reason = input.reason.trim();
  if (reason.length === 0 || [...reason].length > MAX_REASON) return reasonMissing();
  const target = await lockTarget(tx, membershipId);
  if (target.counts) {
    return rejected({
      code: 'CHALLENGE_TOO_LATE',
      message:
        'The time to challenge this membership is over: it counts. The assembly can decide by a motion.',
    });
  }
  if (target.challengedAt !== null) return ok({ membershipId });
  await insertChallenge(tx, assemblyId, membershipId, challenger.id, reason);
  tx.record({
    assemblyId,
    kind: 'member.challenged',
    authority,
    data: { membership: membershipId },
    personal: await nameForRecord(tx, membershipId),
  });
  return ok({ membershipId });
}

async function visibleAssembly(tx: Tx, membershipId: string): Promise<AssemblyId> {
  const assemblyId = await assemblyOf(tx, membershipId);
  if (assemblyId === null) throw notAllowed();
  return assemblyId;
}

/** @throws NOT_ALLOWED when the membership has ended. */
async function lockTarget(tx: Tx, membershipId: string): Promise<NewcomerRow> {
  const target = await lockNewcomer(tx, membershipId);
  if (target === null) throw notAllowed();
  return target;
}
