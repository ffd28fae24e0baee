import { request } from '../graphql/client.ts';
import { RecordProofs, RecordStatement } from '../graphql/generated/record.ts';
import { readKept, writeKept } from './storage.ts';

/** An entry as it is shown; nothing in it is believed before it was checked. */
export interface ShownEntry {
  readonly seq: number;
  readonly canonical: string;
}

export type InRecord =
  | { readonly holds: true; readonly sentence: string }
  | { readonly holds: false; readonly because: string };

/**
 * Checks on this device that an entry stands in the signed record, and that its past is what this device checked
 * before; keeps what it checked, for the next time.
 */
export async function checkInRecord(assemblyId: string, { seq, canonical }: ShownEntry): Promise<InRecord> {
  const wrong = (because: string): InRecord => ({ holds: false, because });
  const { checkEntry, readKeptCheckpoint } = await import('../logic/check-entry.ts');
  const statement = (await request(RecordStatement, { id: assemblyId })).assembly?.checkpoint;
  if (!statement || statement.size < seq) {
    return wrong(
      'This entry is too new: the server signs the record every few seconds. Check again in a moment.',
    );
  }
  const place = `plenary.record.${assemblyId}`;
  const kept = readKeptCheckpoint(readKept(place));
  if (kept !== null && kept.size > statement.size) {
    return wrong(
      `The record has shrunk: this device checked ${kept.size} entries before, and the server shows ${statement.size}.`,
    );
  }
  const { size } = statement;
  const { assembly } = await request(RecordProofs, {
    id: assemblyId,
    seq,
    size,
    first: kept?.size ?? size,
  });
  const checked = checkEntry({
    seq,
    canonical,
    statement,
    inclusion: assembly?.inclusionProof ?? [],
    kept,
    consistency: kept === null ? [] : (assembly?.consistencyProof ?? []),
  });
  if (!checked.holds) return wrong(`${checked.because} Tell other members, and keep what you see here.`);
  writeKept(place, JSON.stringify(checked.keep));
  const grown = kept === null ? '' : ' Nothing before it was changed since this device last checked.';
  const key = checked.keyChanged
    ? ' The record is signed with another key than last time: ask other members whether theirs is the same.'
    : '';
  return { holds: true, sentence: `this entry is in the signed record of ${size} entries.${grown}${key}` };
}
