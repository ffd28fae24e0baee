import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Json } from '@plenary/kernel';
import { utf8 } from '../bytes.js';
import type { EntryBody } from '../entry/entry-body.js';
import type { ExportedBallots, ExportedReceipts, ExportedTranscript, ExportedVoters } from './format.js';
import { canRecount, type GroupedBallots, recount } from './recount.js';
import { type OpenedElection, recountElection } from './recount-election.js';
import { type Fault, SortedLines } from './sorted-lines.js';
import { Voters } from './voters.js';

/** A ballot of a roll call that says whose it is. */
export interface BallotOfVoter {
  readonly code: string;
  readonly answer: string;
  readonly weight: number;
  /** The membership, or the seat. */
  readonly voter: string;
}

const BALLOT = /^(.+) ([1-9]\d{0,6})$/s;
const ROLL_CALL_BALLOT = /^([0-9A-Z-]+) (.+) ([1-9]\d{0,6})$/s;

/** A closed poll, as its entry states it, and what was published with it as it comes in. */
export class ClosedPoll {
  #tier: string | null = null;
  #lastCode = '';
  readonly #ballots: SortedLines;
  readonly #receipts: SortedLines;
  readonly #voters: Voters;
  readonly #groups = new Map<string, GroupedBallots>();
  #transcript: string | null = null;
  recounted = false;

  private constructor(
    readonly poll: string,
    readonly entry: EntryBody,
    /** What the entry says that opened it, where it is an election. */
    readonly opened: OpenedElection | null,
    /** Told of each ballot that the file says whose it is. */
    readonly ballotOf: (ballot: BallotOfVoter) => void,
  ) {
    const { ballotsHash, receiptsHash, votersHash } = entry.data;
    this.#voters = new Voters(poll, text(votersHash));
    this.#ballots = new SortedLines('ballot', poll, text(ballotsHash));
    this.#receipts = new SortedLines('receipt', poll, text(receiptsHash));
  }

  /** Null for an entry that closes no poll. */
  static of(
    entry: EntryBody,
    opened: ReadonlyMap<string, OpenedElection>,
    ballotOf: (ballot: BallotOfVoter) => void,
  ): ClosedPoll | null {
    const { poll } = entry.data;
    if (entry.kind !== 'poll.closed' || typeof poll !== 'string') return null;
    return new ClosedPoll(poll, entry, opened.get(poll) ?? null, ballotOf);
  }

  /** Whether its ballots are in the file. */
  get given(): boolean {
    return this.#ballots.given;
  }

  /** Whether the file says whose ballot is whose. */
  get named(): boolean {
    return this.#voters.lines.given;
  }

  addVoters(voters: ExportedVoters): Fault {
    if (this.given || this.#receipts.given)
      return `voters of the poll ${this.poll} come after its ballots or receipts.`;
    return this.#voters.add(voters);
  }

  addBallots({ tier, lines, sums }: ExportedBallots): Fault {
    if (this.#tier !== null && this.#tier !== tier)
      return `the ballots of the poll ${this.poll} change from the tier ${this.#tier} to ${tier}.`;
    if (this.#receipts.given) return `ballots of the poll ${this.poll} come after its receipts.`;
    if (this.named && tier !== 'roll_call')
      return `the poll ${this.poll} says whose ballot is whose, and is no roll call.`;
    this.#tier = tier;
    this.#ballots.begin(`plenary/ballots/v1\n${this.poll}\n${tier}\n`);
    for (const [i, line] of lines.entries()) {
      const fault = this.#ballots.add(line, sums[i]!, tier === 'roll_call') ?? this.#group(line);
      if (fault !== null) return fault;
    }
    return null;
  }

  addTranscript({ text }: ExportedTranscript): Fault {
    if (this.named || this.given || this.#receipts.given)
      return `the transcript of the poll ${this.poll} comes after its voters, ballots or receipts.`;
    this.#transcript = (this.#transcript ?? '') + text;
    return null;
  }

  addReceipts({ lines, sums }: ExportedReceipts): Fault {
    this.#receipts.begin(`plenary/receipts/v1\n${this.poll}\n`);
    for (const [i, line] of lines.entries()) {
      const fault = this.#receipts.add(line, sums[i]!, true);
      if (fault !== null) return fault;
    }
    return null;
  }

  /** After the last line that belongs to the poll. */
  seal(): Fault {
    const fault =
      this.#ballots.seal() ??
      this.#receipts.seal() ??
      this.#voters.seal(this.given ? this.#ballots.length : null);
    if (fault !== null) return fault;
    if (this.#receipts.stated !== null && !this.#receipts.given)
      return `the receipts of the poll ${this.poll}, which it hashed, are not in the file.`;
    if (this.#receipts.given && this.given && this.#receipts.length !== this.#ballots.length)
      return `the poll ${this.poll} has ${this.#ballots.length} ballots and ${this.#receipts.length} receipts.`;
    const { data } = this.entry;
    if (data.transcriptHash !== undefined) return this.#sealElection();
    if (this.#transcript !== null)
      return `the poll ${this.poll} hashed no transcript, and one is in the file.`;
    if (!canRecount(data)) return null;
    if (!this.given) return `the ballots of the poll ${this.poll}, which it hashed, are not in the file.`;
    const differs = recount(data, this.#groups.values());
    if (differs !== null) return `the poll ${this.poll}, counted again: ${differs}`;
    this.recounted = true;
    return null;
  }

  #sealElection(): Fault {
    const { data } = this.entry;
    const name = `the poll ${this.poll}`;
    if (this.#transcript === null) return `the transcript of ${name}, which it hashed, is not in the file.`;
    if (bytesToHex(sha256(utf8(this.#transcript))) !== data.transcriptHash)
      return `the transcript of ${name} is not the one it hashed.`;
    if (this.opened === null) return `no entry before it opened ${name} as an election.`;
    if (this.given !== this.opened.published)
      return this.given
        ? `the papers of ${name} are in the file, and were not to be published.`
        : `the papers of ${name}, which it hashed, are not in the file.`;
    const papers = this.given ? [...this.#groups.values()] : null;
    const differs = recountElection(this.opened, data, this.#transcript, papers);
    if (differs !== null) return `${name}, counted again: ${differs}`;
    this.recounted = this.given;
    return null;
  }

  /** Takes a ballot apart, and adds it to those that say the same. */
  #group(line: string): Fault {
    const rollCall = this.#tier === 'roll_call';
    const [, ...parts] = (rollCall ? ROLL_CALL_BALLOT : BALLOT).exec(line) ?? [];
    const [answer, weight] = parts.slice(-2);
    const name = `the ballot number ${this.#ballots.length} of the poll ${this.poll}, \`${line}\`,`;
    if (answer === undefined) return `${name} is not in the form of its tier.`;
    if (rollCall && parts[0] === this.#lastCode) return `${name} has the receipt of the one before it.`;
    const code = parts[0]!;
    this.#lastCode = code;
    if (this.named) {
      const voter = this.#voters.of(code);
      if (voter === null) return `${name} is no voter’s in the list before it.`;
      this.ballotOf({ code, answer, weight: Number(weight), voter });
    }
    const key = `${answer} ${weight}`;
    const group = this.#groups.get(key) ?? { answer, weight: Number(weight), heads: 0 };
    group.heads++;
    this.#groups.set(key, group);
    return null;
  }
}

function text(json: Json | undefined): string | null {
  return typeof json === 'string' ? json : null;
}
