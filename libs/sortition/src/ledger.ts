import { Levels } from './levels.js';
import { loadOf } from './plan-input.js';

/** Something that changes who has carried how much. Instants are milliseconds since 1970. */
export type LedgerEvent = { readonly at: number; readonly member: string } & (
  | { readonly kind: 'joined'; readonly share: number }
  /** Leave, or a suspension: each begins and ends, and they may overlap. */
  | { readonly kind: 'left' | 'leaveBegan' | 'leaveEnded' }
  /** From now on they give so many thousandths of a member's full time, 1 to 1,000. */
  | { readonly kind: 'shareChanged'; readonly share: number }
  /** At its end; `since`: from when it was published that they would, left out where it never was. */
  | { readonly kind: 'served'; readonly effort: number; readonly since?: number }
  /** Adds nothing: the work is owed still, and so comes round to them sooner. */
  | { readonly kind: 'missed' }
  /** At its end: it was published as theirs, and given up since they were away then. It is not owed. */
  | { readonly kind: 'released'; readonly effort: number; readonly since: number }
);

/** One member's line of the ledger. */
export interface LedgerLine {
  /** What they have carried, in LOAD_UNITs, on the assembly's common clock. */
  readonly load: number;
  /** Thousandths of full time. */
  readonly share: number;
  /** Takes part now: has joined, has not left, is neither on leave nor suspended. */
  readonly here: boolean;
  /** Shifts that they served, and the sum of their efforts as they are. */
  readonly shifts: number;
  readonly effort: number;
}

// At one instant: what was served is served before anybody leaves, and who comes is measured against who is left.
const ORDER: readonly Step['kind'][] = [
  'published',
  'served',
  'missed',
  'released',
  'left',
  'leaveBegan',
  'shareChanged',
  'leaveEnded',
  'joined',
];

const RANK = new Map(ORDER.map((kind, rank) => [kind, rank]));

/**
 * Who has carried how much at `now`, by virtual time: a shift adds its effort divided by the share of time that its
 * holder gives. Whoever joins starts level with the least served of that moment, with what was published as theirs to
 * come: they neither owe the past nor, when more is drawn, make up at once for a plan they could not be in. On leave the
 * clock stands still, and while suspended as well: who comes back stands to the least served as they stood to them before,
 * owing no more and, of what they had missed, no less; unless they had carried more already. Where two such times overlap,
 * until the last of them is over. Of somebody who has not joined yet, a leave and a
 * share count from when they do, and nothing else does. The events may come in any order; shifts that end after `now`
 * count for such levels alone.
 */
export function ledger(
  events: readonly LedgerEvent[],
  now = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, LedgerLine> {
  const lines = new Map<string, { -readonly [Key in keyof LedgerLine]: LedgerLine[Key] }>();
  /** By member the efforts of shifts that are published and not over. */
  const toCome = new Map<string, number>();
  /** By member how many leaves and suspensions they are in: also before they have joined. */
  const away = new Map<string, number>();
  /** By how much those who are away were behind the least served of the others when they went. */
  const behind = new Map<string, number>();
  /** What they said they give before they joined. */
  const shares = new Map<string, number>();
  const levels = new Levels();
  // Where nobody takes part for a while, as it last was: who comes then does not begin at nothing.
  let least = 0;
  const level = (member: string, { load, share }: LedgerLine) =>
    load + loadOf(toCome.get(member) ?? 0, share);
  for (const event of inOrder(events)) {
    if (event.at > now) break;
    const { member } = event;
    const line = lines.get(member);
    switch (event.kind) {
      case 'published':
        toCome.set(member, (toCome.get(member) ?? 0) + event.effort);
        break;
      case 'joined': {
        if (line !== undefined) break;
        const here = (away.get(member) ?? 0) === 0;
        const share = shares.get(member) ?? event.share;
        lines.set(member, { load: least, share, here, shifts: 0, effort: 0 });
        break;
      }
      case 'left':
        if (line) line.here = false;
        // For good: no end of a leave brings them back.
        away.set(member, Number.POSITIVE_INFINITY);
        break;
      case 'leaveBegan':
        away.set(member, (away.get(member) ?? 0) + 1);
        if (!line?.here) break;
        line.here = false;
        levels.set(member, null);
        behind.set(member, Math.max(0, (levels.least() ?? 0) - level(member, line)));
        break;
      case 'leaveEnded': {
        const left = Math.max(0, (away.get(member) ?? 0) - 1);
        away.set(member, left);
        if (!line || line.here || left > 0) break;
        line.here = true;
        line.load += Math.max(0, least - (behind.get(member) ?? 0) - level(member, line));
        break;
      }
      case 'shareChanged':
        if (line) line.share = event.share;
        else shares.set(member, event.share);
        break;
      case 'served':
        if (event.since !== undefined) toCome.set(member, (toCome.get(member) ?? 0) - event.effort);
        if (!line) break;
        line.load += loadOf(event.effort, line.share);
        line.effort += event.effort;
        line.shifts++;
        break;
      case 'released':
        toCome.set(member, (toCome.get(member) ?? 0) - event.effort);
        break;
      case 'missed':
        break;
    }
    const after = lines.get(member);
    levels.set(member, after?.here ? level(member, after) : null);
    least = levels.least() ?? least;
  }
  return lines;
}

type Step =
  | LedgerEvent
  | { readonly at: number; readonly member: string; readonly kind: 'published'; readonly effort: number };

function inOrder(events: readonly LedgerEvent[]): Step[] {
  const steps: Step[] = [...events];
  for (const event of events)
    if ((event.kind === 'served' || event.kind === 'released') && event.since !== undefined)
      steps.push({ at: event.since, member: event.member, kind: 'published', effort: event.effort });
  return steps.sort(
    (a, b) =>
      a.at - b.at ||
      RANK.get(a.kind)! - RANK.get(b.kind)! ||
      (a.member < b.member ? -1 : a.member > b.member ? 1 : 0),
  );
}
