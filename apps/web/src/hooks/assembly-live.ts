import { createContext, useContext, useEffect, useState } from 'react';
import { RecordAppended } from '../graphql/generated/assembly.ts';
import { follow } from '../graphql/live.ts';
import { setStale } from '../offline/network.ts';

/** Counts how often the assembly's record has grown since the page was opened. */
export const TickContext = createContext(0);

export const useTick = (): number => useContext(TickContext);

/** A hall full of phones must not ask at the same instant: each waits a little, differently. */
const SPREAD_MS = 900;

/** Follows the record of an assembly from `size` on, resuming where it was after a disconnect. */
export function useRecordTick(assemblyId: string, size: number | null): number {
  const [tick, setTick] = useState(0);
  const known = size !== null;
  // Only whether the size is known starts the subscription: a grown size is what it reports itself.
  useEffect(() => {
    if (size === null) return;
    const variables = { assemblyId, after: size };
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = follow(RecordAppended, variables, ({ recordAppended }) => {
      setStale(recordAppended.stale);
      if (!recordAppended.entry) return;
      variables.after = Math.max(variables.after, recordAppended.entry.seq);
      timer ??= setTimeout(
        () => {
          timer = null;
          setTick((count) => count + 1);
        },
        100 + Math.random() * SPREAD_MS,
      );
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
      setStale(false);
    };
  }, [assemblyId, known]);
  return tick;
}
