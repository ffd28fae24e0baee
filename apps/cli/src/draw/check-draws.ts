import type { JsonObject } from '@plenary/kernel';
import { type ExportedEntry, readEntry } from '@plenary/log';
import {
  type Absences,
  COMMITTED,
  type ContributionEntry,
  contributionsOf,
  mixedSeed,
  PLAN_RULE,
  planRoster,
  REVEALED,
  type RosterInput,
} from '@plenary/sortition';

/** What came of the draws in a record. */
export interface CheckedDraws {
  /** Entries whose plan was made again, and came out as published. */
  readonly repeated: number;
  /** Places in them that have a holder. */
  readonly held: number;
  /** Entries that cannot be made again: the times at which a member could not were erased. */
  readonly erased: readonly number[];
}

interface Root {
  readonly root: string;
  readonly size: number;
}

interface Announced {
  readonly drawsAt: string;
  /** Until when members committed to values; null where they could not yet. */
  readonly commitUntil: string | null;
  /** Set when the first entry from then on is met: the root before it. */
  atCommit: Root | null;
  atDraw: Root | null;
  readonly contributions: ContributionEntry[];
  turns: number;
}

/**
 * Makes the draws of a record again, entry by entry: the seed must be the root that the record had at the stated time,
 * each time places are filled the next turn of it, and the plan the one that the published input leads to.
 */
export class DrawChecker {
  readonly #announced = new Map<string, Announced>();
  readonly #erased: number[] = [];
  #repeated = 0;
  #held = 0;

  /** Takes the next entry, before it is added: `root` and `size` are those of the record without it. Says what is wrong. */
  entry(
    { bytes, personal }: ExportedEntry,
    before: { readonly root: string; readonly size: number },
  ): string | null {
    const read = readEntry(new TextEncoder().encode(bytes));
    if (!read.ok) return null;
    const { at, kind, data, personal: committed, seq } = read.value;
    for (const announced of this.#announced.values()) {
      if (announced.atDraw === null && at >= announced.drawsAt) announced.atDraw = before;
      const { commitUntil } = announced;
      if (announced.atCommit === null && commitUntil !== null && at >= commitUntil)
        announced.atCommit = before;
    }
    if (kind === 'roster.announced') {
      const fault = this.#announce(data, at);
      if (fault !== null) return `Entry ${seq}: ${fault}`;
    }
    if (kind === COMMITTED || kind === REVEALED)
      this.#announced.get(String(data.roster))?.contributions.push({ at, kind, data });
    if (kind !== 'roster.drawn' && kind !== 'roster.filled') return null;
    const names = Object.keys(committed).filter((name) => name.startsWith('away.'));
    const gone = names.some((name) => personal[name] === undefined);
    const fault = this.#check(data, gone ? null : personal, seq);
    return fault === null ? null : `Entry ${seq}: ${fault}`;
  }

  result(): CheckedDraws {
    return { repeated: this.#repeated, held: this.#held, erased: this.#erased };
  }

  /** Whoever could announce one draw after another, or once its seed is known, could choose among the seeds. */
  #announce(data: JsonObject, at: string): string | null {
    const announced = announcedIn(data);
    const { drawsAt, commitUntil } = announced;
    if (!(at < drawsAt && (commitUntil === null || (at < commitUntil && commitUntil < drawsAt))))
      return 'this draw is not announced before its seed is known.';
    if (this.#announced.has(String(data.roster))) return 'this draw was announced already.';
    for (const { turns } of this.#announced.values())
      if (turns === 0) return 'a draw is announced while another waits that was announced before.';
    this.#announced.set(String(data.roster), announced);
    return null;
  }

  /** The numbers and lists of a draw are checked by making it: whatever they are not fit for is said of the entry. */
  #check(data: JsonObject, personal: ExportedEntry['personal'] | null, seq: number): string | null {
    try {
      return this.#repeat(data, personal && absencesIn(personal), seq);
    } catch {
      return 'what it says of the draw is not in its form, and cannot be drawn from.';
    }
  }

  #repeat(data: JsonObject, absences: Absences | null, seq: number): string | null {
    const announced = this.#announced.get(String(data.roster));
    if (announced === undefined || announced.atDraw === null)
      return 'this draw was not announced before its seed was known.';
    const fault = seedFault(String(data.roster), announced, data);
    if (fault !== null) return fault;
    if (data.turn !== announced.turns) return `turn ${announced.turns} of this seed was to come.`;
    announced.turns++;
    const input = data as unknown as RosterInput & { readonly holders: readonly (string | null)[] };
    const ids = input.candidates.map(({ id }) => id);
    if (ids.some((id, i) => i > 0 && id <= ids[i - 1]!))
      return 'its candidates are not in the order of their ids.';
    const { rule = 1 } = input;
    if (rule !== 1 && rule !== PLAN_RULE) return `it was made by the rule ${rule}, which is not known here.`;
    if (absences === null) {
      this.#erased.push(seq);
      return null;
    }
    const { holders } = planRoster(input, absences);
    if (holders.length !== input.holders.length)
      return `it has ${holders.length} places, and holders of ${input.holders.length}.`;
    const differs = holders.findIndex((holder, place) => holder !== input.holders[place]);
    if (differs >= 0)
      return `place ${differs + 1} goes to ${holders[differs] ?? 'nobody'}, and not to ${input.holders[differs] ?? 'nobody'}.`;
    this.#repeated++;
    this.#held += holders.filter((holder) => holder !== null).length;
    return null;
  }
}

function absencesIn(personal: ExportedEntry['personal']): Absences {
  return new Map(
    Object.entries(personal)
      .filter(([name]) => name.startsWith('away.'))
      .map(([name, { value }]) => [name.slice('away.'.length), JSON.parse(value) as [number, number][]]),
  );
}

function announcedIn(data: JsonObject): Announced {
  const commitUntil = typeof data.commitUntil === 'string' ? data.commitUntil : null;
  return {
    drawsAt: String(data.drawsAt),
    commitUntil,
    atCommit: null,
    atDraw: null,
    contributions: [],
    turns: 0,
  };
}

/** The seed must be the root at the draw or, where members revealed values, that at the end of committing with them. */
function seedFault(draw: string, announced: Announced, data: JsonObject): string | null {
  const { drawsAt, commitUntil, contributions } = announced;
  const found = contributionsOf(draw, commitUntil ?? '', drawsAt, commitUntil === null ? [] : contributions);
  const mixed = found.revealed.size > 0;
  const { root, size } = mixed ? announced.atCommit! : announced.atDraw!;
  const seed = mixed ? mixedSeed(root, found) : root;
  const at = mixed ? commitUntil : drawsAt;
  const values = mixed ? `, mixed with ${found.revealed.size} revealed values` : '';
  if (data.seed !== seed || data.size !== size)
    return `its seed is not the root that the record had at ${at}${values}: ${seed}, after ${size} entries.`;
  if (data.turn === 0 && String(data.unrevealed ?? []) !== String(found.unrevealed))
    return `it names others who did not reveal their values than ${found.unrevealed.join(', ') || 'nobody'}.`;
  const contributed = [...found.revealed.keys()].sort();
  if (data.turn === 0 && String(data.contributed ?? []) !== String(contributed))
    return `it names others whose values are in its seed than ${contributed.join(', ') || 'nobody'}.`;
  return null;
}
