import type { AssemblyId, Authority, MembershipId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { newId } from '@plenary/platform';
import { type BylawChange, type BylawSection, Bylaws, composeBylaws, type Preset } from '../domain/bylaws.js';
import { cannot, done, type EffectOutcome } from '../domain/effect-outcome.js';
import { type FirstDecisions, type FoundingDecision, firstDecisionRefused } from '../domain/founding.js';
import { nameForRecord } from '../persistence/assembly-rows.js';
import { bylawsOf, insertBylaws } from '../persistence/bylaw-rows.js';
import { lockMembers } from '../persistence/locks.js';

/** A facilitator's shift lasts so many days. */
export const FACILITATOR_DAYS = 30;

/** The first of the three: every member on the list counts from now, challenged and waiting ones too. */
export async function confirmRoll(
  tx: Tx,
  assemblyId: AssemblyId,
  authority: Authority,
): Promise<EffectOutcome> {
  const refused = await takeFirstDecision(tx, assemblyId, 'CONFIRM_ROLL');
  if (refused !== null) return cannot(refused);
  const { members } = await tx.one<{ members: number }>(
    `WITH clock AS MATERIALIZED (SELECT plenary_now() AS now),
     confirmed AS (UPDATE membership m SET counts_from = least(m.counts_from, clock.now), confirmed_at = clock.now, challenged_at = NULL
                   FROM clock WHERE m.assembly_id = $1 AND m.ended_at IS NULL RETURNING 1),
     taken AS (UPDATE assembly a SET roll_confirmed_at = clock.now FROM clock WHERE a.id = $1)
     SELECT count(*) AS members FROM confirmed`,
    [assemblyId],
  );
  tx.record({ assemblyId, kind: 'roll.confirmed', authority, data: { members } });
  return done;
}

/** The second; later on, the same choice again: the present facilitator's shift ends and the chosen one's begins. */
export async function chooseFacilitator(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: MembershipId,
  authority: Authority,
): Promise<EffectOutcome> {
  const refused = await takeFirstDecision(tx, assemblyId, 'CHOOSE_FACILITATOR');
  if (refused !== null) return cannot(refused);
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
  await tx.run(
    `UPDATE shift s SET ended_at = plenary_now() FROM task t
     WHERE t.id = s.task_id AND t.kind = 'facilitate' AND s.assembly_id = $1 AND s.ended_at IS NULL
       AND s.starts_at <= plenary_now() AND s.ends_at > plenary_now()`,
    [assemblyId],
  );
  const shift = newId<'shift'>();
  await tx.run(
    `INSERT INTO shift (id, assembly_id, task_id, membership_id, chosen, starts_at, ends_at)
     SELECT $2, $1, t.id, $3, 'assembly', clock.now, clock.now + make_interval(days => $4)
     FROM task t CROSS JOIN (SELECT plenary_now() AS now OFFSET 0) clock
     WHERE t.assembly_id = $1 AND t.kind = 'facilitate'`,
    [assemblyId, shift, membershipId, FACILITATOR_DAYS],
  );
  await tx.run(
    'UPDATE assembly SET facilitator_chosen_at = plenary_now() WHERE id = $1 AND facilitator_chosen_at IS NULL',
    [assemblyId],
  );
  tx.record({
    assemblyId,
    kind: 'facilitator.chosen',
    authority,
    data: { membership: membershipId, shift, days: FACILITATOR_DAYS },
    personal: await nameForRecord(tx, membershipId),
  });
  return done;
}

/** The third, which ends the founding: the preset with the chosen numbers is in force, and the convener's seat ends. */
export async function adoptBylaws(
  ports: { readonly sections: readonly BylawSection[] },
  tx: Tx,
  assemblyId: AssemblyId,
  choice: { readonly preset: Preset; readonly numbers: readonly BylawChange[] },
  authority: Authority,
): Promise<EffectOutcome> {
  const refused = await takeFirstDecision(tx, assemblyId, 'ADOPT_BYLAWS');
  if (refused !== null) return cannot(refused);
  const sections = composeBylaws(ports.sections, choice.preset, choice.numbers);
  if (!sections.ok) return cannot(sections.rejection.message);
  const now = await tx.now();
  const version = (await bylawsOf(tx, assemblyId)).version + 1;
  await insertBylaws(tx, new Bylaws(assemblyId, version, choice.preset, now, sections.value), authority);
  await tx.run('UPDATE assembly SET bylaws_adopted_at = $2 WHERE id = $1', [assemblyId, now]);
  await tx.run(
    `UPDATE seat s SET membership_id = NULL, held_from = NULL, held_until = NULL
     FROM office o WHERE o.id = s.office_id AND o.kind = 'convener' AND s.assembly_id = $1`,
    [assemblyId],
  );
  tx.record({
    assemblyId,
    kind: 'bylaws.adopted',
    authority,
    data: { version, preset: choice.preset, sections: sections.value },
  });
  return done;
}

/** Locks the members and the assembly, then judges the order; null when it may be taken. */
async function takeFirstDecision(
  tx: Tx,
  assemblyId: AssemblyId,
  decision: FoundingDecision,
): Promise<string | null> {
  await lockMembers(tx, assemblyId, 'exclusive');
  const taken = await tx.one<FirstDecisions>(
    `SELECT roll_confirmed_at AS "rollConfirmedAt", facilitator_chosen_at AS "facilitatorChosenAt",
            bylaws_adopted_at AS "bylawsAdoptedAt" FROM assembly WHERE id = $1 FOR NO KEY UPDATE`,
    [assemblyId],
  );
  return firstDecisionRefused(decision, taken);
}
