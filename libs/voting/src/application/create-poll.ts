import type { Tx } from '@plenary/platform';
import { isElectionMethod } from '../domain/election.js';
import type { NewPoll, Poll } from '../domain/poll.js';
import { SEATS_ROLL } from '../domain/roll-policy.js';
import { insertPoll } from '../persistence/poll-store.js';

/**
 * Puts a question to the assembly: a poll in state draft, whose roll members can already look at. It opens by
 * itself at `opensAt`. Whoever calls it has judged the right to put the question.
 * @throws RangeError when the draft contradicts itself; the caller has validated what people typed.
 */
export async function createPoll(tx: Tx, draft: NewPoll): Promise<Poll> {
  const bothOrNeither = (draft.closesAt == null) === (draft.durationSeconds == null);
  if (bothOrNeither) throw new RangeError('a poll has a closing time or a length, and not both');
  if (draft.tier === 'secret' && draft.liveResults)
    throw new RangeError('a secret poll shows no partial result');
  if ((draft.method === 'consensus') !== (draft.rule.kind === 'consensus')) {
    throw new RangeError('method and rule belong together');
  }
  if (isElectionMethod(draft.method) !== (draft.election != null)) {
    throw new RangeError('a method of counting candidates and the terms of an election belong together');
  }
  if (draft.election != null && draft.liveResults)
    throw new RangeError('an election shows no partial result');
  if (draft.rollPolicy === SEATS_ROLL && (draft.tier === 'secret' || draft.liveResults || draft.meetingId))
    throw new RangeError('delegates are asked by roll call, in no meeting, and without a partial result');
  const poll = await insertPoll(tx, draft);
  tx.change({ scope: poll.assemblyId, kind: 'poll.created', ids: { poll: poll.id } });
  return poll;
}
