import type { AssemblyId } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { lockMembership } from './membership-changes.js';

/** A membership as it stands between joining and counting. */
export interface NewcomerRow {
  readonly source: 'founding' | 'invitation' | 'import';
  readonly vouchersNeeded: number;
  readonly challengedAt: Date | null;
  readonly countsFrom: Date | null;
  readonly counts: boolean;
}

/** Locked; null when the membership has ended. */
export async function lockNewcomer(tx: Tx, membershipId: string): Promise<NewcomerRow | null> {
  await lockMembership(tx, membershipId);
  return tx.maybe<NewcomerRow>(
    `SELECT m.source, m.vouchers_needed AS "vouchersNeeded", m.challenged_at AS "challengedAt",
            m.counts_from AS "countsFrom", coalesce(m.counts_from <= plenary_now(), false) AS counts
     FROM membership m WHERE m.id = $1 AND m.ended_at IS NULL`,
    [membershipId],
  );
}

/** How many vouch now; null when the voucher did already. */
export async function addVouch(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: string,
  voucherId: string,
): Promise<number | null> {
  const added = await tx.run(
    `INSERT INTO vouch (assembly_id, membership_id, voucher_id, at) VALUES ($1, $2, $3, plenary_now())
     ON CONFLICT DO NOTHING`,
    [assemblyId, membershipId, voucherId],
  );
  if (added === 0) return null;
  const { vouchers } = await tx.one<{ vouchers: number }>(
    'SELECT count(*) AS vouchers FROM vouch WHERE membership_id = $1',
    [membershipId],
  );
  return vouchers;
}

export async function beginChallengeDays(tx: Tx, membershipId: string, days: number): Promise<void> {
  await tx.run(
    'UPDATE membership SET counts_from = plenary_now() + make_interval(days => $2) WHERE id = $1',
    [membershipId, days],
  );
}

export async function insertChallenge(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: string,
  challengerId: string,
  reason: string,
): Promise<void> {
  await tx.run('UPDATE membership SET challenged_at = plenary_now(), counts_from = NULL WHERE id = $1', [
    membershipId,
  ]);
  await tx.run(
    `INSERT INTO challenge (id, assembly_id, membership_id, challenger_id, reason, at) VALUES ($1, $2, $3, $4, $5, plenary_now())`,
    [newId(), assemblyId, membershipId, challengerId, reason],
  );
}
