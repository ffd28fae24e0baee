import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Candidate, Election, Vacancy } from '@plenary/tally';
import type { PaperLine } from '../domain/paper.js';

export interface CountTask {
  readonly election: Omit<Election, 'papers'>;
  /**
   * Instead of the count: its countback, answered with the transcript, or the order of those who were not elected,
   * at most `most`, answered with their places.
   */
  readonly more?: Vacancy | { readonly elected: readonly Candidate[]; readonly most: number };
}

/**
 * Counts an election in a thread of its own, so that everybody else is answered meanwhile; a small one too: the thread
 * takes some 50 ms, once for a poll. Answers with JSON: the transcript, or what
 * `more` says.
 * @throws what the count or the thread failed with.
 */
export async function countInWorker(
  election: Omit<Election, 'papers'>,
  papers: AsyncIterable<readonly PaperLine[]>,
  more?: CountTask['more'],
): Promise<string> {
  const worker = new Worker(new URL('./count-worker.js', import.meta.url), {
    workerData: { election, more } satisfies CountTask,
  });
  try {
    const answer = once(worker, 'message') as Promise<[string]>;
    // Told below, when it is waited for; until then nobody listens.
    answer.catch(() => undefined);
    for await (const lines of papers) worker.postMessage(lines);
    worker.postMessage(null);
    return (await answer)[0];
  } finally {
    await worker.terminate();
  }
}
