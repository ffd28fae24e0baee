import type { Sql } from '@plenary/platform';
import { type LedgerEvent, type LedgerLine, ledger } from '@plenary/sortition';
import { FULL_SHARE } from '../domain/share.js';

interface EventRow extends Record<string, unknown> {
  readonly at: Date;
  readonly member: string;
  readonly kind: LedgerEvent['kind'];
  readonly amount: number | null;
  readonly since: Date | null;
}

// A suspension stops the clock as a leave does, in whichever membership of the person (see suspendByWhatStands).
// A shift counts when it is over, unless it was given up or missed: nobody has to say that they came.
// Who was forgotten has no line: see rota_forgotten.
const TAKING_PART = `m.assembly_id = $1 AND m.joined_at IS NOT NULL AND m.counts_from IS NOT NULL
    AND NOT EXISTS (SELECT FROM rota_forgotten f WHERE f.membership_id = m.id)`;
const AWAY = `
  SELECT l.membership_id, l.from_at, l.until_at FROM member_leave l WHERE l.assembly_id = $1
  UNION ALL SELECT m.id, s.starts_at, least(s.ends_at, s.lifted_at)
  FROM sanction s JOIN membership m ON m.assembly_id = s.assembly_id AND (m.id = s.membership_id OR m.person_id = s.person_id)
  WHERE ${TAKING_PART} AND s.kind = 'suspension'`;
// A shift is published as its holder's by the draw, or when whoever had it before gave it up.
// What somebody gave up of the time in which they were away is not owed.
const EVENTS = `
  SELECT greatest(m.joined_at, m.counts_from) AS at, m.id AS member, 'joined' AS kind, NULL::int AS amount,
         NULL::timestamptz AS since
  FROM membership m WHERE ${TAKING_PART}
  UNION ALL SELECT m.ended_at, m.id, 'left', NULL, NULL FROM membership m
  WHERE ${TAKING_PART} AND m.ended_at IS NOT NULL
  UNION ALL SELECT a.from_at, a.membership_id, 'leaveBegan', NULL, NULL FROM away a
  UNION ALL SELECT a.until_at, a.membership_id, 'leaveEnded', NULL, NULL FROM away a WHERE a.until_at IS NOT NULL
  UNION ALL SELECT s.from_at, s.membership_id, 'shareChanged', s.share, NULL FROM member_share s WHERE s.assembly_id = $1
  UNION ALL SELECT s.ends_at, s.membership_id, CASE WHEN s.missed_at IS NULL THEN 'served' ELSE 'missed' END, p.effort,
         greatest(r.drawn_at, passed.at)
  FROM shift s JOIN place p ON p.id = s.place_id JOIN roster r ON r.id = p.roster_id
    LEFT JOIN LATERAL (
      SELECT max(o.ended_at) AS at FROM shift o
      WHERE s.came_by <> 'drawn' AND o.assembly_id = p.assembly_id AND o.starts_at = p.starts_at AND o.place_id = p.id
    ) passed ON true
  WHERE s.assembly_id = $1 AND s.ended_at IS NULL
  UNION ALL SELECT p.ends_at, s.membership_id, 'released', p.effort, r.drawn_at
  FROM shift s JOIN place p ON p.id = s.place_id JOIN roster r ON r.id = p.roster_id
  WHERE s.assembly_id = $1 AND s.ended_at IS NOT NULL AND (s.given_up IS NULL OR s.given_up <> 'swapped') AND EXISTS (
    SELECT FROM away a WHERE a.membership_id = s.membership_id AND a.from_at < p.ends_at
      AND (a.until_at IS NULL OR a.until_at > p.starts_at))`;

/** Who has carried how much at an instant. */
export async function ledgerAt(
  sql: Sql,
  assemblyId: string,
  now: Date,
): Promise<ReadonlyMap<string, LedgerLine>> {
  return ledger(await ledgerEvents(sql, assemblyId, now), now.getTime());
}

/** All that the ledger is made of, up to an instant; and the shifts that were published by then, to come. */
async function ledgerEvents(sql: Sql, assemblyId: string, now: Date): Promise<LedgerEvent[]> {
  const rows = await sql.query<EventRow>(
    `WITH away AS (${AWAY}) SELECT * FROM (${EVENTS}) e WHERE e.at <= $2 OR e.since <= $2`,
    [assemblyId, now],
  );
  return rows.map(({ at, member, kind, amount, since }) => {
    const event = { at: at.getTime(), member };
    if (kind === 'served')
      return { ...event, kind, effort: amount!, ...(since && { since: since.getTime() }) };
    if (kind === 'released') return { ...event, kind, effort: amount!, since: since!.getTime() };
    if (kind === 'joined') return { ...event, kind, share: FULL_SHARE };
    if (kind === 'shareChanged') return { ...event, kind, share: amount! };
    return { ...event, kind };
  });
}

/** Who can be drawn now: counts, has joined, is neither suspended nor on leave; by id, with from when they take part. */
export async function candidatesNow(
  sql: Sql,
  assemblyId: string,
  now: Date,
): Promise<{ readonly id: string; readonly from: Date }[]> {
  return sql.query(
    `SELECT m.id, greatest(m.joined_at, m.counts_from) AS "from" FROM counting_members($1, $2) m
     WHERE m.joined_at <= $2 AND NOT EXISTS (
       SELECT FROM member_leave l WHERE l.membership_id = m.id AND l.from_at <= $2 AND (l.until_at IS NULL OR l.until_at > $2))
     ORDER BY m.id`,
    [assemblyId, now],
  );
}

export interface HeldRow extends Record<string, unknown> {
  readonly membershipId: string;
  readonly taskId: string;
  readonly occurrence: number;
  readonly effort: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * What members hold or held, as far back as a run or a pause of these tasks can reach, and all that is to come. A run is
 * counted in occurrences, which of a monthly task are years: `firsts` has for each task the first that is asked about.
 */
export function heldShifts(
  sql: Sql,
  assemblyId: string,
  now: Date,
  firsts: ReadonlyMap<string, number>,
): Promise<HeldRow[]> {
  return sql.query<HeldRow>(
    `SELECT s.membership_id AS "membershipId", s.task_id AS "taskId", p.occurrence, p.effort, s.starts_at AS "startsAt",
            s.ends_at AS "endsAt"
     FROM shift s JOIN place p ON p.id = s.place_id JOIN task t ON t.id = s.task_id
       LEFT JOIN unnest($3::uuid[], $4::integer[]) AS w (task_id, first) ON w.task_id = s.task_id
     WHERE s.assembly_id = $1 AND s.ended_at IS NULL
       AND (s.ends_at > $2 OR (w.task_id IS NOT NULL
         AND (p.occurrence >= w.first - t.longest_run OR s.ends_at > $2 - make_interval(days => t.pause_days))))
     ORDER BY s.starts_at, s.id`,
    [assemblyId, now, [...firsts.keys()], [...firsts.values()]],
  );
}

/** The places to come that members gave up: they are not asked again. */
export function givenUp(
  sql: Sql,
  assemblyId: string,
  now: Date,
): Promise<{ readonly membershipId: string; readonly startsAt: Date; readonly endsAt: Date }[]> {
  return sql.query(
    `SELECT s.membership_id AS "membershipId", s.starts_at AS "startsAt", s.ends_at AS "endsAt" FROM shift s
     WHERE s.assembly_id = $1 AND s.given_up = 'declined' AND s.ends_at > $2`,
    [assemblyId, now],
  );
}
