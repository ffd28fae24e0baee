import type { AssemblyId, PersonId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';

/** What a member may see of another, or of themselves. */
export interface MemberRow {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly personId: PersonId;
  readonly displayName: string;
  readonly since: Date;
  readonly joined: boolean;
  readonly state: MemberState;
  readonly countsFrom: Date | null;
  readonly challenged: boolean;
  /** Null unless suspended now. */
  readonly suspendedUntil: Date | null;
  readonly endedAt: Date | null;
}

export const MEMBER_STATES = [
  'COUNTING',
  'WAITING',
  'CHALLENGED',
  'SUSPENDED',
  'NOT_JOINED',
  'LEFT',
] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

const STATE = `CASE
    WHEN m.ended_at IS NOT NULL THEN 'LEFT'
    WHEN m.suspended_from <= plenary_now() AND m.suspended_until > plenary_now() THEN 'SUSPENDED'
    WHEN m.challenged_at IS NOT NULL THEN 'CHALLENGED'
    WHEN m.joined_at IS NULL THEN 'NOT_JOINED'
    WHEN m.counts_from <= plenary_now() THEN 'COUNTING'
    ELSE 'WAITING' END`;

const MEMBER = `m.id, m.assembly_id AS "assemblyId", m.person_id AS "personId", m.display_name AS "displayName", m.since,
  m.joined_at IS NOT NULL AS joined, ${STATE} AS state, m.counts_from AS "countsFrom", m.challenged_at IS NOT NULL AS challenged,
  CASE WHEN m.suspended_until > plenary_now() THEN m.suspended_until END AS "suspendedUntil", m.ended_at AS "endedAt"`;

/** Ended memberships too: who moved a motion and then left is still named. Whoever asks has been authorised. */
export function membersByIds(sql: Sql, ids: readonly string[]): Promise<MemberRow[]> {
  return sql.query<MemberRow>(`SELECT ${MEMBER} FROM membership m WHERE m.id = ANY($1::uuid[])`, [ids]);
}

export interface MemberFilter {
  readonly assemblyId: AssemblyId;
  /** Part of a name, in any case. */
  readonly search: string | null;
  readonly state: MemberState | null;
  /** Only this membership, and whose whole name the search is: what a quiet assembly shows. */
  readonly only: string | null;
  /** The membership after which the page begins. */
  readonly after: string | null;
  readonly limit: number;
}

/** By name, then id. Without a state: who has not left. */
export function membersPage(sql: Sql, filter: MemberFilter): Promise<MemberRow[]> {
  return sql.query<MemberRow>(
    `SELECT ${MEMBER} FROM membership m
     WHERE m.assembly_id = $1 AND ($2::text IS NULL OR m.display_name ILIKE $2)
       AND (CASE WHEN $3::text IS NULL THEN m.ended_at IS NULL ELSE ${STATE} = $3 END)
       AND ($4::uuid IS NULL OR m.id = $4 OR lower(m.display_name) = lower($7))
       AND ($5::uuid IS NULL OR (m.display_name, m.id) > (SELECT p.display_name, p.id FROM membership p WHERE p.id = $5))
     ORDER BY m.display_name, m.id LIMIT $6`,
    [
      filter.assemblyId,
      filter.search === null ? null : `%${filter.search.replace(/[\\%_]/g, '\\$&')}%`,
      filter.state,
      filter.only,
      filter.after,
      filter.limit,
      filter.search,
    ],
  );
}

/** Who vouched for each of these memberships. */
export function vouchersOf(
  sql: Sql,
  ids: readonly string[],
): Promise<{ membershipId: string; voucherId: string }[]> {
  return sql.query(
    `SELECT membership_id AS "membershipId", voucher_id AS "voucherId" FROM vouch WHERE membership_id = ANY($1::uuid[]) ORDER BY at`,
    [ids],
  );
}

/** The person's memberships that have not ended, and those that ended in the last 30 days. */
export function membershipsOfPerson(sql: Sql, personId: PersonId): Promise<MemberRow[]> {
  return sql.query<MemberRow>(
    `SELECT ${MEMBER} FROM membership m
     WHERE m.person_id = $1 AND m.joined_at IS NOT NULL AND (m.ended_at IS NULL OR m.ended_at > plenary_now() - interval '30 days')
     ORDER BY m.since, m.id LIMIT 100`,
    [personId],
  );
}
