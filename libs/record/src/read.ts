import type { Sql } from '@plenary/platform';

/** An entry as members read it: the hashed bytes, and the personal values that have not been erased. */
export interface RecordedEntry {
  readonly assemblyId: string;
  readonly seq: number;
  readonly at: Date;
  readonly kind: string;
  readonly bytes: Buffer;
  readonly leafHash: Buffer;
  readonly personal: Readonly<Record<string, { readonly salt: string; readonly value: string }>>;
}

const COLUMNS = `e.assembly_id AS "assemblyId", e.seq, e.at, e.kind, e.bytes, e.leaf_hash AS "leafHash",
  coalesce((SELECT jsonb_object_agg(p.name, jsonb_build_object('salt', encode(p.salt, 'base64'), 'value', p.value))
            FROM entry_personal p WHERE p.assembly_id = e.assembly_id AND p.seq = e.seq), '{}') AS personal`;

/** Up to `limit` entries numbered after `after`, oldest first. */
export function entriesAfter(
  sql: Sql,
  assemblyId: string,
  after: number,
  limit: number,
): Promise<RecordedEntry[]> {
  return sql.query<RecordedEntry>(
    {
      name: 'entries-after',
      text: `SELECT ${COLUMNS} FROM entry e WHERE e.assembly_id = $1 AND e.seq > $2 ORDER BY e.seq LIMIT $3`,
    },
    [assemblyId, after, limit],
  );
}

/** Up to `limit` entries numbered before `before` (all when null), newest first. */
export function entriesBefore(
  sql: Sql,
  assemblyId: string,
  before: number | null,
  limit: number,
): Promise<RecordedEntry[]> {
  return sql.query<RecordedEntry>(
    `SELECT ${COLUMNS} FROM entry e
     WHERE e.assembly_id = $1 AND ($2::bigint IS NULL OR e.seq < $2) ORDER BY e.seq DESC LIMIT $3`,
    [assemblyId, before, limit],
  );
}

/** How many entries the record has. */
export async function recordSize(sql: Sql, assemblyId: string): Promise<number> {
  const row = await sql.maybe<{ entries: number }>('SELECT entries FROM stream WHERE id = $1', [assemblyId]);
  return row?.entries ?? 0;
}
