import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Election } from '@plenary/tally';
import type { PaperLine } from '../domain/paper.js';

/**
 * Counts an election in a thread of its own, so that everybody else is answered meanwhile; a small one too: the thread
 * takes some 50 ms, once for a poll. Answers with the transcript as JSON.
 * @throws what the count or the thread failed with.
 */
export async function countInWorker(
  election: Omit<Election, 'papers'>,
  papers: AsyncIterable<readonly PaperLine[]>,
): Promise<string> {
  const worker = new Worker(new URL('./count-worker.js', import.meta.url), { workerData: election });
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
