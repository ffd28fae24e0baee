import type { AssemblyId, MembershipId, PersonId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';

/** Until when the person can't be a member; null when nothing keeps them from it. */
export async function expelledUntil(
  sql: Sql,
  assemblyId: AssemblyId,
  personId: PersonId,
): Promise<Date | null> {
  const row = await sql.one<{ until: Date | null }>(
    `SELECT max(ends_at) AS until FROM sanction
     WHERE assembly_id = $1 AND person_id = $2 AND kind = 'expulsion' AND lifted_at IS NULL AND ends_at > plenary_now()`,
    [assemblyId, personId],
  );
  return row.until;
}

/** The member whom a sanction would meet, locked, and whether anybody else could act then. */
export async function lockSanctioned(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: string,
): Promise<{ id: MembershipId; personId: PersonId; othersCanAct: boolean } | null> {
  const target = await tx.maybe<{ id: MembershipId; personId: PersonId }>(
    `SELECT id, person_id AS "personId" FROM membership
     WHERE assembly_id = $1 AND id = $2 AND ended_at IS NULL FOR NO KEY UPDATE`,
    [assemblyId, membershipId],
  );
  if (target === null) return null;
  const other = await tx.maybe(
    'SELECT 1 FROM members_with_voice($1, plenary_now()) m WHERE m.id <> $2 LIMIT 1',
    [assemblyId, membershipId],
  );
  return { ...target, othersCanAct: other !== null };
}

export interface SanctionRow {
  readonly kind: 'suspension' | 'expulsion';
  readonly assemblyId: AssemblyId;
  readonly membershipId: MembershipId;
  readonly personId: PersonId;
  readonly reason: string;
  readonly hearingAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Its id. A suspension takes effect by {@link suspendByWhatStands}. */
export async function insertSanction(tx: Tx, s: SanctionRow): Promise<string> {
  const id = newId();
  await tx.run(
    `INSERT INTO sanction (id, assembly_id, membership_id, person_id, kind, reason, hearing_at, starts_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, s.assemblyId, s.membershipId, s.personId, s.kind, s.reason, s.hearingAt, s.startsAt, s.endsAt],
  );
  return id;
}

/**
 * Lets a membership that an expulsion ended go on: whose it is. Null where it was not ended by one, or the person is a
 * member again by another.
 */
export async function restoreExpelled(tx: Tx, membershipId: string): Promise<PersonId | null> {
  const row = await tx.maybe<{ personId: PersonId }>(
    `UPDATE membership m SET ended_at = NULL, end_kind = NULL
     WHERE m.id = $1 AND m.end_kind = 'expelled' AND NOT EXISTS (
       SELECT FROM membership o WHERE o.assembly_id = m.assembly_id AND o.ended_at IS NULL
         AND (o.person_id = m.person_id OR o.external_ref = m.external_ref))
     RETURNING m.person_id AS "personId"`,
    [membershipId],
  );
  return row?.personId ?? null;
}

/**
 * Each carried suspension stands by itself: a member is suspended for as long as one of them is in force, also in a
 * membership that they began after leaving the one they were suspended in. Whose suspension has changed by it, and until
 * when it is now; null when they are not suspended any more.
 */
export function suspendByWhatStands(
  tx: Tx,
  membershipId: string,
): Promise<{ readonly membershipId: MembershipId; readonly until: Date | null }[]> {
  return tx.query(
    `WITH live AS MATERIALIZED (
       SELECT m.id, m.assembly_id, m.person_id, m.suspended_until FROM membership o
       JOIN membership m ON m.assembly_id = o.assembly_id AND (m.id = o.id OR m.person_id = o.person_id)
       WHERE o.id = $1 AND m.ended_at IS NULL),
     standing AS (
       SELECT live.id, min(s.starts_at) AS starts, max(s.ends_at) AS ends FROM live
       LEFT JOIN sanction s ON s.assembly_id = live.assembly_id AND (s.person_id = live.person_id OR s.membership_id = live.id)
         AND s.kind = 'suspension' AND s.lifted_at IS NULL AND s.ends_at > plenary_now()
       GROUP BY live.id)
     UPDATE membership m SET suspended_from = starts, suspended_until = ends FROM standing
     WHERE m.id = standing.id AND (m.suspended_from, m.suspended_until) IS DISTINCT FROM (starts, ends)
     RETURNING m.id AS "membershipId", m.suspended_until AS until`,
    [membershipId],
  );
}

/** Lifts one sanction, or without its id every one of the kind; false when no such sanction is in force. */
export async function liftSanction(
  tx: Tx,
  kind: 'suspension' | 'expulsion',
  assemblyId: AssemblyId,
  membershipId: string,
  id: string | null = null,
): Promise<boolean> {
  const lifted = await tx.run(
    `UPDATE sanction SET lifted_at = plenary_now() WHERE assembly_id = $1 AND membership_id = $2
       AND kind = $3 AND lifted_at IS NULL AND ends_at > plenary_now() AND ($4::uuid IS NULL OR id = $4)`,
    [assemblyId, membershipId, kind, id],
  );
  return lifted > 0;
}
