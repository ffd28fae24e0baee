import type { AssemblyId, MembershipId, PersonId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';

/** Whose membership it is, where the voucher is another member of the same assembly who counts. */
export function membershipBeside(
  sql: Sql,
  voucher: PersonId,
  membershipId: string,
): Promise<{ personId: PersonId; assemblyId: AssemblyId } | null> {
  return sql.maybe<{ personId: PersonId; assemblyId: AssemblyId }>(
    `SELECT m.person_id AS "personId", m.assembly_id AS "assemblyId" FROM membership m
     WHERE m.id = $2 AND m.ended_at IS NULL AND m.joined_at IS NOT NULL AND m.person_id <> $1
       AND EXISTS (SELECT 1 FROM counting_members(m.assembly_id, plenary_now()) v
                   WHERE v.person_id = $1 AND v.joined_at IS NOT NULL)`,
    [voucher, membershipId],
  );
}

export async function hasMembership(sql: Sql, personId: PersonId): Promise<boolean> {
  const row = await sql.maybe('SELECT 1 FROM membership WHERE person_id = $1 AND ended_at IS NULL LIMIT 1', [
    personId,
  ]);
  return row !== null;
}

/** In the order in which their streams are locked. */
export function liveMemberships(
  sql: Sql,
  personId: PersonId,
): Promise<{ assemblyId: AssemblyId; membershipId: MembershipId }[]> {
  return sql.query<{ assemblyId: AssemblyId; membershipId: MembershipId }>(
    `SELECT assembly_id AS "assemblyId", id AS "membershipId" FROM membership
     WHERE person_id = $1 AND ended_at IS NULL ORDER BY assembly_id`,
    [personId],
  );
}

/** The memberships of these persons in one assembly. */
export async function membershipIdsOf(
  sql: Sql,
  assemblyId: AssemblyId,
  persons: readonly PersonId[],
): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM membership WHERE assembly_id = $1 AND person_id = ANY($2::uuid[]) AND ended_at IS NULL ORDER BY id`,
    [assemblyId, persons],
  );
  return rows.map(({ id }) => id);
}

/** Whether the person came back by a recovery in the last 24 hours, and after `opened`. */
export async function recoveredSince(sql: Sql, personId: PersonId, opened: Date): Promise<boolean> {
  const row = await sql.one<{ recovered: boolean }>(
    `SELECT coalesce(p.recovered_at > $2 AND p.recovered_at > plenary_now() - interval '24 hours', false) AS recovered
     FROM person p WHERE p.id = $1`,
    [personId, opened],
  );
  return row.recovered;
}
