import { createHash } from 'node:crypto';
import type { Json } from '@plenary/kernel';
import type { EntryDraft } from '@plenary/platform';
import { canonicalJson } from './canonical.js';
import { commitment, newSalt } from './commitment.js';

/** The version of the canonical form below. A change of form is a new number, never an edit. */
const VERSION = 1;

export interface SealedEntry {
  readonly bytes: Buffer;
  readonly leafHash: Buffer;
  readonly personal: readonly { name: string; salt: Buffer; value: string }[];
}

/** Turns a drafted fact into the numbered entry: its canonical bytes, its leaf hash, and the values kept beside it. */
export function sealEntry(draft: EntryDraft, seq: number, at: Date): SealedEntry {
  const personal = Object.entries(draft.personal ?? {}).map(([name, value]) => ({
    name,
    salt: newSalt(),
    value,
  }));
  const body: Json = {
    v: VERSION,
    assembly: draft.assemblyId,
    seq,
    at: at.toISOString(),
    kind: draft.kind,
    authority: { ...draft.authority },
    data: draft.data,
    personal: Object.fromEntries(personal.map((p) => [p.name, commitment(p.salt, p.value)])),
  };
  const bytes = Buffer.from(canonicalJson(body), 'utf8');
  return { bytes, leafHash: leafHash(bytes), personal };
}

/** RFC 6962 §2.1: the hash of a leaf is SHA-256(0x00 || data). */
export function leafHash(data: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(data).digest();
}
