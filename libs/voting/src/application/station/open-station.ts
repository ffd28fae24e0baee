import { createHash, randomBytes } from 'node:crypto';
import { hashSecret } from '@plenary/identity';
import { ok, type PersonId, type PollId, type Result, rejected } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { receiptCode } from '../../domain/receipt.js';
import { refuse, type Station } from '../../domain/station.js';
import { insertStation, renewCode, stationByToken, stationToldBy } from '../../persistence/station-store.js';
import { pollNotOpen } from '../cast-ballot.js';
import type { VotingPorts } from '../ports.js';
import { holdVisiblePoll } from '../visible-poll.js';
import { isOpen, mayTell } from './tellers.js';

export interface OpenedStation {
  readonly station: Station;
  /** What the second teller joins by; null once they have. */
  readonly joinCode: string | null;
}

/** Hyphens, spaces and small letters are how people write a code down. */
export function hashOfCode(code: string): Buffer {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return createHash('sha256').update(`plenary/station-code/v1\n${plain}\n`).digest();
}

/**
 * A member opens a station for a poll and waits for a second teller. Repeatable with the same token: the same station,
 * with a new code while it waits.
 * @throws NOT_ALLOWED also when there is no such poll.
 */
export async function openStation(
  ports: VotingPorts,
  tx: Tx,
  personId: PersonId,
  input: { readonly pollId: PollId; readonly deviceToken: string },
): Promise<Result<OpenedStation>> {
  const poll = await holdVisiblePoll(tx, personId, input.pollId);
  const may = await mayTell(ports, tx, poll, personId);
  if (!may.ok) return may;
  if (!(await isOpen(tx, poll))) return rejected(await pollNotOpen(tx, poll.id));
  const tokenHash = hashSecret(input.deviceToken);
  const joinCode = receiptCode(randomBytes(12));
  const opener = may.value.membership.id;
  const before = await stationByToken(tx, tokenHash);
  if (before?.pollId === poll.id && before.openedBy === opener && before.state !== 'closed') {
    if (before.state === 'open') return ok({ station: before, joinCode: null });
    await renewCode(tx, before.id, hashOfCode(joinCode));
    return ok({ station: before, joinCode });
  }
  // A token that was somebody's once opens nothing again; neither does a second station of the same teller.
  if (before !== null || (await stationToldBy(tx, poll, personId))?.openedBy === opener) {
    return rejected(refuse('ALREADY_TELLING'));
  }
  const station = await insertStation(tx, poll, opener, { tokenHash, codeHash: hashOfCode(joinCode) });
  return ok({ station, joinCode });
}
