import { authorise, type Grant } from '@plenary/assembly';
import { recentlyRecovered } from '@plenary/identity';
import { type MembershipId, ok, type PersonId, type Rejection, type Result, rejected } from '@plenary/kernel';
import { notAllowed, RequestError, type Tx } from '@plenary/platform';
import type { Poll } from '../../domain/poll.js';
import { isTeller, refuse, type Station } from '../../domain/station.js';
import { pollOf } from '../../persistence/poll-store.js';
import { holdStation, personBehind, stationOf } from '../../persistence/station-store.js';
import { pollNotOpen } from '../cast-ballot.js';
import type { VotingPorts } from '../ports.js';
import { holdVisiblePoll } from '../visible-poll.js';

/** Whether the person may tell at a station of the poll now. Locks their membership in share mode. */
export async function mayTell(
  ports: VotingPorts,
  tx: Tx,
  poll: Poll,
  personId: PersonId,
): Promise<Result<Grant>> {
  const granted = await authorise(tx, personId, poll.assemblyId, 'station.tell');
  if (!granted.ok) return granted;
  if ((await ports.concernedIn(tx, poll)).includes(granted.value.membership.id)) {
    return rejected(refuse('TELLER_CONCERNED'));
  }
  if (await recentlyRecovered(tx, personId)) {
    return rejected({
      code: 'RECENTLY_RECOVERED',
      message:
        'You came back into your account less than 24 hours ago. Until then others tell at the stations.',
    });
  }
  return granted;
}

/** Whether both of a station's tellers still may: judged anew at every step, by whoever takes it. */
export async function bothStillTell(
  ports: VotingPorts,
  tx: Tx,
  poll: Poll,
  station: Station,
): Promise<boolean> {
  for (const membershipId of [station.openedBy, station.joinedBy]) {
    if (membershipId === null || !(await tells(ports, tx, poll, membershipId))) return false;
  }
  return true;
}

async function tells(ports: VotingPorts, tx: Tx, poll: Poll, membershipId: MembershipId): Promise<boolean> {
  const personId = await personBehind(tx, membershipId);
  if (personId === null) return false;
  try {
    const may = await mayTell(ports, tx, poll, personId);
    return may.ok && may.value.membership.id === membershipId;
  } catch (error) {
    // Who has left is no member any more, whatever they were when they sat down at the table.
    if (error instanceof RequestError && error.code === 'NOT_ALLOWED') return false;
    throw error;
  }
}

export interface AtStation {
  readonly poll: Poll;
  readonly station: Station;
  /** The membership of whoever acts. */
  readonly teller: MembershipId;
  readonly grant: Grant;
}

/**
 * What every act of a teller begins with: locks the poll, so that such acts come one after the other and before or
 * after its close; then judges whether the poll and the station are open and both tellers still may tell.
 * @throws NOT_ALLOWED when there is no such station, or the caller does not tell at it.
 */
export async function enterStation(
  ports: VotingPorts,
  tx: Tx,
  personId: PersonId,
  stationId: string,
): Promise<Result<AtStation, Rejection>> {
  const found = await stationOf(tx, stationId);
  if (found === null) throw notAllowed();
  const poll = await holdVisiblePoll(tx, personId, found.pollId);
  const granted = await authorise(tx, personId, poll.assemblyId, 'assembly.read');
  if (!granted.ok || !isTeller(found, granted.value.membership.id)) throw notAllowed();
  const may = await mayTell(ports, tx, poll, personId);
  if (!may.ok) return may;
  if (!(await isOpen(tx, poll))) return rejected(await pollNotOpen(tx, poll.id));
  const station = await holdStation(tx, found.id);
  if (station.state !== 'open') return rejected(refuse('STATION_NOT_OPEN'));
  if (!(await bothStillTell(ports, tx, poll, station))) return rejected(refuse('TELLER_GONE'));
  return ok({ poll, station, teller: may.value.membership.id, grant: may.value });
}

export async function isOpen(tx: Tx, poll: Poll): Promise<boolean> {
  return poll.state === 'open' && poll.closesAt! > (await tx.now());
}

/** The poll of a station whose device asks: without a lock, since ballots are judged by their own statement. */
export async function pollOfStation(tx: Tx, station: Station): Promise<Poll> {
  return (await pollOf(tx, station.pollId))!;
}
