/** A task as the plan sees it. */
export interface PlanTask {
  /** What one shift of it weighs: a whole number from 1 to 1,000. */
  readonly effort: number;
  /** What its holder must have (a training, a language), as indexes into {@link PlanMember.has}. */
  readonly requires: readonly number[];
  /** How many of its occurrences in a row one member may hold: from 1. */
  readonly longestRun: number;
  /** For how many milliseconds who held it, a whole run of it, does not hold it again: from 0. */
  readonly pauseMs: number;
}

/** One place to fill: an occurrence of a task has as many as it needs people. Half open: from its start to its end. */
export interface Place {
  readonly task: number;
  /** Which occurrence of the task, counted from its first: neighbours in it are neighbours in a run. */
  readonly occurrence: number;
  /** Milliseconds since 1970. */
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface PlanMember {
  /** What they have carried, in {@link LOAD_UNIT}s, as the ledger of the assembly has it at the plan's start. */
  readonly load: number;
  /** How much of a member's full time they give: thousandths, from 1 to 1,000. Half the time is half the shifts. */
  readonly share: number;
  /** What they can do, by the indexes that {@link PlanTask.requires} uses. */
  readonly has: ReadonlySet<number>;
  /** When they can't: half-open stretches in any order. */
  readonly away: readonly (readonly [from: number, until: number])[];
  /** From when they are in the assembly, or back from leave: before it they are away and owe nothing. */
  readonly from: number;
  /** What they hold or held already, as far back as a run or a pause can reach. */
  readonly holds: readonly Place[];
}

export interface PlanInput {
  readonly tasks: readonly PlanTask[];
  readonly members: readonly PlanMember[];
  readonly places: readonly Place[];
  /** Who holds a place by an earlier plan, where somebody does: kept as long as they still may. */
  readonly kept: readonly (number | null)[];
  /** Chooses among `among` members for the place with this index: a whole number below `among`. A verifiable draw. */
  readonly draw: (place: number, among: number) => number;
}

/** Why a place went to its holder; all that 'why me' needs. Loads are those at the moment of the choice. */
export interface Why {
  /** `kept` from an earlier plan, least `served`, or `evened` out afterwards. */
  readonly by: 'kept' | 'served' | 'evened';
  /** How many could have held it. */
  readonly able: number;
  /** The holder's load before this place. */
  readonly load: number;
  /** Those with the same, least load, in the order of the input: the draw was among them. Empty when kept or evened. */
  readonly drawnFrom: readonly number[];
  /** `evened`: who gave it up, having carried more. */
  readonly instead: number | null;
}

export interface Plan {
  /** For every place its holder, or null where nobody could. */
  readonly holders: readonly (number | null)[];
  readonly why: readonly (Why | null)[];
  /** Every member's load when the plan is done. */
  readonly loads: readonly number[];
}

/** One effort at full time, in the units of the ledger: whole numbers, so that no two machines differ. */
export const LOAD_UNIT = 1_000_000;

/** What one shift of this effort adds to the load of a member who gives this share of full time. */
export function loadOf(effort: number, share: number): number {
  return Math.floor((effort * LOAD_UNIT * 1_000) / share);
}

/**
 * Who holds which place: least served first, by effort and by the time that each gives, the verifiable draw among
 * equals. A pure function: the same input gives the same plan on every machine.
 *
 * Places that few can fill are filled first, so that nobody who could do a rare task is used up by a common one, and
 * everybody serves before anybody repeats where the requirements allow. Then places move from who has carried more to
 * who has carried less as long as that brings the two closer. Among members with the same requirements met, the same
 * share and the same times away, loads then differ by at most one shift of the largest effort, unless a run, a pause
 * or another shift of their own stands between.
 */
export function plan(input: PlanInput): Plan {
  const roster = new Roster(input);
  for (const [place, holder] of input.kept.entries())
    if (holder !== null && roster.mayHold(place, holder)) roster.keep(place, holder);
  for (const place of roster.scarcestFirst()) roster.fill(place);
  for (const place of roster.gaps()) roster.fillByGivingWay(place);
  roster.evenOut();
  return { holders: roster.holders, why: roster.why, loads: roster.loads };
}

class Roster {
  readonly holders: (number | null)[];
  readonly why: (Why | null)[];
  readonly loads: number[];
  /** Every member's places, theirs from before included, by start. */
  readonly #held: Place[][];
  /** For every task who can do it, as a list and by member. */
  readonly #capable: readonly (readonly number[])[];
  readonly #can: readonly (readonly boolean[])[];

  constructor(readonly input: PlanInput) {
    const { members, places, tasks } = input;
    this.holders = places.map(() => null);
    this.why = places.map(() => null);
    this.loads = members.map(({ load }) => load);
    this.#held = members.map(({ holds }) => [...holds].sort((a, b) => a.startsAt - b.startsAt));
    this.#can = tasks.map(({ requires }) =>
      members.map(({ has }) => requires.every((each) => has.has(each))),
    );
    this.#capable = this.#can.map((can) => members.flatMap((_, member) => (can[member] ? [member] : [])));
  }

  /** The places nobody holds, those first that fewest can fill, then by time. */
  scarcestFirst(): number[] {
    const { places } = this.input;
    const able = places.map((_, place) => this.#able(place).length);
    return this.gaps().sort(
      (a, b) => able[a]! - able[b]! || places[a]!.startsAt - places[b]!.startsAt || a - b,
    );
  }

  gaps(): number[] {
    return this.holders.flatMap((holder, place) => (holder === null ? [place] : []));
  }

  keep(place: number, member: number): void {
    this.#give(place, member, {
      by: 'kept',
      able: this.#able(place).length,
      load: this.loads[member]!,
      drawnFrom: [],
      instead: null,
    });
  }

  fill(place: number): void {
    const able = this.#able(place);
    if (able.length === 0) return;
    const least = able.reduce((low, member) => Math.min(low, this.loads[member]!), Number.POSITIVE_INFINITY);
    const drawnFrom = able.filter((member) => this.loads[member] === least);
    const member = drawnFrom[drawnFrom.length === 1 ? 0 : this.input.draw(place, drawnFrom.length)]!;
    this.#give(place, member, { by: 'served', able: able.length, load: least, drawnFrom, instead: null });
  }

  /** Nobody is free for it as things stand: somebody who could do it gives another place up to who can do that one. */
  fillByGivingWay(place: number): void {
    const byLoad = [...this.#capable[this.input.places[place]!.task]!].sort(
      (a, b) => this.loads[a]! - this.loads[b]! || a - b,
    );
    for (const member of byLoad) {
      for (const other of this.#movable(member)) {
        this.#take(other);
        const next = this.mayHold(place, member) ? this.#leastServed(other, member) : null;
        if (next === null) {
          this.#giveBack(other, member);
          continue;
        }
        this.#moveTo(other, next, member);
        this.#give(place, member, {
          by: 'served',
          able: 1,
          load: this.loads[member]!,
          drawnFrom: [member],
          instead: null,
        });
        return;
      }
    }
  }

  /** Moves places from who has carried more to who has carried less while that brings the two closer. */
  evenOut(): void {
    const { places, tasks, members } = this.input;
    // Each move puts two loads below what the higher of them was: the loads from the top down only fall, so this ends.
    for (let moved = true; moved; ) {
      moved = false;
      for (const [place, holder] of this.holders.entries()) {
        if (holder === null || this.why[place]!.by === 'kept') continue;
        const { effort } = tasks[places[place]!.task]!;
        let [best, lowest] = [-1, this.loads[holder]!];
        for (const member of this.#capable[places[place]!.task]!) {
          const after = this.loads[member]! + loadOf(effort, members[member]!.share);
          if (after < lowest && member !== holder && this.mayHold(place, member))
            [best, lowest] = [member, after];
        }
        if (best < 0 || !this.#mayGive(place, holder)) continue;
        this.#take(place);
        this.#moveTo(place, best, holder);
        moved = true;
      }
    }
  }

  /** Whether a member can hold a place: able, there, free, and within the task's longest run and shortest pause. */
  mayHold(place: number, member: number): boolean {
    const { startsAt, endsAt, task } = this.input.places[place]!;
    const { away, from } = this.input.members[member]!;
    if (startsAt < from || !this.#can[task]![member]) return false;
    for (const [start, until] of away) if (start < endsAt && startsAt < until) return false;
    const held = this.#held[member]!;
    for (const other of held) if (other.startsAt < endsAt && startsAt < other.endsAt) return false;
    return this.#keepsRunAndPause(this.input.places[place]!, held);
  }

  #keepsRunAndPause(place: Place, held: readonly Place[]): boolean {
    // Most hold nothing of this task: no list is made for them (this runs for every place and every member).
    if (!held.some(({ task }) => task === place.task)) return true;
    return this.#allowed([...held.filter(({ task }) => task === place.task), place]);
  }

  /** Whether what is left to its holder keeps run and pause: taken from the middle of a run, it may leave two too near. */
  #mayGive(place: number, holder: number): boolean {
    const given = this.input.places[place]!;
    return this.#allowed(this.#held[holder]!.filter((other) => other !== given && other.task === given.task));
  }

  /** Whether one member may hold these places of one task. */
  #allowed(same: Place[]): boolean {
    if (same.length < 2) return true;
    const { longestRun, pauseMs } = this.input.tasks[same[0]!.task]!;
    same.sort((a, b) => a.occurrence - b.occurrence);
    let run = 1;
    for (let i = 1; i < same.length; i++) {
      const [before, after] = [same[i - 1]!, same[i]!];
      if (after.occurrence === before.occurrence) return false;
      if (after.occurrence === before.occurrence + 1) {
        if (++run > longestRun) return false;
      } else {
        run = 1;
        if (after.startsAt - before.endsAt < pauseMs) return false;
      }
    }
    return true;
  }

  #able(place: number): number[] {
    return this.#capable[this.input.places[place]!.task]!.filter((member) => this.mayHold(place, member));
  }

  #leastServed(place: number, except: number): number | null {
    let best: number | null = null;
    for (const member of this.#able(place))
      if (member !== except && (best === null || this.loads[member]! < this.loads[best]!)) best = member;
    return best;
  }

  #movable(member: number): number[] {
    return this.holders.flatMap((holder, place) =>
      holder === member && this.why[place]!.by !== 'kept' && this.#mayGive(place, member) ? [place] : [],
    );
  }

  #moveTo(place: number, member: number, instead: number): void {
    const able = this.why[place]?.able ?? 1;
    this.#give(place, member, { by: 'evened', able, load: this.loads[member]!, drawnFrom: [], instead });
  }

  #give(place: number, member: number, why: Why): void {
    this.holders[place] = member;
    this.why[place] = why;
    this.#count(place, member, 1);
    this.#held[member]!.push(this.input.places[place]!);
  }

  #take(place: number): void {
    const member = this.holders[place]!;
    this.holders[place] = null;
    this.#count(place, member, -1);
    const held = this.#held[member]!;
    held.splice(held.indexOf(this.input.places[place]!), 1);
  }

  #giveBack(place: number, member: number): void {
    this.#give(place, member, this.why[place]!);
  }

  #count(place: number, member: number, sign: 1 | -1): void {
    const { effort } = this.input.tasks[this.input.places[place]!.task]!;
    this.loads[member]! += sign * loadOf(effort, this.input.members[member]!.share);
  }
}
