import {
  isUuid,
  type Json,
  type JsonObject,
  ok,
  type Rejection,
  type Result,
  rejected,
} from '@plenary/kernel';
import { fromUtf8, utf8 } from '../bytes.js';
import { canonicalJson } from './canonical.js';
import { isCommitment } from './commitment.js';

/** The version of the canonical form below. A change of form is a new number, never an edit. */
export const ENTRY_VERSION = 1;

/** What an entry says: all that is hashed. */
export interface EntryBody {
  readonly assembly: string;
  /** From 1, without a gap. The entry's leaf has the index seq - 1. */
  readonly seq: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  /** What happened, as noun.past-tense. */
  readonly kind: string;
  /** The kernel's `Authority` when written; read with any source, so that a new one does not make old readers fail. */
  readonly authority: JsonObject & { readonly source: string };
  readonly data: JsonObject;
  /** The commitment to each personal value, by the value's name. */
  readonly personal: Readonly<Record<string, string>>;
}

export interface EntryRejection extends Rejection {
  /** Unknown version: written by a newer Plenary; not wrong, but not readable here. */
  readonly code: 'ENTRY_MALFORMED' | 'ENTRY_VERSION_UNKNOWN';
}

const MEMBERS = ['assembly', 'at', 'authority', 'data', 'kind', 'personal', 'seq', 'v'];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The canonical bytes of an entry: what is hashed as its leaf, and the only truth about it. */
export function encodeEntry(body: EntryBody): Uint8Array {
  const { assembly, seq, at, kind, authority, data, personal } = body;
  return utf8(canonicalJson({ v: ENTRY_VERSION, assembly, seq, at, kind, authority, data, personal }));
}

/** Reads an entry's bytes. Only the bytes that {@link encodeEntry} writes are taken, so two entries never read alike. */
export function readEntry(bytes: Uint8Array): Result<EntryBody, EntryRejection> {
  const json = canonicalObject(bytes);
  if (json === null) return malformed('The bytes are not an object in canonical JSON.');
  if (typeof json.v === 'number' && json.v > ENTRY_VERSION)
    return rejected({
      code: 'ENTRY_VERSION_UNKNOWN',
      message: `The entry has version ${json.v} and needs a newer Plenary to be read.`,
    });
  if (json.v !== ENTRY_VERSION || Object.keys(json).join() !== MEMBERS.join())
    return malformed('The entry does not have the members of its version.');
  if (!isBody(json)) return malformed('A member of the entry does not have its form.');
  const { assembly, seq, at, kind, authority, data, personal } = json;
  return ok({ assembly, seq, at, kind, authority, data, personal });
}

function canonicalObject(bytes: Uint8Array): JsonObject | null {
  const text = fromUtf8(bytes);
  if (text === null) return null;
  try {
    const json = JSON.parse(text) as Json;
    return isObject(json) && canonicalJson(json) === text ? json : null;
  } catch {
    return null;
  }
}

function isBody(json: JsonObject): json is JsonObject & EntryBody {
  const { assembly, seq, at, kind, authority, data, personal } = json;
  return (
    typeof assembly === 'string' &&
    isUuid(assembly) &&
    typeof seq === 'number' &&
    seq > 0 &&
    typeof at === 'string' &&
    INSTANT.test(at) &&
    typeof kind === 'string' &&
    kind !== '' &&
    isObject(authority) &&
    typeof authority.source === 'string' &&
    isObject(data) &&
    isObject(personal) &&
    Object.values(personal).every(isCommitment)
  );
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function malformed(message: string): Result<never, EntryRejection> {
  return rejected({ code: 'ENTRY_MALFORMED', message });
}
