import type { AssemblyId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import { INVITATION, type InvitationRow } from './invitation-rows.js';

/** The members that count, and those who have taken up an invitation, now. */
export function memberCounts(
  sql: Sql,
  assemblyId: AssemblyId,
): Promise<{ counting: number; joined: number }> {
  return sql.one<{ counting: number; joined: number }>(
    `WITH clock AS MATERIALIZED (SELECT plenary_now() AS now)
     SELECT (SELECT count(*) FROM counting_members($1, clock.now)) AS counting,
            (SELECT count(*) FROM joined_members($1, clock.now)) AS joined FROM clock`,
    [assemblyId],
  );
}

export interface ConvenerRow {
  readonly membershipId: string;
  readonly until: Date;
}

export function convenerNow(sql: Sql, assemblyId: AssemblyId): Promise<ConvenerRow | null> {
  return sql.maybe<ConvenerRow>(
    `SELECT s.membership_id AS "membershipId", s.held_until AS until FROM seat s JOIN office o ON o.id = s.office_id
     WHERE s.assembly_id = $1 AND o.kind = 'convener' AND s.held_until > plenary_now()`,
    [assemblyId],
  );
}

export interface ShiftNow {
  readonly id: string;
  readonly task: string;
  readonly membershipId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export function shiftsNow(sql: Sql, assemblyId: AssemblyId): Promise<ShiftNow[]> {
  return sql.query<ShiftNow>(
    `SELECT s.id, t.name AS task, s.membership_id AS "membershipId", s.starts_at AS "startsAt", s.ends_at AS "endsAt"
     FROM shift s JOIN task t ON t.id = s.task_id
     WHERE s.assembly_id = $1 AND s.ended_at IS NULL AND s.starts_at <= plenary_now() AND s.ends_at > plenary_now()
     ORDER BY s.starts_at, s.id LIMIT 100`,
    [assemblyId],
  );
}

/** The latest invitations to new memberships that a member made. */
export function invitationsBy(sql: Sql, membershipId: string): Promise<InvitationRow[]> {
  return sql.query<InvitationRow>(
    `SELECT ${INVITATION} FROM invitation i WHERE i.created_by = $1 AND i.membership_id IS NULL
     ORDER BY i.created_at DESC, i.id DESC LIMIT 100`,
    [membershipId],
  );
}
