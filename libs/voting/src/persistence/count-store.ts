import type { PollId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import { type Answer, type BallotGroup, countGroups, type Tally } from '@plenary/tally';
import type { Poll } from '../domain/poll.js';

export interface Counted {
  readonly tally: Tally;
  /** See the comment on poll_result.ballots_hash. */
  readonly hash: Buffer;
}

/** Without weights the roll need not be looked at: a live count of a large poll takes a third of the time. */
export function castIn(poll: Poll): string {
  if (poll.tier === 'secret')
    return `SELECT NULL AS code, s.answer, s.weight FROM secret_ballot s WHERE s.poll_id = $1`;
  const weighted = poll.entitled?.heads !== poll.entitled?.weight;
  return weighted
    ? `SELECT b.code, b.answer, r.weight FROM ballot b JOIN roll r USING (poll_id, person_id) WHERE b.poll_id = $1`
    : `SELECT b.code, b.answer, 1 AS weight FROM ballot b WHERE b.poll_id = $1`;
}

/** What has been cast, counted by the database into a few groups. */
export async function tallyOf(sql: Sql, poll: Poll): Promise<Tally> {
  const groups = await sql.query<BallotGroup & { answer: Answer }>(
    `SELECT answer, weight, count(*) AS heads FROM (${castIn(poll)}) AS cast_in GROUP BY answer, weight`,
    [poll.id],
  );
  return countGroups(groups);
}

/** Counts and hashes the ballots of a yes/no or consensus poll; in the close, as a new statement under the lock. */
export async function countBallots(tx: Tx, poll: Poll): Promise<Counted> {
  return { tally: await tallyOf(tx, poll), hash: await hashBallots(tx, poll, null) };
}

/** See the comment on poll_result.ballots_hash. `salt`: where the papers of a secret election are kept back. */
export async function hashBallots(tx: Tx, poll: Poll, salt: Buffer | null): Promise<Buffer> {
  const line = poll.tier === 'secret' ? `answer || ' ' || weight` : `code || ' ' || answer || ' ' || weight`;
  // Equal lines stand together in a sorted list: a secret poll has a few different ones, however many ballots.
  const { hash } = await tx.one<{ hash: Buffer }>(
    `SELECT sha256(convert_to(
       E'plenary/ballots/v1\\n' || $1::uuid || E'\\n' || $2::text || E'\\n'
       || coalesce(encode($3::bytea, 'hex') || E'\\n', '')
       || coalesce(string_agg(repeat(line || E'\\n', times), '' ORDER BY line COLLATE "C"), ''), 'UTF8')) AS hash
     FROM (SELECT ${line} AS line, count(*)::int AS times FROM (${castIn(poll)}) AS cast_in GROUP BY 1) AS lines`,
    [poll.id, poll.tier, salt],
  );
  return hash;
}

/**
 * Secret: writes the poll's ballots anew, in random order, under new random ids, in this one transaction. What tied a
 * row to a voter's (transaction, place in the table, id) belongs to the old rows, which `shred` removes.
 * @throws when there are not exactly as many ballots, of the same weight, as voters who took part.
 */
export async function rewriteSecretBallots(tx: Tx, pollId: PollId): Promise<void> {
  // 100,000 ballots are sorted in memory: on disk it takes half as long again.
  await tx.run(`SELECT set_config('work_mem', '64MB', true)`);
  await tx.run(
    `WITH gone AS (DELETE FROM secret_ballot WHERE poll_id = $1 RETURNING poll_id, assembly_id, answer, weight)
     INSERT INTO secret_ballot (poll_id, id, assembly_id, answer, weight)
     SELECT poll_id, gen_random_uuid() AS id, assembly_id, answer, weight FROM gone ORDER BY id`,
    [pollId],
  );
  const { agree } = await tx.one<{ agree: boolean }>(
    `SELECT (SELECT (count(*), coalesce(sum(weight), 0)) FROM secret_ballot WHERE poll_id = $1)
          = (SELECT (count(*), coalesce(sum(r.weight), 0)) FROM participation JOIN roll r USING (poll_id, person_id)
             WHERE poll_id = $1) AS agree`,
    [pollId],
  );
  if (!agree) throw new Error(`poll ${pollId}: the ballots are not as many as the voters`);
}

/** Secret: the ballots of a void poll are counted by nobody and kept by nobody. */
export async function dropSecretBallots(tx: Tx, pollId: PollId): Promise<void> {
  await tx.run('DELETE FROM secret_ballot WHERE poll_id = $1', [pollId]);
}

/** How many have voted in each. */
export async function votedIn(sql: Sql, polls: readonly Poll[]): Promise<Map<string, number>> {
  const rows = await sql.query<{ id: string; voted: number }>(
    {
      name: 'voted-in',
      text: `SELECT p.id, CASE p.tier
               WHEN 'secret' THEN (SELECT count(*) FROM participation t WHERE t.poll_id = p.id)
               ELSE (SELECT count(*) FROM ballot b WHERE b.poll_id = p.id) END AS voted
             FROM poll p WHERE p.id = ANY($1)`,
    },
    [polls.map((poll) => poll.id)],
  );
  return new Map(rows.map((row) => [row.id, row.voted]));
}

/** How often a ballot of the poll was replaced. */
export async function replacementsIn(sql: Sql, poll: Poll): Promise<number> {
  const row = await sql.one<{ times: number }>(
    { name: 'replacements-in', text: 'SELECT count(*) AS times FROM ballot_replaced WHERE poll_id = $1' },
    [poll.id],
  );
  return row.times;
}
