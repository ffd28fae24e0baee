import type { UnitOfWork } from '@plenary/platform';
import { noteUse } from '../persistence/access.js';

const GATHER_MS = 1_000;

/**
 * For `callerOf`'s `onUse`: gathers the sessions and tokens that were just used and notes them together a second
 * later, apart from any request. What is lost with the process is noted at the next use.
 */
export function useNoter(work: UnitOfWork): (accessId: string) => void {
  const used = new Set<string>();
  return (accessId) => {
    used.add(accessId);
    if (used.size > 1) return;
    setTimeout(() => {
      const batch = [...used];
      used.clear();
      void work.do((tx) => noteUse(tx, batch)).catch(() => undefined);
    }, GATHER_MS).unref();
  };
}
