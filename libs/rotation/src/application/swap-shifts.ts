import { ok, type PersonId, type Result } from '@plenary/kernel';
import { newId, notAllowed, type Tx } from '@plenary/platform';
import { refuse, rotaRejection } from '../domain/rejections.js';
import { insertShifts } from '../persistence/roster-rows.js';
import {
  answerSwapRow,
  giveUpRow,
  insertSwap,
  placeOf,
  type ShiftRow,
  type SwapRow,
  shiftById,
  swapById,
} from '../persistence/shift-rows.js';
import { enterRota, enterShift } from './enter-rota.js';
import { mayHoldInstead } from './may-hold.js';

/** What the database's last word means: for whoever takes a shift over. */
export const SHIFT_CONSTRAINTS = {
  shift_not_double_booked: rotaRejection('CANNOT_HOLD'),
  shift_one_holder: rotaRejection('SHIFT_OVER'),
};

/** Asks the holder of another shift to swap. The same request is made once. */
export async function askSwap(
  tx: Tx,
  personId: PersonId,
  shiftId: string,
  withShiftId: string,
): Promise<Result<SwapRow>> {
  const entered = await enterShift(tx, personId, shiftId, 'shift.answer', 'holder');
  if (!entered.ok) return entered;
  const { shift, now } = entered.value;
  const other = await shiftById(tx, withShiftId);
  if (other === null || other.assemblyId !== shift.assemblyId) throw notAllowed();
  const possible = await bothMay(tx, shift, other, now);
  if (!possible.ok) return possible;
  const { id } = await insertSwap(tx, { id: newId(), assemblyId: shift.assemblyId, shiftId, withShiftId });
  tx.change({ scope: shift.assemblyId, kind: 'swap.asked', ids: { swap: id } });
  return ok((await swapById(tx, id))!);
}

/**
 * Answers a request to swap: whoever is asked agrees or refuses, whoever asked takes it back by refusing. Agreed, the
 * two places change their holders; the base plan stays as it was drawn.
 */
export async function answerSwap(
  tx: Tx,
  personId: PersonId,
  swapId: string,
  agrees: boolean,
): Promise<Result<SwapRow>> {
  const seen = await swapById(tx, swapId);
  if (seen === null) throw notAllowed();
  const grant = await enterRota(tx, personId, seen.assemblyId, 'shift.answer');
  if (!grant.ok) return grant;
  const [swap, mine, theirs] = [
    await swapById(tx, swapId),
    await shiftById(tx, seen.withShiftId),
    await shiftById(tx, seen.shiftId),
  ];
  if (swap === null || mine === null || theirs === null) throw notAllowed();
  const by = grant.value.membership.id;
  if (by !== mine.membershipId && (agrees || by !== theirs.membershipId)) throw notAllowed();
  if (swap.outcome !== null) return refuse('SWAP_NOT_OPEN');
  if (!agrees) {
    await answerSwapRow(tx, swap.id, by === mine.membershipId ? 'refused' : 'withdrawn');
    tx.change({ scope: swap.assemblyId, kind: 'swap.answered', ids: { swap: swap.id } });
    return ok((await swapById(tx, swapId))!);
  }
  if (mine.endedAt !== null || theirs.endedAt !== null) return refuse('SWAP_NOT_OPEN');
  const possible = await bothMay(tx, mine, theirs, await tx.now());
  if (!possible.ok) return possible;
  await answerSwapRow(tx, swap.id, 'agreed');
  for (const each of [mine, theirs]) await giveUpRow(tx, each.id, 'swapped');
  const why = { by: 'swapped' };
  const shifts = await insertShifts(tx, swap.assemblyId, [
    { place: placeOf(theirs), membershipId: mine.membershipId, cameBy: 'swapped', why },
    { place: placeOf(mine), membershipId: theirs.membershipId, cameBy: 'swapped', why },
  ]);
  tx.record({
    assemblyId: swap.assemblyId,
    kind: 'shift.swapped',
    authority: grant.value.authority,
    data: {
      places: [theirs.placeId, mine.placeId],
      shifts,
      memberships: [mine.membershipId, theirs.membershipId],
    },
  });
  return ok((await swapById(tx, swapId))!);
}

async function bothMay(tx: Tx, a: ShiftRow, b: ShiftRow, now: Date): Promise<Result<void>> {
  if (a.endedAt !== null || b.endedAt !== null) return refuse('SHIFT_OVER');
  if (a.startsAt <= now || b.startsAt <= now) return refuse('SHIFT_BEGUN');
  if (a.membershipId === b.membershipId) return refuse('SHIFT_YOURS_ALREADY');
  const both =
    (await mayHoldInstead(tx, a.membershipId, b, a, now)) &&
    (await mayHoldInstead(tx, b.membershipId, a, b, now));
  return both ? ok() : refuse('CANNOT_HOLD');
}
