import type { Sql } from '@plenary/platform';

const TABLES = `
  SELECT c.oid::regclass::text AS name, CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END AS kind,
         (SELECT string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attgenerated = 's' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
                           WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END
                   || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, E',\\n' ORDER BY a.attnum)
          FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
         (SELECT string_agg('  CONSTRAINT ' || o.conname || ' ' || pg_get_constraintdef(o.oid), E',\\n' ORDER BY o.conname)
          FROM pg_constraint o WHERE o.conrelid = c.oid AND o.contype <> 'n') AS constraints
  FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
    AND c.relname <> 'migration'
  ORDER BY c.relname`;
const INDEXES = `
  SELECT pg_get_indexdef(i.indexrelid) AS line FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> 'migration'
    AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = i.indexrelid) ORDER BY 1`;
const FUNCTIONS = `
  SELECT pg_get_functiondef(p.oid) AS line FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  ORDER BY p.oid::regprocedure::text`;
const TRIGGERS = `
  SELECT pg_get_triggerdef(t.oid) AS line FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace ORDER BY 1`;

/** The database's schema as text, by a catalogue query: pg_dump does not come with the embedded server. */
export async function schemaSql(sql: Sql): Promise<string> {
  const tables = await sql.query<{ name: string; kind: string; columns: string; constraints: string | null }>(
    TABLES,
  );
  const lines = async (query: string) =>
    (await sql.query<{ line: string }>(query)).map(({ line }) => `${line.trimEnd()};`);
  return `${[
    '-- The schema that the migrations make: a snapshot to read and to compare, written by a test. Not a migration.',
    ...tables.map(
      ({ name, kind, columns, constraints }) =>
        `CREATE ${kind}TABLE ${name} (\n${[columns, constraints].filter(Boolean).join(',\n')}\n);`,
    ),
    ...(await lines(INDEXES)),
    ...(await lines(FUNCTIONS)),
    ...(await lines(TRIGGERS)),
  ].join('\n\n')}\n`;
}
