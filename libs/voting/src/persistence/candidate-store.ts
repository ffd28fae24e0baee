import type { MembershipId, PollId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';
import type { Candidate, NewCandidate } from '../domain/election.js';
import type { Poll } from '../domain/poll.js';

const COLUMNS = `c.poll_id AS "pollId", c.id, c.place, c.name, c.statement, c.membership_id AS "membershipId"`;

/** Writes the ballot paper, in the order given: before the poll is marked open. */
export async function insertCandidates(
  tx: Tx,
  poll: Poll,
  candidates: readonly NewCandidate[],
): Promise<Candidate[]> {
  return tx.query<Candidate & Record<string, unknown>>(
    `INSERT INTO poll_candidate AS c (poll_id, assembly_id, place, id, name, statement, membership_id)
     SELECT $1, $2, n - 1, id, name, statement, membership_id
     FROM unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[])
       WITH ORDINALITY AS given (id, name, statement, membership_id, n) RETURNING ${COLUMNS}`,
    [
      poll.id,
      poll.assemblyId,
      candidates.map(() => newId()),
      candidates.map(({ name }) => name),
      candidates.map(({ statement }) => statement),
      candidates.map(({ membershipId }) => membershipId),
    ],
  );
}

/** The candidates of each poll, in the order of their places; none before the opening. */
export async function candidatesOf(
  sql: Sql,
  pollIds: readonly string[],
): Promise<Map<string, readonly Candidate[]>> {
  const rows = await sql.query<Candidate & Record<string, unknown>>(
    {
      name: 'candidates-of',
      text: `SELECT ${COLUMNS} FROM poll_candidate c WHERE c.poll_id = ANY($1) ORDER BY c.poll_id, c.place`,
    },
    [pollIds],
  );
  const found = new Map<string, Candidate[]>(pollIds.map((id) => [id, []]));
  for (const row of rows) found.get(row.pollId)!.push(row);
  return found;
}

/**
 * Places of the candidates whose membership has ended, by now or by an instant: preferences for them are passed over.
 */
export async function departedCandidates(
  sql: Sql,
  pollId: PollId,
  by: Date | null = null,
): Promise<number[]> {
  const rows = await sql.query<{ place: number }>(
    `SELECT c.place FROM poll_candidate c JOIN membership m ON m.id = c.membership_id
     WHERE c.poll_id = $1 AND m.ended_at IS NOT NULL AND ($2::timestamptz IS NULL OR m.ended_at <= $2)
     ORDER BY c.place`,
    [pollId, by],
  );
  return rows.map(({ place }) => place);
}

/** What the tie order of an open or closed election is drawn from, and what its hash of papers is salted with. */
export function seedsOf(sql: Sql, pollId: PollId): Promise<{ tie: Buffer; salt: Buffer | null }> {
  return sql.one<{ tie: Buffer; salt: Buffer | null }>(
    'SELECT tie_seed AS tie, ballots_salt AS salt FROM poll WHERE id = $1',
    [pollId],
  );
}

/** What the orders of the voters' own papers are drawn from, and whose place the person votes in; null but while open. */
export function orderFor(
  sql: Sql,
  poll: Pick<Poll, 'id' | 'assemblyId'>,
  personId: string,
): Promise<{ seed: Buffer; membershipId: MembershipId } | null> {
  return sql.maybe<{ seed: Buffer; membershipId: MembershipId }>(
    {
      name: 'order-for',
      text: `SELECT p.order_seed AS seed, v.membership_id AS "membershipId"
             FROM poll p CROSS JOIN LATERAL voter_of(p.id, p.assembly_id, $3) v
             WHERE p.id = $1 AND p.assembly_id = $2 AND p.order_seed IS NOT NULL`,
    },
    [poll.id, poll.assemblyId, personId],
  );
}

/** The same for whose place is known already. */
export async function orderSeedOf(sql: Sql, pollId: PollId): Promise<Buffer | null> {
  const row = await sql.maybe<{ seed: Buffer | null }>('SELECT order_seed AS seed FROM poll WHERE id = $1', [
    pollId,
  ]);
  return row?.seed ?? null;
}
