import type { AssemblyId, MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';

export interface FeedRow {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly membershipId: MembershipId;
  readonly label: string;
  readonly madeAt: Date;
}

const FEED = `f.id, f.assembly_id AS "assemblyId", f.membership_id AS "membershipId", f.label, f.made_at AS "madeAt"`;
type Row = FeedRow & Record<string, unknown>;

export function feedById(sql: Sql, id: string): Promise<FeedRow | null> {
  return sql.maybe<Row>(`SELECT ${FEED} FROM calendar_feed f WHERE f.id = $1`, [id]);
}

/** A member's feeds, the oldest first. */
export function feedsOf(sql: Sql, membershipId: string): Promise<FeedRow[]> {
  return sql.query<Row>(
    `SELECT ${FEED} FROM calendar_feed f WHERE f.membership_id = $1 ORDER BY f.made_at, f.id`,
    [membershipId],
  );
}

export async function insertFeed(
  tx: Tx,
  feed: Pick<FeedRow, 'id' | 'assemblyId' | 'membershipId' | 'label'>,
  tokenHash: Buffer,
): Promise<void> {
  await tx.run(
    `INSERT INTO calendar_feed (id, assembly_id, membership_id, label, token_hash, made_at)
     VALUES ($1, $2, $3, $4, $5, plenary_now())`,
    [feed.id, feed.assemblyId, feed.membershipId, feed.label, tokenHash],
  );
}

export async function deleteFeed(tx: Tx, id: string): Promise<void> {
  await tx.run('DELETE FROM calendar_feed WHERE id = $1', [id]);
}

/** What a link leads to, while its owner is a member; null for one that nobody made, or that was revoked. */
export function feedByToken(
  sql: Sql,
  tokenHash: Buffer,
): Promise<(Pick<FeedRow, 'assemblyId' | 'membershipId'> & { name: string; quiet: boolean }) | null> {
  return sql.maybe(
    `SELECT f.assembly_id AS "assemblyId", f.membership_id AS "membershipId", a.name, a.quiet
     FROM calendar_feed f JOIN membership m ON m.id = f.membership_id JOIN assembly a ON a.id = f.assembly_id
     WHERE f.token_hash = $1 AND m.joined_at IS NOT NULL AND (m.ended_at IS NULL OR m.ended_at > plenary_now())`,
    [tokenHash],
  );
}

/** A place that a member has, or had and gave up. */
export interface HeldPlace extends Record<string, unknown> {
  /** Of their first shift of it. */
  readonly firstId: string;
  readonly task: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** How often it became theirs. */
  readonly times: number;
  readonly stands: boolean;
  readonly confirmed: boolean;
  readonly changedAt: Date;
}

/** A member's places that were over at most so many days ago, by start. */
export function heldPlaces(
  sql: Sql,
  membershipId: string,
  daysBack: number,
  most: number,
): Promise<HeldPlace[]> {
  return sql.query<HeldPlace>(
    `SELECT (array_agg(s.id ORDER BY s.id))[1] AS "firstId", t.name AS task, p.starts_at AS "startsAt", p.ends_at AS "endsAt", count(*) AS times,
            bool_or(s.ended_at IS NULL) AS stands,
            bool_or(s.ended_at IS NULL AND (s.confirmed_at IS NOT NULL OR s.done_at IS NOT NULL)) AS confirmed,
            greatest(max(r.drawn_at), max(s.confirmed_at), max(s.done_at),
                     (SELECT max(o.ended_at) FROM shift o WHERE o.place_id = p.id)) AS "changedAt"
     FROM shift s JOIN place p ON p.id = s.place_id JOIN task t ON t.id = p.task_id JOIN roster r ON r.id = p.roster_id
     WHERE s.membership_id = $1 AND s.ends_at > plenary_now() - make_interval(days => $2)
     GROUP BY p.id, t.name ORDER BY p.starts_at, p.id LIMIT $3`,
    [membershipId, daysBack, most],
  );
}
