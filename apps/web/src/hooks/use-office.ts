import { useEffect, useRef, useState } from 'react';
import { OfficeUpdated, type OfficeUpdatedAnswer } from '../graphql/generated/delegates.ts';
import { follow } from '../graphql/live.ts';

export type OfficeNow = OfficeUpdatedAnswer['officeUpdated'];

/** A hall full of phones must not ask at the same instant. */
const SPREAD_MS = 400;

/**
 * Follows how an office stands while its page is open: `again` is called when it has changed, and the last end of a term
 * is known at once.
 */
export function useOffice(id: string | null, again: () => Promise<void>): OfficeNow | null {
  const [update, setUpdate] = useState<OfficeNow | null>(null);
  const ask = useRef(again);
  ask.current = again;
  useEffect(() => {
    if (id === null) return;
    let seen: number | null = null;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = follow(OfficeUpdated, { officeId: id }, ({ officeUpdated }) => {
      if (seen !== null && officeUpdated.version < seen) return;
      const changed = seen !== null && officeUpdated.version > seen;
      seen = officeUpdated.version;
      setUpdate(officeUpdated);
      if (!changed) return;
      timer ??= setTimeout(() => {
        timer = null;
        void ask.current();
      }, Math.random() * SPREAD_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [id]);
  return update;
}
