import type { Place, PlanInput } from './plan-input.js';

const NONE: readonly number[] = [];

/** Places that begin and end together and are of one task ask the same of everybody. */
const stretchOf = ({ task, startsAt, endsAt }: Place) => `${task} ${startsAt} ${endsAt}`;

/**
 * Who may hold what, beside what they hold already: able, there, free, and within the task's longest run and shortest
 * pause. What does not change while a plan is made (who can do a task, who is there) is worked out once.
 */
export class Holdings {
  /** For every task who can do what it asks for. */
  readonly capable: readonly (readonly number[])[];
  /** For every place who can do it and is there, a byte for each member; one row for all places of one stretch. */
  readonly #there: readonly Uint8Array[];
  /** Every member's places, theirs from before included. */
  readonly #held: Place[][];
  /** Every member's places in this plan, by their indexes. */
  readonly #planned: readonly Set<number>[];

  constructor(readonly input: PlanInput) {
    const { members, places, tasks } = input;
    this.#held = members.map(({ holds }) => [...holds]);
    this.#planned = members.map(() => new Set());
    this.capable = tasks.map(({ requires }) =>
      members.flatMap(({ has }, member) => (requires.every((each) => has.has(each)) ? [member] : [])),
    );
    const away = members.map((member) => disjoint(member.away));
    const rows = new Map<string, Uint8Array>();
    this.#there = places.map((place) => {
      const stretch = stretchOf(place);
      const row = rows.get(stretch) ?? new Uint8Array(members.length);
      if (!rows.has(stretch)) {
        rows.set(stretch, row);
        for (const member of this.capable[place.task]!)
          if (place.startsAt >= members[member]!.from && !touches(away[member]!, place)) row[member] = 1;
      }
      return row;
    });
  }

  mayHold(place: number, member: number): boolean {
    if (this.#there[place]![member] === 0) return false;
    const held = this.#held[member]!;
    if (held.length === 0) return true;
    const wanted = this.input.places[place]!;
    let same = false;
    for (const other of held) {
      if (other.startsAt < wanted.endsAt && wanted.startsAt < other.endsAt) return false;
      if (other.task === wanted.task) same = true;
    }
    return (
      !same ||
      this.#fitsIn(
        held.filter(({ task }) => task === wanted.task),
        wanted,
      )
    );
  }

  /** Whether what is left to its holder keeps run and pause: taken from the middle of a run, it may leave two too near. */
  mayGive(place: number, holder: number): boolean {
    const given = this.input.places[place]!;
    let [before, after]: [Place | null, Place | null] = [null, null];
    for (const other of this.#held[holder]!) {
      if (other.task !== given.task || other === given) continue;
      if (other.occurrence < given.occurrence) before = later(before, other);
      else after = earlier(after, other);
    }
    return before === null || after === null || this.#isPause(before, after);
  }

  /** Whether what a member has of a task keeps its run and pause: after several were taken from them. */
  keepsRunAndPause(member: number, task: number): boolean {
    return this.#allowed(this.#held[member]!.filter((each) => each.task === task));
  }

  /** Everybody who may hold a place now, in the order of the input. */
  able(place: number): number[] {
    const able: number[] = [];
    // Plain loops here and in mayHold: they run for every place and every member, and are most of a plan's time.
    for (const member of this.capable[this.input.places[place]!.task]!)
      if (this.mayHold(place, member)) able.push(member);
    return able;
  }

  /** A member's places in this plan, in the order of the input. */
  plannedOf(member: number): number[] {
    return [...this.#planned[member]!].sort((a, b) => a - b);
  }

  /** Those of a member's places in this plan that share time with a stretch, in the order in which they were given. */
  plannedBetween(member: number, startsAt: number, endsAt: number): readonly number[] {
    let found = NONE;
    for (const place of this.#planned[member]!) {
      const other = this.input.places[place]!;
      if (other.startsAt < endsAt && startsAt < other.endsAt) found = [...found, place];
    }
    return found;
  }

  add(place: number, member: number): void {
    this.#held[member]!.push(this.input.places[place]!);
    this.#planned[member]!.add(place);
  }

  remove(place: number, member: number): void {
    const held = this.#held[member]!;
    held.splice(held.indexOf(this.input.places[place]!), 1);
    this.#planned[member]!.delete(place);
  }

  #isPause(before: Place, after: Place): boolean {
    return after.startsAt - before.endsAt >= this.input.tasks[before.task]!.pauseMs;
  }

  /**
   * Whether one more place of a task keeps its run and pause with those around it. What is wrong elsewhere already (by
   * rules that have changed since, or since one in the middle was given up) does not stand in the way for ever.
   */
  #fitsIn(same: readonly Place[], wanted: Place): boolean {
    const { longestRun } = this.input.tasks[wanted.task]!;
    const around = new Map(same.map((each) => [each.occurrence, each]));
    if (around.has(wanted.occurrence)) return false;
    let [first, last] = [wanted, wanted];
    for (let next = around.get(first.occurrence - 1); next; next = around.get(first.occurrence - 1))
      first = next;
    for (let next = around.get(last.occurrence + 1); next; next = around.get(last.occurrence + 1))
      last = next;
    if (last.occurrence - first.occurrence + 1 > longestRun) return false;
    let [before, after]: [Place | null, Place | null] = [null, null];
    for (const each of same) {
      if (each.occurrence < first.occurrence) before = later(before, each);
      else if (each.occurrence > last.occurrence) after = earlier(after, each);
    }
    return (
      (before === null || this.#isPause(before, first)) && (after === null || this.#isPause(last, after))
    );
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
}

function later(one: Place | null, other: Place): Place {
  return one === null || one.occurrence < other.occurrence ? other : one;
}

function earlier(one: Place | null, other: Place): Place {
  return one === null || one.occurrence > other.occurrence ? other : one;
}

type Stretch = readonly [from: number, until: number];

/** The same times in order, with those that overlap or meet made one. */
function disjoint(stretches: readonly Stretch[]): Stretch[] {
  const found: [number, number][] = [];
  for (const [from, until] of [...stretches].sort((a, b) => a[0] - b[0])) {
    if (from >= until) continue;
    const last = found.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], until);
    else found.push([from, until]);
  }
  return found;
}

/** Whether one of the stretches, disjoint and in order, shares time with the place: the last that begins before its end. */
function touches(stretches: readonly Stretch[], { startsAt, endsAt }: Place): boolean {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]![0] < endsAt) low = middle + 1;
    else high = middle;
  }
  return low > 0 && stretches[low - 1]![1] > startsAt;
}
