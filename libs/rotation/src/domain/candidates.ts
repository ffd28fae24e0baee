import type { RosterCandidate, RosterTask } from '@plenary/sortition';

/**
 * Candidates of one draw, at most: its entry in the record names each. Of a larger assembly these are the least served,
 * so that everybody comes round all the same.
 */
const MOST_CANDIDATES = 5_000;

/**
 * The candidates of a draw, by id. Of too many the least served, and of those who can do a task that asks for something
 * its least served: who alone can do it has often carried more than thousands of others.
 */
export function leastServed(
  candidates: readonly RosterCandidate[],
  tasks: readonly RosterTask[],
  most = MOST_CANDIDATES,
): readonly RosterCandidate[] {
  if (candidates.length <= most) return candidates;
  const byLoad = [...candidates].sort((a, b) => a.load - b.load || byId(a, b));
  const asking = tasks.filter(({ requires }) => requires.length > 0);
  // Half of the room, so that whatever is asked for, those who can do the rest are not left out.
  const each = Math.floor(most / 2 / Math.max(1, asking.length));
  const chosen = new Set<RosterCandidate>();
  for (const { requires } of asking) {
    const able = byLoad.filter(({ has }) => requires.every((name) => has.includes(name)));
    for (const one of able.slice(0, each)) chosen.add(one);
  }
  for (const one of byLoad) if (chosen.size < most) chosen.add(one);
  return [...chosen].sort(byId);
}

function byId(a: RosterCandidate, b: RosterCandidate): number {
  return a.id < b.id ? -1 : 1;
}
