import type { PollId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

/** When the next draft opens by itself; null when none waits. */
export async function nextOpening(sql: Sql): Promise<Date | null> {
  const row = await sql.one<{ due: Date | null }>({
    name: 'poll-next-opening',
    text: `SELECT min(coalesce(retry_at, opens_at)) AS due FROM poll WHERE state = 'draft'`,
  });
  return row.due;
}

export async function nextClosing(sql: Sql): Promise<Date | null> {
  const row = await sql.one<{ due: Date | null }>({
    name: 'poll-next-closing',
    text: `SELECT min(coalesce(retry_at, closes_at)) AS due FROM poll WHERE state = 'open'`,
  });
  return row.due;
}

/** Up to `limit` drafts that are due, the longest due first. */
export async function dueToOpen(sql: Sql, limit: number): Promise<PollId[]> {
  const rows = await sql.query<{ id: PollId }>(
    `SELECT id FROM poll WHERE state = 'draft' AND coalesce(retry_at, opens_at) <= (SELECT plenary_now())
     ORDER BY coalesce(retry_at, opens_at) LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}

export async function dueToClose(sql: Sql, limit: number): Promise<PollId[]> {
  const rows = await sql.query<{ id: PollId }>(
    `SELECT id FROM poll WHERE state = 'open' AND coalesce(retry_at, closes_at) <= (SELECT plenary_now())
     ORDER BY coalesce(retry_at, closes_at) LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}

/** Puts off what failed, so that a poll which can't open or close now is in no other's way. */
export async function postpone(tx: Tx, pollId: PollId, seconds: number): Promise<void> {
  await tx.run(
    `UPDATE poll SET retry_at = plenary_now() + make_interval(secs => $2) WHERE id = $1 AND state IN ('draft', 'open')`,
    [pollId, seconds],
  );
}

/** Takes the poll for this transaction; false when another process has it in hand. */
export async function takePoll(tx: Tx, pollId: PollId): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM poll WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED', [pollId]);
  return rows.length === 1;
}

/** Secret polls that have ended and whose old rows have not been vacuumed away. */
export async function toShred(sql: Sql): Promise<PollId[]> {
  const rows = await sql.query<{ id: PollId }>(
    `SELECT id FROM poll WHERE tier = 'secret' AND state IN ('closed', 'void') AND shredded_at IS NULL LIMIT 1000`,
  );
  return rows.map((row) => row.id);
}

/**
 * Vacuums the table of secret ballots: true when no dead row is left in it. A reader with an old snapshot keeps dead
 * rows alive; the caller comes back.
 */
export async function vacuumSecretBallots(sql: Sql): Promise<boolean> {
  await sql.run('VACUUM (INDEX_CLEANUP ON) secret_ballot');
  const row = await sql.one<{ dead: number }>(
    `SELECT pg_stat_get_dead_tuples('secret_ballot'::regclass) AS dead`,
  );
  return row.dead === 0;
}

export async function markShredded(tx: Tx, polls: readonly PollId[]): Promise<void> {
  await tx.run('UPDATE poll SET shredded_at = plenary_now() WHERE id = ANY($1) AND shredded_at IS NULL', [
    polls,
  ]);
}
