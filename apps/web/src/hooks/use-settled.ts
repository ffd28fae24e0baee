import { useEffect, useRef, useState } from 'react';

/** A value that changes at most once in `every` milliseconds: the latest, not each. */
export function useSettled<T>(value: T, every: number): T {
  const [settled, setSettled] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  useEffect(() => {
    const timer = setInterval(() => setSettled(latest.current), every);
    return () => clearInterval(timer);
  }, [every]);
  return settled;
}
