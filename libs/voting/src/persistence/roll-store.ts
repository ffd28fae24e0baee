import type { MembershipId, PollId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import { type Count, smallestMeeting } from '@plenary/tally';
import { type MeetingQuorum, shareNeeded } from '../domain/meeting-quorum.js';
import type { Poll } from '../domain/poll.js';
import type { RollPolicy } from '../domain/roll-policy.js';

/** Members that count now, and were confirmed by the notice date. */
const COUNTING: RollPolicy = {
  name: 'counting',
  select: `SELECT m.person_id, m.id AS membership_id, 1 AS weight, 'counts as of the notice date' AS reason
           FROM (SELECT plenary_now() AS now OFFSET 0) AS clock, LATERAL counting_members($1, clock.now) AS m
           WHERE m.counts_from <= $2::timestamptz`,
};

/** Everybody who has joined: the roll of an assembly's first decisions, since nobody could confirm anybody before. */
const JOINED: RollPolicy = {
  name: 'joined',
  select: `SELECT m.person_id, m.id AS membership_id, 1 AS weight, 'has joined' AS reason
           FROM (SELECT plenary_now() AS now OFFSET 0) AS clock, LATERAL joined_members($1, clock.now) AS m
           WHERE $2::timestamptz IS NOT NULL`,
};

/** @throws when no policy has the name: it was checked by whoever made the poll. */
export function policyNamed(name: string, added: readonly RollPolicy[]): RollPolicy {
  const policy = [COUNTING, JOINED, ...added].find((each) => each.name === name);
  if (policy === undefined) throw new Error(`no roll policy is called '${name}'`);
  return policy;
}

const ROLL_LINES = `coalesce(string_agg(membership_id || ' ' || weight || ' ' || reason || E'\\n', '' ORDER BY membership_id), '')`;

/** Writes the roll in one statement and hashes its canonical list (see the table) in another. */
export async function freezeRoll(
  tx: Tx,
  poll: Poll,
  policy: RollPolicy,
): Promise<{ entitled: Count; hash: Buffer }> {
  // 100,000 are sorted, and held against the members, in memory: on disk it takes a tenth longer.
  await tx.run(`SELECT set_config('work_mem', '64MB', true)`);
  await tx.run(
    `INSERT INTO roll (poll_id, person_id, assembly_id, membership_id, weight, reason)
     SELECT $3, person_id, $1, membership_id, weight, reason FROM (${policy.select}) AS chosen ORDER BY person_id`,
    [poll.assemblyId, poll.noticeAt, poll.id],
  );
  const row = await tx.one<{ heads: number; weight: number; hash: Buffer }>(
    `SELECT count(*) AS heads, coalesce(sum(weight), 0)::bigint AS weight,
       sha256(convert_to(E'plenary/roll/v1\\n' || $1::uuid || E'\\n' || ${ROLL_LINES}, 'UTF8')) AS hash
     FROM roll WHERE poll_id = $1`,
    [poll.id],
  );
  return { entitled: { heads: row.heads, weight: row.weight }, hash: row.hash };
}

/** Those of the roll who are present. */
export async function presentOnRoll(
  tx: Tx,
  pollId: PollId,
  present: readonly MembershipId[],
): Promise<Count> {
  return tx.one<{ heads: number; weight: number }>(
    `SELECT count(*) AS heads, coalesce(sum(weight), 0)::bigint AS weight
     FROM roll WHERE poll_id = $1 AND membership_id = ANY($2::uuid[])`,
    [pollId, present],
  );
}

/** Whether enough of those who would be on the roll are present; by weight, as the frozen rule will count. */
export async function isQuorate(
  tx: Tx,
  draft: Poll,
  policy: RollPolicy,
  present: readonly MembershipId[],
  quorum: MeetingQuorum,
): Promise<boolean> {
  const { all, here } = await tx.one<{ all: number; here: number }>(
    `SELECT coalesce(sum(weight), 0)::bigint AS all,
            coalesce(sum(weight) FILTER (WHERE membership_id = ANY ($3::uuid[])), 0)::bigint AS here
     FROM (${policy.select}) AS chosen`,
    [draft.assemblyId, draft.noticeAt, present],
  );
  return here >= smallestMeeting({ ...shareNeeded(quorum), comparison: 'at_least' }, all);
}

/** Whether, beside other weights, one is held by fewer voters than hide each other. */
export async function hasRareWeight(tx: Tx, pollId: PollId, atLeast: number): Promise<boolean> {
  const row = await tx.one<{ rare: boolean }>(
    `SELECT count(*) > 1 AND min(heads) < $2 AS rare
     FROM (SELECT count(*) AS heads FROM roll WHERE poll_id = $1 GROUP BY weight) AS per_weight`,
    [pollId, atLeast],
  );
  return row.rare;
}

export interface RollLine {
  readonly membershipId: MembershipId;
  readonly displayName: string;
  readonly weight: number;
  readonly reason: string;
}

/** A page of the frozen roll, or of what it would be now for a draft; by name, then membership. */
export async function rollPage(
  sql: Sql,
  poll: Poll,
  policies: readonly RollPolicy[],
  page: {
    /** The membership that the page before ended with. */
    readonly after: string | null;
    readonly limit: number;
    /** In a quiet assembly, where there is no directory, everybody finds themselves alone. */
    readonly onlyPerson: string | null;
  },
): Promise<RollLine[]> {
  const draft = poll.state === 'draft';
  const source = draft
    ? `(${policyNamed(poll.rollPolicy, policies).select})`
    : `(SELECT person_id, membership_id, weight, reason FROM roll WHERE poll_id = $1)`;
  const given = draft ? [poll.assemblyId, poll.noticeAt] : [poll.id];
  const at = given.length;
  return sql.query<RollLine & Record<string, unknown>>(
    `SELECT r.membership_id AS "membershipId", m.display_name AS "displayName", r.weight, r.reason
     FROM ${source} AS r JOIN membership m ON m.id = r.membership_id
     WHERE ($${at + 1}::uuid IS NULL
            OR (m.display_name, m.id) > (SELECT a.display_name, a.id FROM membership a WHERE a.id = $${at + 1}))
       AND ($${at + 2}::uuid IS NULL OR m.person_id = $${at + 2})
     ORDER BY m.display_name, m.id LIMIT $${at + 3}`,
    [...given, page.after, page.onlyPerson, page.limit],
  );
}

/** How large the roll is, or would be now. */
export async function rollSize(sql: Sql, poll: Poll, policies: readonly RollPolicy[]): Promise<Count> {
  if (poll.entitled !== null) return poll.entitled;
  return sql.one<{ heads: number; weight: number }>(
    `SELECT count(*) AS heads, coalesce(sum(weight), 0)::bigint AS weight
     FROM (${policyNamed(poll.rollPolicy, policies).select}) AS chosen`,
    [poll.assemblyId, poll.noticeAt],
  );
}

/** Why a person would be on the roll of a draft if it opened now; null when they would not. */
export async function draftReasonOf(
  sql: Sql,
  draft: Poll,
  policies: readonly RollPolicy[],
  personId: string,
): Promise<string | null> {
  const row = await sql.maybe<{ reason: string }>(
    `SELECT reason FROM (${policyNamed(draft.rollPolicy, policies).select}) AS chosen WHERE person_id = $3`,
    [draft.assemblyId, draft.noticeAt, personId],
  );
  return row?.reason ?? null;
}
