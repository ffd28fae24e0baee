/**
 * How long to wait before the next attempt: doubling from half a second up to half a minute, with jitter, so
 * that a hall full of phones does not come back at once. `draw` is a number from 0 up to 1.
 */
export function waitBefore(attempt: number, draw: number): number {
  const longest = Math.min(30_000, 500 * 2 ** Math.min(attempt, 10));
  return Math.round(longest / 2 + (longest / 2) * draw);
}
