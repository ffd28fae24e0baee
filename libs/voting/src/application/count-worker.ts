import { parentPort, workerData } from 'node:worker_threads';
import { countback, countElection, type Election, type PaperGroup, readPaper } from '@plenary/tally';
import type { PaperLine } from '../domain/paper.js';
import { rankTheRest } from '../domain/rank-the-rest.js';
import type { CountTask } from './count-in-worker.js';

/*
 * Counts one election in a thread of its own. It is sent lists of papers, then null; it answers with JSON, which is
 * written here too since a long transcript takes its time.
 */
const { election, more } = workerData as CountTask;
const papers: PaperGroup[] = [];

parentPort!.on('message', (lines: readonly PaperLine[] | null) => {
  if (lines === null) {
    parentPort!.postMessage(JSON.stringify(answerTo({ ...election, papers })));
    return;
  }
  for (const { answer, heads, weight } of lines)
    papers.push({ paper: readPaper(answer, election.method), heads, weight: BigInt(weight) });
});

function answerTo(whole: Election & { readonly papers: readonly PaperGroup[] }): unknown {
  if (more === undefined) return countElection(whole);
  return 'leaving' in more ? countback(whole, more) : rankTheRest(whole, more.elected, more.most);
}
