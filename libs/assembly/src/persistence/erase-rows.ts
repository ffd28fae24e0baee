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

/** What the memberships are and were called, as the record knows it: whoever erases asks before anything is erased. */
export async function namesOf(
  sql: Sql,
  assemblyId: AssemblyId,
  ids: readonly MembershipId[],
): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT display_name AS name FROM membership WHERE id = ANY($2::uuid[])
     UNION SELECT p.value FROM entry_personal p JOIN entry e USING (assembly_id, seq)
           WHERE p.assembly_id = $1 AND e.kind IN ('assembly.founded', 'member.joined', 'member.renamed')
             AND p.name IN ('member', 'displayName')
             AND convert_from(e.bytes, 'UTF8')::jsonb #>> '{data,membership}' = ANY($2::text[])`,
    [assemblyId, ids],
  );
  // What stands for a name in a quiet assembly's record, or after an erasure, is nobody's.
  return rows.map(({ name }) => name).filter((name) => ![FORGOTTEN, 'A member', 'another'].includes(name));
}

/** Words parted by single spaces, one at each end, so that a name is found whole and not within another. */
const words = (text: string) => `' ' || regexp_replace(${text}, '[\\s,.;:()“”]+', ' ', 'g') || ' '`;

/**
 * Takes salts and values of the person's names beside the entries: afterwards nobody can say what the commitments were
 * to, and every proof holds as before. An entry that says by an id whom its value names is judged by that; of any other
 * (who came to a meeting, who was elected with whom, the tellers of a station) the value goes if one of the names is in
 * it, for everybody that it names. Looks at each entry that has a name beside it: of a long record in about a second.
 */
export function erasePersonal(
  tx: Tx,
  assemblyId: AssemblyId,
  ids: readonly MembershipId[],
  names: readonly string[],
): Promise<number> {
  return tx.run(
    `DELETE FROM entry_personal p
     USING entry e, LATERAL (SELECT convert_from(e.bytes, 'UTF8')::jsonb AS body) b
     WHERE p.assembly_id = $1 AND e.assembly_id = $1 AND e.seq = p.seq AND CASE
       WHEN p.name IN ('mover', 'seconder', 'nominator') THEN b.body #>> '{authority,membership}' = ANY($2::text[])
       -- When they could not, in a draw of the rota: one value for each member in it.
       WHEN p.name LIKE 'away.%' THEN substr(p.name, 6) = ANY($2::text[])
       -- Named for the list of a roll call before they had joined.
       WHEN p.name LIKE 'voter.%' THEN substr(p.name, 7) = ANY($2::text[])
       WHEN p.name IN ('member', 'displayName') AND b.body #> '{data,membership}' IS NOT NULL
         THEN b.body #>> '{data,membership}' = ANY($2::text[])
       WHEN p.name IN ('member', 'delegate', 'candidate') AND b.body #> '{data,member}' IS NOT NULL
         THEN b.body #>> '{data,member}' = ANY($2::text[])
       WHEN p.name IN ('member', 'delegate') THEN p.value = ANY($3::text[])
       WHEN p.name IN ('elected', 'chosen', 'candidates', 'tellers', 'sentence')
         THEN EXISTS (SELECT FROM unnest($3::text[]) AS name WHERE strpos(${words('p.value')}, ${words('name')}) > 0)
       ELSE false END`,
    [assemblyId, ids, names],
  );
}
