import { nameInRecord } from '@plenary/assembly';
import { ok, type PersonId, type Result } from '@plenary/kernel';
import { notAllowed, type Tx } from '@plenary/platform';
import { refuse } from '../domain/rejections.js';
import { insertShifts } from '../persistence/roster-rows.js';
import { giveUpRow, isLeftOpen, placeOf, type ShiftRow, shiftById } from '../persistence/shift-rows.js';
import { reread } from './answer-shift.js';
import { enterRota } from './enter-rota.js';
import { mayHoldInstead } from './may-hold.js';

/**
 * Takes a shift that is offered to all, or steps in for whoever had one that is on and has left or was suspended, for
 * what is left of it: the first who may.
 */
export async function takeShift(tx: Tx, personId: PersonId, shiftId: string): Promise<Result<ShiftRow>> {
  const seen = await shiftById(tx, shiftId);
  if (seen === null) throw notAllowed();
  const grant = await enterRota(tx, personId, seen.assemblyId, 'shift.take');
  if (!grant.ok) return grant;
  const { authority, membership } = grant.value;
  const { id: by, assemblyId } = membership;
  const shift = await reread(tx, shiftId);
  const now = await tx.now();
  if (shift.endedAt === null) {
    if (shift.offeredAt === null) return refuse('SHIFT_NOT_OFFERED');
    if (shift.startsAt <= now) return refuse('SHIFT_BEGUN');
    if (shift.membershipId === by) return refuse('SHIFT_YOURS_ALREADY');
  } else if (!(await isLeftOpen(tx, shift.placeId))) return refuse('SHIFT_OVER');
  // Whoever steps in is there from now on: what they had before does not stand in the way.
  const rest = { ...shift, startsAt: new Date(Math.max(shift.startsAt.getTime(), now.getTime())) };
  if (!(await mayHoldInstead(tx, by, rest, null, now))) return refuse('CANNOT_HOLD');
  if (shift.endedAt === null) await giveUpRow(tx, shift.id, 'taken');
  const taking = { place: placeOf(rest), membershipId: by, cameBy: 'taken', why: { by: 'taken' } } as const;
  const [id] = await insertShifts(tx, assemblyId, [taking]);
  tx.record({
    assemblyId,
    kind: 'shift.taken',
    authority,
    data: { shift: id!, place: shift.placeId, membership: by, from: shift.membershipId },
    personal: { member: await nameInRecord(tx, by) },
  });
  return ok(await reread(tx, id!));
}
