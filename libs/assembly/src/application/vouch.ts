import {
  type AssemblyId,
  type MembershipId,
  ok,
  type PersonId,
  type Result,
  rejected,
} from '@plenary/kernel';
import { newId, notAllowed, type Tx } from '@plenary/platform';
import { MEMBERSHIP_SECTION } from '../domain/membership-section.js';
import { MAX_REASON, notForOneself, reasonMissing } from '../domain/rejections.js';
import { nameForRecord, vouchersNeeded } from '../persistence/assembly-rows.js';
import { bylawsOf } from '../persistence/bylaw-rows.js';
import { enter } from './authorise.js';

interface Target {
  readonly id: MembershipId;
  readonly assemblyId: AssemblyId;
  readonly source: 'founding' | 'invitation' | 'import';
  readonly vouchersNeeded: number;
  readonly challengedAt: Date | null;
  readonly countsFrom: Date | null;
  readonly counts: boolean;
}

/**
 * Vouches that a new member is who they say. With as many vouchers as are needed the days of challenge begin; doing
 * it again changes nothing.
 */
export async function vouchForMember(
  tx: Tx,
  caller: PersonId,
  membershipId: string,
): Promise<Result<{ membershipId: string }>> {
  const assemblyId = await assemblyOf(tx, membershipId);
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
  const added = await tx.run(
    `INSERT INTO vouch (assembly_id, membership_id, voucher_id, at) VALUES ($1, $2, $3, plenary_now())
     ON CONFLICT DO NOTHING`,
    [assemblyId, membershipId, voucher.id],
  );
  if (added === 0) return ok({ membershipId });
  const { vouchers } = await tx.one<{ vouchers: number }>(
    'SELECT count(*) AS vouchers FROM vouch WHERE membership_id = $1',
    [membershipId],
  );
  const needed = Math.min(target.vouchersNeeded, await vouchersNeeded(tx, assemblyId));
  if (vouchers >= needed && target.countsFrom === null && target.challengedAt === null) {
    const { challengeDays } = (await bylawsOf(tx, assemblyId)).section(MEMBERSHIP_SECTION);
    await tx.run(
      'UPDATE membership SET counts_from = plenary_now() + make_interval(days => $2) WHERE id = $1',
      [membershipId, challengeDays],
    );
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
  const assemblyId = await assemblyOf(tx, membershipId);
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
  await tx.run('UPDATE membership SET challenged_at = plenary_now(), counts_from = NULL WHERE id = $1', [
    membershipId,
  ]);
  await tx.run(
    `INSERT INTO challenge (id, assembly_id, membership_id, challenger_id, reason, at) VALUES ($1, $2, $3, $4, $5, plenary_now())`,
    [newId(), assemblyId, membershipId, challenger.id, reason],
  );
  tx.record({
    assemblyId,
    kind: 'member.challenged',
    authority,
    data: { membership: membershipId },
    personal: await nameForRecord(tx, membershipId),
  });
  return ok({ membershipId });
}

async function assemblyOf(tx: Tx, membershipId: string): Promise<AssemblyId> {
  const row = await tx.maybe<{ assemblyId: AssemblyId }>(
    'SELECT assembly_id AS "assemblyId" FROM membership WHERE id = $1',
    [membershipId],
  );
  if (row === null) throw notAllowed();
  return row.assemblyId;
}

/** @throws NOT_ALLOWED when the membership has ended. */
async function lockTarget(tx: Tx, membershipId: string): Promise<Target> {
  await tx.run('SELECT 1 FROM membership WHERE id = $1 FOR NO KEY UPDATE', [membershipId]);
  const target = await tx.maybe<Target>(
    `SELECT m.id, m.assembly_id AS "assemblyId", m.source, m.vouchers_needed AS "vouchersNeeded",
            m.challenged_at AS "challengedAt", m.counts_from AS "countsFrom", coalesce(m.counts_from <= plenary_now(), false) AS counts
     FROM membership m WHERE m.id = $1 AND m.ended_at IS NULL`,
    [membershipId],
  );
  if (target === null) throw notAllowed();
  return target;
}
