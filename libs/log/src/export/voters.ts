import type { ExportedVoters } from './format.js';
import { type Fault, SortedLines } from './sorted-lines.js';

const VOTER = /^([0-9A-Z-]+) ([0-9a-f-]+)$/;

/** Whose receipt is whose in a closed roll call, as the file says, and its hash. In memory while its poll is read. */
export class Voters {
  readonly lines: SortedLines;
  readonly #voters = new Set<string>();
  readonly #of = new Map<string, string>();

  constructor(
    readonly poll: string,
    stated: string | null,
  ) {
    this.lines = new SortedLines('voter', poll, stated);
  }

  add({ lines, sums }: ExportedVoters): Fault {
    this.lines.begin(`plenary/voters/v1\n${this.poll}\n`);
    for (const [i, line] of lines.entries()) {
      const fault = this.lines.add(line, sums[i]!, true) ?? this.#take(line);
      if (fault !== null) return fault;
    }
    return null;
  }

  /** The membership, or the seat, that holds the receipt; null: nobody in the list. */
  of(code: string): string | null {
    return this.#of.get(code) ?? null;
  }

  /** After the last ballot, of which there were so many; null: none are in the file. */
  seal(ballots: number | null): Fault {
    const { given, stated, length } = this.lines;
    if (stated !== null && !given)
      return `the voters of the poll ${this.poll}, whom it hashed, are not in the file.`;
    if (given && ballots !== null && length !== ballots)
      return `the poll ${this.poll} has ${ballots} ballots and ${length} voters.`;
    return this.lines.seal();
  }

  #take(line: string): Fault {
    const [, code, voter] = VOTER.exec(line) ?? [];
    const name = `the voter number ${this.lines.length} of the poll ${this.poll}, \`${line}\`,`;
    if (code === undefined || voter === undefined) return `${name} is not a receipt and who holds it.`;
    if (this.#of.has(code)) return `${name} holds the receipt of the one before.`;
    if (this.#voters.has(voter)) return `${name} stands in the list twice.`;
    this.#of.set(code, voter);
    this.#voters.add(voter);
    return null;
  }
}
