import type { AssemblyId, MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { PlaceRow } from './roster-rows.js';

/** Why a shift is its holder's, as it was decided. */
export interface WhyRow {
  readonly by: 'served' | 'evened' | 'kept' | 'swapped' | 'taken';
  readonly able?: number;
  readonly load?: number;
  readonly among?: number;
  readonly from?: readonly string[];
  readonly turn?: number;
  /** The draw by which it was decided. */
  readonly roster?: string;
}

/** A shift of the roster: who holds a place, or held it. */
export interface ShiftRow {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly taskId: string;
  readonly membershipId: MembershipId;
  readonly placeId: string;
  readonly occurrence: number;
  readonly effort: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
  readonly cameBy: 'drawn' | 'stepped_in' | 'swapped' | 'taken';
  readonly why: WhyRow;
  readonly confirmedAt: Date | null;
  readonly offeredAt: Date | null;
  readonly missedAt: Date | null;
  readonly doneAt: Date | null;
  readonly note: string | null;
}

const SHIFT = `s.id, s.assembly_id AS "assemblyId", s.task_id AS "taskId", s.membership_id AS "membershipId",
  s.place_id AS "placeId", p.occurrence, p.effort, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
  s.ended_at AS "endedAt", s.came_by AS "cameBy", s.why, s.confirmed_at AS "confirmedAt", s.offered_at AS "offeredAt",
  s.missed_at AS "missedAt", s.done_at AS "doneAt", s.note`;
const FROM = 'FROM shift s JOIN place p ON p.id = s.place_id';
type Row = ShiftRow & Record<string, unknown>;

/** A shift of the roster, whether or not it still stands; null for none, and for one that is not of a roster. */
export function shiftById(sql: Sql, id: string): Promise<ShiftRow | null> {
  return sql.maybe<Row>(`SELECT ${SHIFT} ${FROM} WHERE s.id = $1`, [id]);
}

/** No shift lasts longer: see task_rule_whole. */
const LONGEST_SHIFT = `interval '44640 minutes'`;

/** Shifts that stand and are on or begin in a span, in order, with the places that nobody holds. */
export function placesBetween(
  sql: Sql,
  assemblyId: string,
  from: Date,
  until: Date,
  most: number,
): Promise<(PlaceRow & { readonly shiftId: string | null })[]> {
  return sql.query(
    `SELECT p.id, p.task_id AS "taskId", p.occurrence, p.seat, p.starts_at AS "startsAt", p.ends_at AS "endsAt", p.effort,
            p.drawn_id AS "drawnId", s.id AS "shiftId"
     FROM place p JOIN task t ON t.id = p.task_id LEFT JOIN shift s ON s.place_id = p.id AND s.ended_at IS NULL
     WHERE p.assembly_id = $1 AND p.starts_at > $2::timestamptz - ${LONGEST_SHIFT} AND p.ends_at > $2 AND p.starts_at < $3
       AND (t.ended_at IS NULL OR s.id IS NOT NULL)
     ORDER BY p.starts_at, p.task_id, p.seat, p.id LIMIT $4`,
    [assemblyId, from, until, most],
  );
}

export function shiftsByIds(sql: Sql, ids: readonly string[]): Promise<ShiftRow[]> {
  return sql.query<Row>(`SELECT ${SHIFT} ${FROM} WHERE s.id = ANY($1::uuid[])`, [ids]);
}

/** A member's shifts that stand and are not over, the next first. */
export function nextShiftsOf(sql: Sql, membershipId: string, most: number): Promise<ShiftRow[]> {
  return sql.query<Row>(
    `SELECT ${SHIFT} ${FROM} WHERE s.membership_id = $1 AND s.ended_at IS NULL AND s.ends_at > plenary_now()
     ORDER BY s.starts_at, s.id LIMIT $2`,
    [membershipId, most],
  );
}

/**
 * A place that is on, and that nobody holds: who had it has left, or was suspended. Not where somebody was chosen for the
 * task instead, as the assembly can for facilitating: whoever they take the place of would take it back.
 */
const LEFT_OPEN = `p.starts_at <= plenary_now() AND p.ends_at > plenary_now()
  AND NOT EXISTS (SELECT FROM shift c WHERE c.task_id = p.task_id AND c.place_id IS NULL AND c.ended_at IS NULL
    AND c.starts_at <= plenary_now() AND c.ends_at > plenary_now())
  AND EXISTS (SELECT FROM task t WHERE t.id = p.task_id AND t.ended_at IS NULL)
  AND NOT EXISTS (SELECT FROM shift o WHERE o.place_id = p.id AND o.ended_at IS NULL)`;

/** Shifts that somebody may take: offered to all and not begun; or on, and the last of a place that nobody holds now. */
export function shiftsToTake(sql: Sql, assemblyId: string, most: number): Promise<ShiftRow[]> {
  return sql.query<Row>(
    `SELECT ${SHIFT} ${FROM} WHERE s.assembly_id = $1 AND s.ended_at IS NULL AND s.offered_at IS NOT NULL
       AND s.starts_at > plenary_now()
     UNION ALL
     SELECT ${SHIFT} FROM place p CROSS JOIN LATERAL (
       SELECT * FROM shift l WHERE l.place_id = p.id ORDER BY l.ended_at DESC, l.id DESC LIMIT 1) s
     WHERE p.assembly_id = $1 AND ${LEFT_OPEN}
     ORDER BY "startsAt", id LIMIT $2`,
    [assemblyId, most],
  );
}

/** Whether a place is on, and nobody holds it: somebody may step in. */
export async function isLeftOpen(tx: Tx, placeId: string): Promise<boolean> {
  return (await tx.maybe(`SELECT 1 FROM place p WHERE p.id = $1 AND ${LEFT_OPEN}`, [placeId])) !== null;
}

/** Ends a member's shifts of the roster that begin before an instant and are not over; which, and of which places. */
export function endShiftsBefore(
  tx: Tx,
  membershipId: string,
  until: Date,
): Promise<{ readonly shift: string; readonly place: string }[]> {
  return tx.query(
    `UPDATE shift SET ended_at = plenary_now()
     WHERE membership_id = $1 AND place_id IS NOT NULL AND ended_at IS NULL AND ends_at > plenary_now() AND starts_at < $2
     RETURNING id AS shift, place_id AS place`,
    [membershipId, until],
  );
}

/** Shifts to which somebody else comes along and hands over: who held the task before, in the first seat that was held. */
const HANDED_OVER = `${FROM} JOIN task t ON t.id = s.task_id AND t.handover
  CROSS JOIN LATERAL (
    SELECT b.membership_id AS by FROM shift b JOIN place q ON q.id = b.place_id
      JOIN membership m ON m.id = b.membership_id AND (m.ended_at IS NULL OR m.ended_at > plenary_now())
    WHERE q.task_id = p.task_id AND q.occurrence = p.occurrence - 1 AND b.ended_at IS NULL AND b.missed_at IS NULL
    ORDER BY q.seat LIMIT 1) before
  WHERE before.by <> s.membership_id`;

/** For each of these shifts who hands over to its holder; no line where nobody does. */
export function handingOver(
  sql: Sql,
  shiftIds: readonly string[],
): Promise<{ readonly id: string; readonly by: MembershipId }[]> {
  return sql.query(`SELECT s.id, before.by ${HANDED_OVER} AND s.id = ANY($1::uuid[])`, [shiftIds]);
}

/** Shifts of others that are not over and to which a member comes along to hand over, the next first. */
export function handoversOf(
  sql: Sql,
  { assemblyId, membershipId }: { readonly assemblyId: string; readonly membershipId: string },
  most: number,
): Promise<ShiftRow[]> {
  return sql.query<Row>(
    `SELECT ${SHIFT} ${HANDED_OVER} AND s.assembly_id = $1 AND before.by = $2 AND s.ended_at IS NULL
       AND s.ends_at > plenary_now()
     ORDER BY s.starts_at, s.id LIMIT $3`,
    [assemblyId, membershipId, most],
  );
}

/** For each of these shifts what the last holder of its task wrote for who comes next; no line where nobody did. */
export function notesBefore(
  sql: Sql,
  shiftIds: readonly string[],
): Promise<{ readonly id: string; readonly note: string }[]> {
  return sql.query(
    `SELECT s.id, before.note FROM shift s JOIN place p ON p.id = s.place_id
     CROSS JOIN LATERAL (
       SELECT b.note FROM shift b JOIN place q ON q.id = b.place_id
       WHERE b.task_id = s.task_id AND b.ended_at IS NULL AND b.note IS NOT NULL AND q.occurrence < p.occurrence
       ORDER BY q.occurrence DESC, q.seat LIMIT 1) before
     WHERE s.id = ANY($1::uuid[])`,
    [shiftIds],
  );
}

export async function confirmRow(tx: Tx, id: string): Promise<void> {
  await tx.run('UPDATE shift SET confirmed_at = plenary_now() WHERE id = $1', [id]);
}

export async function offerRow(tx: Tx, id: string): Promise<void> {
  await tx.run('UPDATE shift SET offered_at = plenary_now() WHERE id = $1', [id]);
}

export async function missedRow(tx: Tx, id: string): Promise<void> {
  await tx.run('UPDATE shift SET missed_at = plenary_now() WHERE id = $1', [id]);
}

export async function doneRow(tx: Tx, id: string, note: string | null): Promise<void> {
  await tx.run('UPDATE shift SET done_at = coalesce(done_at, plenary_now()), note = $2 WHERE id = $1', [
    id,
    note,
  ]);
}

/** Ends a shift because its holder gave it up; requests to swap with it lapse. @param reason of one that is declined */
export async function giveUpRow(
  tx: Tx,
  id: string,
  how: 'declined' | 'swapped' | 'taken',
  reason: string | null = null,
): Promise<void> {
  await tx.run('UPDATE shift SET ended_at = plenary_now(), given_up = $2, reason = $3 WHERE id = $1', [
    id,
    how,
    reason,
  ]);
}

/** For each of these shifts why its place was last given up; no line where nobody did, or did not say why. */
export function reasonsOf(
  sql: Sql,
  shiftIds: readonly string[],
): Promise<{ readonly id: string; readonly reason: string }[]> {
  // What is given up is so before it begins: by its start there is an index.
  return sql.query(
    `SELECT s.id, last.reason FROM shift s JOIN place p ON p.id = s.place_id
     CROSS JOIN LATERAL (
       SELECT g.reason FROM shift g
       WHERE g.assembly_id = p.assembly_id AND g.starts_at = p.starts_at AND g.place_id = p.id AND g.given_up = 'declined'
       ORDER BY g.ended_at DESC, g.id DESC LIMIT 1) last
     WHERE s.id = ANY($1::uuid[]) AND last.reason IS NOT NULL`,
    [shiftIds],
  );
}

/** The place that a shift is of, for whoever takes it over. */
export function placeOf({ placeId, taskId, occurrence, startsAt, endsAt, effort }: ShiftRow): PlaceRow {
  return { id: placeId, taskId, occurrence, seat: 0, startsAt, endsAt, effort, drawnId: null };
}

export interface SwapRow {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly shiftId: string;
  readonly withShiftId: string;
  readonly askedAt: Date;
  readonly outcome: 'agreed' | 'refused' | 'withdrawn' | null;
}

const SWAP = `w.id, w.assembly_id AS "assemblyId", w.shift_id AS "shiftId", w.with_shift_id AS "withShiftId",
  w.asked_at AS "askedAt", w.outcome`;

export function swapById(sql: Sql, id: string): Promise<SwapRow | null> {
  return sql.maybe<SwapRow & Record<string, unknown>>(`SELECT ${SWAP} FROM swap w WHERE w.id = $1`, [id]);
}

/** Swaps that wait for an answer and that a member asked for, or is asked. */
export function swapsWith(sql: Sql, membershipId: string, most: number): Promise<SwapRow[]> {
  return sql.query<SwapRow & Record<string, unknown>>(
    `SELECT ${SWAP} FROM swap w JOIN shift a ON a.id = w.shift_id JOIN shift b ON b.id = w.with_shift_id
     WHERE w.answered_at IS NULL AND (a.membership_id = $1 OR b.membership_id = $1)
       AND a.ended_at IS NULL AND b.ended_at IS NULL AND a.starts_at > plenary_now() AND b.starts_at > plenary_now()
     ORDER BY w.asked_at, w.id LIMIT $2`,
    [membershipId, most],
  );
}

/** The same request is asked once; its id, new or not. */
export async function insertSwap(
  tx: Tx,
  row: Pick<SwapRow, 'id' | 'assemblyId' | 'shiftId' | 'withShiftId'>,
) {
  await tx.run(
    `INSERT INTO swap (id, assembly_id, shift_id, with_shift_id, asked_at) VALUES ($1, $2, $3, $4, plenary_now())
     ON CONFLICT (shift_id, with_shift_id) WHERE answered_at IS NULL DO NOTHING`,
    [row.id, row.assemblyId, row.shiftId, row.withShiftId],
  );
  return tx.one<{ id: string }>(
    'SELECT id FROM swap WHERE shift_id = $1 AND with_shift_id = $2 AND answered_at IS NULL',
    [row.shiftId, row.withShiftId],
  );
}

export async function answerSwapRow(tx: Tx, id: string, outcome: SwapRow['outcome']): Promise<void> {
  await tx.run('UPDATE swap SET answered_at = plenary_now(), outcome = $2 WHERE id = $1', [id, outcome]);
}
