import type { AssemblyId, Authority } from '@plenary/kernel';
import { type Tx } from '@plenary/platform';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import { nameForRecord } from '../persistence/assembly-rows.js';
import { beginFacilitation, endSpotRows, isAble } from '../persistence/shift-rows.js';

/** The meeting is over: what those present gave on the spot ends with it. */
export async function endSpotShifts(tx: Tx, assemblyId: AssemblyId, authority: Authority): Promise<void> {
  for (const shift of await endSpotRows(tx, assemblyId)) {
    tx.record({ assemblyId, kind: 'shift.ended', authority, data: { shift } });
  }
}

/**
 * A member chosen on the spot by those present in a meeting holds the facilitation until it ends, at the latest at
 * `until`. The meeting that asks has run the simple poll; `authority` is its result.
 */
export async function chooseOnTheSpot(
  tx: Tx,
  choice: { readonly assemblyId: AssemblyId; readonly membershipId: string; readonly until: Date },
  authority: Authority,
): Promise<EffectOutcome> {
  const { assemblyId, membershipId, until } = choice;
  if (!(await isAble(tx, assemblyId, membershipId))) {
    return cannot('the member who was chosen has left, is suspended or has not joined');
  }
  // One at a time: whoever was chosen before has left the meeting.
  await endSpotShifts(tx, assemblyId, authority);
  const shift = await beginFacilitation(tx, assemblyId, membershipId, 'spot', { until });
  tx.record({
    assemblyId,
    kind: 'facilitator.chosen-on-the-spot',
    authority,
    data: { membership: membershipId, shift },
    personal: await nameForRecord(tx, membershipId),
  });
  return done;
}
