import { commitment, encodeEntry, leafHash as hashOfLeaf } from '@plenary/log';
import type { EntryDraft } from '@plenary/platform';
import { newSalt } from './salt.js';

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
  const bytes = encodeEntry({
    assembly: draft.assemblyId,
    seq,
    at: at.toISOString(),
    kind: draft.kind,
    authority: draft.authority,
    data: draft.data,
    personal: Object.fromEntries(personal.map((p) => [p.name, commitment(p.salt, p.value)])),
  });
  return { bytes: asBuffer(bytes), leafHash: leafHash(bytes), personal };
}

/** RFC 6962 §2.1: the hash of a leaf is SHA-256(0x00 || data). */
export function leafHash(data: Uint8Array): Buffer {
  return asBuffer(hashOfLeaf(data));
}

/** The same bytes under the type that the database driver reads and writes. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
