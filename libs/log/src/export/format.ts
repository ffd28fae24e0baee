import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type Json, type JsonObject, ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { utf8 } from '../bytes.js';
import { canonicalJson } from '../entry/canonical.js';

/*
 * The export of a whole record: UTF-8 lines that each end in a line feed, each an object in canonical JSON (RFC 8785)
 * with one member that says what the line is. In this order:
 *
 *   {"export":{"assembly":<id>,"keys":[<verifier key>…],"origin":<origin>,"v":1}}       once, first
 *   {"entry":{"bytes":<canonical bytes as text>,"leafHash":<hex>,
 *             "personal":{<name>:{"salt":<base64>,"value":<text>}…},"seq":<number>}}    for each entry, from 1, no gap
 *   {"transcript":{"poll":<id>,"text":<part>}}    after the `poll.closed` entry of an election, which states its
 *                                        `transcriptHash`, as often as it takes: the transcript of the count
 *   {"voters":{"lines":[<line>…],"poll":<id>,"sums":[<sum>…]}}    where the entry states a `votersHash` (a roll call),
 *                                        as often as it takes: whose ballot is whose, as hashed
 *   {"ballots":{"lines":[<line>…],"poll":<id>,"sums":[<sum>…],"tier":<tier>}}      after the `poll.closed` entry that
 *                                        states their `ballotsHash`, as often as it takes: the ballots, as hashed
 *   {"receipts":{"lines":[<code>…],"poll":<id>,"sums":[<sum>…]}}      then, where the entry states a `receiptsHash`
 *                                        (a secret poll), as often as it takes: the receipts, as hashed
 *   {"checkpoint":{"note":<signed note>}}    after the entry that it covers last; the last entry's is always there
 *   {"end":{"entries":<number>}}                                                        once, last
 *
 * The papers of a secret election are there only where the `poll.opened` entry says `publishBallots`.
 * A ballot is `<receipt> <answer> <weight>` in a roll call and `<answer> <weight>` in a secret poll: the answer is the
 * canonical text of whatever the poll's method takes, without a line feed. A voter is `<receipt> <membership>`, or the
 * seat that voted: what the member is called is beside the entries that name them (names.ts). The lists are sorted
 * bytewise, so their order says nothing. Each line has its sum beside it, which proves nothing, and lets the reader name
 * the one line that was damaged.
 * `personal` holds what has not been erased. The keys are the oldest first; a later one is announced by a checkpoint
 * that the one before it signed too.
 */

export const EXPORT_VERSION = 1;

/** Bytes of a line without its line feed: twice what the largest entry takes. */
export const MAX_EXPORT_LINE = 8 * 1024 * 1024;

/** UTF-16 code units of a transcript in one line. */
export const TRANSCRIPT_IN_LINE = 256 * 1024;

/** Ballots, or receipts, in one line. */
export const BALLOTS_IN_LINE = 1_000;

export interface ExportHead {
  readonly assembly: string;
  readonly origin: string;
  readonly keys: readonly string[];
}

export interface ExportedEntry {
  readonly seq: number;
  readonly bytes: string;
  readonly leafHash: string;
  readonly personal: Readonly<Record<string, { readonly salt: string; readonly value: string }>>;
}

export interface ExportedReceipts {
  readonly poll: string;
  readonly lines: readonly string[];
  /** Of each line its {@link lineSum}. */
  readonly sums: readonly string[];
}

/** As receipts: a list of lines, and their sums. */
export type ExportedVoters = ExportedReceipts;

export interface ExportedBallots extends ExportedReceipts {
  readonly tier: string;
}

export interface ExportedTranscript {
  readonly poll: string;
  readonly text: string;
}

export type ExportLine =
  | { readonly export: ExportHead }
  | { readonly entry: ExportedEntry }
  | { readonly transcript: ExportedTranscript }
  | { readonly voters: ExportedVoters }
  | { readonly ballots: ExportedBallots }
  | { readonly receipts: ExportedReceipts }
  | { readonly checkpoint: { readonly note: string } }
  | { readonly end: { readonly entries: number } };

export interface ExportMalformed extends Rejection {
  readonly code: 'EXPORT_MALFORMED';
}

/** The first four bytes of a line's SHA-256, in hexadecimal. */
export function lineSum(line: string): string {
  return bytesToHex(sha256(utf8(line)).subarray(0, 4));
}

/** One line of an export, its line feed included. */
export function exportLine(line: ExportLine): string {
  const json = 'export' in line ? { export: { ...line.export, v: EXPORT_VERSION } } : line;
  return `${canonicalJson(json as unknown as Json)}\n`;
}

/** Reads a line, without its line feed. Only what {@link exportLine} writes is taken, so that no bit is left over. */
export function readExportLine(text: string): Result<ExportLine, ExportMalformed> {
  const line = canonical(text);
  if (line === null) return malformed('This is not an object in canonical JSON.');
  const [[name, body] = ['', null], ...others] = Object.entries(line);
  const read = others.length === 0 && isObject(body) && Object.hasOwn(LINES, name) ? LINES[name] : undefined;
  if (read === undefined)
    return malformed(
      'A line is an `export`, an `entry`, a `transcript`, `voters`, `ballots`, `receipts`, a `checkpoint` or the `end`.',
    );
  const { members, fits } = read;
  const object = body as JsonObject;
  if (Object.keys(object).join() !== members || !fits(object))
    return malformed(`Its \`${name}\` has the members ${members}, each in its form.`);
  return ok(line as unknown as ExportLine);
}

/** The tiers whose ballots are published. */
const TIERS = ['roll_call', 'secret'];
const HASH = /^[0-9a-f]{64}$/;

const LINES: Readonly<Record<string, { members: string; fits: (body: JsonObject) => boolean }>> = {
  export: {
    members: 'assembly,keys,origin,v',
    fits: ({ assembly, keys, origin, v }) =>
      v === EXPORT_VERSION && isText(assembly) && isText(origin) && isTexts(keys) && keys.length > 0,
  },
  entry: {
    members: 'bytes,leafHash,personal,seq',
    fits: ({ bytes, leafHash, personal, seq }) =>
      isText(bytes) &&
      isText(leafHash) &&
      HASH.test(leafHash) &&
      isCount(seq) &&
      isObject(personal) &&
      Object.values(personal).every(isOpened),
  },
  transcript: { members: 'poll,text', fits: ({ poll, text }) => isText(poll) && isText(text) },
  voters: {
    members: 'lines,poll,sums',
    fits: ({ lines, poll, sums }) => isList(lines, sums) && isText(poll),
  },
  ballots: {
    members: 'lines,poll,sums,tier',
    fits: ({ lines, poll, sums, tier }) =>
      isList(lines, sums) && isText(poll) && isText(tier) && TIERS.includes(tier),
  },
  receipts: {
    members: 'lines,poll,sums',
    fits: ({ lines, poll, sums }) => isList(lines, sums) && isText(poll),
  },
  checkpoint: { members: 'note', fits: ({ note }) => isText(note) },
  end: { members: 'entries', fits: ({ entries }) => isCount(entries) },
};

function canonical(text: string): JsonObject | null {
  try {
    const json = JSON.parse(text) as Json;
    return isObject(json) && canonicalJson(json) === text ? json : null;
  } catch {
    return null;
  }
}

function isOpened(json: Json): boolean {
  return (
    isObject(json) && Object.keys(json).join() === 'salt,value' && isText(json.salt) && isText(json.value)
  );
}

function isText(json: Json | undefined): json is string {
  return typeof json === 'string';
}

function isTexts(json: Json | undefined): json is string[] {
  return Array.isArray(json) && json.every(isText);
}

function isList(lines: Json | undefined, sums: Json | undefined): boolean {
  return isTexts(lines) && isTexts(sums) && lines.length === sums.length;
}

function isCount(json: Json | undefined): boolean {
  return typeof json === 'number' && json > 0;
}

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function malformed(message: string): Result<never, ExportMalformed> {
  return rejected({ code: 'EXPORT_MALFORMED', message });
}
