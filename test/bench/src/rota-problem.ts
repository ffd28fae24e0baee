import {
  type Absences,
  loadOf,
  PLAN_RULE,
  type RosterCandidate,
  type RosterInput,
  type RosterStretch,
  type RosterTask,
} from '@plenary/sortition';

export const MEMBERS = 500;
export const WEEKS = 52;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Ten weekly tasks for one to three members; two ask for what a fifth, and what a tenth of the members can do. */
const PEOPLE = [2, 1, 3, 1, 2, 1, 3, 1, 2, 3];
const TASKS: readonly RosterTask[] = PEOPLE.map((_, i) => ({
  id: `task-${i}`,
  effort: 1 + (i % 3),
  requires: i === 0 ? ['first aid'] : i === 1 ? ['minutes'] : [],
  longestRun: 1 + (i % 2),
  pauseMs: (i % 4) * WEEK,
}));

export interface RotaProblem {
  readonly input: RosterInput;
  readonly absences: Absences;
  /** Those who can do the same and give the same share, as indexes of candidates. */
  readonly equals: readonly (readonly number[])[];
  /** The largest effort there is, in the units of the ledger. */
  readonly largest: number;
}

/** A year of an assembly, another one for each number: who can do what, who gives half, and who is away when. */
export function rotaProblem(number: number): RotaProblem {
  const random = numbersFrom(number);
  const below = (most: number) => Math.floor(random() * most);
  const candidates = Array.from(
    { length: MEMBERS },
    (_, i): RosterCandidate => ({
      id: `member-${String(i).padStart(3, '0')}`,
      load: 0,
      share: random() < 0.1 ? 500 : 1_000,
      has: [...(random() < 0.2 ? ['first aid'] : []), ...(random() < 0.1 ? ['minutes'] : [])],
      from: 0,
      holds: [],
    }),
  );
  const absences = new Map(
    candidates.map(({ id }) => [
      id,
      Array.from({ length: below(5) }, () => {
        const from = below(WEEKS) * WEEK;
        return [from, from + (1 + below(3)) * WEEK] as const;
      }),
    ]),
  );
  const places: RosterStretch[] = [];
  for (let week = 0; week < WEEKS; week++)
    for (const [task, people] of PEOPLE.entries())
      for (let seat = 0; seat < people; seat++) {
        const startsAt = week * WEEK + (task % 5) * DAY + 19 * HOUR;
        places.push([task, week, startsAt, startsAt + 2 * HOUR]);
      }
  const groups = new Map<string, number[]>();
  for (const [i, { has, share }] of candidates.entries()) {
    const key = `${share} ${has.join()}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  const seed = number.toString(16).padStart(64, '0');
  return {
    input: { seed, turn: 0, rule: PLAN_RULE, tasks: TASKS, candidates, places },
    absences,
    equals: [...groups.values()],
    largest: Math.max(...TASKS.map(({ effort }) => effort)),
  };
}

/** By how many shifts of the largest effort the loads of equals differ, at most. */
export function loadSpread(
  { input, equals, largest }: RotaProblem,
  holders: readonly (string | null)[],
): number {
  const index = new Map(input.candidates.map(({ id }, i) => [id, i]));
  const loads = input.candidates.map(({ load }) => load);
  for (const [place, holder] of holders.entries()) {
    if (holder === null) continue;
    const who = index.get(holder)!;
    loads[who]! += loadOf(input.tasks[input.places[place]![0]]!.effort, input.candidates[who]!.share);
  }
  const spreads = equals.map((group) => {
    const own = group.map((each) => loads[each]!);
    return (Math.max(...own) - Math.min(...own)) / loadOf(largest, input.candidates[group[0]!]!.share);
  });
  return Math.max(...spreads);
}

/** A small generator (Park and Miller): the same assemblies on every machine. */
function numbersFrom(number: number): () => number {
  let state = 1 + number * 7_919;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
