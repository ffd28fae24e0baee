import { lockMembers, type MembershipEnded } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { planRoster } from '@plenary/sortition';
import { dropPushReminders } from '../persistence/push-reminder-rows.js';
import {
  insertShifts,
  lastRoster,
  nextTurn,
  noteGap,
  openPlaces,
  takeGap,
} from '../persistence/roster-rows.js';
import { CLOCK } from './announce-draw.js';
import { awayValues, inputOf, published, shiftsOf } from './draw-roster.js';
import { gather } from './gather.js';

/**
 * Fills the places whose holders have gone, and no others: every shift that stands is kept. By the same rule and from
 * the seed of the last draw, at its next turn; published as the draw was. A place that nobody can hold stays open.
 */
export async function fillPlaces(tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await lockMembers(tx, assemblyId, 'exclusive');
  if (!(await takeGap(tx, assemblyId))) return;
  const roster = await lastRoster(tx, assemblyId);
  const places = await openPlaces(tx, assemblyId);
  if (roster === null || roster.seed === null || places.length === 0) return;
  const gathered = await gather(tx, assemblyId, await tx.now(), places);
  const input = inputOf(gathered, roster.seed.toString('hex'), await nextTurn(tx, roster.id));
  const made = planRoster(input, gathered.absences);
  await insertShifts(tx, assemblyId, shiftsOf(places, input, made, roster.id, 'stepped_in'));
  tx.record({
    assemblyId,
    kind: 'roster.filled',
    authority: CLOCK,
    data: { roster: roster.id, size: roster.seedSize!, ...published(input, places, made) },
    personal: awayValues(gathered),
  });
}

/** Who leaves gives their shifts up with the rest; who steps in is drawn at once. What they follow their own by ends. */
export const leaveRota: MembershipEnded = async (tx, { assemblyId, membershipId }) => {
  for (const table of ['calendar_feed', 'reminder'])
    await tx.run(`DELETE FROM ${table} WHERE membership_id = $1`, [membershipId]);
  await dropPushReminders(tx, [membershipId]);
  const gone = await tx.maybe<{ one: number }>(
    'SELECT 1 AS one FROM shift WHERE membership_id = $1 AND place_id IS NOT NULL AND ends_at > plenary_now() LIMIT 1',
    [membershipId],
  );
  if (gone !== null) await noteGap(tx, assemblyId);
};
