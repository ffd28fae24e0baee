import type { MembershipId, MotionId, PollId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Office } from './office-store.js';

export interface Alternate {
  readonly pollId: PollId;
  readonly officeId: string;
  /** From 1. */
  readonly rank: number;
  readonly membershipId: MembershipId;
  /** The candidate, by place. */
  readonly place: number;
  readonly state: 'waiting' | 'called' | 'passed_over';
}

const COLUMNS = `a.poll_id AS "pollId", a.office_id AS "officeId", a.rank, a.membership_id AS "membershipId", a.place, a.state`;
type Row = Alternate & Record<string, unknown>;

export async function insertAlternates(
  tx: Tx,
  office: Office,
  pollId: PollId,
  ranked: readonly { readonly membershipId: MembershipId; readonly place: number }[],
): Promise<void> {
  await tx.run(
    `INSERT INTO alternate (poll_id, rank, assembly_id, office_id, membership_id, place, state)
     SELECT $1, n, $2, $3, membership_id, place, 'waiting'
     FROM unnest($4::uuid[], $5::int[]) WITH ORDINALITY AS given (membership_id, place, n)`,
    [
      pollId,
      office.assemblyId,
      office.id,
      ranked.map(({ membershipId }) => membershipId),
      ranked.map(({ place }) => place),
    ],
  );
}

/** Those of the election who were not called yet, in their order. */
export function waitingAlternates(sql: Sql, pollId: string): Promise<Alternate[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM alternate a WHERE a.poll_id = $1 AND a.state = 'waiting' ORDER BY a.rank`,
    [pollId],
  );
}

/** Those of each office's elections whose seats are held, or that came after them, in their order. */
export function alternatesOfOffices(sql: Sql, officeIds: readonly string[]): Promise<Alternate[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM alternate a JOIN poll p ON p.id = a.poll_id
     WHERE a.office_id = ANY ($1) AND a.state = 'waiting'
       AND (EXISTS (SELECT FROM term t WHERE t.poll_id = a.poll_id AND t.ended_at IS NULL)
            OR NOT EXISTS (SELECT FROM term t WHERE t.office_id = a.office_id AND t.began_at > p.closed_at))
     ORDER BY p.closed_at, a.rank`,
    [officeIds],
  );
}

export async function markAlternate(
  tx: Tx,
  { pollId, rank }: Alternate,
  state: 'called' | 'passed_over',
): Promise<void> {
  await tx.run('UPDATE alternate SET state = $3 WHERE poll_id = $1 AND rank = $2', [pollId, rank, state]);
}

/** A later election of the office than this one in which somebody waits for a seat; null for none. */
export async function laterElection(sql: Sql, officeId: string, pollId: string): Promise<PollId | null> {
  const row = await sql.maybe<{ id: PollId }>(
    `SELECT p.id FROM poll p
     WHERE p.closed_at > (SELECT closed_at FROM poll WHERE id = $2)
       AND EXISTS (SELECT FROM alternate a WHERE a.poll_id = p.id AND a.office_id = $1 AND a.state = 'waiting')
     ORDER BY p.closed_at DESC LIMIT 1`,
    [officeId, pollId],
  );
  return row?.id ?? null;
}

/** The candidates of an election who hold or held a seat by it, by their places: nobody is called twice. */
export async function seatedBy(sql: Sql, pollId: string): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    'SELECT DISTINCT membership_id AS id FROM term WHERE poll_id = $1',
    [pollId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Whether an election for this office is to be voted on; `besides`: another than this one, which is being decided. One that
 * nobody seconds holds no seat empty.
 */
export async function electionUnderWay(
  sql: Sql,
  officeId: string,
  besides: MotionId | null = null,
): Promise<boolean> {
  const { found } = await sql.one<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM motion m JOIN office o ON o.id = $1 AND o.assembly_id = m.assembly_id
                    WHERE m.kind = 'elect_delegates' AND m.state = 'seconded'
                      AND m.effect ->> 'officeId' = $1::uuid::text AND m.id IS DISTINCT FROM $2) AS found`,
    [officeId, besides],
  );
  return found;
}

/** Nobody who waits in this election's order is called any more. */
export async function retireAlternates(tx: Tx, pollId: string): Promise<void> {
  await tx.run(`UPDATE alternate SET state = 'passed_over' WHERE poll_id = $1 AND state = 'waiting'`, [
    pollId,
  ]);
}
