import type { AssemblyId, Authority } from '@plenary/kernel';
import { newId, type Tx } from '@plenary/platform';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import { nameForRecord } from '../persistence/assembly-rows.js';

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
  const able = await tx.maybe('SELECT 1 FROM joined_members($1, plenary_now()) m WHERE m.id = $2', [
    assemblyId,
    membershipId,
  ]);
  if (able === null) return cannot('the member who was chosen has left, is suspended or has not joined');
  await tx.run(
    `INSERT INTO task (id, assembly_id, kind, name, created_at) VALUES ($1, $2, 'facilitate', 'Facilitation', plenary_now())
     ON CONFLICT (assembly_id) WHERE kind = 'facilitate' DO NOTHING`,
    [newId(), assemblyId],
  );
  const shift = newId<'shift'>();
  await tx.run(
    `INSERT INTO shift (id, assembly_id, task_id, membership_id, chosen, starts_at, ends_at)
     SELECT $2, $1, t.id, $3, 'spot', plenary_now(), $4 FROM task t WHERE t.assembly_id = $1 AND t.kind = 'facilitate'`,
    [assemblyId, shift, membershipId, until],
  );
  tx.record({
    assemblyId,
    kind: 'facilitator.chosen-on-the-spot',
    authority,
    data: { membership: membershipId, shift },
    personal: await nameForRecord(tx, membershipId),
  });
  return done;
}
