import { nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import { noteGap } from '../persistence/roster-rows.js';
import {
  confirmRow,
  giveUpRow,
  missedRow,
  offerRow,
  type ShiftRow,
  shiftById,
} from '../persistence/shift-rows.js';
import { type Entered, enterShift } from './enter-rota.js';

/** Says that one will come. Repeatable. */
export async function confirmShift(tx: Tx, personId: PersonId, shiftId: string): Promise<Result<ShiftRow>> {
  const entered = await enterShift(tx, personId, shiftId, 'shift.answer', 'holder');
  if (!entered.ok) return entered;
  const { shift, now } = entered.value;
  if (shift.endsAt <= now) return refuse('SHIFT_OVER');
  if (shift.confirmedAt !== null) return ok(shift);
  await confirmRow(tx, shift.id);
  await note(tx, entered.value, 'shift.confirmed');
  return ok(await reread(tx, shift.id));
}

/**
 * Gives a shift up before it begins, with a reason or without: the planner finds who steps in, at once, and the same one.
 * What is said is for the members; the record does not hold it.
 */
export async function declineShift(
  tx: Tx,
  personId: PersonId,
  shiftId: string,
  reason: string | null = null,
): Promise<Result<ShiftRow>> {
  const entered = await enterShift(tx, personId, shiftId, 'shift.answer', 'holder');
  if (!entered.ok) return entered;
  const { shift, now } = entered.value;
  if (shift.startsAt <= now) return refuse('SHIFT_BEGUN');
  await giveUpRow(tx, shift.id, 'declined', reason?.trim() || null);
  await noteGap(tx, shift.assemblyId);
  await note(tx, entered.value, 'shift.declined');
  return ok(await reread(tx, shift.id));
}

/** Offers a shift to all; it stays its holder's until somebody takes it. Repeatable. */
export async function offerShift(tx: Tx, personId: PersonId, shiftId: string): Promise<Result<ShiftRow>> {
  const entered = await enterShift(tx, personId, shiftId, 'shift.answer', 'holder');
  if (!entered.ok) return entered;
  const { shift, now } = entered.value;
  if (shift.startsAt <= now) return refuse('SHIFT_BEGUN');
  if (shift.offeredAt !== null) return ok(shift);
  await offerRow(tx, shift.id);
  await note(tx, entered.value, 'shift.offered');
  return ok(await reread(tx, shift.id));
}

/** Notes that a shift was missed, by its holder or who facilitates now: the work then counts as not carried. */
export async function noteMissedShift(
  tx: Tx,
  personId: PersonId,
  shiftId: string,
): Promise<Result<ShiftRow>> {
  const entered = await enterShift(tx, personId, shiftId, 'shift.noteMissed', 'concerned');
  if (!entered.ok) return entered;
  const { shift, now, grant } = entered.value;
  if (shift.startsAt > now) return refuse('SHIFT_NOT_BEGUN');
  if (shift.missedAt !== null) return ok(shift);
  if (shift.doneAt !== null) return refuse('SHIFT_ANSWERED');
  await missedRow(tx, shift.id);
  // Without a name: it is noted so that the work comes round again, and for nothing else.
  const data = { shift: shift.id, place: shift.placeId };
  tx.record({ assemblyId: shift.assemblyId, kind: 'shift.missed', authority: grant.authority, data });
  return ok(await reread(tx, shift.id));
}

export async function note(tx: Tx, { shift, grant }: Entered, kind: string): Promise<void> {
  tx.record({
    assemblyId: shift.assemblyId,
    kind,
    authority: grant.authority,
    data: { shift: shift.id, place: shift.placeId, membership: shift.membershipId },
    personal: { member: await nameInRecord(tx, shift.membershipId) },
  });
}

export async function reread(tx: Tx, id: string): Promise<ShiftRow> {
  const shift = await shiftById(tx, id);
  if (shift === null) throw new Error('a shift that was written is not there');
  return shift;
}
