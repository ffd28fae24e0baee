import type { AssemblyId, PersonId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';

export interface DecisionsTaken {
  readonly rollConfirmedAt: Date | null;
  readonly facilitatorChosenAt: Date | null;
  readonly bylawsAdoptedAt: Date | null;
}

export function decisionsTaken(sql: Sql, assemblyId: AssemblyId): Promise<DecisionsTaken> {
  return sql.one(
    `SELECT roll_confirmed_at AS "rollConfirmedAt", facilitator_chosen_at AS "facilitatorChosenAt",
            bylaws_adopted_at AS "bylawsAdoptedAt" FROM assembly WHERE id = $1`,
    [assemblyId],
  );
}

/** How many members can move and second now. */
export async function membersWithVoice(sql: Sql, assemblyId: AssemblyId): Promise<number> {
  const row = await sql.one<{ members: number }>(
    'SELECT count(*) AS members FROM members_with_voice($1, plenary_now())',
    [assemblyId],
  );
  return row.members;
}

/** When this person last came back through a recovery that stands; null for never. */
export async function lastRecovery(sql: Sql, personId: PersonId): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>('SELECT recovered_at AS at FROM person WHERE id = $1', [
    personId,
  ]);
  return row.at;
}

export interface NamedMember {
  readonly id: string;
  readonly assemblyId: string;
  readonly displayName: string;
  readonly endedAt: Date | null;
  readonly countsFrom: Date | null;
}

/** Members by their memberships, ended ones too: a sentence about the past still names them. */
export function membersByIds(sql: Sql, ids: readonly string[]): Promise<NamedMember[]> {
  return sql.query(
    `SELECT id, assembly_id AS "assemblyId", display_name AS "displayName", ended_at AS "endedAt",
            counts_from AS "countsFrom" FROM membership WHERE id = ANY ($1)`,
    [ids],
  );
}

/** An assembly's language and time zone, for sentences with dates. */
export function placesOf(
  sql: Sql,
  ids: readonly string[],
): Promise<{ id: string; timeZone: string; language: string }[]> {
  return sql.query('SELECT id, time_zone AS "timeZone", language FROM assembly WHERE id = ANY ($1)', [ids]);
}

/** The members who hold a shift of facilitation now or in time to come. */
export async function facilitators(sql: Sql, assemblyId: AssemblyId): Promise<string[]> {
  const rows = await sql.query<{ membership_id: string }>(
    `SELECT s.membership_id FROM shift s JOIN task t ON t.id = s.task_id
     WHERE s.assembly_id = $1 AND t.kind = 'facilitate' AND s.ended_at IS NULL AND s.ends_at > plenary_now()`,
    [assemblyId],
  );
  return rows.map((row) => row.membership_id);
}

/** Who signed a request of members together and can act now, in their order; who asked comes first. */
export async function signersOf(sql: Sql, requestId: string): Promise<string[]> {
  const rows = await sql.query<{ membership_id: string }>(
    `SELECT s.membership_id FROM joint_signature s JOIN joint_request r ON r.id = s.request_id
     JOIN members_with_voice(r.assembly_id, plenary_now()) m ON m.id = s.membership_id
     WHERE s.request_id = $1 ORDER BY s.membership_id <> r.asked_by, s.at, s.membership_id`,
    [requestId],
  );
  return rows.map((row) => row.membership_id);
}

/** Whether the import was staged in this assembly and waits to be applied. */
export async function isStagedImport(sql: Sql, assemblyId: AssemblyId, importId: string): Promise<boolean> {
  const { found } = await sql.one<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM roll_import
                    WHERE id = $1 AND assembly_id = $2 AND applied_at IS NULL AND expires_at > plenary_now()) AS found`,
    [importId, assemblyId],
  );
  return found;
}
