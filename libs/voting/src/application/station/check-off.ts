import { ok, type PersonId, type Result, rejected } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { type CheckOff, refuse } from '../../domain/station.js';
import {
  checkOffByKey,
  checkOffOf,
  currentCheckOff,
  hasPlace,
  insertCheckOff,
  lockCheckOff,
  markConfirmed,
  markEnded,
  personBehind,
} from '../../persistence/station-store.js';
import type { VotingPorts } from '../ports.js';
import { enterStation } from './tellers.js';

/**
 * One teller asks that a member on the roll be checked off. Says nothing of whether the member has voted: tellers would
 * learn it of everybody. Repeatable with the same client key.
 */
export async function checkOff(
  ports: VotingPorts,
  tx: Tx,
  personId: PersonId,
  input: { readonly stationId: string; readonly membershipId: string; readonly clientKey: string },
): Promise<Result<CheckOff>> {
  const entered = await enterStation(ports, tx, personId, input.stationId);
  if (!entered.ok) return entered;
  const { station, teller } = entered.value;
  const before = await checkOffByKey(tx, station.id, input.clientKey);
  if (before !== null) {
    return before.membershipId === input.membershipId ? ok(before) : rejected(refuse('STATION_BUSY'));
  }
  if ((await currentCheckOff(tx, station.id)) !== null) return rejected(refuse('STATION_BUSY'));
  if (!(await hasPlace(tx, station, input.membershipId))) {
    return rejected({
      code: 'NOT_ON_ROLL',
      message:
        'This member has no place of their own on the roll of this vote, which was fixed when it opened.',
    });
  }
  return ok(await insertCheckOff(tx, station, { ...input, askedBy: teller }));
}

/**
 * The other teller confirms, from their own sign-in: the member may vote at the station's device, and every session of
 * theirs is told at once. Repeatable.
 */
export async function confirmCheckOff(
  ports: VotingPorts,
  tx: Tx,
  personId: PersonId,
  id: string,
): Promise<Result<CheckOff>> {
  const entered = await enterCheckOff(ports, tx, personId, id);
  if (!entered.ok) return entered;
  const { station, teller, present } = entered.value;
  if (present.confirmedBy === teller && present.state !== 'lapsed') return ok(present);
  if (present.state !== 'asked') return rejected(refuse('CHECK_OFF_OVER'));
  if (present.askedBy === teller) return rejected(refuse('OTHER_TELLER_CONFIRMS'));
  const confirmed = await markConfirmed(tx, present.id, teller);
  const owner = await personBehind(tx, confirmed.membershipId);
  if (owner !== null) {
    tx.change({
      scope: owner,
      kind: 'access.checked-off',
      ids: { poll: station.pollId, station: station.id },
    });
  }
  return ok(confirmed);
}

/** Either teller takes a check-off back, as long as no ballot was cast by it: the wrong name, a voter who went away. */
export async function withdrawCheckOff(
  ports: VotingPorts,
  tx: Tx,
  personId: PersonId,
  id: string,
): Promise<Result<CheckOff>> {
  const entered = await enterCheckOff(ports, tx, personId, id);
  if (!entered.ok) return entered;
  const { present } = entered.value;
  if (present.state === 'withdrawn') return ok(present);
  if (present.state !== 'asked' && present.state !== 'confirmed') return rejected(refuse('CHECK_OFF_OVER'));
  return ok(await markEnded(tx, present.id, 'withdrawn'));
}

/** The station of a check-off, entered by one of its tellers, and the check-off as it stands, locked. */
async function enterCheckOff(ports: VotingPorts, tx: Tx, personId: PersonId, id: string) {
  const found = await checkOffOf(tx, id);
  if (found === null) throw notAllowed();
  const entered = await enterStation(ports, tx, personId, found.stationId);
  if (!entered.ok) return entered;
  return ok({ ...entered.value, present: (await lockCheckOff(tx, found.id))! });
}
