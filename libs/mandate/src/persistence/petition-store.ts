import { randomBytes } from 'node:crypto';
import type { AssemblyId, MembershipId, MotionId } from '@plenary/kernel';
import { SALT_BYTES } from '@plenary/log';
import { newId, randomId, type Sql, type Tx } from '@plenary/platform';
import type { Support } from '../domain/recall.js';

export interface Petition {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly termId: string;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  /** Nobody is told who signed, nor how many, nor that anybody did. */
  readonly secret: boolean;
  /** The recall poll that it opened. */
  readonly motionId: MotionId | null;
  /** On the clock: set when its lifetime is over, whether or not anything has run. */
  readonly endedAt: Date | null;
  readonly outcome: 'recalled' | 'cleared' | 'lapsed' | 'seat_ended' | null;
}

// A petition that opened a poll lives until the poll has answered it.
const LAPSED = 'p.motion_id IS NULL AND p.expires_at <= plenary_now()';
const COLUMNS = `p.id, p.assembly_id AS "assemblyId", p.term_id AS "termId", p.opened_at AS "openedAt",
  p.expires_at AS "expiresAt", p.motion_id AS "motionId", p.secret,
  coalesce(p.ended_at, CASE WHEN ${LAPSED} THEN p.expires_at END) AS "endedAt",
  coalesce(p.outcome, CASE WHEN ${LAPSED} THEN 'lapsed' END) AS outcome`;
type Row = Petition & Record<string, unknown>;

/** The last petition about each term, ended or not. */
export function lastPetitions(sql: Sql, termIds: readonly string[]): Promise<Petition[]> {
  return sql.query<Row>(
    `SELECT DISTINCT ON (p.term_id) ${COLUMNS} FROM petition p WHERE p.term_id = ANY ($1)
     ORDER BY p.term_id, p.opened_at DESC, p.id DESC`,
    [termIds],
  );
}

/** Locks the last petition about a term until the commit and reads it as it then is. */
export async function lockLastPetition(tx: Tx, termId: string): Promise<Petition | null> {
  await tx.run(
    'SELECT 1 FROM petition WHERE term_id = $1 ORDER BY opened_at DESC, id DESC LIMIT 1 FOR UPDATE',
    [termId],
  );
  return (await lastPetitions(tx, [termId]))[0] ?? null;
}

export async function openPetition(
  tx: Tx,
  term: { readonly id: string; readonly assemblyId: AssemblyId },
  days: number,
  secret: boolean,
): Promise<Petition> {
  // The id of an open petition tells when it was opened. A secret one lapses at a midnight, with the bands: to whoever signed
  // later, the instant at which their own signature lapses would tell the instant of the first.
  const id = secret ? randomId() : newId();
  await tx.run(
    `INSERT INTO petition (id, assembly_id, term_id, opened_at, expires_at, secret)
     SELECT $1, $2, $3, now, CASE WHEN $5 THEN
         (date_trunc('day', (now + make_interval(days => $4)) AT TIME ZONE a.time_zone) + interval '1 day') AT TIME ZONE a.time_zone
       ELSE now + make_interval(days => $4) END, $5
     FROM (SELECT plenary_now() AS now OFFSET 0) clock JOIN assembly a ON a.id = $2`,
    [id, term.assemblyId, term.id, days, secret],
  );
  return tx.one<Row>(`SELECT ${COLUMNS} FROM petition p WHERE p.id = $1`, [id]);
}

/**
 * The members of the assembly in this parameter that count now, as `m`. The clock is read once and apart: a function that is
 * given the clock itself is not opened up by the planner, and fetched 20,000 whole rows in four times the time.
 */
export const membersNow = (parameter: number) =>
  `(SELECT plenary_now() AS now OFFSET 0) clock CROSS JOIN LATERAL counting_members($${parameter}, clock.now) m`;

/** Where the signatures of a petition are kept. */
const kept = ({ secret }: Pick<Petition, 'secret'>) => (secret ? 'secret_signature' : 'petition_signature');

/**
 * Ends whatever petition about the term is open; whether there was one. Of a secret one nothing is kept but where its
 * signatures recalled.
 */
export async function endPetition(
  tx: Tx,
  termId: string,
  outcome: NonNullable<Petition['outcome']>,
): Promise<boolean> {
  const ended = await tx.query<{ id: string }>(
    `UPDATE petition SET ended_at = plenary_now(), outcome = $2 WHERE term_id = $1 AND ended_at IS NULL RETURNING id`,
    [termId, outcome],
  );
  await tx.run(
    `DELETE FROM secret_signature s WHERE s.petition_id = ANY ($1)
       AND NOT EXISTS (SELECT FROM secret_crossing c WHERE c.petition_id = s.petition_id AND c.crossing = 'recall')`,
    [ended.map(({ id }) => id)],
  );
  return ended.length > 0;
}

export async function notePoll(tx: Tx, petition: Petition, motionId: MotionId): Promise<void> {
  await tx.run('UPDATE petition SET motion_id = $2 WHERE id = $1', [petition.id, motionId]);
}

/** False where the member had signed already. */
export async function insertSignature(
  tx: Tx,
  petition: Petition,
  membershipId: MembershipId,
): Promise<boolean> {
  const columns = 'petition_id, membership_id, assembly_id';
  const signature = [petition.id, membershipId, petition.assemblyId];
  const added = petition.secret
    ? await tx.run(
        `INSERT INTO secret_signature (${columns}, salt) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
        [...signature, randomBytes(SALT_BYTES)],
      )
    : await tx.run(
        `INSERT INTO petition_signature (${columns}, signed_at) VALUES ($1, $2, $3, plenary_now()) ON CONFLICT DO NOTHING`,
        signature,
      );
  return added > 0;
}

export async function deleteSignature(
  tx: Tx,
  petition: Petition,
  membershipId: MembershipId,
): Promise<boolean> {
  const removed = await tx.run(
    `DELETE FROM ${kept(petition)} WHERE petition_id = $1 AND membership_id = $2`,
    [petition.id, membershipId],
  );
  return removed > 0;
}

/** A member's signatures under what is open: they lapse with the membership, and do not come back with it. */
export async function lapseSignatures(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipId: MembershipId,
): Promise<void> {
  for (const secret of [false, true])
    await tx.run(
      `DELETE FROM ${kept({ secret })} WHERE membership_id = $2 AND petition_id = ANY (ARRAY(
         SELECT id FROM petition WHERE assembly_id = $1 AND ended_at IS NULL))`,
      [assemblyId, membershipId],
    );
}

/** Signatures of members that count, and all members that count: of the same members, by one statement. */
export async function supportOf(
  sql: Sql,
  petition: Pick<Petition, 'id' | 'assemblyId' | 'secret'>,
): Promise<Support> {
  return sql.one<Support & Record<string, unknown>>(
    `SELECT count(*) FILTER (WHERE s.membership_id IS NOT NULL) AS count, count(*) AS base
     FROM ${membersNow(2)}
     LEFT JOIN ${kept(petition)} s ON s.petition_id = $1 AND s.membership_id = m.id`,
    [petition.id, petition.assemblyId],
  );
}

/** The base alone: for who reads how many would be needed while nobody has signed. */
export async function countingNow(sql: Sql, assemblyId: AssemblyId): Promise<number> {
  const row = await sql.one<{ members: number }>(`SELECT count(*) AS members FROM ${membersNow(1)}`, [
    assemblyId,
  ]);
  return row.members;
}

export async function hasSigned(sql: Sql, petition: Petition, membershipId: string): Promise<boolean> {
  const { signed } = await sql.one<{ signed: boolean }>(
    `SELECT EXISTS (SELECT FROM ${kept(petition)} WHERE petition_id = $1 AND membership_id = $2) AS signed`,
    [petition.id, membershipId],
  );
  return signed;
}

/** Who signed openly, in their order; those whose signature counts now. */
export async function signersOf(sql: Sql, petition: Petition, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT s.membership_id AS id FROM petition_signature s
     JOIN LATERAL (SELECT m.id FROM ${membersNow(2)} OFFSET 0) m ON m.id = s.membership_id
     WHERE s.petition_id = $1 ORDER BY s.signed_at, s.membership_id LIMIT $3`,
    [petition.id, petition.assemblyId, limit],
  );
  return rows.map(({ id }) => id);
}

/** Asks for every open petition of the assembly to be judged again now. */
export async function askReview(tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await tx.run(`INSERT INTO petition_review (id, assembly_id, due_at) VALUES ($1, $2, plenary_now())`, [
    newId(),
    assemblyId,
  ]);
}

/** The assemblies whose petitions are to be judged now. */
export async function reviewsDue(sql: Sql, limit: number): Promise<AssemblyId[]> {
  const rows = await sql.query<{ id: AssemblyId }>(
    `SELECT assembly_id AS id FROM petition_review WHERE due_at <= plenary_now()
     UNION SELECT p.assembly_id FROM petition p WHERE p.ended_at IS NULL AND ${LAPSED} LIMIT $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

export async function nextReview(sql: Sql): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>({
    name: 'mandate-next-review',
    text: `SELECT least((SELECT min(due_at) FROM petition_review),
                        (SELECT min(expires_at) FROM petition WHERE ended_at IS NULL AND motion_id IS NULL)) AS at`,
  });
  return row.at;
}

/** What is taken on now; a change that commits later asks again by a row of its own. */
export async function takeReviews(tx: Tx, assemblyId: AssemblyId): Promise<void> {
  await tx.run('DELETE FROM petition_review WHERE assembly_id = $1 AND due_at <= plenary_now()', [
    assemblyId,
  ]);
}

/** The petitions of an assembly that nothing has ended yet. */
export function openPetitions(sql: Sql, assemblyId: AssemblyId): Promise<Petition[]> {
  return sql.query<Row>(
    `SELECT ${COLUMNS} FROM petition p WHERE p.assembly_id = $1 AND p.ended_at IS NULL ORDER BY p.id`,
    [assemblyId],
  );
}

/**
 * Whether members have withdrawn their confidence from this one, who holds a seat, so that others can see it: what is said
 * of secret signatures would tell the delegate that somebody gave one.
 */
export async function isUnderRecall(sql: Sql, membershipId: string): Promise<boolean> {
  const { found } = await sql.one<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM term_now t JOIN petition p ON p.term_id = t.id AND p.ended_at IS NULL AND NOT (${LAPSED})
                    JOIN petition_signature s ON s.petition_id = p.id
                    WHERE t.membership_id = $1 AND t.over_at IS NULL) AS found`,
    [membershipId],
  );
  return found;
}

/** When this person last came back through a recovery that stands; null for never. */
export async function lastRecovery(sql: Sql, personId: string): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>('SELECT recovered_at AS at FROM person WHERE id = $1', [
    personId,
  ]);
  return row.at;
}

/** When the assembly last kept the member in a recall poll that a petition opened, in this office, by a result that stands. */
export async function lastCleared(sql: Sql, termId: string): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>(
    `SELECT max(p.ended_at) AS at FROM petition p JOIN term t ON t.id = p.term_id
     JOIN term mine ON mine.id = $1 AND mine.office_id = t.office_id
     JOIN membership was ON was.id = t.membership_id
     JOIN membership now ON now.id = mine.membership_id AND now.person_id = was.person_id
     LEFT JOIN motion m ON m.id = p.motion_id
     WHERE p.outcome = 'cleared' AND m.annulled_at IS NULL`,
    [termId],
  );
  return row.at;
}
