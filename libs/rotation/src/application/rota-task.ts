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
      for (const assemblyId of await assembliesToAnnounce(work.db, BATCH))
        await work.do((tx) => announceDraw(tx, assemblyId));
      for (const roster of await rostersToDraw(work.db, BATCH)) await drawRoster(work, roster);
      for (const assemblyId of await assembliesToFill(work.db, BATCH))
        await work.do((tx) => fillPlaces(tx, assemblyId));
    },
  };
}
