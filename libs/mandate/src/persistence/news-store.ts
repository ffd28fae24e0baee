import type { AssemblyId, MembershipId, PollId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

/** What an assembly below is to be told of a delegates' poll. */
export interface News {
  readonly pollId: PollId;
  readonly sentBy: AssemblyId;
  /** `asked`, `ended`, or `vote <seat> <ordinal>`. */
  readonly what: string;
}

const KEY = 'poll_id = $1 AND sent_by = $2 AND what = $3';

/** In the order in which it happened. */
export function newsBelow(sql: Sql, limit: number): Promise<News[]> {
  return sql.query<News & Record<string, unknown>>(
    `SELECT poll_id AS "pollId", sent_by AS "sentBy", what FROM news_below ORDER BY at, poll_id, what LIMIT $1`,
    [limit],
  );
}

export async function anyNewsBelow(sql: Sql): Promise<boolean> {
  const { any } = await sql.one<{ any: boolean }>({
    name: 'mandate-any-news-below',
    text: 'SELECT EXISTS (SELECT FROM news_below) AS any',
  });
  return any;
}

/** False where the assembly was told before: by another process, or by one that was killed after it. */
export async function noteTold(tx: Tx, { pollId, sentBy, what }: News): Promise<boolean> {
  const noted = await tx.run(
    'INSERT INTO told_below (assembly_id, poll_id, what) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [sentBy, pollId, what],
  );
  return noted > 0;
}

export async function dropNews(tx: Tx, { pollId, sentBy, what }: News): Promise<void> {
  await tx.run(`DELETE FROM news_below WHERE ${KEY}`, [pollId, sentBy, what]);
}

export interface VoteTold {
  readonly officeId: string;
  readonly office: string;
  readonly seatId: string;
  readonly place: number;
  readonly termId: string;
  readonly membershipId: MembershipId;
  readonly answer: string;
  readonly verdict: 'within' | 'outside';
  readonly because: string;
  readonly mandateVersion: number;
  readonly castAt: Date;
}

export function voteToTell(sql: Sql, pollId: PollId, seatId: string, ordinal: number): Promise<VoteTold> {
  return sql.one<VoteTold & Record<string, unknown>>(
    `SELECT x.office_id AS "officeId", o.name AS office, x.seat_id AS "seatId", s.place, x.term_id AS "termId",
       t.membership_id AS "membershipId", x.answer, x.verdict, x.because, x.mandate_version AS "mandateVersion",
       x.cast_at AS "castAt"
     FROM seat_vote x JOIN term t ON t.id = x.term_id JOIN office o ON o.id = x.office_id JOIN seat s ON s.id = x.seat_id
     WHERE x.poll_id = $1 AND x.seat_id = $2 AND x.ordinal = $3`,
    [pollId, seatId, ordinal],
  );
}

/** The assembly above, as far as somebody outside may know its name. */
export async function nameAbove(sql: Sql, assemblyId: AssemblyId): Promise<string | null> {
  const { name } = await sql.one<{ name: string | null }>(
    'SELECT CASE WHEN NOT quiet THEN name END AS name FROM assembly WHERE id = $1',
    [assemblyId],
  );
  return name;
}
