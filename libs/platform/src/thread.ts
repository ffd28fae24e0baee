import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Sql } from './sql.js';

export interface ThreadTask {
  /** What the thread is begun with: its `workerData`. */
  readonly data: unknown;
  /** After so many milliseconds it is ended, and its task has failed. */
  readonly limitMs: number;
  /** Posted to it one after another, then null. */
  readonly parts?: AsyncIterable<unknown>;
  /** The transaction that waits for the answer: kept awake meanwhile, since the database ends one that idles for long. */
  readonly within?: Sql;
}

/** The thread gave no answer: it took too long, or ended by itself. What was due is tried again. */
export class ThreadFailed extends Error {
  override readonly name = 'ThreadFailed';
}

/** Between two signs of life of a transaction that waits: well within the ten seconds that it may idle. */
const SIGN_MS = 2_000;

/**
 * Works something heavy out in a thread of its own, so that everybody else is answered meanwhile: the one way for all
 * that would hold the event loop up. Beginning a thread takes some 50 ms. It answers once, with a text; one that dies,
 * hangs or says nothing is ended, and the answer fails.
 * @param script a module beside the caller's; it posts its answer to its parent
 * @throws what the thread failed with, or {@link ThreadFailed}
 */
export async function inThread(script: URL, task: ThreadTask): Promise<string> {
  const { data, limitMs, parts, within } = task;
  const worker = new Worker(script, { workerData: data });
  // A process that ends does not wait for it: what it was to do is done by who comes next.
  worker.unref();
  let over = false;
  let limit: NodeJS.Timeout | undefined;
  const answer = new Promise<string>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new ThreadFailed(`a thread ended with no answer, by ${code}`)));
    limit = setTimeout(() => reject(new ThreadFailed(`a thread gave no answer in ${limitMs} ms`)), limitMs);
    limit.unref();
  }).finally(() => {
    over = true;
  });
  // Told below, when it is waited for; until then nobody listens.
  answer.catch(() => undefined);
  try {
    for await (const part of parts ?? []) {
      if (over) break;
      worker.postMessage(part);
    }
    if (parts !== undefined) worker.postMessage(null);
    while (within !== undefined && !(await isThere(answer))) await within.run('SELECT 1');
    return await answer;
  } finally {
    clearTimeout(limit);
    await worker.terminate();
  }
}

/** Whether the answer comes before the next sign of life is due. */
function isThere(answer: Promise<unknown>): Promise<boolean> {
  return Promise.race([answer.then(() => true), sleep(SIGN_MS, false, { ref: false })]);
}
