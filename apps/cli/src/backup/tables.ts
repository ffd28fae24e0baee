import { UNFINISHED_RESTORE } from '@plenary/platform';
import type pg from 'pg';
import type { BackupTable } from './format.js';

/**
 * Not in a backup. Sessions, access tokens, links for calendars, and the devices that are reminded while their session
 * lasts: one that its owner has ended since would be good again, so after a restore everybody signs in anew. Hardship
 * requests: in a file they would outlive their end, and be open again where they were withdrawn (ADR 35). The others are
 * worth minutes; `migration` is written by the restore's own migrating.
 */
export const LEFT_OUT = [
  'access',
  'attempt',
  'calendar_feed',
  'ceremony',
  'hardship_note',
  'hardship_request',
  'migration',
  'push_device',
  'push_reminder',
  'pushed',
  'sign_in_link',
  UNFINISHED_RESTORE,
];

/** The tables to keep with their columns, in order of their names: the same for every database of one version. */
export async function tablesOf(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attname COLLATE "C") AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attgenerated = '' AND c.relname <> ALL($1)
     GROUP BY c.relname ORDER BY c.relname COLLATE "C"`,
    [LEFT_OUT],
  );
  return rows;
}

/** In order; none in a database that was never migrated. */
export async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ migrated: boolean }>(
    `SELECT to_regclass('public.migration') IS NOT NULL AS migrated`,
  );
  if (!rows[0]!.migrated) return [];
  const found = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY timestamp');
  return found.rows.map(({ name }) => name);
}

/**
 * The rows of a table by the order of its primary key. Never as they lie in the table: participation and secret ballots
 * lie in the order in which they were cast, and their keys say nothing of it.
 */
export async function copyOut(client: pg.Client, { name, columns }: BackupTable): Promise<string> {
  const { rows } = await client.query<{ key: string | null }>(
    `SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY array_position(i.indkey::int2[], a.attnum)) AS key
     FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
     WHERE i.indrelid = $1::regclass AND i.indisprimary`,
    [quoted(name)],
  );
  const key = rows[0]?.key;
  if (key == null) throw new Error(`the table ${name} has no primary key`);
  return `COPY (SELECT ${list(columns)} FROM ${quoted(name)} ORDER BY ${key}) TO STDOUT`;
}

export function copyIn({ name, columns }: BackupTable): string {
  return `COPY ${quoted(name)} (${list(columns)}) FROM STDIN`;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function list(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

/** What the text of a value depends on, set alike for writing and reading. Nothing is given up for taking long. */
export const SESSION = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';
  SET bytea_output = 'hex'; SET extra_float_digits = 3; SET client_encoding = 'UTF8'; SET statement_timeout = 0;
  SET lock_timeout = 0; SET search_path = public; SET idle_in_transaction_session_timeout = 0`;
