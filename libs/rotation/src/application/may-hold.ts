import type { Sql } from '@plenary/platform';
import { mayHave } from '@plenary/sortition';
import { placeOf, type ShiftRow } from '../persistence/shift-rows.js';
import { gather } from './gather.js';

/**
 * Whether a member may hold the place of a shift, beside what they hold but for what they give in exchange: by the very
 * rule that the planner has. When they said they can't is left out: whoever agrees to a time can.
 */
export async function mayHoldInstead(
  sql: Sql,
  membershipId: string,
  shift: ShiftRow,
  given: ShiftRow | null,
  now: Date,
): Promise<boolean> {
  const places = [placeOf(shift), ...(given === null ? [] : [placeOf(given)])];
  const {
    candidates,
    tasks,
    places: stretches,
  } = await gather(sql, shift.assemblyId, now, places, membershipId);
  const candidate = candidates.find(({ id }) => id === membershipId);
  if (candidate === undefined) return false;
  const [wanted, back] = stretches;
  const holds = candidate.holds.filter(
    ([task, occurrence]) => back === undefined || task !== back[0] || occurrence !== back[1],
  );
  return mayHave({ ...candidate, holds }, wanted!, tasks);
}
