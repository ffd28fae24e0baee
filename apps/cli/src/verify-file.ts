import { ExportVerifier, type VerifiedExport } from '@plenary/log';
import { LineUnreadable, linesOf } from './lines.js';
import type { Outcome } from './outcome.js';
import { VotersTold } from './voters-told.js';

/**
 * Verifies an exported record, offline. `key` is the verifier key that the reader has from elsewhere; `ballots` lists
 * every ballot by roll call with its voter.
 */
export async function verifyFile(path: string, key: string | null, ballots: boolean): Promise<Outcome> {
  const voters = new VotersTold(ballots);
  const verifier = new ExportVerifier(key, voters.take);
  let number = 0;
  try {
    for await (const line of linesOf(path)) {
      number++;
      const expected = verifier.expects;
      const step = verifier.line(line);
      if (step.ok) continue;
      const { code, message } = step.rejection;
      return code === 'EXPORT_WRONG' ? wrong(message, number) : malformed(number, expected, message);
    }
  } catch (error) {
    if (error instanceof LineUnreadable) return malformed(error.number, verifier.expects, error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { code: 2, text: `The file cannot be read: ${message}` };
  }
  const found = verifier.finish();
  if (found.ok) return { code: 0, text: good(found.value, voters, key !== null) };
  return malformed(number + 1, verifier.expects, found.rejection.message);
}

function good(found: VerifiedExport, voters: VotersTold, keyIsKnown: boolean): string {
  const { assembly, entries, root, checkpoints, polls, recounted, rollCalls, keys } = found;
  return [
    `OK: ${entries} entries of the assembly ${assembly}`,
    `root ${root}`,
    `${checkpoints} signed checkpoints; the published ballots of ${polls} polls have the hash on the record, and of ${recounted}, counted again, give the result there`,
    ...(rollCalls > 0 ? [voters.line(rollCalls)] : []),
    keyIsKnown
      ? `signed by the key you gave${keys.length > 1 ? ', and by keys that it announced' : ''}`
      : `signed by ${keys[0]}, which is the file's own word: compare it with what another member sees, or give it with --key`,
    ...voters.ballots,
  ].join('\n');
}

function wrong(message: string, number: number): Outcome {
  return { code: 1, text: `WRONG at line ${number}: ${message}` };
}

function malformed(number: number, expected: string, message: string): Outcome {
  return { code: 2, text: `MALFORMED at line ${number}, where ${expected} was expected: ${message}` };
}
