import { authorise } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { isTeller, type Station } from '../../domain/station.js';
import { markClosedBy, stationOf } from '../../persistence/station-store.js';
import { holdVisiblePoll } from '../visible-poll.js';

/**
 * Either teller closes the station, also one who may not tell any more: nothing is checked off or cast there from then
 * on. Repeatable. It closes by itself with its poll.
 * @throws NOT_ALLOWED when there is no such station, or the caller does not tell at it.
 */
export async function closeStation(tx: Tx, personId: PersonId, stationId: string): Promise<Result<Station>> {
  const found = await stationOf(tx, stationId);
  if (found === null) throw notAllowed();
  const poll = await holdVisiblePoll(tx, personId, found.pollId);
  const granted = await authorise(tx, personId, poll.assemblyId, 'assembly.read');
  if (!granted.ok || !isTeller(found, granted.value.membership.id)) throw notAllowed();
  const { membership, authority } = granted.value;
  // Of a poll that has ended nothing is written any more.
  if (poll.state !== 'open') return ok((await stationOf(tx, found.id))!);
  const present = (await stationOf(tx, found.id))!;
  if (present.closedAt !== null) return ok(present);
  const closed = await markClosedBy(tx, found.id, membership.id);
  if (closed.joinedBy !== null) {
    tx.record({
      assemblyId: poll.assemblyId,
      kind: 'station.closed',
      authority,
      data: { poll: poll.id, station: closed.id },
      personal: { question: poll.question },
    });
  }
  return ok(closed);
}
