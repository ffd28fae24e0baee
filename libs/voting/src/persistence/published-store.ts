import type { Sql } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';

/**
 * The ballots of a closed poll as they were hashed at its close (see the comment on poll_result.ballots_hash), in
 * pages of `limit` lines; one empty page where nobody voted. Of a secret poll the lines hold no id, so equal ballots
 * cannot be told apart, and their order says nothing.
 */
export async function* publishedBallots(sql: Sql, poll: Poll, limit: number): AsyncGenerator<string[]> {
  if (poll.tier === 'secret') yield* secretBallots(sql, poll, limit);
  else yield* pages(sql, poll, limit, ROLL_CALL);
}

/** The receipts of a closed secret poll, as they were hashed at its close, in pages as above. */
export function publishedReceipts(sql: Sql, poll: Poll, limit: number): AsyncGenerator<string[]> {
  return pages(sql, poll, limit, 'SELECT code, code AS line FROM participation WHERE poll_id = $1');
}

/** Whose receipt is whose in a closed roll call, as it was hashed at its close (`hashVoters`), in pages as above. */
export function publishedVoters(sql: Sql, poll: Poll, limit: number): AsyncGenerator<string[]> {
  return pages(sql, poll, limit, VOTERS);
}

const VOTERS = `SELECT b.code, b.code || ' ' || r.membership_id AS line
  FROM ballot b JOIN roll r USING (poll_id, person_id) WHERE b.poll_id = $1`;

const ROLL_CALL = `SELECT b.code, b.code || ' ' || b.answer || ' ' || r.weight AS line
  FROM ballot b JOIN roll r USING (poll_id, person_id) WHERE b.poll_id = $1`;

async function* pages(sql: Sql, poll: Poll, limit: number, lines: string): AsyncGenerator<string[]> {
  for (let after: string | null = null, more = true; more; ) {
    const page: { code: string; line: string }[] = await sql.query(
      `SELECT code, line FROM (${lines}) AS lines WHERE $2::text IS NULL OR code COLLATE "C" > $2
       ORDER BY code COLLATE "C" LIMIT $3`,
      [poll.id, after, limit],
    );
    yield page.map(({ line }) => line);
    after = page.at(-1)?.code ?? null;
    more = page.length === limit;
  }
}

/** A secret poll has a few different ballots, however many were cast. */
async function* secretBallots(sql: Sql, poll: Poll, limit: number): AsyncGenerator<string[]> {
  const groups = await sql.query<{ line: string; times: number }>(
    `SELECT answer || ' ' || weight AS line, sum(times) AS times FROM secret_ballot WHERE poll_id = $1
     GROUP BY answer, weight ORDER BY (answer || ' ' || weight) COLLATE "C"`,
    [poll.id],
  );
  if (groups.length === 0) yield [];
  for (const { line, times } of groups)
    for (let left = times; left > 0; left -= limit) yield new Array<string>(Math.min(left, limit)).fill(line);
}
