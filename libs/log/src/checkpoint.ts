import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { fromBase64, toBase64 } from './bytes.js';
import { HASH_BYTES } from './merkle/hash.js';
import type { NoteSigner, NoteVerifier } from './note/key.js';
import { type NoteRejection, type NoteSignature, openNote, signNote } from './note/note.js';

/** A statement of a log's size and root hash (C2SP tlog-checkpoint, 'Note text'). */
export interface Checkpoint {
  /** Which log. */
  readonly origin: string;
  /** How many leaves it has. */
  readonly size: bigint;
  /** The root of those leaves (RFC 6962 §2.1). */
  readonly root: Uint8Array;
  /** Lines that nobody can audit. Plenary writes none. */
  readonly extensions: readonly string[];
}

/** A checkpoint that the log's own key signed. */
export interface SignedCheckpoint extends Checkpoint {
  /** The log's and those of known witnesses. */
  readonly verified: readonly NoteSignature[];
  readonly unverified: readonly NoteSignature[];
}

export interface CheckpointRejection extends Rejection {
  readonly code: 'CHECKPOINT_MALFORMED' | 'CHECKPOINT_OF_ANOTHER_LOG' | 'CHECKPOINT_NOT_FROM_LOG';
}

/** RFC 9162 §4.10 and RFC 6962 §3.5 hold a tree's size in 64 bits. */
const MAX_SIZE = 2n ** 64n - 1n;

const DECIMAL = /^(0|[1-9][0-9]{0,19})$/;

/** A count in decimal digits with no leading zero, up to 2^64 - 1 and without losing a digit; null for anything else. */
export function parseSize(text: string): bigint | null {
  if (!DECIMAL.test(text)) return null;
  const size = BigInt(text);
  return size <= MAX_SIZE ? size : null;
}

/**
 * The note text of a checkpoint.
 * @throws RangeError when the result would not read back as the same checkpoint.
 */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const lines = [origin, String(size), toBase64(root), ...extensions];
  const text = `${lines.join('\n')}\n`;
  const parsed = parseCheckpoint(text);
  if (!parsed.ok || parsed.value.extensions.length !== extensions.length || parsed.value.origin !== origin)
    throw new RangeError('an origin or a line of a checkpoint is empty, or is more than one line');
  return text;
}

/**
 * Reads the note text of a checkpoint. The hash may have any length here, as C2SP leaves it to the log;
 * {@link openCheckpoint} takes only that of SHA-256.
 */
export function parseCheckpoint(text: string): Result<Checkpoint, CheckpointRejection> {
  if (!text.endsWith('\n')) return malformed('A checkpoint ends in a newline.');
  const lines = text.slice(0, -1).split('\n');
  if (lines.length < 3 || lines.includes(''))
    return malformed('A checkpoint is at least three lines, none empty.');
  const [origin, count, hash, ...extensions] = lines;
  const size = parseSize(count!);
  const root = fromBase64(hash!);
  if (size === null) return malformed('The second line of a checkpoint is the number of entries.');
  if (root === null) return malformed('The third line of a checkpoint is the root hash in base64.');
  return ok({ origin: origin!, size, root, extensions });
}

/**
 * The signed checkpoint of a log. A log signs none that is inconsistent with one it signed before (C2SP
 * tlog-checkpoint, 'Signatures'): the caller reads size and root in one transaction, from rows that are never edited.
 * @throws RangeError when the root is not a SHA-256 hash, or no signer is named as the origin.
 */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): string {
  if (checkpoint.root.length !== HASH_BYTES) throw new RangeError('a root hash has 32 bytes');
  if (!signers.some((signer) => signer.name === checkpoint.origin))
    throw new RangeError('the key of a log is named as its origin');
  return signNote(formatCheckpoint(checkpoint), signers);
}

/**
 * Reads a checkpoint of the log `origin` and verifies it. One of the known keys with the origin's name must have
 * signed it: a witness alone does not speak for the log.
 */
export function openCheckpoint(
  note: string | Uint8Array,
  origin: string,
  known: readonly NoteVerifier[],
): Result<SignedCheckpoint, NoteRejection | CheckpointRejection> {
  const opened = openNote(note, known);
  if (!opened.ok) return opened;
  const { text, verified, unverified } = opened.value;
  const parsed = parseCheckpoint(text);
  if (!parsed.ok) return parsed;
  if (parsed.value.root.length !== HASH_BYTES)
    return malformed('The root of a checkpoint does not have 32 bytes.');
  if (parsed.value.origin !== origin)
    return rejected({
      code: 'CHECKPOINT_OF_ANOTHER_LOG',
      message: `This checkpoint is of ${parsed.value.origin}, not of ${origin}.`,
    });
  if (!verified.some((signature) => signature.name === origin))
    return rejected({
      code: 'CHECKPOINT_NOT_FROM_LOG',
      message: 'The log itself did not sign this checkpoint.',
    });
  return ok({ ...parsed.value, verified, unverified });
}

function malformed(message: string): Result<never, CheckpointRejection> {
  return rejected({ code: 'CHECKPOINT_MALFORMED', message });
}
