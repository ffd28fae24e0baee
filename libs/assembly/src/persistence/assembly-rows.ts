import type { AssemblyId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';

/** A new membership needs so many vouchers, where there are so many who can vouch. */
const VOUCHERS = 2;

/** Two, or all who could vouch now when there are fewer. */
export async function vouchersNeeded(sql: Sql, assemblyId: AssemblyId): Promise<number> {
  const row = await sql.one<{ needed: number }>(
    'SELECT least($2::int, count(*)::int) AS needed FROM members_with_voice($1, plenary_now())',
    [assemblyId, VOUCHERS],
  );
  return row.needed;
}

export async function isQuiet(sql: Sql, assemblyId: AssemblyId): Promise<boolean> {
  return (await sql.one<{ quiet: boolean }>('SELECT quiet FROM assembly WHERE id = $1', [assemblyId])).quiet;
}

export interface AssemblyRow {
  readonly id: AssemblyId;
  readonly parentId: AssemblyId | null;
  readonly name: string;
  readonly timeZone: string;
  readonly language: string;
  readonly quiet: boolean;
  readonly colour: string;
  readonly foundedAt: Date;
  readonly rollConfirmedAt: Date | null;
  readonly facilitatorChosenAt: Date | null;
  readonly bylawsAdoptedAt: Date | null;
}

const ASSEMBLY = `a.id, a.parent_id AS "parentId", a.name, a.time_zone AS "timeZone", a.language, a.quiet, a.colour,
  a.founded_at AS "foundedAt", a.roll_confirmed_at AS "rollConfirmedAt", a.facilitator_chosen_at AS "facilitatorChosenAt",
  a.bylaws_adopted_at AS "bylawsAdoptedAt"`;

/** The assemblies with these ids; whoever asks has been authorised. */
export function assembliesByIds(sql: Sql, ids: readonly string[]): Promise<AssemblyRow[]> {
  return sql.query<AssemblyRow>(`SELECT ${ASSEMBLY} FROM assembly a WHERE a.id = ANY($1::uuid[])`, [ids]);
}

/** How an entry of the record names a member, as personal data: a quiet assembly's record is no directory either. */
export async function nameForRecord(sql: Sql, membershipId: string): Promise<{ readonly member: string }> {
  return sql.one<{ member: string }>(
    `SELECT CASE WHEN a.quiet THEN 'A member' ELSE m.display_name END AS member
     FROM membership m JOIN assembly a ON a.id = m.assembly_id WHERE m.id = $1`,
    [membershipId],
  );
}

/** The name alone, for entries of other contexts. */
export async function nameInRecord(sql: Sql, membershipId: string): Promise<string> {
  return (await nameForRecord(sql, membershipId)).member;
}
