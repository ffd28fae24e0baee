import { authorise } from '@plenary/assembly';
import { ok, type PersonId, type PollId, type Rejection, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';
import { lockPollRow, pollOf } from '../persistence/poll-store.js';
import { draftReasonOf } from '../persistence/roll-store.js';
import { insertClaim } from '../persistence/voter-store.js';
import type { VotingPorts } from './ports.js';

export interface MissingRejection extends Rejection {
  readonly code: 'ROLL_FROZEN' | 'ALREADY_ON_ROLL';
}

/**
 * A member who looked at the roll before the opening says that they are missing from it. It changes no roll: whoever
 * can confirm the member sees it in time. Repeatable.
 */
export async function sayIAmMissing(
  ports: VotingPorts,
  tx: Tx,
  personId: PersonId,
  pollId: PollId,
): Promise<Result<Poll, Rejection>> {
  const found = await pollOf(tx, pollId);
  if (found === null) throw notAllowed();
  const granted = await authorise(tx, personId, found.assemblyId, 'poll.seeRoll');
  if (!granted.ok) return granted;
  const poll = (await lockPollRow(tx, pollId))!;
  if (poll.state !== 'draft') {
    return rejected({ code: 'ROLL_FROZEN', message: 'The roll of this poll was fixed when it opened.' });
  }
  if ((await draftReasonOf(tx, poll, ports.rollPolicies, personId)) !== null) {
    return rejected({ code: 'ALREADY_ON_ROLL', message: 'You are on the roll.' });
  }
  await insertClaim(tx, poll, granted.value.membership.id);
  tx.change({ scope: poll.assemblyId, kind: 'poll.member-missing', ids: { poll: poll.id } });
  return ok(poll);
}
