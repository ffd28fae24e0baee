import type { Tx } from '@plenary/platform';
import { type Count, decide, type ElectionTranscript, EMPTY_TALLY, type Tally } from '@plenary/tally';
import { isElectionMethod } from '../domain/election.js';
import { resultSentence } from '../domain/election-words.js';
import type { Poll, PollResult } from '../domain/poll.js';
import { candidatesOf, departedCandidates, seedsOf } from '../persistence/candidate-store.js';
import { hashBallots } from '../persistence/count-store.js';
import { paperGroups } from '../persistence/paper-store.js';
import { countInWorker } from './count-in-worker.js';
import { tieOrder } from './draws.js';

/** Counts the papers of an election that has closed, inside the close, under its lock. */
export async function countPapers(tx: Tx, poll: Poll): Promise<PollResult> {
  const { method, election: terms } = poll;
  if (terms === null || !isElectionMethod(method)) throw new Error(`poll ${poll.id} is no election`);
  const candidates = (await candidatesOf(tx, [poll.id])).get(poll.id)!;
  const seeds = await seedsOf(tx, poll.id);
  const election = {
    method,
    candidates: candidates.map(({ name }) => name),
    withdrawn: await departedCandidates(tx, poll.id),
    seats: terms.seats,
    tieOrder: tieOrder(seeds.tie, candidates),
  };
  const transcript = await countInWorker(election, paperGroups(tx, poll), undefined, tx);
  const count = JSON.parse(transcript) as ElectionTranscript;
  const figures = { entitled: poll.entitled!, present: poll.present };
  const outcome = decide(poll.rule, tallyOfPapers(count), figures);
  return {
    pollId: poll.id,
    outcome,
    sentence: resultSentence(
      count,
      outcome,
      candidates.some(({ membershipId }) => membershipId !== null),
    ),
    transcript,
    ballotsHash: await hashBallots(tx, poll, seeds.salt),
    election: { transcript: count, elected: outcome.carried ? count.elected : [], tieSeed: seeds.tie },
  };
}

/** A paper that names somebody is one for electing, and none is against: the rule's majority asks for one such paper. */
function tallyOfPapers({ papers }: ElectionTranscript): Tally {
  const { valid, blank, spoilt, cast } = papers;
  return { ...EMPTY_TALLY, yes: sum(valid), blank: sum(blank), spoilt: sum(spoilt), cast: sum(cast) };
}

function sum({ heads, weight }: ElectionTranscript['papers']['cast']): Count {
  return { heads, weight: Number(weight) };
}
