import type { NamedStatement } from '@plenary/platform';
import { type Answer, answersOf } from '@plenary/tally';

/** How often one voter may change a roll-call ballot. */
export const MAX_REPLACEMENTS = 50;

const listOf = (answers: readonly Answer[]) => answers.map((answer) => `'${answer}'`).join(', ');
const YES_NO = listOf(answersOf({ kind: 'majority', conditions: [], minimumYes: null, quorum: null }));
const CONSENSUS = listOf(answersOf({ kind: 'consensus', bearableBlocks: 0, quorum: null }));

/**
 * What both tiers begin with. $1 poll, $2 who votes (see Who), $3 answers, $4 client keys, $5 fresh codes: one
 * row each for every ballot of the batch. The clock is read once, after the lock that the statement before took, and
 * the poll's row in the same snapshot. Each look-up is lateral, so that it stays one probe of an index per ballot
 * whatever the planner believes about the size of a table. What was written is asked for by IN (…) outside of any join
 * (IS TRUE keeps it there): a hash, where a join of two lists that are believed short compares each with each.
 */
const inputOf = (who: Who) => `clock AS MATERIALIZED (SELECT plenary_now() AS now),
poll_now AS MATERIALIZED (
  SELECT p.assembly_id, p.state, p.method, p.opens_at, p.opened_at, p.closes_at, p.closed_at,
    p.state = 'open' AND clock.now < p.closes_at AS taking
  FROM poll p, clock WHERE p.id = $1),
input AS MATERIALIZED (
  SELECT i.n, i.answer, i.key, i.code, clock.now, ${who.caller},
    p.assembly_id, p.state, p.method, p.opened_at, p.taking,
    v.person_id AS voter_id, v.weight
  FROM clock
  CROSS JOIN unnest($2::${who.type}[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS i (who, answer, key, code, n)
  LEFT JOIN poll_now p ON true
  ${who.joins})`;

/** By what a ballot's voter is known. */
interface Who {
  readonly type: 'bytea' | 'uuid';
  readonly caller: string;
  readonly joins: string;
}

/** By the hash of an access token: whoever it is, in the place that they vote in. */
const BY_ACCESS: Who = {
  type: 'bytea',
  caller: `a.person_id AS caller_id, a.kind = 'session' OR 'vote' = ANY (a.scopes) AS may_vote`,
  joins: `LEFT JOIN LATERAL (SELECT a.person_id, a.kind, a.scopes FROM access a
                     WHERE a.token_hash = i.who AND a.revoked_at IS NULL AND a.expires_at > clock.now LIMIT 1) a ON true
  LEFT JOIN LATERAL voter_of($1, p.assembly_id, a.person_id) v ON true`,
};

/** By the membership that two tellers checked off the roll. */
const BY_ROLL: Who = {
  type: 'uuid',
  caller: 'm.person_id AS caller_id, true AS may_vote',
  joins: `LEFT JOIN roll v ON v.poll_id = $1 AND v.membership_id = i.who
  LEFT JOIN membership m ON m.id = v.membership_id`,
};

/** By the seat, in a delegates' poll; $6 is the person who speaks for it, whose right the caller has judged. */
const BY_SEAT: Who = {
  type: 'uuid',
  caller: '$6::uuid AS caller_id, true AS may_vote',
  joins: 'LEFT JOIN roll v ON v.poll_id = $1 AND v.membership_id = i.who',
};
/** One delegate after another may speak for a seat: how often each may change the ballot is the caller's to judge. */
const MAX_SEAT_REPLACEMENTS = 1_000;

/** At a station: what stands before it. A ballot that came from no station is the member's own and stays. */
const OWN_STANDS = `WHEN b.code IS NOT NULL AND NOT EXISTS (
        SELECT FROM station_check_off c WHERE c.poll_id = $1 AND c.code = b.code) THEN 'ALREADY_VOTED'`;

/** The verdicts that come before a ballot is looked for: who asks, and whether the poll concerns them at all. */
const WHO = `WHEN i.caller_id IS NULL THEN 'NOT_SIGNED_IN'
      WHEN NOT i.may_vote THEN 'NOT_ALLOWED'
      WHEN i.voter_id IS NULL AND NOT EXISTS (
        SELECT FROM (SELECT * FROM membership WHERE person_id = i.caller_id OFFSET 0) m
        WHERE m.assembly_id = i.assembly_id AND m.ended_at IS NULL AND m.joined_at IS NOT NULL
      ) THEN 'NOT_ALLOWED'
      WHEN i.state = 'draft' THEN 'POLL_NOT_OPEN'
      WHEN i.voter_id IS NULL THEN 'NOT_ON_ROLL'`;

/**
 * Those that come after it: whether a new ballot is taken. A choice among candidates was held against the frozen paper
 * before it came here, where only its form is seen. Of one voter's several the first alone, the others go again.
 */
const WHETHER = `WHEN NOT i.taking THEN 'POLL_NOT_OPEN'
      WHEN CASE i.method
        WHEN 'yes_no' THEN i.answer <> ALL (ARRAY[${YES_NO}])
        WHEN 'consensus' THEN i.answer <> ALL (ARRAY[${CONSENSUS}])
        ELSE i.answer NOT IN ('blank', 'spoilt') AND i.answer !~ '^[rms]:' END THEN 'BALLOT_INVALID'
      WHEN EXISTS (SELECT FROM person s WHERE s.id = i.caller_id AND s.recovered_at > i.opened_at
                   AND s.recovered_at > i.now - interval '24 hours') THEN 'RECENTLY_RECOVERED'
      WHEN row_number() OVER (PARTITION BY i.voter_id ORDER BY i.n) > 1 THEN 'AGAIN'`;

/**
 * Roll call. `replacements` is the version that a ballot was read at: of two transactions that write one voter's
 * ballot the second finds it moved on, writes nothing, and its row goes again.
 */
const rollCall = (name: string, who: Who, stands = '', most = MAX_REPLACEMENTS): NamedStatement => ({
  name,
  text: `WITH ${inputOf(who)},
judged AS MATERIALIZED (
  SELECT i.*, b.answer AS old_answer, b.client_key AS old_key, b.code AS old_code, b.cast_at AS old_cast_at, b.replacements,
    e.code AS earlier_code, e.cast_at AS earlier_cast_at,
    CASE ${WHO}
      WHEN b.client_key = i.key THEN 'RECEIPT'
      WHEN e.code IS NOT NULL THEN 'REPLACED'
      ${stands}
      ${WHETHER}
      WHEN b.replacements >= ${most} THEN 'TOO_MANY_CHANGES'
      ELSE 'CAST' END AS verdict
  FROM input i
  LEFT JOIN LATERAL (SELECT * FROM ballot b WHERE b.poll_id = $1 AND b.person_id = i.voter_id LIMIT 1) b ON true
  LEFT JOIN LATERAL (SELECT e.code, e.cast_at FROM ballot_replaced e
                     WHERE b.replacements > 0 AND e.poll_id = $1 AND e.person_id = i.voter_id AND e.client_key = i.key
                     LIMIT 1) e ON true),
written AS (
  INSERT INTO ballot AS b (poll_id, person_id, assembly_id, answer, client_key, code, cast_at, replacements)
  SELECT $1, voter_id, assembly_id, answer, key, code, now, coalesce(replacements + 1, 0)
  FROM judged WHERE verdict = 'CAST' ORDER BY voter_id
  ON CONFLICT (poll_id, person_id) DO UPDATE
    SET answer = excluded.answer, client_key = excluded.client_key, code = excluded.code, cast_at = excluded.cast_at,
        replacements = excluded.replacements
    WHERE b.replacements + 1 = excluded.replacements
  RETURNING person_id),
archived AS (
  INSERT INTO ballot_replaced (poll_id, person_id, ordinal, assembly_id, answer, client_key, code, cast_at)
  SELECT $1, voter_id, replacements + 1, assembly_id, old_answer, old_key, old_code, old_cast_at
  FROM judged WHERE verdict = 'CAST' AND replacements IS NOT NULL AND (voter_id IN (SELECT person_id FROM written)) IS TRUE)
SELECT j.n::int AS n,
  CASE WHEN j.verdict = 'CAST' AND j.voter_id NOT IN (SELECT person_id FROM written) THEN 'AGAIN' ELSE j.verdict END AS verdict,
  CASE j.verdict WHEN 'CAST' THEN j.code WHEN 'RECEIPT' THEN j.old_code WHEN 'REPLACED' THEN j.earlier_code END AS code,
  CASE j.verdict WHEN 'CAST' THEN j.now WHEN 'RECEIPT' THEN j.old_cast_at WHEN 'REPLACED' THEN j.earlier_cast_at END AS "castAt",
  j.assembly_id AS "assemblyId"
FROM judged j`,
});

export const CAST_ROLL_CALL = rollCall('cast-roll-call', BY_ACCESS);
export const STATION_ROLL_CALL = rollCall('station-roll-call', BY_ROLL, OWN_STANDS);
export const SEAT_ROLL_CALL = rollCall('seat-roll-call', BY_SEAT, '', MAX_SEAT_REPLACEMENTS);

/**
 * Secret. Whoever has taken part gets the same receipt, whatever the request says. The ballots of a batch are written
 * in the order of their new random ids, which is no order of the voters.
 */
const secret = (name: string, who: Who): NamedStatement => ({
  name,
  text: `WITH ${inputOf(who)},
judged AS MATERIALIZED (
  SELECT i.*, t.code AS old_code,
    CASE ${WHO}
      WHEN t.code IS NOT NULL THEN 'RECEIPT'
      ${WHETHER}
      ELSE 'CAST' END AS verdict
  FROM input i
  LEFT JOIN LATERAL (SELECT t.code FROM participation t WHERE t.poll_id = $1 AND t.person_id = i.voter_id LIMIT 1) t ON true),
taken_part AS (
  INSERT INTO participation (poll_id, person_id, assembly_id, code)
  SELECT $1, voter_id, assembly_id, code FROM judged WHERE verdict = 'CAST' ORDER BY voter_id
  ON CONFLICT DO NOTHING RETURNING person_id),
dropped_in AS (
  INSERT INTO secret_ballot (poll_id, id, assembly_id, answer, weight)
  SELECT $1, gen_random_uuid() AS id, assembly_id, answer, weight
  FROM judged WHERE verdict = 'CAST' AND (voter_id IN (SELECT person_id FROM taken_part)) IS TRUE ORDER BY id)
SELECT j.n::int AS n,
  CASE WHEN j.verdict = 'CAST' AND j.voter_id NOT IN (SELECT person_id FROM taken_part) THEN 'AGAIN' ELSE j.verdict END AS verdict,
  CASE j.verdict WHEN 'CAST' THEN j.code WHEN 'RECEIPT' THEN j.old_code END AS code,
  NULL::timestamptz AS "castAt", j.assembly_id AS "assemblyId"
FROM judged j`,
});

export const CAST_SECRET = secret('cast-secret', BY_ACCESS);
export const STATION_SECRET = secret('station-secret', BY_ROLL);
