import { loadOf } from './plan.js';

/** Something that changes who has carried how much. Instants are milliseconds since 1970. */
export type LedgerEvent = { readonly at: number; readonly member: string } & (
  | { readonly kind: 'joined'; readonly share: number }
  | { readonly kind: 'left' | 'leaveBegan' | 'leaveEnded' }
  /** From now on they give so many thousandths of a member's full time, 1 to 1,000. */
  | { readonly kind: 'shareChanged'; readonly share: number }
  | { readonly kind: 'served'; readonly effort: number }
  /** Adds nothing: the work is owed still, and so comes round to them sooner. */
  | { readonly kind: 'missed' }
);

/** One member's line of the ledger. */
export interface LedgerLine {
  /** What they have carried, in LOAD_UNITs, on the assembly's common clock. */
  readonly load: number;
  /** Thousandths of full time. */
  readonly share: number;
  /** Takes part now: has joined, has not left, is not on leave. */
  readonly here: boolean;
  /** Shifts that they served, and the sum of their efforts as they are. */
  readonly shifts: number;
  readonly effort: number;
}

// At one instant: what was served is served before anybody leaves, and who comes is measured against who is left.
const ORDER: readonly LedgerEvent['kind'][] = [
  'served',
  'missed',
  'left',
  'leaveBegan',
  'shareChanged',
  'leaveEnded',
  'joined',
];

/**
 * Who has carried how much, by virtual time: a shift adds its effort divided by the share of time that its holder gives.
 * Whoever joins starts level with the least served of that moment; so does who comes back from leave, unless they had
 * carried more already: they neither owe the past nor are they behind it. On leave the clock stands still. An event of
 * somebody who has not joined adds nothing. The events may come in any order.
 */
export function ledger(events: readonly LedgerEvent[]): ReadonlyMap<string, LedgerLine> {
  const lines = new Map<string, { -readonly [Key in keyof LedgerLine]: LedgerLine[Key] }>();
  const least = () => {
    let low = Number.POSITIVE_INFINITY;
    for (const { here, load } of lines.values()) if (here && load < low) low = load;
    return low === Number.POSITIVE_INFINITY ? 0 : low;
  };
  for (const event of inOrder(events)) {
    const line = lines.get(event.member);
    if (event.kind === 'joined') {
      if (line === undefined)
        lines.set(event.member, { load: least(), share: event.share, here: true, shifts: 0, effort: 0 });
      continue;
    }
    if (line === undefined) continue;
    switch (event.kind) {
      case 'left':
      case 'leaveBegan':
        line.here = false;
        break;
      case 'leaveEnded':
        if (!line.here) line.load = Math.max(line.load, least());
        line.here = true;
        break;
      case 'shareChanged':
        line.share = event.share;
        break;
      case 'served':
        line.load += loadOf(event.effort, line.share);
        line.effort += event.effort;
        line.shifts++;
        break;
      case 'missed':
        break;
    }
  }
  return lines;
}

function inOrder(events: readonly LedgerEvent[]): LedgerEvent[] {
  return [...events].sort(
    (a, b) =>
      a.at - b.at ||
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      (a.member < b.member ? -1 : a.member > b.member ? 1 : 0),
  );
}
