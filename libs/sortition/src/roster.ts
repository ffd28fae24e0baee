import { plan } from './plan.js';
import type { Place, PlanRule, Why } from './plan-input.js';
import { canonicalKey, draw } from './rfc3797.js';

/** A task as a published draw names it. */
export interface RosterTask {
  readonly id: string;
  readonly effort: number;
  /** Words for what its holder must have, sorted. */
  readonly requires: readonly string[];
  readonly longestRun: number;
  readonly pauseMs: number;
}

/** Task by its place in the list, occurrence, start and end in milliseconds since 1970. */
export type RosterStretch = readonly [task: number, occurrence: number, startsAt: number, endsAt: number];

/** A candidate as a published draw names them: by the id of their membership. */
export interface RosterCandidate {
  readonly id: string;
  /** By the ledger, in LOAD_UNITs, with what they hold already. */
  readonly load: number;
  readonly share: number;
  readonly has: readonly string[];
  /** From when they take part, in milliseconds since 1970. */
  readonly from: number;
  readonly holds: readonly RosterStretch[];
}

/** All that a draw depends on but the times at which members can't: what the record publishes. */
export interface RosterInput {
  /** The record's root at the stated time, in hexadecimal. */
  readonly seed: string;
  /** 0 for the draw itself; then one more with each time that places were filled again from the same seed. */
  readonly turn: number;
  /** By which rule the plan is made; left out in records from when there was but one, which is 1. */
  readonly rule?: PlanRule;
  readonly tasks: readonly RosterTask[];
  /** In the order of their ids: the order in which they are drawn from. */
  readonly candidates: readonly RosterCandidate[];
  readonly places: readonly RosterStretch[];
}

/** Stretches in which a candidate can't, in milliseconds since 1970, by their id. */
export type Absences = ReadonlyMap<string, readonly (readonly [number, number])[]>;

export interface RosterPlan {
  /** For each place the id of who has it; null where nobody could. */
  readonly holders: readonly (string | null)[];
  readonly why: readonly (Why | null)[];
}

/**
 * The key of RFC 3797 for one place: three sources, which are the seed as a number, the turn, and the place counted from
 * 0. So each place has a draw of its own, and anybody can repeat it.
 */
export function rosterKey(seed: string, turn: number, place: number): string {
  return canonicalKey([[BigInt(`0x${seed}`)], [BigInt(turn)], [BigInt(place)]]);
}

/** The plan that a published draw leads to. Pure: the server makes it so, and whoever checks it does the same. */
export function planRoster(input: RosterInput, absences: Absences): RosterPlan {
  const { tasks, candidates, places, seed, turn, rule = 1 } = input;
  const words = [...new Set(tasks.flatMap(({ requires }) => requires))].sort();
  const index = (word: string) => words.indexOf(word);
  const made = plan({
    rule,
    tasks: tasks.map(({ effort, requires, longestRun, pauseMs }) => ({
      effort,
      requires: requires.map(index),
      longestRun,
      pauseMs,
    })),
    members: candidates.map(({ id, load, share, has, from, holds }) => ({
      load,
      share,
      has: new Set(has.map(index).filter((each) => each >= 0)),
      away: absences.get(id) ?? [],
      from,
      holds: holds.map(placeOf),
    })),
    places: places.map(placeOf),
    kept: places.map(() => null),
    draw: (place, among) => draw(rosterKey(seed, turn, place), among, 1)[0]!.selected,
  });
  return {
    holders: made.holders.map((holder) => (holder === null ? null : candidates[holder]!.id)),
    why: made.why,
  };
}

/**
 * Whether somebody may have a place beside what they hold: able, free, and within the longest run and the shortest pause.
 * What a swap or an offer is judged by. `candidate.holds` is without what they give in exchange.
 */
export function mayHave(
  candidate: RosterCandidate,
  place: RosterStretch,
  tasks: readonly RosterTask[],
  absent: readonly (readonly [number, number])[] = [],
): boolean {
  const input = { seed: '00', turn: 0, tasks, candidates: [candidate], places: [place] };
  return planRoster(input, new Map([[candidate.id, absent]])).holders[0] !== null;
}

function placeOf([task, occurrence, startsAt, endsAt]: RosterStretch): Place {
  return { task, occurrence, startsAt, endsAt };
}
