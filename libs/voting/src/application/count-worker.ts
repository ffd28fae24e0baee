import { parentPort, workerData } from 'node:worker_threads';
import { countElection, type Election, type PaperGroup } from '@plenary/tally';
import { type PaperLine, readPaper } from '../domain/paper.js';

/*
 * Counts one election in a thread of its own. It is sent lists of papers, then null; it answers with the transcript as
 * JSON, which is written here too since a long one takes its time.
 */
const election = workerData as Omit<Election, 'papers'>;
const papers: PaperGroup[] = [];

parentPort!.on('message', (lines: readonly PaperLine[] | null) => {
  if (lines === null) {
    parentPort!.postMessage(JSON.stringify(countElection({ ...election, papers })));
    return;
  }
  for (const { answer, heads, weight } of lines)
    papers.push({ paper: readPaper(answer, election.method), heads, weight: BigInt(weight) });
});
