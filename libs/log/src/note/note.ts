import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { fromBase64, fromUtf8, isWellFormed, toBase64, utf8 } from '../bytes.js';
import { isKeyName, type NoteSigner, type NoteVerifier } from './key.js';

/** A reader refuses a longer note before it looks at a signature. Also the limit of the Go note package. */
export const MAX_NOTE_BYTES = 1_000_000;

/** C2SP signed-note asks for at least 16; the Go note package takes 100. */
export const MAX_SIGNATURES = 100;

const KEY_ID_BYTES = 4;
const SIGNATURE_LINE = /^— ([^ ]+) ([^ ]+)$/u;

/** One signature line. */
export interface NoteSignature {
  readonly name: string;
  /** Eight lower-case hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A note of which at least one known key's signature was verified. */
export interface OpenedNote {
  /** What was signed, its last newline included. */
  readonly text: string;
  /** One for each known key that signed, in the order of the lines. All of them verified. */
  readonly verified: readonly NoteSignature[];
  /** Lines of keys that the reader does not know, each once. They prove nothing. */
  readonly unverified: readonly NoteSignature[];
}

/** Why a note was refused. Its text must then be ignored (C2SP signed-note), so it is not handed out. */
export type NoteRejection =
  | MalformedNote
  | (Rejection & { readonly code: 'NOTE_UNVERIFIED'; readonly unverified: readonly NoteSignature[] })
  | (Rejection & {
      readonly code: 'NOTE_SIGNATURE_INVALID' | 'NOTE_KEY_AMBIGUOUS';
      readonly name: string;
      readonly keyId: string;
    });

export interface MalformedNote extends Rejection {
  readonly code: 'NOTE_MALFORMED';
}

/**
 * Signs a text (C2SP signed-note, 'Format').
 * @param signatures kept in front of the new ones: a witness's, or those of the key that is being replaced.
 * @throws RangeError when the text does not end in a newline, or holds what no note may hold.
 */
export function signNote(
  text: string,
  signers: readonly NoteSigner[],
  signatures: readonly NoteSignature[] = [],
): string {
  if (!isNoteText(text) || !text.endsWith('\n'))
    throw new RangeError('a note text is lines that end in a newline');
  const message = utf8(text);
  const all = [
    ...signatures,
    ...signers.map((s) => ({ name: s.name, keyId: s.keyId, signature: s.sign(message) })),
  ];
  if (all.length === 0 || all.length > MAX_SIGNATURES)
    throw new RangeError(`a note has 1 to ${MAX_SIGNATURES} signatures`);
  return `${text}\n${all.map(signatureLine).join('')}`;
}

/**
 * Reads a note and verifies every signature of a known key (C2SP signed-note, 'Signatures'): lines of unknown keys
 * are ignored, one bad signature of a known key refuses the whole note, and so does none at all.
 */
export function openNote(
  note: string | Uint8Array,
  known: readonly NoteVerifier[],
): Result<OpenedNote, NoteRejection> {
  const split = splitNote(note);
  if (!split.ok) return split;
  const { text, signatures } = split.value;
  const message = utf8(text);
  const verified = new Map<string, NoteSignature>();
  const unverified = new Map<string, NoteSignature>();
  for (const signature of signatures) {
    const { name, keyId } = signature;
    const keys = known.filter((key) => key.name === name && key.keyId === keyId);
    const [key] = keys;
    if (keys.length > 1)
      return rejected({
        code: 'NOTE_KEY_AMBIGUOUS',
        message: `Two known keys are both called ${name} with the ID ${keyId}.`,
        name,
        keyId,
      });
    if (key === undefined) unverified.set(signatureLine(signature), signature);
    else if (!key.verify(message, signature.signature))
      return rejected({
        code: 'NOTE_SIGNATURE_INVALID',
        message: `The signature of ${name} does not fit the text: one of the two was changed.`,
        name,
        keyId,
      });
    else if (!verified.has(`${name}+${keyId}`)) verified.set(`${name}+${keyId}`, signature);
  }
  if (verified.size === 0)
    return rejected({
      code: 'NOTE_UNVERIFIED',
      message: 'No known key signed this note.',
      unverified: [...unverified.values()],
    });
  return ok({ text, verified: [...verified.values()], unverified: [...unverified.values()] });
}

/**
 * Takes a note apart without verifying anything: to learn who claims to have signed it. Its text is to be ignored
 * until {@link openNote} has accepted it.
 */
export function splitNote(
  note: string | Uint8Array,
): Result<{ readonly text: string; readonly signatures: readonly NoteSignature[] }, MalformedNote> {
  if (note.length > MAX_NOTE_BYTES) return malformed('The note is longer than a megabyte.');
  const whole = typeof note === 'string' ? note : fromUtf8(note);
  if (whole === null || !isNoteText(whole))
    return malformed('The note is not UTF-8, or holds a control character other than a newline.');
  // The text may hold empty lines; the last one in the note ends it.
  const end = whole.lastIndexOf('\n\n');
  if (end < 0 || !whole.endsWith('\n')) return malformed('The note has no signatures below an empty line.');
  const lines = whole
    .slice(end + 2)
    .split('\n')
    .slice(0, -1);
  if (lines.length > MAX_SIGNATURES) return malformed(`The note has more than ${MAX_SIGNATURES} signatures.`);
  const signatures = lines.map(parseSignatureLine).filter((signature) => signature !== null);
  if (lines.length === 0 || signatures.length < lines.length)
    return malformed('A line below the text is not a signature.');
  return ok({ text: whole.slice(0, end + 1), signatures });
}

function signatureLine({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(concatBytes(hexToBytes(keyId), signature))}\n`;
}

function parseSignatureLine(line: string): NoteSignature | null {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (name === undefined || encoded === undefined || !isKeyName(name)) return null;
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes.length <= KEY_ID_BYTES) return null;
  return {
    name,
    keyId: bytesToHex(bytes.subarray(0, KEY_ID_BYTES)),
    signature: bytes.subarray(KEY_ID_BYTES),
  };
}

/** C2SP signed-note, 'Format': UTF-8 without ASCII control characters other than newline. */
function isNoteText(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text[i]! < ' ' && text[i] !== '\n') return false;
  return isWellFormed(text);
}

function malformed(message: string): Result<never, MalformedNote> {
  return rejected({ code: 'NOTE_MALFORMED', message });
}
