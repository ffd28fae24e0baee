import type { Sql, Tx } from '@plenary/platform';
import { COMMITTED, type ContributionEntry, REVEALED } from '@plenary/sortition';

/** What one member is bound to in one draw. */
export interface ValueRow extends Record<string, unknown> {
  readonly membershipId: string;
  readonly commitment: string;
  readonly value: string | null;
}

export function valuesOf(sql: Sql, rosterId: string): Promise<ValueRow[]> {
  return sql.query<ValueRow>(
    `SELECT membership_id AS "membershipId", encode(commitment, 'hex') AS commitment, encode(value, 'hex') AS value
     FROM draw_value WHERE roster_id = $1 ORDER BY membership_id`,
    [rosterId],
  );
}

export async function insertCommitment(
  tx: Tx,
  row: { readonly assemblyId: string; readonly rosterId: string; readonly membershipId: string },
  commitment: string,
): Promise<void> {
  await tx.run(
    `INSERT INTO draw_value (assembly_id, roster_id, membership_id, commitment) VALUES ($1, $2, $3, decode($4, 'hex'))`,
    [row.assemblyId, row.rosterId, row.membershipId, commitment],
  );
}

export async function setValue(tx: Tx, rosterId: string, membershipId: string, value: string): Promise<void> {
  await tx.run(
    `UPDATE draw_value SET value = decode($3, 'hex') WHERE roster_id = $1 AND membership_id = $2`,
    [rosterId, membershipId, value],
  );
}

/** How many entries the record had before an instant. */
export async function entriesUntil(sql: Sql, assemblyId: string, at: Date): Promise<number> {
  const { size } = await sql.one<{ size: number }>(
    'SELECT count(*) AS size FROM entry WHERE assembly_id = $1 AND at < $2',
    [assemblyId, at],
  );
  return size;
}

/** What the record says of values, from an instant on, in its first `size` entries. */
export async function contributionEntries(
  sql: Sql,
  assemblyId: string,
  from: Date,
  size: number,
): Promise<ContributionEntry[]> {
  const rows = await sql.query<{ bytes: Buffer }>(
    'SELECT bytes FROM entry WHERE assembly_id = $1 AND at >= $2 AND seq <= $3 AND kind = ANY($4) ORDER BY seq',
    [assemblyId, from, size, [COMMITTED, REVEALED]],
  );
  return rows.map(({ bytes }) => JSON.parse(bytes.toString()) as ContributionEntry);
}

/** Whether a draw that members contribute to is past the end of committing, and not made yet. */
export async function isSeedShowing(sql: Sql, assemblyId: string): Promise<boolean> {
  const row = await sql.maybe(
    `SELECT 1 FROM roster r WHERE r.assembly_id = $1 AND r.drawn_at IS NULL AND r.commit_until <= plenary_now()
       AND EXISTS (SELECT FROM draw_value v WHERE v.roster_id = r.id)`,
    [assemblyId],
  );
  return row !== null;
}
