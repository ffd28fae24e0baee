/**
 * How many voters, and what they weigh together. Without weights the two figures are the same.
 *
 * Both are whole numbers from 0 to 2^53 − 1 (`Number.MAX_SAFE_INTEGER`), so that a count passes unchanged
 * through JSON, SQL `bigint` and the browser; products and comparisons are taken in bigint inside.
 */
export interface Count {
  readonly heads: number;
  readonly weight: number;
}

/** Nobody. */
export const NOBODY: Count = { heads: 0, weight: 0 };

/** So many voters of weight 1 each. @throws RangeError when `heads` is not a whole number from 0 to 2^53 − 1. */
export function ofHeads(heads: number): Count {
  return { heads: whole(heads, 'heads'), weight: heads };
}

/** Both figures added. @throws RangeError when a sum leaves the exact range. */
export function addCounts(a: Count, b: Count): Count {
  return {
    heads: whole(a.heads + b.heads, 'heads'),
    weight: whole(a.weight + b.weight, 'weight'),
  };
}

/** The value itself, when it is a whole number from 0 to 2^53 − 1. @throws RangeError otherwise. */
export function whole(value: number | bigint, what: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 0) {
    throw new RangeError(`${what} is a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, not ${value}`);
  }
  return number;
}
