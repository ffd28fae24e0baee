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

/**
 * The rule that plans are made by now. 1: as it was before 2, which lets nobody come a second time before everybody came,
 * where places that weigh the same can be exchanged. What is in a record was made by the rule of its time.
 */
export const PLAN_RULE = 2;
export type PlanRule = 1 | typeof PLAN_RULE;

export interface PlanInput {
  readonly rule: PlanRule;
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
