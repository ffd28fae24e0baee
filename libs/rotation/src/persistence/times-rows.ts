import type { Sql, Tx } from '@plenary/platform';
import { FULL_SHARE } from '../domain/share.js';

/** A time at which a member can't: once, or by a rule. */
export interface CannotRow {
  readonly id: string;
  readonly assemblyId: string;
  readonly membershipId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** An RRULE in the time of the assembly's clocks, from `startsAt` on; null for once. */
  readonly rule: string | null;
}

const CANNOT = `c.id, c.assembly_id AS "assemblyId", c.membership_id AS "membershipId", c.starts_at AS "startsAt",
  c.ends_at AS "endsAt", c.rule`;
type Row = CannotRow & Record<string, unknown>;

/** Times that can matter from an instant on. */
export function cannotOf(sql: Sql, assemblyId: string, from: Date): Promise<CannotRow[]> {
  return sql.query<Row>(
    `SELECT ${CANNOT} FROM cannot c WHERE c.assembly_id = $1 AND (c.rule IS NOT NULL OR c.ends_at > $2) ORDER BY c.starts_at, c.id`,
    [assemblyId, from],
  );
}

export function cannotOfMember(sql: Sql, membershipId: string, from: Date): Promise<CannotRow[]> {
  return sql.query<Row>(
    `SELECT ${CANNOT} FROM cannot c WHERE c.membership_id = $1 AND (c.rule IS NOT NULL OR c.ends_at > $2)
     ORDER BY c.starts_at, c.id`,
    [membershipId, from],
  );
}

export function cannotById(sql: Sql, id: string): Promise<CannotRow | null> {
  return sql.maybe<Row>(`SELECT ${CANNOT} FROM cannot c WHERE c.id = $1`, [id]);
}

export async function insertCannot(tx: Tx, row: CannotRow): Promise<void> {
  await tx.run(
    `INSERT INTO cannot (id, assembly_id, membership_id, starts_at, ends_at, rule) VALUES ($1, $2, $3, $4, $5, $6)`,
    [row.id, row.assemblyId, row.membershipId, row.startsAt, row.endsAt, row.rule],
  );
}

export async function deleteCannot(tx: Tx, id: string): Promise<void> {
  await tx.run('DELETE FROM cannot WHERE id = $1', [id]);
}

/** Sets the share from now on. */
export async function setShareRow(
  tx: Tx,
  assemblyId: string,
  membershipId: string,
  share: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO member_share (assembly_id, membership_id, from_at, share) VALUES ($1, $2, plenary_now(), $3)`,
    [assemblyId, membershipId, share],
  );
}

/** How much of their time a member gives, as they last said: thousandths; also of one who does not count yet. */
export async function shareOf(sql: Sql, membershipId: string): Promise<number> {
  const row = await sql.maybe<{ share: number }>(
    'SELECT share FROM member_share WHERE membership_id = $1 ORDER BY from_at DESC LIMIT 1',
    [membershipId],
  );
  return row?.share ?? FULL_SHARE;
}

export async function isOnLeave(sql: Sql, membershipId: string): Promise<boolean> {
  const row = await sql.maybe('SELECT 1 FROM member_leave WHERE membership_id = $1 AND until_at IS NULL', [
    membershipId,
  ]);
  return row !== null;
}

export async function beginLeaveRow(tx: Tx, assemblyId: string, membershipId: string): Promise<void> {
  await tx.run(
    'INSERT INTO member_leave (assembly_id, membership_id, from_at) VALUES ($1, $2, plenary_now())',
    [assemblyId, membershipId],
  );
}

export async function endLeaveRow(tx: Tx, membershipId: string): Promise<void> {
  await tx.run(
    'UPDATE member_leave SET until_at = greatest(plenary_now(), from_at) WHERE membership_id = $1 AND until_at IS NULL',
    [membershipId],
  );
}
