import type { Authority, PollId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { decide, explain, transcriptOf } from '@plenary/tally';
import type { ClosedPoll, Poll, PollResult } from '../domain/poll.js';
import { countRollCall, rewriteAndCount } from '../persistence/count-store.js';
import { lockPollAlone } from '../persistence/poll-lock.js';
import { insertResult, lockPollRow, markClosed } from '../persistence/poll-store.js';
import { countJson, hex, tallyJson } from './entry-data.js';
import type { VotingPorts } from './ports.js';

/**
 * Closes a poll whose time has come, counts it, and lets what it decides happen: one transaction. Null when it is
 * not open or not due, so running it twice, or in several processes at once, closes it once.
 */
export async function closePoll(ports: VotingPorts, tx: Tx, pollId: PollId): Promise<ClosedPoll | null> {
  const open = await lockPollRow(tx, pollId);
  if (open === null || open.state !== 'open' || open.closesAt! > (await tx.now())) return null;
  // Waits for the batches under way; each later one sees by its own clock that the poll has closed.
  await lockPollAlone(tx, pollId);
  const result = await count(tx, open);
  const poll = await markClosed(tx, pollId);
  await insertResult(tx, poll, result);
  recordClose(tx, poll, result);
  const closed = { poll, result };
  await ports.pollClosed(tx, closed);
  return closed;
}

async function count(tx: Tx, poll: Poll): Promise<PollResult> {
  const { tally, hash } =
    poll.tier === 'secret' ? await rewriteAndCount(tx, poll) : await countRollCall(tx, poll);
  const figures = { entitled: poll.entitled!, present: poll.present };
  const outcome = decide(poll.rule, tally, figures);
  const transcript = JSON.stringify(transcriptOf(poll.rule, tally, figures));
  return { pollId: poll.id, outcome, sentence: explain(outcome), transcript, ballotsHash: hash };
}

function recordClose(tx: Tx, poll: Poll, result: PollResult): void {
  const byItself: Authority =
    poll.motionId === null ? { source: 'system' } : { source: 'motion', motion: poll.motionId };
  tx.record({
    assemblyId: poll.assemblyId,
    kind: 'poll.closed',
    authority: byItself,
    data: {
      poll: poll.id,
      motion: poll.motionId,
      carried: result.outcome.carried,
      tally: tallyJson(result.outcome.tally),
      entitled: countJson(poll.entitled),
      present: countJson(poll.present),
      sentence: result.sentence,
      transcript: result.transcript,
      ballotsHash: hex(result.ballotsHash),
      closedAt: poll.closesAt!.toISOString(),
    },
    personal: { question: poll.question },
  });
}
