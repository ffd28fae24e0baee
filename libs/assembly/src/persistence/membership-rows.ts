import type { AssemblyId, MembershipId, PersonId } from '@plenary/kernel';
import { type Sql, Tx } from '@plenary/platform';

/** A membership that has not ended. */
export interface ActiveMembership {
  readonly id: MembershipId;
  readonly assemblyId: AssemblyId;
  readonly personId: PersonId;
  readonly displayName: string;
  readonly since: Date;
  /** When the invitation was taken up; null for an imported member who has not yet. */
  readonly joinedAt: Date | null;
  /** From when it votes and seconds; null while challenged or short of vouchers. May be in the future. */
  readonly countsFrom: Date | null;
  /** Past instants mean that the suspension is over. */
  readonly suspendedUntil: Date | null;
}

/** The columns of a membership `m`, under the names that the code uses. */
export const MEMBERSHIP = `m.id, m.assembly_id AS "assemblyId", m.person_id AS "personId", m.display_name AS "displayName",
  m.since, m.joined_at AS "joinedAt", m.counts_from AS "countsFrom", m.suspended_until AS "suspendedUntil"`;

/** The person's membership in the assembly, whether or not it counts yet; null when there is none or it has ended. */
export function activeMembership(
  sql: Sql,
  personId: PersonId,
  assemblyId: AssemblyId,
): Promise<ActiveMembership | null> {
  return sql.maybe<ActiveMembership>(
    {
      name: 'assembly-active-membership',
      text: `SELECT ${MEMBERSHIP} FROM membership m WHERE m.person_id = $1 AND m.assembly_id = $2 AND m.ended_at IS NULL`,
    },
    [personId, assemblyId],
  );
}

export interface StandingRow extends ActiveMembership {
  readonly now: Date;
  readonly suspended: boolean;
  readonly counts: boolean;
  readonly founding: boolean;
}

const STANDING = {
  name: 'assembly-standing',
  text: `SELECT ${MEMBERSHIP}, clock.now,
           coalesce(m.suspended_from <= clock.now AND m.suspended_until > clock.now, false) AS suspended,
           EXISTS (SELECT 1 FROM counting_members(m.assembly_id, clock.now) c WHERE c.id = m.id) AS counts,
           a.bylaws_adopted_at IS NULL AS founding
         FROM membership m JOIN assembly a ON a.id = m.assembly_id CROSS JOIN (SELECT plenary_now() AS now OFFSET 0) clock
         WHERE m.person_id = $1 AND m.assembly_id = $2 AND m.ended_at IS NULL`,
};

/** The membership with what its rights depend on, judged at the database's now. */
export async function membershipStanding(
  sql: Sql,
  personId: PersonId,
  assemblyId: AssemblyId,
): Promise<StandingRow | null> {
  // Within a transaction nobody can end or suspend the membership between this judgement and the commit. The lock
  // comes in a statement of its own, so that the next one sees what was committed while it waited.
  if (sql instanceof Tx) {
    await sql.run(
      'SELECT 1 FROM membership WHERE person_id = $1 AND assembly_id = $2 AND ended_at IS NULL FOR SHARE',
      [personId, assemblyId],
    );
  }
  return sql.maybe<StandingRow>(STANDING, [personId, assemblyId]);
}

/** How many members vote, second and are in every base at an instant. */
export async function countingMembers(sql: Sql, assemblyId: AssemblyId, at: Date): Promise<number> {
  const row = await sql.one<{ members: number }>('SELECT count(*) AS members FROM counting_members($1, $2)', [
    assemblyId,
    at,
  ]);
  return row.members;
}

/** How many have taken up their invitation: the base of the first three decisions. */
export async function joinedMembers(sql: Sql, assemblyId: AssemblyId, at: Date): Promise<number> {
  const row = await sql.one<{ members: number }>('SELECT count(*) AS members FROM joined_members($1, $2)', [
    assemblyId,
    at,
  ]);
  return row.members;
}
