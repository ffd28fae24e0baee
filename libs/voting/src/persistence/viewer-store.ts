import type { Sql } from '@plenary/platform';
import type { Viewer } from '@plenary/platform/live';

const RIGHTS = {
  name: 'viewer-rights',
  text: `SELECT k.n::int AS n, a.expires_at AS until
         FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS k (access_id, assembly_id, n)
         JOIN access a ON a.id = k.access_id AND a.revoked_at IS NULL AND a.expires_at > (SELECT plenary_now())
           AND (a.kind = 'session' OR 'read' = ANY (a.scopes))
         JOIN membership m ON m.assembly_id = k.assembly_id AND m.person_id = a.person_id
           AND m.ended_at IS NULL AND m.joined_at IS NOT NULL`,
};

/**
 * Until when each viewer may read what the assembly's members may know ('assembly.read' in the table of rights: who
 * has joined, suspended too, by a session or a token that may read); null where they may not. One statement for a
 * whole audience.
 */
export async function viewerRights(sql: Sql, viewers: readonly Viewer[]): Promise<(Date | null)[]> {
  const rows = await sql.query<{ n: number; until: Date }>(RIGHTS, [
    viewers.map((viewer) => viewer.accessId),
    viewers.map((viewer) => viewer.assemblyId),
  ]);
  const rights = new Array<Date | null>(viewers.length).fill(null);
  for (const { n, until } of rows) rights[n - 1] = until;
  return rights;
}
