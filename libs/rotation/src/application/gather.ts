import type { AssemblyId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import {
  loadOf,
  PLAN_RULE,
  type RosterCandidate,
  type RosterStretch,
  type RosterTask,
} from '@plenary/sortition';
import { leastServed } from '../domain/candidates.js';
import type { Material, Said } from '../domain/drawing.js';
import { rosterTask } from '../domain/task.js';
import { candidatesNow, givenUp, type HeldRow, heldShifts, ledgerAt } from '../persistence/ledger-rows.js';
import { type PlaceRow, zoneOf } from '../persistence/roster-rows.js';
import { skillsOf, tasksOf } from '../persistence/task-rows.js';
import { cannotOf } from '../persistence/times-rows.js';

/** What places are drawn from, at one instant. */
export interface Gathered {
  readonly tasks: readonly RosterTask[];
  readonly candidates: readonly RosterCandidate[];
  readonly places: readonly RosterStretch[];
}

type Wanted = readonly Pick<PlaceRow, 'taskId' | 'occurrence' | 'startsAt' | 'endsAt'>[];

/**
 * Candidates with their loads, what they can do, and what they hold, for these places.
 * @param only the one member who is asked about, where it is one
 */
export async function gather(
  sql: Sql,
  assemblyId: AssemblyId,
  now: Date,
  places: Wanted,
  only?: string,
): Promise<Gathered> {
  const firsts = new Map<string, number>();
  for (const { taskId, occurrence } of places)
    firsts.set(taskId, Math.min(occurrence, firsts.get(taskId) ?? occurrence));
  const all = await tasksOf(sql, assemblyId);
  const held = await heldShifts(sql, assemblyId, now, firsts);
  const holding = new Set(held.map(({ taskId }) => taskId));
  const named = all.filter(({ id }) => firsts.has(id) || holding.has(id));
  const index = new Map(named.map(({ id }, i) => [id, i]));
  const lines = await ledgerAt(sql, assemblyId, now);
  const asked = new Set(named.flatMap(({ requires }) => requires));
  const skills = Map.groupBy(await skillsOf(sql, assemblyId), ({ membershipId }) => membershipId);
  const heldBy = Map.groupBy(held, ({ membershipId }) => membershipId);

  const asking = (await candidatesNow(sql, assemblyId, now)).filter(({ id }) => (only ?? id) === id);
  const candidates = asking.map(({ id, from }): RosterCandidate => {
    const line = lines.get(id);
    const share = line?.share ?? 1_000;
    const own: readonly HeldRow[] = heldBy.get(id) ?? [];
    const toCome = own.filter(({ endsAt }) => endsAt > now);
    return {
      id,
      load: (line?.load ?? 0) + toCome.reduce((sum, { effort }) => sum + loadOf(effort, share), 0),
      share,
      has: (skills.get(id) ?? []).map(({ name }) => name).filter((name) => asked.has(name)),
      from: from.getTime(),
      holds: own.map((each) => stretch(index.get(each.taskId)!, each)),
    };
  });
  const tasks = named.map(rosterTask);
  return {
    tasks,
    candidates: leastServed(
      candidates,
      tasks.filter(({ id }) => firsts.has(id)),
    ),
    places: places.map((place) => stretch(index.get(place.taskId)!, place)),
  };
}

/** All that the plan for these places is made from, at one instant. */
export async function gatherMaterial(
  sql: Sql,
  assemblyId: AssemblyId,
  places: Wanted,
  now: Date,
  { seed, turn }: { readonly seed: string; readonly turn: number },
): Promise<Material> {
  const gathered = await gather(sql, assemblyId, now, places);
  const said: Said[] = [];
  const add = (rows: readonly (Omit<Said, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date })[]) => {
    for (const { membershipId, startsAt, endsAt, rule } of rows)
      said.push({ membershipId, startsAt: startsAt.getTime(), endsAt: endsAt.getTime(), rule });
  };
  add(await cannotOf(sql, assemblyId, now));
  add((await givenUp(sql, assemblyId, now)).map((each) => ({ ...each, rule: null })));
  return { input: { seed, turn, rule: PLAN_RULE, ...gathered }, zone: await zoneOf(sql, assemblyId), said };
}

function stretch(
  task: number,
  { occurrence, startsAt, endsAt }: { occurrence: number; startsAt: Date; endsAt: Date },
): RosterStretch {
  return [task, occurrence, startsAt.getTime(), endsAt.getTime()];
}
