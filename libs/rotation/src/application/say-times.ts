import { type AssemblyId, ok, type PersonId, type Result } from '@plenary/kernel';
import { newId, notAllowed, type Tx } from '@plenary/platform';
import { checkAbsence } from '../domain/absence.js';
import { refuse } from '../domain/rejections.js';
import { noteGap, zoneOf } from '../persistence/roster-rows.js';
import {
  beginLeaveRow,
  type CannotRow,
  cannotById,
  cannotOfMember,
  deleteCannot,
  endLeaveRow,
  insertCannot,
  isOnLeave,
  setShareRow,
} from '../persistence/times-rows.js';
import { enterRota } from './enter-rota.js';

/** Times that one member can have said, at most. */
const MOST_TIMES = 50;
const WEEK_MS = 7 * 86_400_000;
const YEAR_MS = 366 * 86_400_000;

/**
 * Says when one can't, once or by a rule; never why. It counts for what is drawn from then on: a shift that one has
 * already is given up by itself. Beside a draw's entry members read at which of its places one could not: without that
 * nobody could make the draw again. Nothing else of it is read by anybody.
 */
export async function sayCannot(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  said: Pick<CannotRow, 'startsAt' | 'endsAt' | 'rule'>,
): Promise<Result<CannotRow>> {
  const grant = await enterRota(tx, personId, assemblyId, 'rota.sayTimes');
  if (!grant.ok) return grant;
  const membershipId = grant.value.membership.id;
  const now = await tx.now();
  const [start, end] = [said.startsAt.getTime(), said.endsAt.getTime()];
  const tooLong = end - start >= (said.rule === null ? YEAR_MS : WEEK_MS);
  const tooFar = Math.abs(start - now.getTime()) > 2 * YEAR_MS;
  if (end <= start || tooLong || tooFar || (said.rule === null && said.endsAt <= now))
    return refuse('TIMES_INVALID');
  if (said.rule !== null) {
    const checked = checkAbsence(said.startsAt.getTime(), said.rule, await zoneOf(tx, assemblyId));
    if (!checked.ok) return checked;
  }
  const known = await cannotOfMember(tx, membershipId, now);
  const same = known.find(
    (each) => each.startsAt.getTime() === start && each.endsAt.getTime() === end && each.rule === said.rule,
  );
  // Sent again, since the answer was lost.
  if (same) return ok(same);
  if (known.length >= MOST_TIMES) return refuse('TOO_MANY_TIMES');
  const row: CannotRow = { id: newId(), assemblyId, membershipId, ...said };
  await insertCannot(tx, row);
  return ok(row);
}

/** Takes back what one said. @throws NOT_ALLOWED when it is not one's own. */
export async function withdrawCannot(tx: Tx, personId: PersonId, id: string): Promise<Result<CannotRow>> {
  const row = await cannotById(tx, id);
  if (row === null) throw notAllowed();
  const grant = await enterRota(tx, personId, row.assemblyId as AssemblyId, 'rota.sayTimes');
  if (!grant.ok) return grant;
  if (grant.value.membership.id !== row.membershipId) throw notAllowed();
  await deleteCannot(tx, id);
  await noteGap(tx, row.assemblyId);
  return ok(row);
}

/** Says how much of a member's full time one gives, in thousandths, from now on. */
export async function setShare(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
  share: number,
): Promise<Result<AssemblyId>> {
  const grant = await enterRota(tx, personId, assemblyId, 'rota.sayTimes');
  if (!grant.ok) return grant;
  await setShareRow(tx, assemblyId, grant.value.membership.id, share);
  return ok(assemblyId);
}

/** Goes on leave: the clock stands still, and nothing is drawn. Shifts that one has stay until they are given up. */
export async function beginLeave(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
): Promise<Result<AssemblyId>> {
  const grant = await enterRota(tx, personId, assemblyId, 'rota.sayTimes');
  if (!grant.ok) return grant;
  const { id } = grant.value.membership;
  if (await isOnLeave(tx, id)) return refuse('ON_LEAVE');
  await beginLeaveRow(tx, assemblyId, id);
  return ok(assemblyId);
}

/** Comes back: to the least served one stands as before, or with what one had carried where that is more. */
export async function endLeave(
  tx: Tx,
  personId: PersonId,
  assemblyId: AssemblyId,
): Promise<Result<AssemblyId>> {
  const grant = await enterRota(tx, personId, assemblyId, 'rota.sayTimes');
  if (!grant.ok) return grant;
  const { id } = grant.value.membership;
  if (!(await isOnLeave(tx, id))) return refuse('NOT_ON_LEAVE');
  await endLeaveRow(tx, id);
  await noteGap(tx, assemblyId);
  return ok(assemblyId);
}
