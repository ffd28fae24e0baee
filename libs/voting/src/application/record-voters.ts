import type { Authority } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';
import { hashVoters } from '../persistence/count-store.js';
import { isQuiet, unrecordedVoters } from '../persistence/voter-store.js';

/** Names in one entry: some ten kilobytes of commitments. */
const NAMES_IN_ENTRY = 200;

/**
 * At the close of a roll call: what commits the record to whose ballot is whose (the hash that `poll.closed` states), and
 * entries before it that name voters whom no entry named yet. Names are personal values as everywhere: salted in the
 * entry, erasable beside it. Null for a secret poll, and in a quiet assembly, whose record names nobody: a list of
 * memberships would tie together what each did in every poll.
 */
export async function recordVoters(tx: Tx, poll: Poll, authority: Authority): Promise<Buffer | null> {
  if (poll.tier !== 'roll_call' || (await isQuiet(tx, poll.assemblyId))) return null;
  const unrecorded = await unrecordedVoters(tx, poll);
  for (let from = 0; from < unrecorded.length; from += NAMES_IN_ENTRY) {
    const named = unrecorded.slice(from, from + NAMES_IN_ENTRY);
    tx.record({
      assemblyId: poll.assemblyId,
      kind: 'poll.voters-named',
      authority,
      data: { poll: poll.id, voters: named.length },
      personal: {
        question: poll.question,
        ...Object.fromEntries(named.map(({ id, name }) => [`voter.${id}`, name])),
      },
    });
  }
  return hashVoters(tx, poll.id);
}
