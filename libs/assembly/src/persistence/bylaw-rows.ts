import type { AssemblyId, Authority, JsonObject } from '@plenary/kernel';
import { type Sql, type Tx } from '@plenary/platform';
import { Bylaws, type PresetOrFounding } from '../domain/bylaws.js';

interface BylawRow {
  readonly version: number;
  readonly preset: PresetOrFounding;
  readonly adoptedAt: Date;
  readonly sections: JsonObject;
}

/** The bylaws in force: the latest version. @throws when the assembly does not exist. */
export async function bylawsOf(sql: Sql, assemblyId: AssemblyId): Promise<Bylaws> {
  const row = await sql.one<BylawRow>(
    {
      name: 'assembly-bylaws',
      text: `SELECT version, preset, adopted_at AS "adoptedAt", sections FROM bylaws
             WHERE assembly_id = $1 ORDER BY version DESC LIMIT 1`,
    },
    [assemblyId],
  );
  return new Bylaws(assemblyId, row.version, row.preset, row.adoptedAt, row.sections);
}

/** Writes a new version; the primary key keeps two from being the same. */
export async function insertBylaws(tx: Tx, bylaws: Bylaws, authority: Authority): Promise<void> {
  await tx.run(
    `INSERT INTO bylaws (assembly_id, version, preset, sections, adopted_at, authority) VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      bylaws.assemblyId,
      bylaws.version,
      bylaws.preset,
      JSON.stringify(bylaws.sections),
      bylaws.adoptedAt,
      JSON.stringify(authority),
    ],
  );
}
