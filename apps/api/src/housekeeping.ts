import { forgetOldImports } from '@plenary/assembly';
import { dropLapsedDevices } from '@plenary/identity';
import type { DueTask, UnitOfWork } from '@plenary/platform';
import { forgetOldHardship } from '@plenary/rotation';

const EVERY_MS = 60 * 60 * 1_000;

/**
 * Once an hour, removes personal data that nobody needs any more: the rows of imports that lapsed or are done, hardship
 * requests whose time after their end is over, and the devices of sessions that are over.
 */
export function housekeeping(work: UnitOfWork): DueTask {
  let next = new Date(0);
  return {
    name: 'housekeeping',
    nextDue: async () => next,
    async runDue() {
      // It empties a few at a time, so that no transaction is long.
      for (const forget of [forgetOldImports, forgetOldHardship]) while ((await work.do(forget)) > 0);
      await work.do(dropLapsedDevices);
      next = new Date((await work.db.now()).getTime() + EVERY_MS);
    },
  };
}
