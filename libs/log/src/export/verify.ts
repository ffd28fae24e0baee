import { bytesToHex } from '@noble/hashes/utils.js';
import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { fromBase64, sameBytes, utf8 } from '../bytes.js';
import { openCheckpoint } from '../checkpoint.js';
import { opensCommitment } from '../entry/commitment.js';
import { type EntryBody, readEntry } from '../entry/entry-body.js';
import { CompactTree } from '../merkle/compact-tree.js';
import { leafHash } from '../merkle/hash.js';
import { parseVerifierKey, type VerifierKey } from '../note/ed25519.js';
import { assemblyOfOrigin } from '../origin.js';
import { type BallotOfVoter, ClosedPoll } from './closed-poll.js';
import {
  type ExportedBallots,
  type ExportedEntry,
  type ExportedReceipts,
  type ExportedTranscript,
  type ExportedVoters,
  type ExportHead,
  type ExportMalformed,
  readExportLine,
} from './format.js';
import { Names } from './names.js';
import { type OpenedElection, openedElection } from './recount-election.js';

/** An export that holds: what it is of, and how far. */
export interface VerifiedExport {
  readonly assembly: string;
  readonly origin: string;
  readonly entries: number;
  /** In hexadecimal. */
  readonly root: string;
  readonly checkpoints: number;
  /** Polls whose published ballots are in the file and have the hash that the record states. */
  readonly polls: number;
  /** Of these the polls whose ballots, counted again, give the result on the record. */
  readonly recounted: number;
  /** Of these the roll calls that say whose ballot is whose. */
  readonly rollCalls: number;
  /** The keys that the trusted one vouches for, itself included, as texts. */
  readonly keys: readonly string[];
}

/** A ballot of a roll call, and whose it is. */
export interface NamedBallot extends BallotOfVoter {
  readonly poll: string;
  /** The entry that closed the poll. */
  readonly seq: number;
  /** What the poll asked; null where that was erased. */
  readonly question: string | null;
  /** What the voter was called then, as an entry committed to; null: erased; undefined: no entry names them. */
  readonly name: string | null | undefined;
}

/** Well formed, and not true. */
export interface ExportWrong extends Rejection {
  readonly code: 'EXPORT_WRONG';
  /** The entry that is wrong; null when it is not one entry. */
  readonly seq: number | null;
}

/** What belongs to the entry before it, which closes a poll. */
type CastLine =
  | { readonly transcript: ExportedTranscript }
  | { readonly voters: ExportedVoters }
  | { readonly ballots: ExportedBallots }
  | { readonly receipts: ExportedReceipts };

type Step = Result<void, ExportWrong | ExportMalformed>;

/**
 * Verifies an export line by line, in memory that does not grow with it: every entry's bytes against its leaf hash,
 * its number and its commitments, every checkpoint's root and signature; the ballots and receipts of every closed poll
 * against their hashes on the record, and the ballots counted again against the result there.
 */
export class ExportVerifier {
  #head: ExportHead | null = null;
  #keys: readonly VerifierKey[] = [];
  readonly #trusted = new Set<string>();
  #tree = new CompactTree();
  #checkpoints = 0;
  #covered = 0;
  #lastIsTrusted = false;
  #closed: ClosedPoll | null = null;
  /** The elections that are open at this place of the record. */
  readonly #elections = new Map<string, OpenedElection>();
  readonly #names = new Names();
  #polls = 0;
  #recounted = 0;
  #rollCalls = 0;
  #ended = false;

  /**
   * @param trusted the verifier key that the reader has from elsewhere; null: the file's own first one.
   * @param tell told of each ballot of a roll call as it is read: before the poll is sealed and the end is reached, so
   *   not to be believed until the whole file holds.
   */
  constructor(
    readonly trusted: string | null = null,
    readonly tell: (ballot: NamedBallot) => void = () => undefined,
  ) {}

  /** How many entries were read. */
  get size(): number {
    return Number(this.#tree.size);
  }

  /** The root of the entries that were read, in hexadecimal. */
  get root(): string {
    return bytesToHex(this.#tree.root());
  }

  /** What the next line should be, in words. */
  get expects(): string {
    if (this.#head === null) return 'the `export` line, which begins the file';
    return this.#ended
      ? 'nothing more'
      : `entry ${this.size + 1}, a transcript, voters, ballots, receipts, a checkpoint or the end`;
  }

  /** Takes the next line, without its line feed. After a refusal no more is to be given. */
  line(text: string): Step {
    const read = readExportLine(text);
    if (!read.ok) return read;
    const line = read.value;
    if (this.#ended) return malformed('There is a line after the end.');
    if ((this.#head === null) !== 'export' in line) return malformed('This line is not in its place.');
    if ('transcript' in line || 'voters' in line || 'ballots' in line || 'receipts' in line)
      return this.#cast(line);
    const sealed = this.#sealPoll();
    if (!sealed.ok) return sealed;
    if ('export' in line) return this.#begin(line.export);
    if ('entry' in line) return this.#entry(line.entry);
    if ('checkpoint' in line) return this.#checkpoint(line.checkpoint.note);
    return this.#end(line.end.entries);
  }

  /** After the last line. */
  finish(): Result<VerifiedExport, ExportWrong | ExportMalformed> {
    if (this.#head === null || !this.#ended) return malformed('The file ends before its `end` line.');
    const { assembly, origin } = this.#head;
    return ok({
      assembly,
      origin,
      entries: this.size,
      root: bytesToHex(this.#tree.root()),
      checkpoints: this.#checkpoints,
      polls: this.#polls,
      recounted: this.#recounted,
      rollCalls: this.#rollCalls,
      keys: this.#keys.map(({ text }) => text).filter((text) => this.#trusted.has(text)),
    });
  }

  #begin(head: ExportHead): Step {
    if (assemblyOfOrigin(head.origin) !== head.assembly)
      return wrong(null, `The origin ${head.origin} is not that of the assembly ${head.assembly}.`);
    const keys: VerifierKey[] = [];
    for (const text of head.keys) {
      const key = parseVerifierKey(text);
      if (!key.ok) return malformed(`\`${text}\` is no verifier key: ${key.rejection.message}`);
      if (key.value.name !== head.origin) return wrong(null, `The key ${text} is another log's.`);
      keys.push(key.value);
    }
    if (this.trusted !== null && !head.keys.includes(this.trusted))
      return wrong(null, `The file is not signed by the key ${this.trusted}.`);
    this.#trusted.add(this.trusted ?? head.keys[0]!);
    this.#head = head;
    this.#keys = keys;
    return ok();
  }

  #entry({ seq, bytes, leafHash: stated, personal }: ExportedEntry): Step {
    const number = this.size + 1;
    if (seq !== number) return wrong(number, `Entry ${number} is not here: the line says entry ${seq}.`);
    const hashed = utf8(bytes);
    const hash = leafHash(hashed);
    if (bytesToHex(hash) !== stated)
      return wrong(
        seq,
        `Entry ${seq}: its bytes have the leaf hash ${bytesToHex(hash)}, and not ${stated} as stated beside them.`,
      );
    const body = readEntry(hashed);
    if (!body.ok) return wrong(seq, `Entry ${seq}: ${body.rejection.message}`);
    if (body.value.seq !== seq || body.value.assembly !== this.#head!.assembly)
      return wrong(
        seq,
        `Entry ${seq}: its bytes say that they are entry ${body.value.seq} of the assembly ${body.value.assembly}.`,
      );
    for (const [name, { salt, value }] of Object.entries(personal)) {
      const committed = body.value.personal[name];
      const opens = fromBase64(salt);
      if (committed === undefined || opens === null || !opensCommitment(committed, opens, value))
        return wrong(seq, `Entry ${seq}: the \`${name}\` beside it is not what the entry committed to.`);
    }
    this.#tree.append(hash);
    this.#note(body.value, personal);
    return ok();
  }

  #note(entry: EntryBody, personal: ExportedEntry['personal']): void {
    this.#names.note(entry, personal);
    const question = Object.hasOwn(personal, 'question') ? personal.question!.value : null;
    this.#closed = ClosedPoll.of(entry, this.#elections, (ballot) =>
      this.tell({
        ...ballot,
        poll: this.#closed!.poll,
        seq: entry.seq,
        question,
        name: this.#names.of(ballot.voter),
      }),
    );
    const { poll } = entry.data;
    if (typeof poll !== 'string') return;
    const opened = entry.kind === 'poll.opened' ? openedElection(entry.data) : null;
    if (opened !== null) this.#elections.set(poll, opened);
    if (entry.kind === 'poll.closed' || entry.kind === 'poll.voided') this.#elections.delete(poll);
  }

  #cast(line: CastLine): Step {
    const [{ poll }] = Object.values(line) as [{ poll: string }];
    if (this.#closed?.poll !== poll)
      return malformed(`Entry ${this.size}, before this line, does not close the poll ${poll}.`);
    const fault = this.#add(this.#closed, line);
    return fault === null ? ok() : wrong(this.size, `Entry ${this.size}: ${fault}`);
  }

  #add(closed: ClosedPoll, line: CastLine): string | null {
    if ('transcript' in line) return closed.addTranscript(line.transcript);
    if ('voters' in line) return closed.addVoters(line.voters);
    return 'ballots' in line ? closed.addBallots(line.ballots) : closed.addReceipts(line.receipts);
  }

  #sealPoll(): Step {
    const closed = this.#closed;
    this.#closed = null;
    if (closed === null) return ok();
    const fault = closed.seal();
    if (fault !== null) return wrong(this.size, `Entry ${this.size}: ${fault}`);
    if (closed.given) this.#polls++;
    if (closed.recounted) this.#recounted++;
    if (closed.named) this.#rollCalls++;
    return ok();
  }

  #checkpoint(note: string): Step {
    const { size } = this.#tree;
    if (this.#covered === this.size)
      return wrong(null, `The checkpoint after entry ${size} covers no entry that none before it does.`);
    const opened = openCheckpoint(note, this.#head!.origin, this.#keys);
    if (!opened.ok)
      return wrong(null, `The checkpoint after entry ${size} does not hold: ${opened.rejection.message}`);
    const { verified, unverified } = opened.value;
    // A line that nothing checks could be changed unseen.
    if (unverified.length > 0)
      return wrong(
        null,
        `The checkpoint after entry ${size} carries a signature by no key of the file: ${unverified[0]!.name}, key ID ${unverified[0]!.keyId}.`,
      );
    if (opened.value.size !== size)
      return wrong(null, `The checkpoint after entry ${size} is of ${opened.value.size} entries.`);
    if (!sameBytes(opened.value.root, this.#tree.root()))
      return wrong(
        this.#covered + 1 === this.size ? this.size : null,
        `The entries have another root than the checkpoint of ${size} says: one of entries ${this.#covered + 1} to ${size} was changed after it was signed.`,
      );
    const signed = this.#keys.filter((key) => verified.some(({ keyId }) => keyId === key.keyId));
    this.#lastIsTrusted = signed.some(({ text }) => this.#trusted.has(text));
    // One that a trusted key signed too announces the new key.
    if (this.#lastIsTrusted) for (const { text } of signed) this.#trusted.add(text);
    this.#checkpoints++;
    this.#covered = this.size;
    return ok();
  }

  #end(entries: number): Step {
    this.#ended = true;
    if (entries !== this.size) return wrong(null, `The end says ${entries} entries; there are ${this.size}.`);
    if (this.#covered !== this.size)
      return wrong(null, `No checkpoint covers the entries after number ${this.#covered}.`);
    if (!this.#lastIsTrusted)
      return wrong(null, 'The last checkpoint is signed by no key that the trusted key vouches for.');
    return ok();
  }
}

function wrong(seq: number | null, message: string): Result<never, ExportWrong> {
  return rejected({ code: 'EXPORT_WRONG', seq, message });
}

function malformed(message: string): Result<never, ExportMalformed> {
  return rejected({ code: 'EXPORT_MALFORMED', message });
}
