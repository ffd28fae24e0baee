import { useCallback, useEffect, useState } from 'react';
import { forgetWritten, keepWritten, readWritten } from '../offline/storage.ts';
import { useAssembly } from './assembly.ts';

export interface Kept<T> {
  readonly value: T;
  readonly set: (value: T | ((before: T) => T)) => void;
  /** Whether it began with what had been written before. */
  readonly isBack: boolean;
  /** Begins anew, and keeps nothing: it was sent, or is not wanted. */
  readonly done: () => void;
}

/**
 * What a form holds, kept in this tab alone until it is sent: a reload, a way back too far and a session that ended
 * lose nothing. `of` says which form it is. A quiet assembly keeps nothing on the phone.
 */
export function useKept<T>(of: string, first: () => T): Kept<T> {
  const { quiet, myMembership } = useAssembly();
  const place = quiet ? null : `${myMembership.id} ${of}`;
  const [start] = useState(first);
  const [before] = useState(() => (place === null ? null : readWritten<T>(place)));
  const [value, set] = useState(before ?? start);
  const [isBack, setBack] = useState(before !== null);
  useEffect(() => {
    if (place === null) return;
    if (JSON.stringify(value) === JSON.stringify(start)) forgetWritten(place);
    else keepWritten(place, value);
  }, [place, value, start]);
  const done = useCallback(() => {
    if (place !== null) forgetWritten(place);
    setBack(false);
    set(start);
  }, [place, start]);
  return { value, set, isBack, done };
}
