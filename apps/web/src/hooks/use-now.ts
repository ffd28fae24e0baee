import { useEffect, useState } from 'react';
import { serverNow } from '../offline/clock.ts';

/** The service's time, refreshed every `every` milliseconds while somebody looks. */
export function useNow(every = 1_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setNow(serverNow());
    }, every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
