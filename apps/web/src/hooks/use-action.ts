import { useCallback, useRef, useState } from 'react';
import { RequestFailed } from '../graphql/client.ts';

export interface Action {
  readonly busy: boolean;
  /** What kept it from being done, as a sentence; null when nothing did. */
  readonly problem: string | null;
  readonly run: () => void;
  readonly setProblem: (problem: string | null) => void;
}

/**
 * Something that a button does. A second tap while the first is under way does nothing. `work` returns a
 * sentence when it was refused.
 */
export function useAction(work: () => Promise<string | null | undefined>): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const underway = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  const run = useCallback(() => {
    if (underway.current) return;
    underway.current = true;
    setBusy(true);
    setProblem(null);
    latest
      .current()
      .then(
        (refused) => setProblem(refused ?? null),
        (error: unknown) => setProblem(error instanceof RequestFailed ? error.message : wordsFor(error)),
      )
      .finally(() => {
        underway.current = false;
        setBusy(false);
      });
  }, []);
  return { busy, problem, run, setProblem };
}

function wordsFor(error: unknown): string {
  // What the browser throws when its passkey window was closed or timed out.
  if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) {
    return 'The passkey was not used. Try again, or use a passphrase.';
  }
  return error instanceof Error ? error.message : 'It did not work. Try again.';
}
