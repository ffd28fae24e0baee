import { inThread, type Tx } from '@plenary/platform';
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

/** A count that takes longer has failed, and what was to be closed by it is closed at the next try. */
const LIMIT_MS = 300_000;

/**
 * Counts an election in a thread of its own, a small one too: once for a poll. Answers with JSON: the transcript, or what
 * `more` says.
 * @param within the transaction in which it is counted, where it is in one
 * @throws what the count or the thread failed with
 */
export function countInWorker(
  election: Omit<Election, 'papers'>,
  parts: AsyncIterable<readonly PaperLine[]>,
  more?: CountTask['more'],
  within?: Tx,
): Promise<string> {
  const data: CountTask = { election, ...(more && { more }) };
  const script = new URL('./count-worker.js', import.meta.url);
  return inThread(script, { data, limitMs: LIMIT_MS, parts, ...(within && { within }) });
}
