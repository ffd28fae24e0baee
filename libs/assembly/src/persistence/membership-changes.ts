import type { AssemblyId, MembershipId, PersonId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

/** The row is locked as it will be written: a share lock first would have two changes of one member wait for each other. */
export async function lockMembership(tx: Tx, membershipId: string): Promise<void> {
  await tx.run('SELECT 1 FROM membership WHERE id = $1 FOR NO KEY UPDATE', [membershipId]);
}

export interface NewMembership {
  readonly id: MembershipId;
  readonly assemblyId: AssemblyId;
  readonly personId: PersonId;
  readonly displayName: string;
  /** Who invited, and so vouches first. */
  readonly voucher: MembershipId;
  readonly vouchersNeeded: number;
  readonly challengeDays: number;
  readonly now: Date;
}

/** Where the inviter is all the vouchers there can be, the days of challenge begin at once. */
export async function insertMembership(tx: Tx, m: NewMembership): Promise<void> {
  await tx.run(
    `INSERT INTO membership (id, assembly_id, person_id, display_name, source, since, joined_at, vouchers_needed, counts_from)
     VALUES ($1, $2, $3, $4, 'invitation', $5::timestamptz, $5::timestamptz, $6::int,
             CASE WHEN $6::int <= 1 THEN $5::timestamptz + make_interval(days => $7::int) END)`,
    [m.id, m.assemblyId, m.personId, m.displayName, m.now, m.vouchersNeeded, m.challengeDays],
  );
  await tx.run('INSERT INTO vouch (assembly_id, membership_id, voucher_id, at) VALUES ($1, $2, $3, $4)', [
    m.assemblyId,
    m.id,
    m.voucher,
    m.now,
  ]);
}

/** Ties an imported membership to who takes it up; the person it was tied to before. */
export async function joinImported(
  tx: Tx,
  membershipId: MembershipId,
  personId: PersonId,
  displayName: string | null,
): Promise<PersonId> {
  const before = await tx.one<{ personId: PersonId }>(
    'SELECT person_id AS "personId" FROM membership WHERE id = $1 FOR UPDATE',
    [membershipId],
  );
  await tx.run(
    `UPDATE membership SET person_id = $2, joined_at = plenary_now(), display_name = coalesce($3, display_name) WHERE id = $1`,
    [membershipId, personId, displayName],
  );
  return before.personId;
}

export async function markEnded(tx: Tx, membershipId: string, kind: 'left' | 'expelled'): Promise<void> {
  await tx.run(
    'UPDATE membership SET ended_at = plenary_now(), end_kind = $2 WHERE id = $1 AND ended_at IS NULL',
    [membershipId, kind],
  );
}

export async function rename(tx: Tx, membershipId: string, displayName: string): Promise<void> {
  await tx.run('UPDATE membership SET display_name = $2 WHERE id = $1', [membershipId, displayName]);
}

/** Those of them who are members still: they count from now. */
export async function confirm(tx: Tx, assemblyId: AssemblyId, ids: readonly string[]): Promise<string[]> {
  const confirmed = await tx.query<{ id: string }>(
    `UPDATE membership SET counts_from = least(counts_from, plenary_now()), confirmed_at = plenary_now(), challenged_at = NULL
     WHERE assembly_id = $1 AND id = ANY($2::uuid[]) AND ended_at IS NULL RETURNING id`,
    [assemblyId, ids],
  );
  return confirmed.map(({ id }) => id).sort();
}

/** The assembly of a membership, ended or not; null when there is none. */
export async function assemblyOf(sql: Sql, membershipId: string): Promise<AssemblyId | null> {
  const row = await sql.maybe<{ assemblyId: AssemblyId }>(
    'SELECT assembly_id AS "assemblyId" FROM membership WHERE id = $1',
    [membershipId],
  );
  return row?.assemblyId ?? null;
}
