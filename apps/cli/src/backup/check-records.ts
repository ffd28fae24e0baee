import { ExportVerifier, leafHash } from '@plenary/log';
import type { Sql } from '@plenary/platform';
import { entriesAfter, lastCheckpoint } from '@plenary/record';
// Not by way of all that voting has: its resolvers would make every backup start a second later.
import { exportLines } from '@plenary/voting/export-lines';

export interface CheckedRecord {
  readonly assembly: string;
  readonly entries: number;
  /** What does not hold, in a sentence; null: it holds. */
  readonly fault: string | null;
}

const PAGE = 500;

/** Verifies the record of every assembly in a database as `plenary verify` verifies an export. */
export async function* checkRecords(db: Sql): AsyncGenerator<CheckedRecord> {
  const records = await db.query<{ id: string; entries: number }>(
    'SELECT id, entries FROM stream WHERE entries > 0 ORDER BY id',
  );
  for (const { id, entries } of records) {
    const size = (await lastCheckpoint(db, id))?.size ?? 0;
    const fault =
      (size === 0 ? null : await verify(db, id, size)) ?? (await checkRest(db, id, size, entries));
    yield { assembly: id, entries, fault };
  }
}

async function verify(db: Sql, assembly: string, size: number): Promise<string | null> {
  const verifier = new ExportVerifier();
  for await (const line of exportLines(db, assembly, size)) {
    const step = verifier.line(line.slice(0, -1));
    if (!step.ok) return step.rejection.message;
  }
  const found = verifier.finish();
  return found.ok ? null : found.rejection.message;
}

/** The entries that no checkpoint covers yet: a few seconds' worth. */
async function checkRest(db: Sql, assembly: string, size: number, entries: number): Promise<string | null> {
  let last = size;
  for (let page = await entriesAfter(db, assembly, last, PAGE); page.length > 0; ) {
    for (const { seq, bytes, leafHash: stated } of page) {
      if (seq !== last + 1) return `Entry ${last + 1} is missing.`;
      if (!Buffer.from(leafHash(bytes)).equals(stated))
        return `Entry ${seq}: its bytes do not have its leaf hash.`;
      last = seq;
    }
    page = await entriesAfter(db, assembly, last, PAGE);
  }
  return last === entries ? null : `There are ${last} entries, and the record counts ${entries}.`;
}
