import type { AssemblyId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Term } from '../domain/term.js';

/** Notes a seat that is to be filled at once after this transaction. */
export async function noteVacancy(tx: Tx, term: Term): Promise<void> {
  await tx.run(
    'INSERT INTO vacancy (term_id, assembly_id, since) VALUES ($1, $2, plenary_now()) ON CONFLICT DO NOTHING',
    [term.id, term.assemblyId],
  );
}

export async function assembliesWithVacancies(sql: Sql, limit: number): Promise<AssemblyId[]> {
  const rows = await sql.query<{ id: AssemblyId }>(
    'SELECT DISTINCT assembly_id AS id FROM vacancy LIMIT $1',
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** The terms whose seats are to be filled: each is given once. */
export async function takeVacancies(tx: Tx, assemblyId: AssemblyId): Promise<string[]> {
  const rows = await tx.query<{ id: string; since: Date }>(
    'DELETE FROM vacancy WHERE assembly_id = $1 RETURNING term_id AS id, since',
    [assemblyId],
  );
  return rows.sort((a, b) => a.since.getTime() - b.since.getTime()).map(({ id }) => id);
}

export async function nextVacancy(sql: Sql): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>({
    name: 'mandate-next-vacancy',
    text: 'SELECT min(since) AS at FROM vacancy',
  });
  return row.at;
}
