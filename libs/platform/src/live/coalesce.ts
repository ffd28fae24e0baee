/**
 * Runs `work` for whoever asks, never twice at a time. Each caller gets the outcome of a run that began after it
 * asked, and all who asked meanwhile share one.
 */
export function coalesce<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const start = (): Promise<T> => {
    const run = work().finally(() => {
      // Where somebody waits for the next run, that one has its turn before whoever asks now.
      if (next === null) running = null;
    });
    running = run;
    return run;
  };
  return () => {
    if (running === null) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
