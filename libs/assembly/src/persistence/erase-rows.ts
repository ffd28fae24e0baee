import type { AssemblyId, MembershipId, PersonId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

/** What somebody who asked to be forgotten is called from then on. */
export const FORGOTTEN = 'A former member';

/** Every membership that the person ever had in the assembly, the active one too; the oldest first. */
export async function membershipsOf(
  sql: Sql,
  personId: PersonId,
  assemblyId: AssemblyId,
): Promise<MembershipId[]> {
  const rows = await sql.query<{ id: MembershipId }>(
    'SELECT id FROM membership WHERE person_id = $1 AND assembly_id = $2 AND joined_at IS NOT NULL ORDER BY id',
    [personId, assemblyId],
  );
  return rows.map(({ id }) => id);
}

/** Takes the names and what others wrote of the person beside their memberships. The caller has locked these. */
export async function eraseMemberships(tx: Tx, ids: readonly MembershipId[]): Promise<number> {
  const erased = await tx.run(
    `UPDATE membership SET display_name = $2, external_ref = NULL
     WHERE id = ANY($1::uuid[]) AND (display_name <> $2 OR external_ref IS NOT NULL)`,
    [ids, FORGOTTEN],
  );
  await tx.run('DELETE FROM challenge WHERE membership_id = ANY($1::uuid[])', [ids]);
  await tx.run(
    `UPDATE invitation SET label = NULL
     WHERE (used_by = ANY($1::uuid[]) OR membership_id = ANY($1::uuid[])) AND label IS NOT NULL`,
    [ids],
  );
  await tx.run(
    `UPDATE roll_import_row SET name = $2, ref = line::text WHERE membership_id = ANY($1::uuid[])`,
    [ids, FORGOTTEN],
  );
  return erased;
}

/**
 * Takes salts and values of the person's names beside the entries: afterwards nobody can say what the commitments were
 * to, and every proof holds as before. Looks at each entry that has a name beside it: of a long record in about a second.
 */
export function erasePersonal(tx: Tx, assemblyId: AssemblyId, ids: readonly MembershipId[]): Promise<number> {
  return tx.run(
    `DELETE FROM entry_personal p
     USING entry e, LATERAL (SELECT convert_from(e.bytes, 'UTF8')::jsonb AS body) b
     WHERE p.assembly_id = $1 AND e.assembly_id = $1 AND e.seq = p.seq AND (
       (p.name IN ('member', 'displayName') AND b.body #>> '{data,membership}' = ANY($2::text[]))
       OR (p.name IN ('mover', 'seconder') AND b.body #>> '{authority,membership}' = ANY($2::text[])))`,
    [assemblyId, ids],
  );
}
