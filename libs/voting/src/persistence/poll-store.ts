import type { AssemblyId, MeetingId, MotionId, PollId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';
import { type Count, type DecisionRule, validateDecisionRule } from '@plenary/tally';
import type { BallotOrder, ElectionTerms } from '../domain/election.js';
import type { NewPoll, Poll, PollState, VoidedBy } from '../domain/poll.js';

interface PollRow extends Omit<Poll, 'rule' | 'entitled' | 'present' | 'election'> {
  readonly seats: number | null;
  readonly ballotOrder: BallotOrder | null;
  readonly maxScore: number | null;
  readonly publishBallots: boolean | null;
  readonly rule: unknown;
  readonly entitledHeads: number | null;
  readonly entitledWeight: number | null;
  readonly presentHeads: number | null;
  readonly presentWeight: number | null;
}

const COLUMNS = `p.id, p.assembly_id AS "assemblyId", p.motion_id AS "motionId", p.meeting_id AS "meetingId",
  p.question, p.text, p.tier, p.method, p.rule, p.roll_policy AS "rollPolicy", p.notice_at AS "noticeAt",
  p.live_results AS "liveResults", p.state, p.created_at AS "createdAt", p.opens_at AS "opensAt",
  p.duration_seconds AS "durationSeconds", p.closes_at AS "closesAt", p.opened_at AS "openedAt",
  p.closed_at AS "closedAt", p.voided_at AS "voidedAt", p.void_reason AS "voidReason",
  p.voided_by AS "voidedBy", p.rule_reason AS "ruleReason", p.waiting_for AS "waitingFor",
  p.entitled_heads AS "entitledHeads", p.entitled_weight AS "entitledWeight",
  p.present_heads AS "presentHeads", p.present_weight AS "presentWeight", p.roll_hash AS "rollHash", p.revision,
  p.seats, p.ballot_order AS "ballotOrder", p.max_score AS "maxScore", p.publish_ballots AS "publishBallots",
  p.tie_seed_hash AS "tieSeedHash"`;

function toPoll(row: PollRow): Poll {
  const { entitledHeads, entitledWeight, presentHeads, presentWeight, rule, ...rest } = row;
  const { seats, ballotOrder, maxScore, publishBallots, ...poll } = rest;
  return {
    ...poll,
    rule: ruleOf(rule),
    election: termsOf({ seats, ballotOrder, maxScore, publishBallots }),
    entitled: count(entitledHeads, entitledWeight),
    present: count(presentHeads, presentWeight),
  };
}

function termsOf({
  seats,
  ballotOrder,
  maxScore,
  publishBallots,
}: Pick<PollRow, 'seats' | 'ballotOrder' | 'maxScore' | 'publishBallots'>): ElectionTerms | null {
  if (seats === null || ballotOrder === null) return null;
  return { seats, order: ballotOrder, maxScore, publishBallots: publishBallots === true };
}

/** jsonb reorders keys; reading through the validator gives a rule its one form again, and never trusts what was stored. */
function ruleOf(stored: unknown): DecisionRule {
  const rule = validateDecisionRule(stored);
  if (!rule.ok) throw new Error(`a stored rule is not valid: ${rule.rejection.message}`);
  return rule.value;
}

function count(heads: number | null, weight: number | null): Count | null {
  return heads === null || weight === null ? null : { heads, weight };
}

export async function insertPoll(tx: Tx, draft: NewPoll): Promise<Poll> {
  const row = await tx.one<PollRow & Record<string, unknown>>(
    `INSERT INTO poll AS p (id, assembly_id, motion_id, meeting_id, question, text, tier, method, rule, roll_policy,
       notice_at, live_results, created_at, opens_at, duration_seconds, closes_at, seats, ballot_order, max_score,
       publish_ballots)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, plenary_now(), $13, $14, $15, $16, $17, $18, $19)
     RETURNING ${COLUMNS}`,
    [
      newId(),
      draft.assemblyId,
      draft.motionId ?? null,
      draft.meetingId ?? null,
      draft.question,
      draft.text,
      draft.tier,
      draft.method,
      JSON.stringify(draft.rule),
      draft.rollPolicy ?? 'counting',
      draft.noticeAt,
      draft.liveResults,
      draft.opensAt,
      draft.durationSeconds ?? null,
      draft.closesAt ?? null,
      draft.election?.seats ?? null,
      draft.election?.order ?? null,
      draft.election?.maxScore ?? null,
      draft.election?.publishBallots ?? null,
    ],
  );
  return toPoll(row);
}

export async function pollOf(sql: Sql, pollId: string): Promise<Poll | null> {
  const row = await sql.maybe<PollRow & Record<string, unknown>>(
    { name: 'poll-of', text: `SELECT ${COLUMNS} FROM poll p WHERE p.id = $1` },
    [pollId],
  );
  return row && toPoll(row);
}

/** The latest poll of a motion: a voided one is put again as a new poll. */
export async function pollOfMotion(sql: Sql, motionId: MotionId): Promise<Poll | null> {
  const rows = await sql.query<PollRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM poll p WHERE p.motion_id = $1 ORDER BY p.id DESC LIMIT 1`,
    [motionId],
  );
  return rows[0] ? toPoll(rows[0]) : null;
}

/** Whether members together have ended an open poll of the same motion without a result before. */
export async function wasVoidedTogether(sql: Sql, poll: Pick<Poll, 'id' | 'motionId'>): Promise<boolean> {
  const row = await sql.maybe(
    `SELECT 1 FROM poll WHERE motion_id = $1 AND id <> $2 AND voided_by = 'together' AND opened_at IS NOT NULL LIMIT 1`,
    [poll.motionId, poll.id],
  );
  return row !== null;
}

/**
 * Takes the polls that have not opened in one meeting over into another, or puts them off: they open at `opensAt`. Their
 * ids.
 */
export async function moveDrafts(tx: Tx, from: MeetingId, to: MeetingId, opensAt: Date): Promise<PollId[]> {
  const moved = await tx.query<{ id: PollId }>(
    `UPDATE poll SET meeting_id = $2, opens_at = $3, waiting_for = NULL, retry_at = NULL,
       revision = revision + 1
     WHERE meeting_id = $1 AND state = 'draft' RETURNING id`,
    [from, to, opensAt],
  );
  return moved.map(({ id }) => id).sort();
}

/** Whether an earlier poll of the same motion had opened and was voided. */
export async function wasVoidedBefore(sql: Sql, poll: Pick<Poll, 'id' | 'motionId'>): Promise<boolean> {
  const row = await sql.maybe(
    `SELECT 1 FROM poll WHERE motion_id = $1 AND id <> $2 AND state = 'void' AND opened_at IS NOT NULL LIMIT 1`,
    [poll.motionId, poll.id],
  );
  return row !== null;
}

/** Those of the ids that exist, in no order. */
export async function pollsOf(sql: Sql, pollIds: readonly string[]): Promise<Poll[]> {
  const rows = await sql.query<PollRow & Record<string, unknown>>(
    { name: 'polls-of', text: `SELECT ${COLUMNS} FROM poll p WHERE p.id = ANY($1)` },
    [pollIds],
  );
  return rows.map(toPoll);
}

/** Newest first. `before` is the id of the last one of the page before. */
export async function pollPage(
  sql: Sql,
  assemblyId: AssemblyId,
  page: { readonly state: PollState | null; readonly before: string | null; readonly limit: number },
): Promise<Poll[]> {
  const rows = await sql.query<PollRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM poll p
     WHERE p.assembly_id = $1 AND ($2::text IS NULL OR p.state = $2) AND ($3::uuid IS NULL OR p.id < $3)
     ORDER BY p.id DESC LIMIT $4`,
    [assemblyId, page.state, page.before, page.limit],
  );
  return rows.map(toPoll);
}

/** Open polls in which the person has a place and no ballot yet; the one that closes first comes first. */
export async function pollsThatNeed(sql: Sql, assemblyId: AssemblyId, personId: string): Promise<Poll[]> {
  const rows = await sql.query<PollRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM poll p CROSS JOIN LATERAL voter_of(p.id, p.assembly_id, $2) v
     WHERE p.assembly_id = $1 AND p.state = 'open' AND p.closes_at > (SELECT plenary_now())
       AND NOT EXISTS (SELECT FROM ballot b WHERE b.poll_id = p.id AND b.person_id = v.person_id)
       AND NOT EXISTS (SELECT FROM participation t WHERE t.poll_id = p.id AND t.person_id = v.person_id)
     ORDER BY p.closes_at, p.id LIMIT 100`,
    [assemblyId, personId],
  );
  return rows.map(toPoll);
}

/** The poll's row, held until the end of the transaction: who changes a poll's life comes through here. */
export async function lockPollRow(tx: Tx, pollId: PollId): Promise<Poll | null> {
  const row = await tx.maybe<PollRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM poll p WHERE p.id = $1 FOR NO KEY UPDATE`,
    [pollId],
  );
  return row && toPoll(row);
}

export interface Opening {
  readonly rollHash: Buffer;
  readonly entitled: Count;
  readonly present: Count | null;
  readonly rule: DecisionRule;
  readonly ruleReason: string | null;
  /** Of an election. */
  readonly seeds: {
    readonly tie: Buffer;
    readonly order: Buffer | null;
    readonly salt: Buffer | null;
  } | null;
}

/**
 * A poll with a fixed end that could not open before it (nothing ran, or nobody was present) keeps its planned
 * length from now on.
 */
export async function markOpen(tx: Tx, pollId: PollId, opening: Opening): Promise<Poll> {
  const row = await tx.one<PollRow & Record<string, unknown>>(
    `UPDATE poll p SET state = 'open', opened_at = now, waiting_for = NULL, retry_at = NULL, revision = revision + 1,
       closes_at = CASE WHEN closes_at > now THEN closes_at
                        WHEN closes_at > opens_at THEN now + (closes_at - opens_at)
                        ELSE now + make_interval(secs => coalesce(duration_seconds, 5)) END,
       roll_hash = $2, entitled_heads = $3, entitled_weight = $4, present_heads = $5, present_weight = $6,
       rule = $7, rule_reason = $8, tie_seed = $9, tie_seed_hash = sha256($9), order_seed = $10, ballots_salt = $11
     FROM plenary_now() AS now WHERE p.id = $1 RETURNING ${COLUMNS}`,
    [
      pollId,
      opening.rollHash,
      opening.entitled.heads,
      opening.entitled.weight,
      opening.present?.heads ?? null,
      opening.present?.weight ?? null,
      JSON.stringify(opening.rule),
      opening.ruleReason,
      opening.seeds?.tie ?? null,
      opening.seeds?.order ?? null,
      opening.seeds?.salt ?? null,
    ],
  );
  return toPoll(row);
}

/** Ends an open poll before its time, never after: the closing instant that voters were told stands as the last one. */
export async function bringCloseForward(tx: Tx, pollId: PollId, seconds: number): Promise<Poll> {
  const row = await tx.one<PollRow & Record<string, unknown>>(
    `UPDATE poll p SET closes_at = least(closes_at, plenary_now() + make_interval(secs => $2)), revision = revision + 1
     WHERE p.id = $1 RETURNING ${COLUMNS}`,
    [pollId, seconds],
  );
  return toPoll(row);
}

export async function markClosed(tx: Tx, pollId: PollId): Promise<Poll> {
  const row = await tx.one<PollRow & Record<string, unknown>>(
    `UPDATE poll p SET state = 'closed', closed_at = plenary_now(), retry_at = NULL, order_seed = NULL, revision = revision + 1
     WHERE p.id = $1 RETURNING ${COLUMNS}`,
    [pollId],
  );
  return toPoll(row);
}

export async function markVoid(tx: Tx, pollId: PollId, reason: string, by: VoidedBy): Promise<Poll> {
  const row = await tx.one<PollRow & Record<string, unknown>>(
    `UPDATE poll p SET state = 'void', voided_at = plenary_now(), void_reason = $2, voided_by = $3, waiting_for = NULL,
       retry_at = NULL, order_seed = NULL, revision = revision + 1
     WHERE p.id = $1 RETURNING ${COLUMNS}`,
    [pollId, reason, by],
  );
  return toPoll(row);
}

/** Notes why a due draft could not open yet, and when to try again. */
export async function markWaiting(
  tx: Tx,
  pollId: PollId,
  waitingFor: 'presence' | 'quorum',
  seconds: number,
): Promise<void> {
  await tx.run(
    `UPDATE poll SET waiting_for = $3, retry_at = plenary_now() + make_interval(secs => $2) WHERE id = $1`,
    [pollId, seconds, waitingFor],
  );
}
