import { leafHash, openCheckpoint, parseVerifierKey, verifyConsistency, verifyInclusion } from '@plenary/log';
import { bytesOf, hexOf } from './hex.ts';

/** A checkpoint as the server states it: nothing in it is believed before the signature was verified. */
export interface Statement {
  readonly note: string;
  readonly origin: string;
  readonly verifierKey: string;
}

/** The checkpoint that this device verified last: what catches a history that was written anew. */
export interface KeptCheckpoint {
  readonly verifierKey: string;
  readonly size: number;
  /** In hexadecimal. */
  readonly root: string;
}

export interface Evidence {
  readonly seq: number;
  readonly canonical: string;
  readonly statement: Statement;
  /** That the entry is in the record of the statement's size; hashes in hexadecimal. */
  readonly inclusion: readonly string[];
  readonly kept: KeptCheckpoint | null;
  /** That the record of the statement's size begins with that of the kept one; empty where none is kept. */
  readonly consistency: readonly string[];
}

export type Checked =
  | { readonly holds: true; readonly keep: KeptCheckpoint; readonly keyChanged: boolean }
  | { readonly holds: false; readonly because: string };

const wrong = (because: string): Checked => ({ holds: false, because });

/** Checks an entry against the signed checkpoint, and that against the one kept from an earlier visit. */
export function checkEntry({ seq, canonical, statement, inclusion, kept, consistency }: Evidence): Checked {
  const key = parseVerifierKey(statement.verifierKey);
  if (!key.ok) return wrong('The key that the server names is no key.');
  const opened = openCheckpoint(statement.note, statement.origin, [key.value]);
  if (!opened.ok) return wrong('The signature under the record’s checkpoint does not fit its key.');
  const { size, root } = opened.value;
  const included = verifyInclusion({
    leafHash: leafHash(new TextEncoder().encode(canonical)),
    index: BigInt(seq - 1),
    size,
    proof: inclusion.map(bytesOf),
    root,
  });
  if (!included.ok) return wrong(`Entry ${seq}, as it is shown here, is not in the record that was signed.`);
  if (kept !== null) {
    const grown = verifyConsistency({
      firstSize: BigInt(kept.size),
      firstRoot: bytesOf(kept.root),
      secondSize: size,
      secondRoot: root,
      proof: consistency.map(bytesOf),
    });
    if (!grown.ok)
      return wrong('The record is not the one that this device checked before: its past was changed.');
  }
  const keep = { verifierKey: statement.verifierKey, size: Number(size), root: hexOf(root) };
  return { holds: true, keep, keyChanged: kept !== null && kept.verifierKey !== statement.verifierKey };
}

/** What was kept, or null where it cannot be read. */
export function readKeptCheckpoint(text: string | null): KeptCheckpoint | null {
  try {
    const { verifierKey, size, root } = JSON.parse(text ?? 'null') as Partial<KeptCheckpoint>;
    const whole =
      typeof verifierKey === 'string' && Number.isSafeInteger(size) && /^[0-9a-f]{64}$/.test(root ?? '');
    return whole ? { verifierKey, size: size!, root: root! } : null;
  } catch {
    return null;
  }
}
