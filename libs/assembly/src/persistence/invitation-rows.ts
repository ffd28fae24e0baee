import type { AssemblyId, MembershipId, PersonId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

export interface InvitationRow {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  /** The imported membership that it opens; null for a new one. */
  readonly membershipId: MembershipId | null;
  readonly createdBy: MembershipId;
  readonly label: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

export const INVITATION = `i.id, i.assembly_id AS "assemblyId", i.membership_id AS "membershipId", i.created_by AS "createdBy",
  i.label, i.created_at AS "createdAt", i.expires_at AS "expiresAt", i.used_at AS "usedAt", i.revoked_at AS "revokedAt"`;

// What opens a new membership lives from its inviter, who vouches by it and so has to be able to; what opens an
// imported one, from the import.
const USABLE = `i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > plenary_now()
  AND (i.membership_id IS NOT NULL OR EXISTS (
    SELECT 1 FROM members_with_voice(i.assembly_id, plenary_now()) v WHERE v.id = i.created_by))
  AND (i.membership_id IS NULL OR EXISTS (
    SELECT 1 FROM membership t WHERE t.id = i.membership_id AND t.joined_at IS NULL AND t.ended_at IS NULL))`;

export function usableInvitation(sql: Sql, tokenHash: Buffer): Promise<InvitationRow | null> {
  return sql.maybe<InvitationRow>(
    `SELECT ${INVITATION} FROM invitation i WHERE i.token_hash = $1 AND ${USABLE}`,
    [tokenHash],
  );
}

export function invitationById(sql: Sql, id: string): Promise<InvitationRow | null> {
  return sql.maybe<InvitationRow>(`SELECT ${INVITATION} FROM invitation i WHERE i.id = $1`, [id]);
}

export async function lockInvitation(tx: Tx, id: string): Promise<void> {
  await tx.run('SELECT 1 FROM invitation WHERE id = $1 FOR UPDATE', [id]);
}

/** The person without a sign-in of their own behind an imported membership's invitation. */
export async function personBehind(sql: Sql, tokenHash: Buffer): Promise<PersonId | null> {
  const row = await sql.maybe<{ personId: PersonId }>(
    `SELECT m.person_id AS "personId" FROM invitation i
     JOIN membership m ON m.id = i.membership_id WHERE i.token_hash = $1 AND ${USABLE}`,
    [tokenHash],
  );
  return row?.personId ?? null;
}

/** Invitations to new memberships that a member has open. */
export async function openInvitations(sql: Sql, createdBy: MembershipId): Promise<number> {
  const { open } = await sql.one<{ open: number }>(
    `SELECT count(*) AS open FROM invitation
     WHERE created_by = $1 AND membership_id IS NULL AND used_at IS NULL AND revoked_at IS NULL AND expires_at > plenary_now()`,
    [createdBy],
  );
  return open;
}

export async function insertInvitation(
  tx: Tx,
  i: {
    readonly id: string;
    readonly assemblyId: AssemblyId;
    readonly tokenHash: Buffer;
    readonly createdBy: MembershipId;
    readonly label: string | null;
    readonly days: number;
  },
): Promise<void> {
  await tx.run(
    `INSERT INTO invitation (id, assembly_id, token_hash, created_by, label, created_at, expires_at)
     SELECT $1, $2, $3, $4, $5, clock.now, clock.now + make_interval(days => $6)
     FROM (SELECT plenary_now() AS now OFFSET 0) clock`,
    [i.id, i.assemblyId, i.tokenHash, i.createdBy, i.label, i.days],
  );
}

export async function markRevoked(tx: Tx, id: string): Promise<void> {
  await tx.run('UPDATE invitation SET revoked_at = plenary_now() WHERE id = $1', [id]);
}

export async function markUsed(tx: Tx, id: string, by: MembershipId): Promise<void> {
  await tx.run('UPDATE invitation SET used_at = plenary_now(), used_by = $2 WHERE id = $1', [id, by]);
}

/** What the holder of an invitation may see of what it opens. */
export function whatItOpens(
  sql: Sql,
  invitationId: string,
): Promise<{ assemblyName: string; displayName: string | null }> {
  return sql.one<{ assemblyName: string; displayName: string | null }>(
    `SELECT a.name AS "assemblyName", m.display_name AS "displayName" FROM invitation i
     JOIN assembly a ON a.id = i.assembly_id LEFT JOIN membership m ON m.id = i.membership_id WHERE i.id = $1`,
    [invitationId],
  );
}
