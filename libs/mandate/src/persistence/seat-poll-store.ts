import type { AssemblyId, MembershipId, MotionId, PollId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Answer } from '@plenary/tally';
import { type PollState, type RollPolicy, SEATS_ROLL } from '@plenary/voting';

/** One of ROLL_POLICIES: the seats that speak in the assembly, with the weight that its bylaws give them. */
export const SEATS_POLICY: RollPolicy = {
  name: SEATS_ROLL,
  select: `SELECT seat_id AS person_id, seat_id AS membership_id, weight, reason FROM seats_above($1)
           WHERE $2::timestamptz IS NOT NULL`,
};

/** Whether any assembly below sends delegates who speak here. */
export async function anySeatAbove(sql: Sql, assemblyId: AssemblyId): Promise<boolean> {
  return (await sql.maybe('SELECT 1 FROM seats_above($1) LIMIT 1', [assemblyId])) !== null;
}

/** Whether the poll asks delegates of this assembly: it was told so, or a seat of its is on the roll. */
export async function isAsked(sql: Sql, pollId: PollId, assemblyId: AssemblyId): Promise<boolean> {
  const { asked } = await sql.one<{ asked: boolean }>(
    `SELECT EXISTS (SELECT FROM told_below WHERE assembly_id = $2 AND poll_id = $1 AND what = 'asked')
         OR EXISTS (SELECT FROM roll r JOIN seat s ON s.id = r.person_id AND s.assembly_id = $2 WHERE r.poll_id = $1) AS asked`,
    [pollId, assemblyId],
  );
  return asked;
}

/**
 * The polls above in which this assembly's delegates were asked, newest first. Of one that opened after the assembly had
 * left, and so without its seats, its members read no more.
 */
export async function askedPage(
  sql: Sql,
  assemblyId: AssemblyId,
  before: string | null,
  limit: number,
): Promise<PollId[]> {
  const rows = await sql.query<{ id: PollId }>(
    `SELECT b.poll_id AS id FROM told_below b JOIN poll p ON p.id = b.poll_id JOIN assembly a ON a.id = b.assembly_id
     WHERE b.assembly_id = $1 AND b.what = 'asked' AND ($2::uuid IS NULL OR b.poll_id < $2)
       AND (a.parent_id = p.assembly_id
            OR EXISTS (SELECT FROM roll r JOIN seat s ON s.id = r.person_id WHERE r.poll_id = p.id AND s.assembly_id = $1))
     ORDER BY b.poll_id DESC LIMIT $3`,
    [assemblyId, before, limit],
  );
  return rows.map(({ id }) => id);
}

export interface NewSeatVote {
  readonly pollId: PollId;
  readonly seatId: string;
  readonly ordinal: number;
  readonly assemblyId: AssemblyId;
  readonly sentBy: AssemblyId;
  readonly termId: string;
  readonly officeId: string;
  readonly mandateVersion: number;
  readonly code: string;
  readonly answer: string;
  readonly verdict: 'within' | 'outside';
  readonly because: string;
  readonly castAt: Date;
}

export async function insertSeatVote(tx: Tx, vote: NewSeatVote): Promise<void> {
  await tx.run(
    `INSERT INTO seat_vote (poll_id, seat_id, ordinal, assembly_id, sent_by, term_id, office_id, mandate_version, code, answer,
       verdict, because, cast_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      vote.pollId,
      vote.seatId,
      vote.ordinal,
      vote.assemblyId,
      vote.sentBy,
      vote.termId,
      vote.officeId,
      vote.mandateVersion,
      vote.code,
      vote.answer,
      vote.verdict,
      vote.because,
      vote.castAt,
    ],
  );
}

/** How many ballots were cast in a poll within one term. */
export async function votesInTerm(sql: Sql, pollId: PollId, termId: string): Promise<number> {
  const { votes } = await sql.one<{ votes: number }>(
    'SELECT count(*) AS votes FROM seat_vote WHERE poll_id = $1 AND term_id = $2',
    [pollId, termId],
  );
  return votes;
}

/** A seat in a delegates' poll, and what was cast for it. */
export interface SpeakingSeat {
  readonly seatId: string;
  readonly assemblyId: AssemblyId;
  readonly officeId: string;
  readonly place: number;
  readonly name: string;
  readonly weight: number;
  readonly reason: string;
  /** Whether the assembly shows its members to nobody outside. */
  readonly quiet: boolean;
  /** Who holds it now; null while it is empty. */
  readonly termId: string | null;
  readonly membershipId: MembershipId | null;
  readonly speaker: string | null;
  readonly vote: SeatVote | null;
}

export interface SeatVote {
  readonly answer: Answer;
  readonly castAt: string;
  readonly termId: string;
  readonly speaker: string;
  readonly mandateVersion: number;
  readonly verdict: 'within' | 'outside';
  readonly because: string;
  /** Cast by a delegate who held the seat no more when the poll closed, or now while it is open. */
  readonly former: boolean;
}

/** The seats of a poll, or those that would be on its roll now; of one assembly below, or of all. */
export function seatsOfPoll(
  sql: Sql,
  poll: { readonly id: PollId; readonly assemblyId: AssemblyId; readonly openedAt: Date | null },
  of: AssemblyId | null,
  limit: number,
): Promise<SpeakingSeat[]> {
  const [listed, given] =
    poll.openedAt === null
      ? ['(SELECT seat_id, weight, reason FROM seats_above($4))', poll.assemblyId]
      : ['(SELECT person_id AS seat_id, weight, reason FROM roll WHERE poll_id = $4)', poll.id];
  return sql.query<SpeakingSeat & Record<string, unknown>>(
    `SELECT s.id AS "seatId", s.assembly_id AS "assemblyId", s.office_id AS "officeId", s.place, v.display_name AS name,
       l.weight, l.reason, a.quiet, t.id AS "termId", t.membership_id AS "membershipId", m.display_name AS speaker,
       (SELECT jsonb_build_object('answer', x.answer, 'castAt', x.cast_at, 'termId', x.term_id, 'speaker', xm.display_name,
                 'mandateVersion', x.mandate_version, 'verdict', x.verdict, 'because', x.because,
                 'former', xt.over_at IS NOT NULL AND (p.state = 'open' OR xt.over_at < p.closes_at))
        FROM seat_vote x JOIN term_now xt ON xt.id = x.term_id JOIN membership xm ON xm.id = xt.membership_id
        WHERE x.poll_id = p.id AND x.seat_id = s.id ORDER BY x.ordinal DESC LIMIT 1) AS vote
     FROM ${listed} l JOIN poll p ON p.id = $1
     JOIN seat s ON s.id = l.seat_id JOIN seat_voter v ON v.id = s.id JOIN assembly a ON a.id = s.assembly_id
     LEFT JOIN term_now t ON t.seat_id = s.id AND t.over_at IS NULL AND t.accepted_at IS NOT NULL
     LEFT JOIN membership m ON m.id = t.membership_id
     WHERE $2::uuid IS NULL OR s.assembly_id = $2
     ORDER BY v.display_name, s.id LIMIT $3`,
    [poll.id, of, limit, given],
  );
}

/** What a delegate voted in the assembly above. */
export interface TermVote {
  readonly pollId: PollId;
  readonly motionId: MotionId;
  readonly question: string;
  readonly state: PollState;
  readonly answer: Answer;
  readonly castAt: Date;
  readonly mandateVersion: number;
  readonly verdict: 'within' | 'outside';
  readonly because: string;
  /** Whether another ballot took its place. */
  readonly replaced: boolean;
}

/** The votes cast within a term, newest first. */
export function votesOfTerm(
  sql: Sql,
  termId: string,
  deviations: boolean,
  limit: number,
): Promise<TermVote[]> {
  return sql.query<TermVote & Record<string, unknown>>(
    `SELECT x.poll_id AS "pollId", p.motion_id AS "motionId", p.question, p.state, x.answer, x.cast_at AS "castAt",
       x.mandate_version AS "mandateVersion", x.verdict, x.because,
       EXISTS (SELECT FROM seat_vote y WHERE y.poll_id = x.poll_id AND y.seat_id = x.seat_id AND y.ordinal > x.ordinal) AS replaced
     FROM seat_vote x JOIN poll p ON p.id = x.poll_id
     WHERE x.term_id = $1 AND (NOT $2 OR x.verdict = 'outside') ORDER BY x.cast_at DESC, x.poll_id, x.ordinal DESC LIMIT $3`,
    [termId, deviations, limit],
  );
}

/** Of the votes above that ended within a term, after the seat was accepted: how many, and in how many the delegate voted. */
export interface VotedAbove {
  readonly asked: number;
  readonly voted: number;
}

/** In the order of the terms. */
export async function votedAbove(sql: Sql, termIds: readonly string[]): Promise<VotedAbove[]> {
  const rows = await sql.query<VotedAbove & { n: number }>(
    `SELECT k.n::int AS n, count(p.id) AS asked, count(p.id) FILTER (WHERE EXISTS (
       SELECT FROM seat_vote x WHERE x.poll_id = p.id AND x.seat_id = t.seat_id AND x.term_id = t.id)) AS voted
     FROM unnest($1::uuid[]) WITH ORDINALITY AS k (id, n) JOIN term_now t ON t.id = k.id
     LEFT JOIN told_below b ON b.assembly_id = t.assembly_id AND b.what = 'ended'
     LEFT JOIN poll p ON p.id = b.poll_id AND p.state = 'closed' AND p.closes_at > t.accepted_at
       AND p.closes_at <= coalesce(t.over_at, 'infinity')
       AND EXISTS (SELECT FROM roll r WHERE r.poll_id = p.id AND r.person_id = t.seat_id)
     GROUP BY k.n ORDER BY k.n`,
    [termIds],
  );
  return rows.map(({ asked, voted }) => ({ asked, voted }));
}
