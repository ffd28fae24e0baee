import type { ChangeDraft, EntryDraft, Tx } from '@plenary/platform';
import { type SealedEntry, sealEntry } from './entry.js';

const COUNT = {
  name: 'record-count',
  text: `UPDATE stream SET entries = entries + $2, changes = changes + $3 WHERE id = $1
         RETURNING entries, changes, plenary_now() AS at`,
};
const INSERT_ENTRIES = {
  name: 'record-insert-entries',
  text: `INSERT INTO entry (assembly_id, seq, at, kind, bytes, leaf_hash)
         SELECT $1, seq, $2, kind, bytes, leaf_hash
         FROM unnest($3::bigint[], $4::text[], $5::bytea[], $6::bytea[]) AS e (seq, kind, bytes, leaf_hash)`,
};
const INSERT_PERSONAL = {
  name: 'record-insert-personal',
  text: `INSERT INTO entry_personal (assembly_id, seq, name, salt, value)
         SELECT $1, seq, name, salt, value
         FROM unnest($2::bigint[], $3::text[], $4::bytea[], $5::text[]) AS p (seq, name, salt, value)`,
};
const INSERT_CHANGES = {
  name: 'record-insert-changes',
  text: `INSERT INTO change (scope, seq, kind, ids)
         SELECT $1, seq, kind, ids FROM unnest($2::bigint[], $3::text[], $4::jsonb[]) AS c (seq, kind, ids)`,
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

  if (entries.length > 0) {
    const sealed = entries.map((draft, i) => sealEntry(draft, firstEntry + i, counted.at));
    await insertEntries(tx, id, counted.at, firstEntry, entries, sealed);
  }
  const all = [
    ...entries.map((_, i) => ({ kind: 'entry', ids: { seq: String(firstEntry + i) } })),
    ...changes,
  ];
  await tx.run(INSERT_CHANGES, [
    id,
    all.map((_, i) => firstChange + i),
    all.map((c) => c.kind),
    all.map((c) => JSON.stringify(c.ids)),
  ]);
}

async function insertEntries(
  tx: Tx,
  assemblyId: string,
  at: Date,
  first: number,
  drafts: EntryDraft[],
  sealed: SealedEntry[],
): Promise<void> {
  await tx.run(INSERT_ENTRIES, [
    assemblyId,
    at,
    sealed.map((_, i) => first + i),
    drafts.map((d) => d.kind),
    sealed.map((s) => s.bytes),
    sealed.map((s) => s.leafHash),
  ]);
  const personal = sealed.flatMap((s, i) => s.personal.map((p) => ({ seq: first + i, ...p })));
  if (personal.length === 0) return;
  await tx.run(INSERT_PERSONAL, [
    assemblyId,
    personal.map((p) => p.seq),
    personal.map((p) => p.name),
    personal.map((p) => p.salt),
    personal.map((p) => p.value),
  ]);
}
