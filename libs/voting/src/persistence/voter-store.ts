import type { MembershipId, PersonId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';
import type { Receipt } from '../domain/receipt.js';
import { votersOf } from './roll-store.js';

/** A person's place in an open or ended poll, and what they hold of it. */
export interface Place {
  readonly reason: string;
  /** The receipt's code; null while they have not voted. */
  readonly code: string | null;
  /** Roll call only: an answer, or the canonical text of a choice. */
  readonly answer: string | null;
  readonly castAt: Date | null;
}

/** In the order of the keys; null where the person is not on the roll. */
export async function placesOf(
  sql: Sql,
  keys: readonly { readonly pollId: string; readonly assemblyId: string; readonly personId: string }[],
): Promise<(Place | null)[]> {
  const rows = await sql.query<Place & { n: number }>(
    {
      name: 'places-of',
      text: `SELECT k.n::int AS n, v.reason, coalesce(b.code, t.code) AS code, b.answer, b.cast_at AS "castAt"
             FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS k (poll_id, assembly_id, person_id, n)
             CROSS JOIN LATERAL voter_of(k.poll_id, k.assembly_id, k.person_id) v
             LEFT JOIN ballot b ON b.poll_id = k.poll_id AND b.person_id = v.person_id
             LEFT JOIN participation t ON t.poll_id = k.poll_id AND t.person_id = v.person_id`,
    },
    [keys.map((key) => key.pollId), keys.map((key) => key.assemblyId), keys.map((key) => key.personId)],
  );
  const places = new Array<Place | null>(keys.length).fill(null);
  for (const { n, ...place } of rows) places[n - 1] = place;
  return places;
}

export interface PublishedBallot {
  readonly code: string;
  /** Roll call only, as are the two others. */
  readonly answer: string | null;
  readonly displayName: string | null;
  readonly weight: number | null;
  /** The station at which it was cast, if it was at one. */
  readonly stationId: string | null;
}

/**
 * A page of the published list, in the order of the receipts: of a roll call everything, of a secret poll the receipts
 * alone. Whether it may be shown is the caller's to judge.
 */
export function ballotPage(
  sql: Sql,
  poll: Poll,
  after: string | null,
  limit: number,
): Promise<PublishedBallot[]> {
  const text =
    poll.tier === 'secret'
      ? `SELECT code, NULL AS answer, NULL AS "displayName", NULL::int AS weight, NULL::uuid AS "stationId" FROM participation
         WHERE poll_id = $1 AND ($2::text IS NULL OR code COLLATE "C" > $2) ORDER BY code COLLATE "C" LIMIT $3`
      : `SELECT b.code, b.answer, m.display_name AS "displayName", r.weight, c.station_id AS "stationId"
         FROM ballot b JOIN roll r USING (poll_id, person_id) JOIN ${votersOf(poll)} m ON m.id = r.membership_id
         LEFT JOIN station_check_off c ON c.poll_id = b.poll_id AND c.code = b.code
         WHERE b.poll_id = $1 AND ($2::text IS NULL OR b.code COLLATE "C" > $2) ORDER BY b.code COLLATE "C" LIMIT $3`;
  return sql.query<PublishedBallot & Record<string, unknown>>(text, [poll.id, after, limit]);
}

/**
 * Who voted in a roll call and is named by no entry of the record: seats, and members on the roll who never took up
 * their invitation and voted at a station. In order of their ids.
 */
export async function unrecordedVoters(sql: Sql, poll: Poll): Promise<{ id: string; name: string }[]> {
  const seats = votersOf(poll) === 'seat_voter';
  return sql.query<{ id: string; name: string }>(
    `SELECT m.id, m.display_name AS name FROM ballot b JOIN roll r USING (poll_id, person_id)
     JOIN ${votersOf(poll)} m ON m.id = r.membership_id
     WHERE b.poll_id = $1 ${seats ? '' : 'AND m.joined_at IS NULL'} ORDER BY m.id`,
    [poll.id],
  );
}

export interface Claim {
  readonly displayName: string;
  readonly claimedAt: Date;
}

/** Notes that the member finds themselves missing; saying it again changes nothing. */
export async function insertClaim(tx: Tx, poll: Poll, membershipId: MembershipId): Promise<void> {
  await tx.run(
    `INSERT INTO missing_claim (poll_id, membership_id, assembly_id, claimed_at) VALUES ($1, $2, $3, plenary_now())
     ON CONFLICT DO NOTHING`,
    [poll.id, membershipId, poll.assemblyId],
  );
}

/** The latest hundred, newest first; in a quiet assembly one's own. */
export function claimsOf(sql: Sql, poll: Poll, onlyPerson: PersonId | null): Promise<Claim[]> {
  return sql.query<Claim & Record<string, unknown>>(
    `SELECT m.display_name AS "displayName", c.claimed_at AS "claimedAt"
     FROM missing_claim c JOIN membership m ON m.id = c.membership_id
     WHERE c.poll_id = $1 AND ($2::uuid IS NULL OR m.person_id = $2) ORDER BY c.claimed_at DESC, m.id LIMIT 100`,
    [poll.id, onlyPerson],
  );
}

/** Whether the assembly keeps no directory. */
export async function isQuiet(sql: Sql, assemblyId: string): Promise<boolean> {
  const row = await sql.one<{ quiet: boolean }>(
    { name: 'assembly-quiet', text: 'SELECT quiet FROM assembly WHERE id = $1' },
    [assemblyId],
  );
  return row.quiet;
}

export async function timeZoneOf(sql: Sql, assemblyId: string): Promise<string> {
  const row = await sql.one<{ zone: string }>('SELECT time_zone AS zone FROM assembly WHERE id = $1', [
    assemblyId,
  ]);
  return row.zone;
}

/** The member's receipt with this code, of a ballot that is in; `replaced` where another of the voter's counts since. */
export function receiptOf(
  sql: Sql,
  poll: Poll,
  { membershipId, code }: { readonly membershipId: string; readonly code: string },
): Promise<Receipt> {
  return sql.one<Receipt & Record<string, unknown>>(
    `SELECT $1::uuid AS "pollId", $3::uuid AS "assemblyId", $2::text AS code, b.code IS NULL AND e.code IS NOT NULL AS replaced,
       coalesce(b.cast_at, e.cast_at) AS "castAt"
     FROM roll r
     LEFT JOIN ballot b ON b.poll_id = $1 AND b.person_id = r.person_id AND b.code = $2
     LEFT JOIN ballot_replaced e ON e.poll_id = $1 AND e.person_id = r.person_id AND e.code = $2
     WHERE r.poll_id = $1 AND r.membership_id = $4`,
    [poll.id, code, poll.assemblyId, membershipId],
  );
}
