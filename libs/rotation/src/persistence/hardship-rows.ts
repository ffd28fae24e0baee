import type { AssemblyId, MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import { type HardshipStanding, KEPT_DAYS, MOST_KEPT } from '../domain/hardship.js';

/** One text in a request. */
export interface HardshipNote {
  readonly place: number;
  readonly authorId: MembershipId;
  readonly text: string;
  readonly writtenAt: Date;
}

/** A hardship request that is still kept, with what was written in it, in order. */
export interface HardshipRequest extends HardshipStanding {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly membershipId: MembershipId;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
  /** When it is erased; null while it is open. */
  readonly erasedAt: Date | null;
  readonly notes: readonly HardshipNote[];
}

const KEPT = `make_interval(days => ${KEPT_DAYS})`;
const REQUEST = `r.id, r.assembly_id AS "assemblyId", r.membership_id AS "membershipId", r.state, r.holder_id AS "holderId",
  r.asked_at AS "askedAt", r.ended_at AS "endedAt", r.ended_at + ${KEPT} AS "erasedAt"`;
/** What is past its time is gone for every reader, whether or not it was erased yet. */
const IS_KEPT = `(r.ended_at IS NULL OR r.ended_at + ${KEPT} > plenary_now())`;
type Row = Omit<HardshipRequest, 'notes'> & Record<string, unknown>;

async function withNotes(sql: Sql, rows: readonly Row[]): Promise<HardshipRequest[]> {
  if (rows.length === 0) return [];
  const notes = await sql.query<HardshipNote & { requestId: string } & Record<string, unknown>>(
    `SELECT request_id AS "requestId", place, author_id AS "authorId", text, written_at AS "writtenAt"
     FROM hardship_note WHERE request_id = ANY($1::uuid[]) ORDER BY place`,
    [rows.map(({ id }) => id)],
  );
  return rows.map((row) => ({ ...row, notes: notes.filter(({ requestId }) => requestId === row.id) }));
}

async function oneOf(sql: Sql, where: string, values: readonly unknown[]): Promise<HardshipRequest | null> {
  const rows = await sql.query<Row>(`SELECT ${REQUEST} FROM hardship_request r WHERE ${where}`, [...values]);
  return (await withNotes(sql, rows))[0] ?? null;
}

export function requestById(sql: Sql, id: string): Promise<HardshipRequest | null> {
  return oneOf(sql, `r.id = $1 AND ${IS_KEPT}`, [id]);
}

/** The one that this key made, as it is now. */
export function requestByKey(
  sql: Sql,
  membershipId: string,
  clientKey: string,
): Promise<HardshipRequest | null> {
  return oneOf(sql, 'r.membership_id = $1 AND r.client_key = $2', [membershipId, clientKey]);
}

/** The same as it is under its lock, which is held until the commit; null where the assembly has none such any more. */
export async function lockRequest(tx: Tx, assemblyId: string, id: string): Promise<HardshipRequest | null> {
  // In a statement of its own: the next one sees what was committed while it waited.
  await tx.run('SELECT 1 FROM hardship_request WHERE id = $1 AND assembly_id = $2 FOR UPDATE', [
    id,
    assemblyId,
  ]);
  return oneOf(tx, `r.id = $1 AND r.assembly_id = $2 AND ${IS_KEPT}`, [id, assemblyId]);
}

/** A member's own that are kept, the newest first, without those that they withdrew. */
export async function ownRequests(sql: Sql, membershipId: string): Promise<HardshipRequest[]> {
  const rows = await sql.query<Row>(
    `SELECT ${REQUEST} FROM hardship_request r WHERE r.membership_id = $1 AND r.state <> 'withdrawn' AND ${IS_KEPT}
     ORDER BY r.asked_at DESC, r.id LIMIT ${MOST_KEPT}`,
    [membershipId],
  );
  return withNotes(sql, rows);
}

/** What others than the reader have open, the oldest first. */
export async function openRequests(
  sql: Sql,
  assemblyId: string,
  reader: string,
  limit: number,
): Promise<HardshipRequest[]> {
  const rows = await sql.query<Row>(
    `SELECT ${REQUEST} FROM hardship_request r WHERE r.assembly_id = $1 AND r.ended_at IS NULL AND r.membership_id <> $2
     ORDER BY r.asked_at, r.id LIMIT $3`,
    [assemblyId, reader, limit],
  );
  return withNotes(sql, rows);
}

/** Another text whenever something that is open has changed, and one that tells nothing else. */
export async function openRevision(sql: Sql, assemblyId: string): Promise<string> {
  const { revision } = await sql.one<{ revision: string }>(
    `SELECT md5(coalesce(string_agg(r.id || r.state || coalesce(r.holder_id::text, '') || n.notes, ',' ORDER BY r.id), '')) AS revision
     FROM hardship_request r CROSS JOIN LATERAL (SELECT count(*) AS notes FROM hardship_note n WHERE n.request_id = r.id) n
     WHERE r.assembly_id = $1 AND r.ended_at IS NULL`,
    [assemblyId],
  );
  return revision;
}

/** How many a member has kept, those that they withdrew too; and whether one of them is open. */
export function keptOf(sql: Sql, membershipId: string): Promise<{ kept: number; open: boolean }> {
  return sql.one(
    `SELECT count(*) AS kept, coalesce(bool_or(ended_at IS NULL), false) AS open FROM hardship_request WHERE membership_id = $1`,
    [membershipId],
  );
}

/** Whether a task of the assembly gives the power to see them. */
export async function isHeard(sql: Sql, assemblyId: string): Promise<boolean> {
  const { heard } = await sql.one<{ heard: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM task WHERE assembly_id = $1 AND ended_at IS NULL AND 'see_hardship' = ANY (powers)) AS heard`,
    [assemblyId],
  );
  return heard;
}

export async function endOfShift(sql: Sql, id: string): Promise<Date> {
  return (await sql.one<{ until: Date }>('SELECT ends_at AS until FROM shift WHERE id = $1', [id])).until;
}

export async function insertRequest(
  tx: Tx,
  request: Pick<HardshipRequest, 'id' | 'assemblyId' | 'membershipId'> & { readonly clientKey: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO hardship_request (id, assembly_id, membership_id, client_key, state, asked_at)
     VALUES ($1, $2, $3, $4, 'waiting', plenary_now())`,
    [request.id, request.assemblyId, request.membershipId, request.clientKey],
  );
}

/** Whether this author wrote with this key in the request before. */
export async function isWritten(
  tx: Tx,
  requestId: string,
  { authorId, clientKey }: { readonly authorId: string; readonly clientKey: string },
): Promise<boolean> {
  const found = await tx.maybe(
    'SELECT 1 AS one FROM hardship_note WHERE request_id = $1 AND author_id = $2 AND client_key = $3',
    [requestId, authorId, clientKey],
  );
  return found !== null;
}

/** Writes the next text in a request, whose row is locked. */
export async function insertNote(
  tx: Tx,
  { id, assemblyId, notes }: Pick<HardshipRequest, 'id' | 'assemblyId' | 'notes'>,
  note: { readonly authorId: string; readonly clientKey: string; readonly text: string },
): Promise<void> {
  await tx.run(
    `INSERT INTO hardship_note (assembly_id, request_id, place, client_key, author_id, text, written_at)
     VALUES ($1, $2, $3, $4, $5, $6, plenary_now())`,
    [assemblyId, id, notes.length + 1, note.clientKey, note.authorId, note.text],
  );
}

/** Where it stands from now on; `ended`: it is open no more. To the millisecond, as its member reads it. */
export async function moveRequest(
  tx: Tx,
  id: string,
  { state, holderId }: HardshipStanding,
  ended: boolean,
): Promise<void> {
  await tx.run(
    `UPDATE hardship_request SET state = $2, holder_id = $3,
       ended_at = CASE WHEN $4 THEN coalesce(ended_at, date_trunc('milliseconds', plenary_now())) END WHERE id = $1`,
    [id, state, holderId, ended],
  );
}

/** Erases all that was written in it. */
export async function eraseNotes(tx: Tx, id: string): Promise<void> {
  await tx.run('DELETE FROM hardship_note WHERE request_id = $1', [id]);
}

/** Erases a member's requests, with all that was written in them. */
export async function eraseRequestsOf(tx: Tx, membershipId: string): Promise<void> {
  await tx.run('DELETE FROM hardship_request WHERE membership_id = $1', [membershipId]);
}

/** Erases up to so many whose time is over; how many. */
export function eraseEnded(tx: Tx, most: number): Promise<number> {
  return tx.run(
    `DELETE FROM hardship_request WHERE id IN (SELECT r.id FROM hardship_request r WHERE NOT ${IS_KEPT} LIMIT $1
       FOR UPDATE SKIP LOCKED)`,
    [most],
  );
}
