import { bylawsOf, lockMembers } from '@plenary/assembly';
import type { AssemblyId, Authority } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { RECURRENCE } from '../domain/expand.js';
import { COMMIT_MS, MOST_PLACES, occurrencesOf, planAgainAt, planSpan, SEED_MS } from '../domain/horizon.js';
import type { Task } from '../domain/task.js';
import { announcedRoster, insertRoster, setPlanned, zoneOf } from '../persistence/roster-rows.js';
import { tasksOf } from '../persistence/task-rows.js';
import { ROTATION_SECTION } from './bylaw-section.js';

export const CLOCK: Authority = { source: 'system' };

/**
 * Announces a draw where a task is to be planned further: from then it is stated which tasks are drawn, how far, and
 * which root of the record is the seed, a root that nobody knows yet. Once, however many processes look.
 */
export async function announceDraw(tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await lockMembers(tx, assemblyId, 'exclusive');
  const now = await tx.now();
  if ((await announcedRoster(tx, assemblyId)) !== null) return;
  const { horizonWeeks } = (await bylawsOf(tx, assemblyId)).section(ROTATION_SECTION);
  const drawsAt = new Date(now.getTime() + SEED_MS);
  const commitUntil = new Date(now.getTime() + COMMIT_MS);
  const { from, until } = planSpan(drawsAt, horizonWeeks);
  const zone = await zoneOf(tx, assemblyId);
  const planned = await tasksToPlan(tx, assemblyId);
  const found: Task[] = [];
  for (const task of planned) {
    const occurs = occurrencesOf(RECURRENCE, task, zone, from, until, 1).length > 0;
    if (occurs) {
      found.push(task);
      continue;
    }
    // One that has come to its end is looked at again when the span has passed. One that is planned past it, since the
    // span was longer once, stays so: what has its places already is not planned again.
    const reaches = task.plannedUntil !== null && task.plannedUntil > until ? task.plannedUntil : until;
    await setPlanned(tx, task.id, reaches, planAgainAt(reaches, horizonWeeks));
  }
  if (found.length === 0) return;
  const id = newId<'roster'>();
  await insertRoster(tx, { id, assemblyId, announcedAt: now, commitUntil, drawsAt, untilAt: until });
  tx.record({
    assemblyId,
    kind: 'roster.announced',
    authority: CLOCK,
    data: {
      roster: id,
      commitUntil: commitUntil.toISOString(),
      drawsAt: drawsAt.toISOString(),
      until: until.toISOString(),
      tasks: found.map((task) => task.id),
      seed: 'the root of this record up to its last entry before drawsAt; where members revealed values, that before commitUntil mixed with them',
      mostPlaces: MOST_PLACES,
    },
  });
}

/** Tasks that recur and go on. */
export async function tasksToPlan(tx: Tx, assemblyId: AssemblyId): Promise<Task[]> {
  return (await tasksOf(tx, assemblyId)).filter(
    ({ recurrence, endedAt }) => recurrence !== null && endedAt === null,
  );
}
