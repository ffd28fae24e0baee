import type { AssemblyId, MembershipId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';
import type { Term, TermEnd } from '../domain/term.js';

const COLUMNS = `t.id, t.assembly_id AS "assemblyId", t.office_id AS "officeId", t.seat_id AS "seatId", s.place,
  t.membership_id AS "membershipId", t.source, t.poll_id AS "pollId", t.papers_of AS "papersOf", t.began_at AS "beganAt",
  t.accept_by AS "acceptBy", t.accepted_at AS "acceptedAt", t.ends_at AS "endsAt", t.over_at AS "endedAt",
  t.over_kind AS "endKind"`;
const FROM = 'term_now t JOIN seat s ON s.id = t.seat_id';

type Row = Term & Record<string, unknown>;

export async function termById(sql: Sql, id: string): Promise<Term | null> {
  return (await termsByIds(sql, [id]))[0] ?? null;
}

export function termsByIds(sql: Sql, ids: readonly string[]): Promise<Term[]> {
  return sql.query<Row>(`SELECT ${COLUMNS} FROM ${FROM} WHERE t.id = ANY ($1)`, [ids]);
}

/** The terms that run now, by office and seat. */
export function runningTerms(sql: Sql, officeIds: readonly string[]): Promise<Term[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE t.office_id = ANY ($1) AND t.over_at IS NULL ORDER BY t.office_id, s.place`,
    [officeIds],
  );
}

/** The terms of an office that are over, the latest first. */
export function pastTerms(sql: Sql, officeId: string, limit: number): Promise<Term[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE t.office_id = $1 AND t.over_at IS NOT NULL
     ORDER BY t.over_at DESC, t.id DESC LIMIT $2`,
    [officeId, limit],
  );
}

/** The terms of one member that run now. */
export function runningTermsOf(sql: Sql, membershipId: string): Promise<Term[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE t.membership_id = $1 AND t.over_at IS NULL ORDER BY t.began_at, t.id`,
    [membershipId],
  );
}

/** The terms of one member that ended within so many days and not by their own word, the latest first; up to 20. */
export function lostTermsOf(sql: Sql, membershipId: string, days: number): Promise<Term[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM}
     WHERE t.membership_id = $1 AND t.over_at > plenary_now() - make_interval(days => $2)
       AND t.over_kind NOT IN ('resigned', 'declined', 'left')
     ORDER BY t.over_at DESC, t.id DESC LIMIT 20`,
    [membershipId, days],
  );
}

/** Terms that nothing has ended yet although the member is gone or their time has come: written as over, late. */
export function unfinishedTerms(sql: Sql, where: { readonly membershipId: string }): Promise<Term[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE t.membership_id = $1 AND t.ended_at IS NULL ORDER BY t.id`,
    [where.membershipId],
  );
}

/** Of an office: those whose time has come and that nothing has ended yet. */
export function overdueTerms(sql: Sql, officeId: string): Promise<Term[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE t.office_id = $1 AND t.ended_at IS NULL AND t.over_at IS NOT NULL
     ORDER BY t.over_at, s.place`,
    [officeId],
  );
}

/** Locks the seat's row in share mode: whoever would empty it waits for the commit, and whoever emptied it comes first. */
export async function holdSeat(tx: Tx, seatId: string): Promise<void> {
  await tx.run('SELECT 1 FROM seat WHERE id = $1 FOR SHARE', [seatId]);
}

/** Locks the seat's row for a change: waits for the acts in flight under it. */
export async function lockSeat(tx: Tx, seatId: string): Promise<void> {
  await tx.run('SELECT 1 FROM seat WHERE id = $1 FOR UPDATE', [seatId]);
}

/** The same for every seat of an office. */
export async function lockSeatsOf(tx: Tx, officeId: string): Promise<void> {
  await tx.run('SELECT 1 FROM seat WHERE office_id = $1 ORDER BY place FOR UPDATE', [officeId]);
}

/** Whether the member holds the seat now by its row, which is the last word. */
export async function holdsSeat(sql: Sql, term: Term): Promise<boolean> {
  const { holds } = await sql.one<{ holds: boolean }>(
    `SELECT EXISTS (SELECT FROM seat s JOIN term t ON t.seat_id = s.id AND t.id = $1 AND t.ended_at IS NULL
                    WHERE s.membership_id = t.membership_id AND s.held_until > plenary_now()) AS holds`,
    [term.id],
  );
  return holds;
}

export interface NewTerm
  extends Pick<
    Term,
    'assemblyId' | 'officeId' | 'seatId' | 'membershipId' | 'source' | 'pollId' | 'papersOf' | 'endsAt'
  > {
  readonly acceptHours: number;
}

/** Seats the member, until they accept for no longer than they may take to: not accepted, it is over on the clock. */
export async function insertTerm(tx: Tx, term: NewTerm): Promise<string> {
  const id = newId<'term'>();
  await tx.run(
    `INSERT INTO term (id, assembly_id, office_id, seat_id, membership_id, source, poll_id, papers_of, began_at, accept_by, ends_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, now, least(now + make_interval(hours => $9), $10), $10
     FROM (SELECT plenary_now() AS now OFFSET 0) clock`,
    [
      id,
      term.assemblyId,
      term.officeId,
      term.seatId,
      term.membershipId,
      term.source,
      term.pollId,
      term.papersOf,
      term.acceptHours,
      term.endsAt,
    ],
  );
  await tx.run(
    `UPDATE seat s SET membership_id = t.membership_id, held_from = t.began_at, held_until = t.accept_by
     FROM term t WHERE t.id = $1 AND s.id = t.seat_id`,
    [id],
  );
  return id;
}

/** From now until the term's end; false where the time to accept it has passed. */
export async function markAccepted(tx: Tx, termId: string): Promise<boolean> {
  const accepted = await tx.run(
    `UPDATE term SET accepted_at = clock.now FROM (SELECT plenary_now() AS now OFFSET 0) clock
     WHERE id = $1 AND accept_by > clock.now`,
    [termId],
  );
  if (accepted === 0) return false;
  await tx.run('UPDATE seat s SET held_until = t.ends_at FROM term t WHERE t.id = $1 AND s.id = t.seat_id', [
    termId,
  ]);
  return true;
}

/** Ends the term, now or when its time came, and empties its seat; false where that was done before. */
export async function markEnded(tx: Tx, term: Term, kind: TermEnd): Promise<boolean> {
  const ended = await tx.run(
    `UPDATE term SET ended_at = coalesce(n.over_at, plenary_now()), end_kind = $2 FROM term_now n
     WHERE term.id = $1 AND n.id = $1 AND term.ended_at IS NULL`,
    [term.id, kind],
  );
  if (ended === 0) return false;
  await tx.run(
    'UPDATE seat SET membership_id = NULL, held_from = NULL, held_until = NULL WHERE id = $1 AND membership_id = $2',
    [term.seatId, term.membershipId],
  );
  return true;
}

export interface EmptySeat {
  readonly id: string;
  readonly place: number;
}

/** The seats of an office that nobody holds and whose last term was ended, by place; no more than the rules have. */
export function emptySeats(sql: Sql, officeId: string, seats: number): Promise<EmptySeat[]> {
  return sql.query<EmptySeat & Record<string, unknown>>(
    `SELECT s.id, s.place FROM seat s WHERE s.office_id = $1 AND s.place <= $2 AND s.membership_id IS NULL
       AND NOT EXISTS (SELECT FROM term t WHERE t.seat_id = s.id AND t.ended_at IS NULL) ORDER BY s.place`,
    [officeId, seats],
  );
}

/** How many seats are empty, or will be within so many days because their terms end. */
export async function seatsToFill(sql: Sql, officeId: string, seats: number, days: number): Promise<number> {
  const row = await sql.one<{ seats: number }>(
    `SELECT count(*) AS seats FROM seat s LEFT JOIN term_now t ON t.seat_id = s.id AND t.over_at IS NULL
     WHERE s.office_id = $1 AND s.place <= $2
       AND (t.id IS NULL OR t.ends_at <= plenary_now() + make_interval(days => $3))`,
    [officeId, seats, days],
  );
  return row.seats;
}

/** The highest place that is held now; 0 for none. */
export async function highestHeld(sql: Sql, officeId: string): Promise<number> {
  const row = await sql.one<{ place: number }>(
    `SELECT coalesce(max(s.place), 0) AS place FROM seat s JOIN term_now t ON t.seat_id = s.id AND t.over_at IS NULL
     WHERE s.office_id = $1`,
    [officeId],
  );
  return row.place;
}

/** An office among these in which somebody holds a seat who also holds one in this office; null for none. */
export async function heldWith(
  sql: Sql,
  officeId: string,
  others: readonly string[],
): Promise<string | null> {
  const row = await sql.maybe<{ name: string }>(
    `SELECT o.name FROM term_now t JOIN term_now x ON x.membership_id = t.membership_id AND x.over_at IS NULL
     JOIN office o ON o.id = x.office_id
     WHERE t.office_id = $1 AND t.over_at IS NULL AND x.office_id = ANY ($2) ORDER BY o.name LIMIT 1`,
    [officeId, others],
  );
  return row?.name ?? null;
}

/** The person behind a membership: whose own feed is told. */
export async function personOf(sql: Sql, membershipId: MembershipId): Promise<string> {
  const row = await sql.one<{ person: string }>('SELECT person_id AS person FROM membership WHERE id = $1', [
    membershipId,
  ]);
  return row.person;
}

/** Offices in which something has become due by the clock, of one assembly each. */
export async function officesWithOverdueTerms(
  sql: Sql,
  limit: number,
): Promise<{ officeId: string; assemblyId: AssemblyId }[]> {
  return sql.query(
    `SELECT DISTINCT office_id AS "officeId", assembly_id AS "assemblyId" FROM term
     WHERE ended_at IS NULL AND (ends_at <= plenary_now() OR (accepted_at IS NULL AND accept_by <= plenary_now()))
     LIMIT $1`,
    [limit],
  );
}

export async function nextTermEnd(sql: Sql): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>({
    name: 'mandate-next-term-end',
    text: `SELECT least((SELECT min(ends_at) FROM term WHERE ended_at IS NULL),
                        (SELECT min(accept_by) FROM term WHERE ended_at IS NULL AND accepted_at IS NULL)) AS at`,
  });
  return row.at;
}
