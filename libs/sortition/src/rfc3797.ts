import { md5 } from '@noble/hashes/legacy.js';
import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';

/** The index of a draw is two bytes (RFC 3797 §4.2). */
export const MAX_POOL = 65_536;

/** Digits of one number of a source: lotteries and share volumes have far fewer. */
const MAX_DIGITS = 100;

/** A seed that cannot be read. */
export interface SeedRejection extends Rejection {
  readonly code: 'SeedMalformed';
}

/** One draw of a lot. */
export interface Draw {
  /** Position in the pool as it was given, from 0. */
  readonly selected: number;
  /** How many were left to draw from. */
  readonly outOf: number;
  /** The MD5 digest that chose, in lower-case hexadecimal. */
  readonly digest: string;
}

/**
 * Reads published random numbers: sources are separated by `/`, the numbers of one source by spaces, commas or dots,
 * in any order (`9319 / 2 5 12 8 10 / 9 18 26 34 41 45`). Whole numbers alone: RFC 3797 §3.3 warns of text and
 * fractions, since people write the same one in different ways. A key in its canonical form reads as itself.
 */
export function readSeed(text: string): Result<readonly (readonly bigint[])[], SeedRejection> {
  const parts = text.split('/').map((part) => part.trim());
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  const sources: bigint[][] = [];
  for (const part of parts) {
    const numbers = part.split(/[\s,.]+/).filter((number) => number !== '');
    if (numbers.length === 0) return malformed('A source of the seed is empty.');
    for (const number of numbers) {
      if (!/^\d+$/.test(number))
        return malformed(`A seed is made of whole numbers, and '${number.slice(0, 40)}' is none.`);
      if (number.length > MAX_DIGITS)
        return malformed(`A number of the seed has more than ${MAX_DIGITS} digits.`);
    }
    sources.push(numbers.map(BigInt));
  }
  return ok(sources);
}

function malformed(message: string): Result<never, SeedRejection> {
  return rejected({ code: 'SeedMalformed', message });
}

/**
 * The key of RFC 3797 §4.1: for every source its numbers in ascending order, in decimal without leading zeros, each
 * followed by a dot, then a slash. The same numbers in another order give the same key.
 */
export function canonicalKey(sources: readonly (readonly bigint[])[]): string {
  return sources
    .map(
      (numbers) =>
        `${[...numbers]
          .sort(compare)
          .map((number) => `${number}.`)
          .join('')}/`,
    )
    .join('');
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Draws `count` of a pool of `pool`, in the order in which they are drawn (RFC 3797 §4.2): the MD5 of the two-byte
 * index, the key and the index again, as one big-endian number, modulo how many are left, is the position among
 * those left. MD5 is what the RFC names; it need not withstand collisions here, since the key is fixed by events
 * that nobody controls after the pool is published.
 *
 * @throws RangeError when the pool has more than {@link MAX_POOL}, or fewer than `count`.
 */
export function draw(key: string, pool: number, count: number): readonly Draw[] {
  if (!Number.isInteger(pool) || pool < 0 || pool > MAX_POOL)
    throw new RangeError(`a pool has 0 to ${MAX_POOL} places, not ${pool}`);
  if (!Number.isInteger(count) || count < 0 || count > pool)
    throw new RangeError(`${count} cannot be drawn of ${pool}`);
  const left = Array.from({ length: pool }, (_, position) => position);
  const bytes = new TextEncoder().encode(key);
  const message = new Uint8Array(bytes.length + 4);
  message.set(bytes, 2);
  return Array.from({ length: count }, (_, index) => {
    message[0] = message[message.length - 2] = index >> 8;
    message[1] = message[message.length - 1] = index & 0xff;
    const digest = hex(md5(message));
    const outOf = left.length;
    const at = Number(BigInt(`0x${digest}`) % BigInt(outOf));
    return { selected: left.splice(at, 1)[0]!, outOf, digest };
  });
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
