import { useCallback, useEffect, useState } from 'react';
import { RequestFailed, request } from '../graphql/client.ts';
import type { Document } from '../graphql/document.ts';

export interface Polled<Answer> {
  readonly data: Answer | null;
  readonly problem: RequestFailed | null;
  readonly loading: boolean;
  readonly again: () => Promise<void>;
}

/** Two people who look at two phones notice a second, and no less. */
const EVERY_MS = 1_500;

/**
 * The answer to a query, asked again and again while somebody looks. Nothing of it is kept on the device: who stands at
 * a station's table, and what was asked in confidence, is nobody's business afterwards.
 */
export function usePolled<Answer, Variables>(
  document: Document<Answer, Variables>,
  variables: Variables,
  every = EVERY_MS,
): Polled<Answer> {
  const key = JSON.stringify(variables);
  const [state, setState] = useState<Omit<Polled<Answer>, 'again'>>({
    data: null,
    problem: null,
    loading: true,
  });
  const again = useCallback(async () => {
    try {
      const data = await request(document, JSON.parse(key) as Variables);
      setState({ data, problem: null, loading: false });
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      setState(({ data }) => ({ data, problem: error, loading: false }));
    }
  }, [document, key]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const next = async () => {
      if (globalThis.document.visibilityState === 'visible') await again();
      if (!over) timer = setTimeout(() => void next(), every);
    };
    void next();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [again, every]);
  return { ...state, again };
}
