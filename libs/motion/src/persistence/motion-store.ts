import type { AssemblyId, MembershipId, MotionId, PollId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type {
  EffectData,
  EffectOutcome,
  Motion,
  MotionKind,
  MotionState,
  MotionTier,
} from '../domain/motion.js';

interface MotionRow {
  id: MotionId;
  assembly_id: AssemblyId;
  kind: MotionKind;
  title: string;
  text: string;
  state: MotionState;
  effect: EffectData;
  subjects: MembershipId[];
  wished_opens_at: Date | null;
  wished_seconds: number | null;
  wished_tier: MotionTier | null;
  mover_id: MembershipId | null;
  drafted_at: Date;
  moved_at: Date | null;
  seconds_needed: number | null;
  seconded_at: Date | null;
  poll_id: PollId | null;
  decided_at: Date | null;
  withdrawn_at: Date | null;
  effect_done: boolean | null;
  effect_because: string | null;
  effect_undo: EffectData | null;
  annulled_at: Date | null;
}

function outcomeOf(row: MotionRow): EffectOutcome | null {
  if (row.effect_done === null) return null;
  return row.effect_done ? { done: true } : { done: false, because: row.effect_because ?? '' };
}

function fromRow(row: MotionRow): Motion {
  return {
    id: row.id,
    assemblyId: row.assembly_id,
    kind: row.kind,
    title: row.title,
    text: row.text,
    state: row.state,
    effect: row.effect,
    subjects: row.subjects,
    wishedOpensAt: row.wished_opens_at,
    wishedSeconds: row.wished_seconds,
    wishedTier: row.wished_tier,
    moverId: row.mover_id,
    draftedAt: row.drafted_at,
    movedAt: row.moved_at,
    secondsNeeded: row.seconds_needed,
    secondedAt: row.seconded_at,
    pollId: row.poll_id,
    decidedAt: row.decided_at,
    withdrawnAt: row.withdrawn_at,
    outcome: outcomeOf(row),
    undo: row.effect_undo,
    annulledAt: row.annulled_at,
  };
}

export async function motionById(sql: Sql, id: string): Promise<Motion | null> {
  return (await motionsByIds(sql, [id]))[0] ?? null;
}

/** In no particular order; ids that name no motion are left out. */
export async function motionsByIds(sql: Sql, ids: readonly string[]): Promise<Motion[]> {
  return (await sql.query<MotionRow>('SELECT * FROM motion_now WHERE id = ANY ($1)', [ids])).map(fromRow);
}

/** Locks the motion until the commit and reads it as it then is. `voting` is judged by a statement after the lock. */
export async function lockMotion(tx: Tx, id: string): Promise<Motion | null> {
  await tx.query('SELECT 1 FROM motion WHERE id = $1 FOR UPDATE', [id]);
  return motionById(tx, id);
}

export type DraftFields = Pick<
  Motion,
  'kind' | 'title' | 'text' | 'effect' | 'subjects' | 'wishedOpensAt' | 'wishedSeconds' | 'wishedTier'
>;

export async function insertDraft(
  tx: Tx,
  draft: DraftFields & Pick<Motion, 'id' | 'assemblyId' | 'moverId'>,
  now: Date,
): Promise<void> {
  await tx.run(
    `INSERT INTO motion (id, assembly_id, mover_id, state, drafted_at, kind, title, text, effect, subjects,
                         wished_opens_at, wished_seconds, wished_tier)
     VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [draft.id, draft.assemblyId, draft.moverId, now, ...draftValues(draft)],
  );
}

/** A motion that nobody moved: it is before the assembly at once, and needs no seconder. */
export async function insertMoved(
  tx: Tx,
  moved: Pick<Motion, 'id' | 'assemblyId' | 'kind' | 'title' | 'text' | 'effect' | 'subjects'>,
  now: Date,
): Promise<void> {
  await tx.run(
    `INSERT INTO motion (id, assembly_id, mover_id, state, drafted_at, moved_at, seconds_needed, kind, title, text,
                         effect, subjects)
     VALUES ($1, $2, NULL, 'moved', $3, $3, 0, $4, $5, $6, $7, $8)`,
    [
      moved.id,
      moved.assemblyId,
      now,
      moved.kind,
      moved.title,
      moved.text,
      JSON.stringify(moved.effect),
      moved.subjects,
    ],
  );
}

export async function updateDraft(tx: Tx, id: MotionId, draft: DraftFields): Promise<void> {
  await tx.run(
    `UPDATE motion SET kind = $2, title = $3, text = $4, effect = $5, subjects = $6,
                       wished_opens_at = $7, wished_seconds = $8, wished_tier = $9 WHERE id = $1`,
    [id, ...draftValues(draft)],
  );
}

function draftValues(draft: DraftFields): unknown[] {
  return [
    draft.kind,
    draft.title,
    draft.text,
    JSON.stringify(draft.effect),
    draft.subjects,
    draft.wishedOpensAt,
    draft.wishedSeconds,
    draft.wishedTier,
  ];
}

export async function markMoved(tx: Tx, id: MotionId, now: Date, secondsNeeded: number): Promise<void> {
  await tx.run(`UPDATE motion SET state = 'moved', moved_at = $2, seconds_needed = $3 WHERE id = $1`, [
    id,
    now,
    secondsNeeded,
  ]);
}

/** Its seconders are complete and its poll is announced; again after a void, when it keeps the first instant. */
export async function markAnnounced(tx: Tx, motion: Motion, pollId: PollId, now: Date): Promise<void> {
  await tx.run(
    `UPDATE motion SET state = 'seconded', seconded_at = coalesce(seconded_at, $2), poll_id = $3 WHERE id = $1`,
    [motion.id, now, pollId],
  );
  await tx.run(
    'INSERT INTO motion_poll (poll_id, motion_id, assembly_id, announced_at) VALUES ($1, $2, $3, $4)',
    [pollId, motion.id, motion.assemblyId, now],
  );
}

/** It waits for seconders again, for as many as it can have: those it had left before its poll opened. */
export async function markLapsed(tx: Tx, id: MotionId, needed: number): Promise<void> {
  await tx.run(
    `UPDATE motion SET state = 'moved', seconded_at = NULL, poll_id = NULL, seconds_needed = $2 WHERE id = $1`,
    [id, needed],
  );
}

export async function markWithdrawn(tx: Tx, id: MotionId, now: Date): Promise<void> {
  await tx.run(`UPDATE motion SET state = 'withdrawn', withdrawn_at = $2 WHERE id = $1`, [id, now]);
}

export async function markDecided(
  tx: Tx,
  id: MotionId,
  state: 'carried' | 'lost',
  now: Date,
  outcome: (EffectOutcome & { readonly undo?: EffectData }) | null,
): Promise<void> {
  const because = outcome?.done === false ? outcome.because : null;
  await tx.run(
    `UPDATE motion SET state = $2, decided_at = $3, effect_done = $4, effect_because = $5, effect_undo = $6
     WHERE id = $1`,
    [id, state, now, outcome?.done ?? null, because, outcome?.undo ? JSON.stringify(outcome.undo) : null],
  );
}

export async function markAnnulled(tx: Tx, id: MotionId, now: Date): Promise<void> {
  await tx.run('UPDATE motion SET annulled_at = $2 WHERE id = $1', [id, now]);
}

/** Until the commit, one at a time for a mover: their open motions are counted before one more is written. */
export async function lockMover(tx: Tx, moverId: MembershipId): Promise<void> {
  await tx.run(`SELECT pg_advisory_xact_lock(hashtextextended('motions of ' || $1, 0))`, [moverId]);
}

/** How many drafts, and motions that wait for seconders, a member has. */
export async function openMotionsOf(sql: Sql, moverId: MembershipId): Promise<number> {
  const row = await sql.one<{ motions: number }>(
    `SELECT count(*) AS motions FROM motion WHERE mover_id = $1 AND state IN ('draft', 'moved')`,
    [moverId],
  );
  return row.motions;
}

export interface MotionPageQuery {
  readonly assemblyId: AssemblyId;
  /** Drafts, and what was withdrawn before it was moved, are shown to their author alone. */
  readonly viewer: MembershipId;
  readonly state: MotionState | null;
  readonly after: string | null;
  readonly limit: number;
}

/** Newest first. */
export async function motionPage(sql: Sql, query: MotionPageQuery): Promise<Motion[]> {
  const rows = await sql.query<MotionRow>(
    `SELECT * FROM motion_now
     WHERE assembly_id = $1 AND (moved_at IS NOT NULL OR mover_id = $2)
       AND ($3::text IS NULL OR state = $3) AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [query.assemblyId, query.viewer, query.state, query.after, query.limit],
  );
  return rows.map(fromRow);
}

/** Whether the member is a candidate in, or the subject of, a motion whose poll is open. */
export async function isSubjectOfOpenPoll(sql: Sql, membershipId: string): Promise<boolean> {
  const { found } = await sql.one<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM motion m JOIN poll p ON p.id = m.poll_id
                    WHERE m.state = 'seconded' AND m.subjects @> ARRAY[$1::uuid] AND p.state = 'open') AS found`,
    [membershipId],
  );
  return found;
}

/** The motion that each poll was to decide, polls that were voided included. */
export async function motionsOfPolls(sql: Sql, pollIds: readonly string[]): Promise<Map<string, Motion>> {
  const rows = await sql.query<MotionRow & { of_poll: string }>(
    `SELECT m.*, mp.poll_id AS of_poll FROM motion_poll mp JOIN motion_now m ON m.id = mp.motion_id
     WHERE mp.poll_id = ANY ($1)`,
    [pollIds],
  );
  return new Map(rows.map((row) => [row.of_poll, fromRow(row)]));
}
