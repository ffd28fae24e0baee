import type { AssemblyId } from '@plenary/kernel';
import { type Sql, Tx } from '@plenary/platform';
import type { TaskKind } from '../domain/rights.js';
import type { Standing, StandingShift } from '../domain/standing.js';

const HOLDER_IN_STANDING = `EXISTS (SELECT 1 FROM joined_members($1, plenary_now()) h WHERE h.id = membership_id)`;

const SEAT_IN_FORCE = `assembly_id = $1 AND membership_id IS NOT NULL AND held_from <= plenary_now()
  AND held_until > plenary_now() AND EXISTS (SELECT 1 FROM office o WHERE o.id = office_id AND o.kind = 'convener')`;
// What a task's shifts give: facilitating goes with the one task that an assembly is founded with.
const GIVES = `CASE t.kind WHEN 'facilitate' THEN t.powers || 'facilitate'::text ELSE t.powers END`;
// Of the tasks that give a right that is asked about: a roster has hundreds of the others.
const TASKS_ASKED = `t.assembly_id = $1 AND ${GIVES} && $2::text[]`;
const SHIFT_TO_COME = `assembly_id = $1 AND ended_at IS NULL AND ends_at > plenary_now()
  AND task_id IN (SELECT t.id FROM task t WHERE ${TASKS_ASKED})`;

/** Who holds the convener's seat and the shifts that give `asked` now, and whose is next: of members who can act. */
export async function powersNow(
  sql: Sql,
  assemblyId: AssemblyId,
  asked: readonly TaskKind[],
): Promise<Pick<Standing, 'convener' | 'shifts'>> {
  if (sql instanceof Tx) {
    await sql.run(`SELECT 1 FROM seat WHERE ${SEAT_IN_FORCE} FOR SHARE`, [assemblyId]);
    // The task before its shifts, as its end locks them: what it gives can be taken from it by a motion.
    await sql.run(`SELECT 1 FROM task t WHERE ${TASKS_ASKED} AND t.powers <> '{}' FOR SHARE`, [
      assemblyId,
      asked,
    ]);
    await sql.run(`SELECT 1 FROM shift WHERE ${SHIFT_TO_COME} FOR SHARE`, [assemblyId, asked]);
  }
  const convener = await sql.maybe<{ seatId: string; membershipId: string }>(
    `SELECT id AS "seatId", membership_id AS "membershipId" FROM seat WHERE ${SEAT_IN_FORCE} AND ${HOLDER_IN_STANDING}`,
    [assemblyId],
  );
  const shifts = await sql.query<StandingShift>(
    `WITH clock AS MATERIALIZED (SELECT plenary_now() AS now),
     live AS (SELECT s.id, s.membership_id, s.chosen, s.starts_at, g.power, s.starts_at <= clock.now AS running
              FROM shift s JOIN task t ON t.id = s.task_id CROSS JOIN clock
                CROSS JOIN LATERAL unnest(${GIVES}) AS g (power)
              WHERE s.assembly_id = $1 AND s.ended_at IS NULL AND s.ends_at > clock.now AND g.power = ANY ($2::text[])
                AND EXISTS (SELECT 1 FROM joined_members($1, clock.now) h WHERE h.id = s.membership_id))
     SELECT id AS "shiftId", power AS task, membership_id AS "membershipId", chosen, 'now' AS state FROM live WHERE running
     UNION ALL
     (SELECT DISTINCT ON (power) id, power, membership_id, chosen, 'next' FROM live WHERE NOT running
      ORDER BY power, starts_at, id)`,
    [assemblyId, asked],
  );
  return { convener, shifts };
}
