import type { AssemblyId } from '@plenary/kernel';
import { type Sql, Tx } from '@plenary/platform';
import type { Standing, StandingShift } from '../domain/standing.js';

const HOLDER_IN_STANDING = `EXISTS (SELECT 1 FROM joined_members($1, plenary_now()) h WHERE h.id = membership_id)`;

const SEAT_IN_FORCE = `assembly_id = $1 AND membership_id IS NOT NULL AND held_from <= plenary_now()
  AND held_until > plenary_now() AND EXISTS (SELECT 1 FROM office o WHERE o.id = office_id AND o.kind = 'convener')`;
// Of the tasks that give a right: the others are no one's power, and a roster has hundreds of them.
const SHIFT_TO_COME = `assembly_id = $1 AND ended_at IS NULL AND ends_at > plenary_now()
  AND task_id IN (SELECT t.id FROM task t WHERE t.assembly_id = $1 AND t.kind = 'facilitate')`;

/** Who holds the convener's seat and the shifts now, and whose shift is next: of members who can act. */
export async function powersNow(
  sql: Sql,
  assemblyId: AssemblyId,
): Promise<Pick<Standing, 'convener' | 'shifts'>> {
  if (sql instanceof Tx) {
    await sql.run(`SELECT 1 FROM seat WHERE ${SEAT_IN_FORCE} FOR SHARE`, [assemblyId]);
    await sql.run(`SELECT 1 FROM shift WHERE ${SHIFT_TO_COME} FOR SHARE`, [assemblyId]);
  }
  const convener = await sql.maybe<{ seatId: string; membershipId: string }>(
    `SELECT id AS "seatId", membership_id AS "membershipId" FROM seat WHERE ${SEAT_IN_FORCE} AND ${HOLDER_IN_STANDING}`,
    [assemblyId],
  );
  const shifts = await sql.query<StandingShift>(
    `WITH clock AS MATERIALIZED (SELECT plenary_now() AS now),
     live AS (SELECT s.id, s.membership_id, s.chosen, s.starts_at, t.kind, s.starts_at <= clock.now AS running
              FROM shift s JOIN task t ON t.id = s.task_id CROSS JOIN clock
              WHERE s.assembly_id = $1 AND s.ended_at IS NULL AND s.ends_at > clock.now AND t.kind = 'facilitate'
                AND EXISTS (SELECT 1 FROM joined_members($1, clock.now) h WHERE h.id = s.membership_id))
     SELECT id AS "shiftId", kind AS task, membership_id AS "membershipId", chosen, 'now' AS state FROM live WHERE running
     UNION ALL
     (SELECT id, kind, membership_id, chosen, 'next' FROM live WHERE NOT running ORDER BY starts_at, id LIMIT 1)`,
    [assemblyId],
  );
  return { convener, shifts };
}
