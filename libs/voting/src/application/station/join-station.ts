import { nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type PollId, type Result, rejected } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { refuse, type Station } from '../../domain/station.js';
import { markJoined, stationByCode } from '../../persistence/station-store.js';
import { pollNotOpen } from '../cast-ballot.js';
import type { VotingPorts } from '../ports.js';
import { holdVisiblePoll } from '../visible-poll.js';
import { hashOfCode } from './open-station.js';
import { bothStillTell, isOpen, mayTell } from './tellers.js';

/**
 * The second teller joins by the code that the first shows, from their own sign-in: the station is open, which is an
 * entry of the record. The code is good once.
 * @throws NOT_ALLOWED also when there is no such poll.
 */
export async function joinStation(
  ports: VotingPorts,
  tx: Tx,
  personId: PersonId,
  input: { readonly pollId: PollId; readonly code: string },
): Promise<Result<Station>> {
  const poll = await holdVisiblePoll(tx, personId, input.pollId);
  const may = await mayTell(ports, tx, poll, personId);
  if (!may.ok) return may;
  if (!(await isOpen(tx, poll))) return rejected(await pollNotOpen(tx, poll.id));
  const found = await stationByCode(tx, poll.id, hashOfCode(input.code));
  const joiner = may.value.membership.id;
  if (found === null || found.openedBy === joiner) return rejected(refuse('STATION_CODE_INVALID'));
  const station = await markJoined(tx, found.id, joiner);
  if (!(await bothStillTell(ports, tx, poll, station))) return rejected(refuse('TELLER_GONE'));
  tx.record({
    assemblyId: poll.assemblyId,
    kind: 'station.opened',
    authority: may.value.authority,
    data: { poll: poll.id, station: station.id, tellers: [station.openedBy, joiner] },
    personal: {
      question: poll.question,
      tellers: `${await nameInRecord(tx, station.openedBy)} and ${await nameInRecord(tx, joiner)}`,
    },
  });
  return ok(station);
}
