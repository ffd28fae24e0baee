import {
  type BallotFile,
  BallotsUnfit,
  countElection,
  ElectionInvalid,
  type ElectionTranscript,
  electionOf,
  MalformedFile,
} from '@plenary/tally';
import type { Outcome } from '../outcome.js';
import { COUNT_HELP } from './count-help.js';
import { type CountRequest, readCountArgs, UsageError } from './count-options.js';
import { resultJson } from './print-json.js';
import { resultTable } from './print-table.js';
import { readBallots } from './read-ballots.js';
import { type TieOrder, tieOrderOf } from './tie-order.js';

/** `plenary count`: what the terminal is told, and the exit code. `progress` is told how far the reading is. */
export async function countFile(
  args: readonly string[],
  progress: (read: number, of: number | null) => void,
): Promise<Outcome> {
  try {
    const request = readCountArgs(args);
    if (request === null) return { code: 0, text: COUNT_HELP };
    const file = withdrawing(await readBallots(request, progress), request.withdrawn);
    const tieOrder = await tieOrderOf(request, file);
    const transcript = counted(request, file, tieOrder);
    const print = request.json ? resultJson : resultTable;
    return { code: 0, text: print(transcript, tieOrder, file.title) };
  } catch (error) {
    const text = refusal(error);
    if (text === null) throw error;
    return { code: 2, text };
  }
}

function counted(request: CountRequest, file: BallotFile, tieOrder: TieOrder): ElectionTranscript {
  const { method } = request;
  const seats = request.seats ?? file.seats ?? 1;
  const options = { ...file.options, ...request.options };
  return countElection(electionOf(file, { method, seats, tieOrder: tieOrder.order, options }));
}

function withdrawing(file: BallotFile, names: readonly string[]): BallotFile {
  const more = names.map((name) => {
    const candidate = file.candidates.indexOf(name);
    if (candidate < 0) throw new UsageError(`--withdrawn names '${name}', who is no candidate.`);
    return candidate;
  });
  return { ...file, withdrawn: [...new Set([...file.withdrawn, ...more])].sort((a, b) => a - b) };
}

/** What is told of a failure that the caller can mend; null for one of ours. */
function refusal(error: unknown): string | null {
  if (error instanceof UsageError) return `${error.message}\nplenary count --help says more.`;
  if (error instanceof MalformedFile) return `MALFORMED: ${error.message}`;
  if (error instanceof BallotsUnfit || error instanceof ElectionInvalid) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? null : `The file cannot be read: ${message}`;
}
