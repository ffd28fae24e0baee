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
  /** Chosen by the count; else ranked behind those. */
  readonly elected: boolean;
}

const COLUMNS = `a.poll_id AS "pollId", a.office_id AS "officeId", a.rank, a.membership_id AS "membershipId", a.place, a.state, a.elected`;
type Row = Alternate & Record<string, unknown>;

export async function insertAlternates(
  tx: Tx,
  office: Office,
  pollId: PollId,
  ranked: readonly Pick<Alternate, 'membershipId' | 'place' | 'elected'>[],
): Promise<void> {
  await tx.run(
    `INSERT INTO alternate (poll_id, rank, assembly_id, office_id, membership_id, place, elected, state)
     SELECT $1, n, $2, $3, membership_id, place, elected, 'waiting'
     FROM unnest($4::uuid[], $5::int[], $6::boolean[]) WITH ORDINALITY AS given (membership_id, place, elected, n)`,
    [
      pollId,
      office.assemblyId,
      office.id,
      ranked.map(({ membershipId }) => membershipId),
      ranked.map(({ place }) => place),
      ranked.map(({ elected }) => elected),
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
     JOIN office_now o ON o.id = a.office_id
     WHERE a.office_id = ANY ($1) AND a.state = 'waiting' AND (a.elected OR o.rules ->> 'vacancy' = 'alternate')
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

/** The later elections of the office than this one whose elected wait for a seat, the latest first. */
export async function laterElections(sql: Sql, officeId: string, pollId: string): Promise<PollId[]> {
  const rows = await sql.query<{ id: PollId }>(
    `SELECT p.id FROM poll p
     WHERE p.closed_at > (SELECT closed_at FROM poll WHERE id = $2)
       AND EXISTS (SELECT FROM alternate a
                   WHERE a.poll_id = p.id AND a.office_id = $1 AND a.state = 'waiting' AND a.elected)
     ORDER BY p.closed_at DESC`,
    [officeId, pollId],
  );
  return rows.map(({ id }) => id);
}

/** How many of those elected were in turn and might not serve: the next in line makes up for each. */
export async function electedPassedOver(sql: Sql, pollId: string): Promise<number> {
  const { n } = await sql.one<{ n: number }>(
    `SELECT count(*) AS n FROM alternate WHERE poll_id = $1 AND elected AND state = 'passed_over'`,
    [pollId],
  );
  return n;
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
