import { lockMembers, type MembershipEnded } from '@plenary/assembly';
import type { AssemblyId } from '@plenary/kernel';
import type { Tx, UnitOfWork } from '@plenary/platform';
import { MOST_PLACES } from '../domain/horizon.js';
import { dropPushReminders } from '../persistence/push-reminder-rows.js';
import {
  insertShifts,
  lastRoster,
  noteGap,
  openPlaces,
  takeGap,
  takeTurn,
} from '../persistence/roster-rows.js';
import { CLOCK } from './announce-draw.js';
import { awayValues, published, shiftsOf } from './draw-roster.js';
import { gatherMaterial } from './gather.js';
import { type MakePlan, withPlan } from './with-plan.js';

/**
 * Fills the places whose holders have gone, and no others: every shift that stands is kept. By the same rule and from
 * the seed of the last draw, at its next turn; published as the draw was. A place that nobody can hold stays open.
 */
export async function fillPlaces(work: UnitOfWork, assemblyId: AssemblyId): Promise<void> {
  await withPlan(work, (tx, plan) => fill(tx, assemblyId, plan));
}

async function fill(tx: Tx, assemblyId: AssemblyId, plan: MakePlan): Promise<void> {
  await lockMembers(tx, assemblyId, 'exclusive');
  if (!(await takeGap(tx, assemblyId))) return;
  const roster = await lastRoster(tx, assemblyId);
  const places = await openPlaces(tx, assemblyId, MOST_PLACES);
  if (roster === null || roster.seed === null || places.length === 0) return;
  const seed = roster.seed.toString('hex');
  const turn = roster.turns + 1;
  const material = await gatherMaterial(tx, assemblyId, places, await tx.now(), { seed, turn });
  const made = await plan(material);
  // Nobody can have any of them, still: nothing is published, and the turn is left to who steps in next.
  if (made.holders.every((holder) => holder === null)) return;
  await takeTurn(tx, roster.id, turn);
  await insertShifts(tx, assemblyId, shiftsOf(places, turn, made, roster.id, 'stepped_in'));
  tx.record({
    assemblyId,
    kind: 'roster.filled',
    authority: CLOCK,
    data: { roster: roster.id, size: roster.seedSize!, ...published(material.input, places, made) },
    personal: awayValues(made),
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
