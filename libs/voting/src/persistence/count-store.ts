import { createHash } from 'node:crypto';
import type { PollId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import { type Answer, type BallotGroup, type Count, countGroups, type Tally } from '@plenary/tally';
import type { Poll } from '../domain/poll.js';

export interface Counted {
  readonly tally: Tally;
  /** See the comment on poll_result.ballots_hash. */
  readonly hash: Buffer;
}

/** Whether the roll gives anybody another weight than 1. */
function isWeighted({ entitled }: Poll): boolean {
  return entitled?.heads !== entitled?.weight;
}

/**
 * The ballots of a poll; a row stands for `times` of them, which say the same. Without weights the roll need not be
 * looked at: a live count of a large poll takes a third of the time.
 */
export function castIn(poll: Poll): string {
  if (poll.tier === 'secret')
    return `SELECT NULL AS code, s.answer, s.weight, s.times FROM secret_ballot s WHERE s.poll_id = $1`;
  return isWeighted(poll)
    ? `SELECT b.code, b.answer, r.weight, 1 AS times FROM ballot b JOIN roll r USING (poll_id, person_id) WHERE b.poll_id = $1`
    : `SELECT b.code, b.answer, 1 AS weight, 1 AS times FROM ballot b WHERE b.poll_id = $1`;
}

/** What has been cast, counted by the database into a few groups. */
export async function tallyOf(sql: Sql, poll: Poll): Promise<Tally> {
  const groups = await sql.query<BallotGroup & { answer: Answer }>(
    `SELECT answer, weight, sum(times) AS heads FROM (${castIn(poll)}) AS cast_in GROUP BY answer, weight`,
    [poll.id],
  );
  return countGroups(groups);
}

/** Counts and hashes the ballots of a roll call; in the close, as a new statement under the lock. */
export async function countRollCall(tx: Tx, poll: Poll): Promise<Counted> {
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
     FROM (SELECT ${line} AS line, sum(times)::int AS times FROM (${castIn(poll)}) AS cast_in GROUP BY 1) AS lines`,
    [poll.id, poll.tier, salt],
  );
  return hash;
}

/**
 * Secret: the hash of the receipts that were given out, which commits the record to how many took part: SHA-256 over
 * UTF-8 lines that end in a line feed: plenary/receipts/v1, the poll's id, then each code, sorted bytewise.
 */
export async function hashReceipts(tx: Tx, pollId: PollId): Promise<Buffer> {
  const { hash } = await tx.one<{ hash: Buffer }>(
    `SELECT sha256(convert_to(
       E'plenary/receipts/v1\\n' || $1::uuid || E'\\n'
       || coalesce(string_agg(code || E'\\n', '' ORDER BY code COLLATE "C"), ''), 'UTF8')) AS hash
     FROM participation WHERE poll_id = $1`,
    [pollId],
  );
  return hash;
}

/**
 * Roll call: the hash of whose receipt is whose: SHA-256 over UTF-8 lines that end in a line feed: plenary/voters/v1, the
 * poll's id, then `<receipt> <membership or seat>`, sorted bytewise.
 */
export async function hashVoters(tx: Tx, pollId: PollId): Promise<Buffer> {
  const { hash } = await tx.one<{ hash: Buffer }>(
    `SELECT sha256(convert_to(
       E'plenary/voters/v1\\n' || $1::uuid || E'\\n'
       || coalesce(string_agg(b.code || ' ' || r.membership_id || E'\\n', '' ORDER BY b.code COLLATE "C"), ''), 'UTF8')) AS hash
     FROM ballot b JOIN roll r USING (poll_id, person_id) WHERE b.poll_id = $1`,
    [pollId],
  );
  return hash;
}

/**
 * Secret: writes the poll's ballots anew, in random order, under new random ids, in this one transaction: those that say
 * the same as one row, which says how many they are. What tied a row to a voter's (transaction, place in the table, id)
 * belongs to the old rows, which `shred` removes. Under the lock, as a new statement; what is asked of the ballots as
 * they are written needs no other reading of them. (The close of 100,000 took three times as long when it wrote a row
 * for each.)
 */
async function rewrite<Row extends Record<string, unknown>>(
  tx: Tx,
  { id, assemblyId }: Poll,
  ofAnew: string,
): Promise<Row[]> {
  // 100,000 papers that all differ are sorted in memory: on disk it takes half as long again.
  await tx.run(`SELECT set_config('work_mem', '64MB', true)`);
  await countDeadAtCommit(tx);
  return tx.query<Row>(
    `WITH gone AS (DELETE FROM secret_ballot WHERE poll_id = $1 RETURNING answer, weight, times),
     anew AS (
       INSERT INTO secret_ballot (poll_id, id, assembly_id, answer, weight, times)
       SELECT $1, gen_random_uuid() AS id, $2, answer, weight, sum(times) FROM gone GROUP BY answer, weight ORDER BY id
       RETURNING answer, weight, times)
     ${ofAnew}`,
    [id, assemblyId],
  );
}

/**
 * Secret, an election: see `rewrite`. Its papers may all differ, and are read afterwards.
 * @throws when there are not exactly as many ballots, of the same weight, as voters who took part.
 */
export async function rewriteSecretBallots(tx: Tx, poll: Poll): Promise<void> {
  const [written] = await rewrite<Count & Record<string, unknown>>(
    tx,
    poll,
    'SELECT coalesce(sum(times), 0) AS heads, coalesce(sum(times * weight::bigint), 0)::bigint AS weight FROM anew',
  );
  await mustBeOfVoters(tx, poll, written!);
}

/**
 * Secret, any other poll: see `rewrite`; counts and hashes what it wrote.
 * @throws when there are not exactly as many ballots, of the same weight, as voters who took part.
 */
export async function rewriteAndCount(tx: Tx, poll: Poll): Promise<Counted> {
  const groups = await rewrite<SecretGroup & Record<string, unknown>>(
    tx,
    poll,
    'SELECT answer, weight, times AS heads FROM anew',
  );
  await mustBeOfVoters(tx, poll, {
    heads: groups.reduce((sum, group) => sum + group.heads, 0),
    weight: groups.reduce((sum, group) => sum + group.heads * group.weight, 0),
  });
  return { tally: countGroups(groups), hash: secretHash(poll, groups) };
}

async function mustBeOfVoters(tx: Tx, poll: Poll, written: Count): Promise<void> {
  const part = await tookPart(tx, poll);
  if (written.heads !== part.heads || written.weight !== part.weight)
    throw new Error(`poll ${poll.id}: the ballots are not as many as the voters`);
}

interface SecretGroup extends BallotGroup {
  readonly weight: number;
  readonly heads: number;
}

/** How many took part, and with what weight; where all have the weight 1 the roll need not be looked at. */
function tookPart(tx: Tx, poll: Poll): Promise<Count> {
  return tx.one<{ heads: number; weight: number }>(
    isWeighted(poll)
      ? `SELECT count(*) AS heads, coalesce(sum(r.weight), 0)::bigint AS weight
         FROM participation t JOIN roll r USING (poll_id, person_id) WHERE t.poll_id = $1`
      : `SELECT count(*) AS heads, count(*) AS weight FROM participation t WHERE t.poll_id = $1`,
    [poll.id],
  );
}

/** See the comment on poll_result.ballots_hash. Equal lines stand together in a sorted list, and there are few different ones. */
function secretHash(poll: Poll, groups: readonly SecretGroup[]): Buffer {
  const lines = groups.map(({ answer, weight, heads }) => ({ line: `${answer} ${weight}`, heads }));
  lines.sort((a, b) => (a.line < b.line ? -1 : 1));
  const hash = createHash('sha256').update(`plenary/ballots/v1\n${poll.id}\n${poll.tier}\n`);
  for (const { line, heads } of lines) hash.update(`${line}\n`.repeat(heads));
  return hash.digest();
}

/** Secret: the ballots of a void poll are counted by nobody and kept by nobody. */
export async function dropSecretBallots(tx: Tx, pollId: PollId): Promise<void> {
  await countDeadAtCommit(tx);
  await tx.run('DELETE FROM secret_ballot WHERE poll_id = $1', [pollId]);
}

/**
 * A session tells of the rows it has deleted up to ten seconds after its commit (PostgreSQL, PGSTAT_MIN_INTERVAL): those
 * that a vacuum had removed meanwhile would be taken for left over by whoever asks then, as `shred` does.
 */
async function countDeadAtCommit(tx: Tx): Promise<void> {
  await tx.run('SELECT pg_stat_force_next_flush()');
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
