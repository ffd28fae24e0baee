import { useCallback, useRef, useState } from 'react';
import { RequestFailed } from '../graphql/client.ts';

/** What was done, in words: for what changes nothing that one sees beside the button. */
export interface Done {
  readonly done: string;
}

export interface Action {
  readonly busy: boolean;
  /** What kept it from being done, as a sentence; null when nothing did. */
  readonly problem: string | null;
  /** What it did last, where it says so; null before, and where it was not done. */
  readonly done: string | null;
  readonly run: () => void;
  readonly setProblem: (problem: string | null) => void;
}

/**
 * Something that a button does. A second tap while the first is under way does nothing. `work` returns a
 * sentence when it was refused.
 */
export function useAction(work: () => Promise<string | Done | null | undefined>): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const underway = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  const run = useCallback(() => {
    if (underway.current) return;
    underway.current = true;
    setBusy(true);
    setProblem(null);
    setDone(null);
    latest
      .current()
      .then(
        (answer) => {
          if (typeof answer === 'object' && answer !== null) setDone(answer.done);
          else setProblem(answer ?? null);
        },
        (error: unknown) => setProblem(error instanceof RequestFailed ? error.message : wordsFor(error)),
      )
      .finally(() => {
        underway.current = false;
        setBusy(false);
      });
  }, []);
  return { busy, problem, done, run, setProblem };
}

function wordsFor(error: unknown): string {
  // What the browser throws when its passkey window was closed or timed out.
  if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) {
    return 'The passkey was not used. Try again, or use a passphrase.';
  }
  return error instanceof Error ? error.message : 'It did not work. Try again.';
}
