import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { utf8 } from '../bytes.js';
import { lineSum } from './format.js';

/** What is wrong, in a sentence; null: nothing. */
export type Fault = string | null;

/** Sorted lines as they come in, and their hash. */
export class SortedLines {
  given = false;
  length = 0;
  #last = '';
  #hash: ReturnType<typeof sha256.create> | null = null;

  constructor(
    readonly what: 'ballot' | 'receipt' | 'voter',
    readonly poll: string,
    readonly stated: string | null,
  ) {}

  begin(head: string): void {
    this.given = true;
    this.#hash ??= sha256.create().update(utf8(head));
  }

  /** `unique`: lines that begin with a code, which is ASCII, so that comparing texts compares their bytes. */
  add(line: string, sum: string, unique: boolean): Fault {
    this.length++;
    const name = `the ${this.what} number ${this.length} of the poll ${this.poll}`;
    if (lineSum(line) !== sum) return `${name}, \`${line}\`, does not have the sum ${sum} beside it.`;
    if (unique && line <= this.#last)
      return `${name}, \`${line}\`, is not after \`${this.#last}\`: each stands in the list once, in order.`;
    this.#last = line;
    this.#hash!.update(utf8(`${line}\n`));
    return null;
  }

  seal(): Fault {
    return this.#hash === null || bytesToHex(this.#hash.digest()) === this.stated
      ? null
      : `the ${this.what}s of the poll ${this.poll} are not those it hashed.`;
  }
}
