import { bylawsOf, lockMembers } from '@plenary/assembly';
import type { JsonObject } from '@plenary/kernel';
import { newId, type Tx, type UnitOfWork } from '@plenary/platform';
import type { RosterInput } from '@plenary/sortition';
import type { Drawn } from '../domain/drawing.js';
import { RECURRENCE } from '../domain/expand.js';
import { MOST_PLACES, occurrencesOf, planAgainAt, planSpan } from '../domain/horizon.js';
import {
  insertPlaces,
  insertShifts,
  lastOccurrences,
  lockRoster,
  markDrawn,
  noteGap,
  openPlaces,
  type PlaceRow,
  type Roster,
  setPlanned,
  zoneOf,
} from '../persistence/roster-rows.js';
import { CLOCK, tasksToPlan } from './announce-draw.js';
import { ROTATION_SECTION } from './bylaw-section.js';
import { type DrawnSeed, entriesBefore, seedOf } from './draw-seed.js';
import { gatherMaterial } from './gather.js';
import { type MakePlan, withPlan } from './with-plan.js';

/** Draws what was announced, once: whichever process is first does it, and the others find it done. */
export async function drawRoster(work: UnitOfWork, roster: Roster): Promise<void> {
  const before = await entriesBefore(work, roster.assemblyId, roster.drawsAt);
  await withPlan(work, async (tx, plan) => {
    await lockMembers(tx, roster.assemblyId, 'exclusive');
    const found = await lockRoster(tx, roster.id);
    if (found === null || found.drawnAt !== null) return;
    await draw(tx, found, await seedOf(tx, found, before), plan);
  });
}

async function draw(tx: Tx, roster: Roster, drawn: DrawnSeed, plan: MakePlan): Promise<void> {
  const { assemblyId } = roster;
  const places = await newPlaces(tx, roster);
  const { seed, size, contributed, unrevealed } = drawn;
  const material = await gatherMaterial(tx, assemblyId, places, await tx.now(), { seed, turn: 0 });
  const { input } = material;
  const made = await plan(material);
  // Who came to count since then may have what stayed open in the draws before.
  if ((await openPlaces(tx, assemblyId, 1)).length > 0) await noteGap(tx, assemblyId);
  await markDrawn(tx, roster.id, size, Buffer.from(seed, 'hex'));
  await insertPlaces(
    tx,
    assemblyId,
    roster.id,
    places.map((place, i) => ({ ...place, drawnId: made.holders[i]! })),
  );
  await insertShifts(tx, assemblyId, shiftsOf(places, input.turn, made, roster.id, 'drawn'));
  const data = { roster: roster.id, size, contributed, unrevealed, ...published(input, places, made) };
  tx.record({ assemblyId, kind: 'roster.drawn', authority: CLOCK, data, personal: awayValues(made) });
}

/** The places of the span, in the order of their starts; each task goes on where it was planned to. */
async function newPlaces(tx: Tx, { assemblyId, drawsAt, untilAt }: Roster): Promise<PlaceRow[]> {
  const { horizonWeeks } = (await bylawsOf(tx, assemblyId)).section(ROTATION_SECTION);
  // Where nobody ran when it was due, what has begun meanwhile is nobody's: it is not given out afterwards.
  const from = new Date(Math.max(planSpan(drawsAt, horizonWeeks).from.getTime(), (await tx.now()).getTime()));
  const zone = await zoneOf(tx, assemblyId);
  const last = await lastOccurrences(tx, assemblyId);
  const places: PlaceRow[] = [];
  for (const task of await tasksToPlan(tx, assemblyId)) {
    const room = Math.floor((MOST_PLACES - places.length) / task.people);
    const times = room > 0 ? occurrencesOf(RECURRENCE, task, zone, from, untilAt, room + 1) : [];
    const cut = times.length > room ? times[room]! : untilAt;
    for (const [i, startsAt] of times.slice(0, room).entries()) {
      const endsAt = new Date(startsAt.getTime() + task.minutes! * 60_000);
      const occurrence = (last.get(task.id) ?? -1) + 1 + i;
      for (let seat = 0; seat < task.people; seat++) {
        const id = newId<'place'>();
        places.push({
          id,
          taskId: task.id,
          occurrence,
          seat,
          startsAt,
          endsAt,
          effort: task.effort,
          drawnId: null,
        });
      }
    }
    if (room > 0 && (task.plannedUntil === null || task.plannedUntil < cut))
      await setPlanned(tx, task.id, cut, planAgainAt(cut, horizonWeeks));
  }
  // At one start by the order of tasks and seats: the same whoever plans it, and however often.
  return places.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

/** All that anybody needs to make the plan again, but for the times at which members can't. */
export function published(
  { seed, turn, rule, tasks, candidates, places }: RosterInput,
  rows: readonly PlaceRow[],
  { holders }: Drawn,
): JsonObject {
  return {
    seed,
    turn,
    rule: rule ?? 1,
    tasks: tasks.map((task) => ({ ...task })),
    candidates: candidates.map((candidate) => ({ ...candidate })),
    places,
    placeIds: rows.map(({ id }) => id),
    holders,
  };
}

/** When members can't is theirs: the entry commits to it, and the values can be erased. */
export function awayValues({ absences }: Drawn): Readonly<Record<string, string>> {
  return Object.fromEntries(absences.map(([id, stretches]) => [`away.${id}`, JSON.stringify(stretches)]));
}

/** A shift for each place that has a holder, with why it is theirs. */
export function shiftsOf(
  places: readonly PlaceRow[],
  turn: number,
  { holders, why }: Drawn,
  rosterId: string,
  cameBy: 'drawn' | 'stepped_in',
) {
  return places.flatMap((place, i) => {
    const membershipId = holders[i];
    const reason = why[i];
    if (membershipId == null || reason == null) return [];
    return [{ place, membershipId, cameBy, why: { ...reason, roster: rosterId, turn } }];
  });
}
