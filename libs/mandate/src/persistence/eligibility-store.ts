import type { Sql } from '@plenary/platform';
import type { Office } from './office-store.js';
import { membersNow } from './petition-store.js';

/** Whoever leaves and joins again is not new to the office. */
const SAME_PERSON =
  'SELECT x.id FROM membership m JOIN membership x USING (assembly_id, person_id) WHERE m.id = $3';

/**
 * When the member ($3) last sat out: others were elected to the office ($1) and served while this member held no seat of it.
 * An election for another seat in the middle of their term breaks no row, nor one whose elected never accepted.
 */
const SAT_OUT = `SELECT max(other.since) FROM (
    SELECT e.poll_id, min(e.began_at) AS since FROM term e
    WHERE e.office_id = $1 AND e.accepted_at IS NOT NULL AND e.poll_id IS DISTINCT FROM $6 GROUP BY e.poll_id) other
  WHERE NOT EXISTS (SELECT FROM term_now mine WHERE mine.office_id = $1 AND mine.membership_id IN (${SAME_PERSON})
    AND mine.accepted_at IS NOT NULL AND (mine.poll_id = other.poll_id
      OR (mine.began_at <= other.since AND coalesce(mine.over_at, 'infinity') > other.since)))`;

/** Why a member may not hold a seat of an office now, in the middle of a sentence; null where they may. */
export async function whyNot(
  sql: Sql,
  office: Office,
  membershipId: string,
  exceptPoll: string | null = null,
): Promise<string | null> {
  const { rules } = office;
  const facts = await sql.one<{
    counts: boolean;
    holds: boolean;
    incompatible: string | null;
    long: boolean;
    inARow: number;
  }>(
    `SELECT EXISTS (SELECT FROM ${membersNow(2)} WHERE m.id = $3) AS counts,
       EXISTS (SELECT FROM seat s WHERE s.office_id = $1 AND s.membership_id = $3 AND s.held_until > plenary_now()) AS holds,
       (SELECT min(o.name) FROM seat s JOIN office_now o ON o.id = s.office_id
        WHERE s.membership_id = $3 AND s.held_until > plenary_now() AND o.id <> $1
          AND (o.id::text = ANY ($4::text[]) OR o.rules -> 'incompatible' ? $1::uuid::text)) AS incompatible,
       (SELECT m.since + make_interval(days => $5) <= plenary_now() FROM membership m WHERE m.id = $3) AS long,
       (SELECT count(DISTINCT t.poll_id) FROM term t
        WHERE t.office_id = $1 AND t.membership_id IN (${SAME_PERSON}) AND t.accepted_at IS NOT NULL AND t.poll_id IS DISTINCT FROM $6
          AND t.began_at > coalesce((${SAT_OUT}), '-infinity')) AS "inARow"`,
    [office.id, office.assemblyId, membershipId, rules.incompatible, rules.standDays, exceptPoll],
  );
  if (!facts.counts) return 'they do not count as a member now';
  if (facts.incompatible !== null)
    return `they hold a seat in “${facts.incompatible}”, which is not held together with this one`;
  if (!facts.long) return `one has been a member for ${rules.standDays} days first`;
  if (rules.consecutiveTerms !== null && facts.inARow >= rules.consecutiveTerms)
    return `nobody serves more than ${rules.consecutiveTerms} terms in a row`;
  return facts.holds ? HOLDS_ONE : null;
}

/** Holding a seat of this very office keeps nobody from standing for the term that follows, only from a second seat. */
export const HOLDS_ONE = 'they hold a seat of this office already';
