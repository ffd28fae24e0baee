import { useCallback, useEffect, useState } from 'react';
import { ask, type Known, knownOf } from '../graphql/answers.ts';
import type { Document } from '../graphql/document.ts';
import { onBack } from '../offline/network.ts';
import { useTick } from './assembly-live.ts';
import { useStore } from './store.ts';

export interface Query<Answer> extends Known<Answer> {
  readonly again: () => Promise<void>;
}

/**
 * The answer to a query: what is known at once, then the present one. Asked again when the assembly's record
 * grows, when the network is back, and when the page is looked at again.
 */
export function useQuery<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables,
): Query<Answer> {
  const key = JSON.stringify(variables);
  const store = knownOf(document, variables);
  const known = useStore(store);
  const tick = useTick();
  const again = useCallback(() => ask(document, JSON.parse(key) as Variables), [document, key]);
  // `tick` is not read: a new one is the reason to ask again.
  useEffect(() => {
    void again();
  }, [again, tick]);
  useEffect(() => {
    const stop = onBack(() => void again());
    const looked = () => globalThis.document.visibilityState === 'visible' && void again();
    globalThis.document.addEventListener('visibilitychange', looked);
    return () => {
      stop();
      globalThis.document.removeEventListener('visibilitychange', looked);
    };
  }, [again]);
  return { ...known, again };
}

/** The same, but for what was known before: a form that begins with the present state does not begin with an old one. */
export function useFreshQuery<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables,
): Query<Answer> {
  const [since] = useState(Date.now);
  const query = useQuery(document, variables);
  return query.at >= since ? query : { ...query, data: null };
}
