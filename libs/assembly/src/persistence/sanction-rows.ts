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

/** A suspension takes effect with it, by its dates. */
export async function insertSanction(tx: Tx, s: SanctionRow): Promise<void> {
  await tx.run(
    `INSERT INTO sanction (id, assembly_id, membership_id, person_id, kind, reason, hearing_at, starts_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [newId(), s.assemblyId, s.membershipId, s.personId, s.kind, s.reason, s.hearingAt, s.startsAt, s.endsAt],
  );
  if (s.kind === 'suspension') {
    await tx.run('UPDATE membership SET suspended_from = $2, suspended_until = $3 WHERE id = $1', [
      s.membershipId,
      s.startsAt,
      s.endsAt,
    ]);
  }
}

/** False when no such sanction is in force. */
export async function liftSanction(
  tx: Tx,
  kind: 'suspension' | 'expulsion',
  assemblyId: AssemblyId,
  membershipId: string,
): Promise<boolean> {
  const lifted = await tx.run(
    `UPDATE sanction SET lifted_at = plenary_now() WHERE assembly_id = $1 AND membership_id = $2
       AND kind = $3 AND lifted_at IS NULL AND ends_at > plenary_now()`,
    [assemblyId, membershipId, kind],
  );
  if (lifted > 0 && kind === 'suspension') {
    await tx.run('UPDATE membership SET suspended_from = NULL, suspended_until = NULL WHERE id = $1', [
      membershipId,
    ]);
  }
  return lifted > 0;
}
