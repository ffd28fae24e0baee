import { describe, expect, it } from '@jest/globals';
import type { RosterCandidate, RosterTask } from '@plenary/sortition';
import { leastServed } from './candidates.js';

const candidate = (n: number, load: number, has: readonly string[] = []): RosterCandidate => ({
  id: String(n).padStart(4, '0'),
  load,
  share: 1_000,
  has,
  from: 0,
  holds: [],
});
const task = (requires: readonly string[]): RosterTask => ({
  id: requires.join(),
  effort: 1,
  requires,
  longestRun: 1,
  pauseMs: 0,
});

describe('candidates of a draw', () => {
  it('are all, where they are not too many', () => {
    const all = [candidate(1, 5), candidate(2, 0)];
    expect(leastServed(all, [task([])], 2)).toEqual(all);
  });

  it('are the least served of too many, in the order of their ids', () => {
    const all = [9, 3, 3, 1, 0, 7].map((load, n) => candidate(n, load));
    expect(leastServed(all, [task([])], 3).map(({ id }) => Number(id))).toEqual([1, 3, 4]);
  });

  it('leave out nobody who is needed for what few can do, however much those have carried', () => {
    const all = Array.from({ length: 40 }, (_, n) =>
      candidate(n, n, n === 38 ? ['key', 'lift'] : n > 20 ? ['key'] : []),
    );
    const chosen = leastServed(all, [task([]), task(['key']), task(['key', 'lift'])], 8);
    expect(chosen.map(({ id }) => Number(id))).toEqual([0, 1, 2, 3, 4, 21, 22, 38]);
  });
});
