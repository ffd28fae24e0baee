import type { PollId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import type { ElectionTranscript } from '@plenary/tally';
import type { Candidate } from '../domain/election.js';
import { isElectionMethod } from '../domain/election.js';
import type { Poll } from '../domain/poll.js';
import { candidatesOf, departedCandidates, seedsOf } from '../persistence/candidate-store.js';
import { paperGroups } from '../persistence/paper-store.js';
import { pollOf } from '../persistence/poll-store.js';
import { type CountTask, countInWorker } from './count-in-worker.js';
import { tieOrder } from './draws.js';

/**
 * Who follows when a seat that this election filled falls empty: its countback (see libs/tally). `leaving` is whom the
 * election seated, `willing` who may still follow, both by their places. Null where nobody is willing.
 */
export async function countbackOf(
  tx: Tx,
  pollId: PollId,
  vacancy: { readonly leaving: number; readonly willing: readonly number[] },
): Promise<{ readonly transcript: ElectionTranscript; readonly next: Candidate | null }> {
  const { poll, candidates } = await electionOf(tx, pollId);
  const transcript = JSON.parse(await again(tx, poll, candidates, vacancy)) as ElectionTranscript;
  const next = transcript.elected[0];
  return { transcript, next: next === undefined ? null : candidates[next]! };
}

/** Those who were not elected, in the order in which they follow (see rankTheRest), at most `most`. */
export async function alternatesOf(
  tx: Tx,
  pollId: PollId,
  elected: readonly number[],
  most: number,
): Promise<Candidate[]> {
  const { poll, candidates } = await electionOf(tx, pollId);
  const places = JSON.parse(await again(tx, poll, candidates, { elected, most })) as number[];
  return places.map((place) => candidates[place]!);
}

async function electionOf(tx: Tx, pollId: PollId): Promise<{ poll: Poll; candidates: readonly Candidate[] }> {
  const poll = await pollOf(tx, pollId);
  if (poll === null || poll.election === null || poll.state !== 'closed')
    throw new Error(`poll ${pollId} is no election that was held`);
  return { poll, candidates: (await candidatesOf(tx, [pollId])).get(pollId)! };
}

/** Counts it as it was counted at the close, so that who had left by then is left out again and nobody else is. */
async function again(
  tx: Tx,
  poll: Poll,
  candidates: readonly Candidate[],
  more: NonNullable<CountTask['more']>,
): Promise<string> {
  const { method, election, closedAt } = poll;
  if (election === null || !isElectionMethod(method)) throw new Error(`poll ${poll.id} is no election`);
  const { tie } = await seedsOf(tx, poll.id);
  const counted = {
    method,
    candidates: candidates.map(({ name }) => name),
    withdrawn: await departedCandidates(tx, poll.id, closedAt),
    seats: election.seats,
    tieOrder: tieOrder(tie, candidates),
  };
  return countInWorker(counted, paperGroups(tx, poll), more, tx);
}
