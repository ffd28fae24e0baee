import { type ChangeDraft, type EntryDraft, notifyFeeds, type Tx } from '@plenary/platform';
import { sealEntry } from './entry.js';

const COUNT = {
  name: 'record-count',
  text: `UPDATE stream SET entries = entries + $2, changes = changes + $3 WHERE id = $1
         RETURNING entries, changes, plenary_now() AS at`,
};
/**
 * One statement for the three tables: the counter's row is locked meanwhile, and everybody else who writes to the
 * stream waits for each turn to the database and back.
 */
const WRITE = {
  name: 'record-write',
  text: `WITH entries AS (
           INSERT INTO entry (assembly_id, seq, at, kind, bytes, leaf_hash)
           SELECT $1::uuid, seq, $2::timestamptz, kind, bytes, leaf_hash
           FROM unnest($3::bigint[], $4::text[], $5::bytea[], $6::bytea[]) AS e (seq, kind, bytes, leaf_hash)),
         personal AS (
           INSERT INTO entry_personal (assembly_id, seq, name, salt, value)
           SELECT $1::uuid, seq, name, salt, value
           FROM unnest($7::bigint[], $8::text[], $9::bytea[], $10::text[]) AS p (seq, name, salt, value))
         INSERT INTO change (scope, seq, kind, ids)
         SELECT $1::uuid, seq, kind, ids FROM unnest($11::bigint[], $12::text[], $13::jsonb[]) AS c (seq, kind, ids)`,
};

/**
 * The last statements of every transaction that changes something: numbers what it collected and writes it.
 * The counter row is locked here and held until the commit, so nothing may be locked after it; streams go in
 * order of their ids, so two transactions cannot wait for each other. Each entry adds its own line to the feed.
 */
export async function appendRecordAndFeed(tx: Tx): Promise<void> {
  const streams = new Map<string, { entries: EntryDraft[]; changes: ChangeDraft[] }>();
  const of = (id: string) => {
    const found = streams.get(id) ?? { entries: [], changes: [] };
    streams.set(id, found);
    return found;
  };
  for (const entry of tx.entries) of(entry.assemblyId).entries.push(entry);
  for (const change of tx.changes) of(change.scope).changes.push(change);
  for (const id of [...streams.keys()].sort()) {
    const { entries, changes } = streams.get(id)!;
    await appendToStream(tx, id, entries, changes);
  }
  if (tx.changes.some(({ atOnce }) => atOnce)) await notifyFeeds(tx, [...streams.keys()]);
}

async function appendToStream(
  tx: Tx,
  id: string,
  entries: EntryDraft[],
  changes: ChangeDraft[],
): Promise<void> {
  const lines = entries.length + changes.length;
  const counted = await tx.one<{ entries: number; changes: number; at: Date }>(COUNT, [
    id,
    entries.length,
    lines,
  ]);
  const firstEntry = counted.entries - entries.length + 1;
  const firstChange = counted.changes - lines + 1;

  const sealed = entries.map((draft, i) => sealEntry(draft, firstEntry + i, counted.at));
  const personal = sealed.flatMap((s, i) => s.personal.map((p) => ({ seq: firstEntry + i, ...p })));
  const lineOf = (_: unknown, i: number) => ({ kind: 'entry', ids: { seq: String(firstEntry + i) } });
  const feed = [...entries.map(lineOf), ...changes];
  await tx.run(WRITE, [
    id,
    counted.at,
    sealed.map((_, i) => firstEntry + i),
    entries.map((d) => d.kind),
    sealed.map((s) => s.bytes),
    sealed.map((s) => s.leafHash),
    personal.map((p) => p.seq),
    personal.map((p) => p.name),
    personal.map((p) => p.salt),
    personal.map((p) => p.value),
    feed.map((_, i) => firstChange + i),
    feed.map((c) => c.kind),
    feed.map((c) => JSON.stringify(c.ids)),
  ]);
}
