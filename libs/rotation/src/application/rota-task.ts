import type { DueTask, UnitOfWork } from '@plenary/platform';
import {
  assembliesToAnnounce,
  assembliesToFill,
  nextRotaDue,
  rostersToDraw,
} from '../persistence/roster-rows.js';
import { announceDraw } from './announce-draw.js';
import { drawRoster } from './draw-roster.js';
import { fillPlaces } from './fill-places.js';

/** Assemblies that one call of the clock sees to; the rest wait for the next. */
const BATCH = 20;

/**
 * What the rota does at its time, in every process: announces draws, draws them, and fills places whose holders have
 * gone. What fell due while nobody ran is done when somebody does.
 */
export function rotaTask(work: UnitOfWork): DueTask {
  return {
    name: 'rotation.rota',
    nextDue: nextRotaDue,
    runDue: async () => {
      const failed: unknown[] = [];
      // What fails in one assembly is tried again, and holds up no other.
      const each = async <T>(found: Promise<T[]>, act: (one: T) => Promise<void>) => {
        for (const one of await found) await act(one).catch((error) => failed.push(error));
      };
      await each(assembliesToAnnounce(work.db, BATCH), (id) => work.do((tx) => announceDraw(tx, id)));
      await each(rostersToDraw(work.db, BATCH), (roster) => drawRoster(work, roster));
      await each(assembliesToFill(work.db, BATCH), (id) => fillPlaces(work, id));
      if (failed.length > 0) throw failed[0];
    },
  };
}
