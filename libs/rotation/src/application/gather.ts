import type { AssemblyId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import {
  type Absences,
  loadOf,
  type RosterCandidate,
  type RosterStretch,
  type RosterTask,
} from '@plenary/sortition';
import { clipped, type Stretch, stretchesOf } from '../domain/absence.js';
import { rosterTask } from '../domain/task.js';
import { candidatesNow, givenUp, heldShifts, ledgerAt } from '../persistence/ledger-rows.js';
import { type PlaceRow, zoneOf } from '../persistence/roster-rows.js';
import { skillsOf, tasksOf } from '../persistence/task-rows.js';
import { cannotOf } from '../persistence/times-rows.js';

/**
 * Candidates of one draw, at most: its entry in the record names each. Of a larger assembly these are the least served,
 * so that everybody comes round all the same.
 */
export const MOST_CANDIDATES = 5_000;

/** What places are drawn from, at one instant. */
export interface Gathered {
  readonly tasks: readonly RosterTask[];
  readonly candidates: readonly RosterCandidate[];
  readonly places: readonly RosterStretch[];
  readonly absences: Absences;
}

/**
 * Candidates with their loads, what they can do, what they hold, and when they can't, for these places.
 * @param only the one member who is asked about, where it is one
 */
export async function gather(
  sql: Sql,
  assemblyId: AssemblyId,
  now: Date,
  places: readonly Pick<PlaceRow, 'taskId' | 'occurrence' | 'startsAt' | 'endsAt'>[],
  only?: string,
): Promise<Gathered> {
  const wanted = [...new Set(places.map(({ taskId }) => taskId))];
  const all = await tasksOf(sql, assemblyId);
  const held = await heldShifts(sql, assemblyId, now, wanted);
  const named = all.filter(({ id }) => wanted.includes(id) || held.some(({ taskId }) => taskId === id));
  const index = new Map(named.map(({ id }, i) => [id, i]));
  const lines = await ledgerAt(sql, assemblyId, now);
  const skills = await skillsOf(sql, assemblyId);
  const asked = new Set(named.flatMap(({ requires }) => requires));

  const asking = (await candidatesNow(sql, assemblyId, now)).filter(({ id }) => (only ?? id) === id);
  const candidates = asking.map(({ id, from }): RosterCandidate => {
    const line = lines.get(id);
    const share = line?.share ?? 1_000;
    const own = held.filter(({ membershipId }) => membershipId === id);
    const toCome = own.filter(({ endsAt }) => endsAt > now);
    return {
      id,
      load: (line?.load ?? 0) + toCome.reduce((sum, { effort }) => sum + loadOf(effort, share), 0),
      share,
      has: skills
        .filter(({ membershipId, name }) => membershipId === id && asked.has(name))
        .map(({ name }) => name),
      from: from.getTime(),
      holds: own.map((each) => stretch(index.get(each.taskId)!, each)),
    };
  });
  const drawn = leastServed(candidates);
  const stretches = places.map((place) => stretch(index.get(place.taskId)!, place));
  const absences = await absencesOf(sql, assemblyId, now, drawn, stretches);
  return { tasks: named.map(rosterTask), candidates: drawn, places: stretches, absences };
}

function stretch(
  task: number,
  { occurrence, startsAt, endsAt }: { occurrence: number; startsAt: Date; endsAt: Date },
): RosterStretch {
  return [task, occurrence, startsAt.getTime(), endsAt.getTime()];
}

function leastServed(candidates: readonly RosterCandidate[]): readonly RosterCandidate[] {
  if (candidates.length <= MOST_CANDIDATES) return candidates;
  return [...candidates]
    .sort((a, b) => a.load - b.load || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_CANDIDATES)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** When each of them can't, no more of it than touches the places: the rest is nobody's business. */
async function absencesOf(
  sql: Sql,
  assemblyId: AssemblyId,
  now: Date,
  candidates: readonly RosterCandidate[],
  places: readonly RosterStretch[],
): Promise<Absences> {
  if (places.length === 0) return new Map();
  const from = Math.min(...places.map(([, , startsAt]) => startsAt));
  const until = Math.max(...places.map(([, , , endsAt]) => endsAt));
  const zone = await zoneOf(sql, assemblyId);
  const away = new Map<string, Stretch[]>(candidates.map(({ id }) => [id, []]));
  for (const row of await cannotOf(sql, assemblyId, now))
    away.get(row.membershipId)?.push(...stretchesOf(row, zone, from, until));
  for (const { membershipId, startsAt, endsAt } of await givenUp(sql, assemblyId, now))
    away.get(membershipId)?.push([startsAt.getTime(), endsAt.getTime()]);
  const touching = [...away].map(([id, stretches]) => [id, clipped(stretches, places)] as const);
  return new Map(touching.filter(([, stretches]) => stretches.length > 0));
}
