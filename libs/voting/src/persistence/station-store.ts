import type { AssemblyId, MembershipId, PersonId, PollId } from '@plenary/kernel';
import { newId, randomId, type Sql, type Tx } from '@plenary/platform';
import type { Poll } from '../domain/poll.js';
import {
  CHECK_OFF_MINUTES,
  type CheckOff,
  type CheckOffId,
  CODE_MINUTES,
  type Station,
  type StationId,
} from '../domain/station.js';

const STATION = `SELECT s.id, s.poll_id AS "pollId", s.assembly_id AS "assemblyId", s.opened_by AS "openedBy",
    s.joined_by AS "joinedBy", s.opened_at AS "openedAt", s.joined_at AS "joinedAt", s.closed_at AS "closedAt",
    CASE WHEN s.closed_at IS NOT NULL OR p.state <> 'open' OR p.closes_at <= plenary_now() THEN 'closed'
      WHEN s.joined_by IS NULL THEN 'waiting' ELSE 'open' END AS state
  FROM station s JOIN poll p ON p.id = s.poll_id`;

type Row<T> = T & Record<string, unknown>;

export function stationOf(sql: Sql, id: string): Promise<Station | null> {
  return sql.maybe<Row<Station>>(`${STATION} WHERE s.id = $1`, [id]);
}

/** The station whose device shows this token. */
export function stationByToken(sql: Sql, tokenHash: Buffer): Promise<Station | null> {
  return sql.maybe<Row<Station>>(`${STATION} WHERE s.token_hash = $1`, [tokenHash]);
}

/** Null also when the code was used, or is too old. */
export function stationByCode(sql: Sql, pollId: PollId, codeHash: Buffer): Promise<Station | null> {
  return sql.maybe<Row<Station>>(
    `${STATION} WHERE s.poll_id = $1 AND s.code_hash = $2 AND s.code_until > plenary_now()`,
    [pollId, codeHash],
  );
}

/** The stations of a poll that had both tellers, in the order of their ids: the latest hundred. */
export function stationsOf(sql: Sql, pollId: PollId): Promise<Station[]> {
  return sql.query<Row<Station>>(
    `${STATION} WHERE s.poll_id = $1 AND s.joined_by IS NOT NULL ORDER BY s.id DESC LIMIT 100`,
    [pollId],
  );
}

/** The latest one that the person tells at, or opened, and that has not closed. */
export function stationToldBy(sql: Sql, poll: Poll, personId: PersonId): Promise<Station | null> {
  return sql.maybe<Row<Station>>(
    `${STATION} JOIN membership m ON m.assembly_id = $2 AND m.person_id = $3 AND m.ended_at IS NULL
       AND m.id IN (s.opened_by, s.joined_by)
     WHERE s.poll_id = $1 AND s.closed_at IS NULL ORDER BY s.id DESC LIMIT 1`,
    [poll.id, poll.assemblyId, personId],
  );
}

/** Holds the station as it is until the commit, for whoever acts at it. */
export async function holdStation(tx: Tx, id: StationId): Promise<Station> {
  await tx.run('SELECT FROM station WHERE id = $1 FOR SHARE', [id]);
  return (await stationOf(tx, id))!;
}

export async function insertStation(
  tx: Tx,
  poll: Poll,
  openedBy: MembershipId,
  secrets: { readonly tokenHash: Buffer; readonly codeHash: Buffer },
): Promise<Station> {
  const id = newId<'station'>();
  await tx.run(
    `INSERT INTO station (id, poll_id, assembly_id, opened_by, token_hash, code_hash, code_until, opened_at)
     SELECT $1, $2, $3, $4, $5, $6, now + make_interval(mins => $7), now FROM plenary_now() AS now`,
    [id, poll.id, poll.assemblyId, openedBy, secrets.tokenHash, secrets.codeHash, CODE_MINUTES],
  );
  return (await stationOf(tx, id))!;
}

/** The code before it is good no more. */
export async function renewCode(tx: Tx, id: StationId, codeHash: Buffer): Promise<void> {
  await tx.run(
    `UPDATE station SET code_hash = $2, code_until = plenary_now() + make_interval(mins => $3) WHERE id = $1`,
    [id, codeHash, CODE_MINUTES],
  );
}

export async function markJoined(tx: Tx, id: StationId, joinedBy: MembershipId): Promise<Station> {
  await tx.run(
    `UPDATE station SET joined_by = $2, joined_at = plenary_now(), code_hash = NULL, code_until = NULL WHERE id = $1`,
    [id, joinedBy],
  );
  return (await stationOf(tx, id))!;
}

export async function markClosedBy(tx: Tx, id: StationId, closedBy: MembershipId): Promise<Station> {
  await tx.run(
    `UPDATE station SET closed_at = plenary_now(), closed_by = $2, code_hash = NULL, code_until = NULL WHERE id = $1`,
    [id, closedBy],
  );
  await tx.run(`UPDATE station_check_off SET ended = 'withdrawn' WHERE station_id = $1 AND ended IS NULL`, [
    id,
  ]);
  return (await stationOf(tx, id))!;
}

const CHECK_OFF = `SELECT c.id, c.station_id AS "stationId", c.membership_id AS "membershipId",
    m.display_name AS "displayName", c.asked_by AS "askedBy", c.confirmed_by AS "confirmedBy", c.until, c.code,
    CASE WHEN c.ended IS NOT NULL THEN c.ended WHEN c.until <= plenary_now() THEN 'lapsed'
      WHEN c.confirmed_by IS NULL THEN 'asked' ELSE 'confirmed' END AS state
  FROM station_check_off c JOIN membership m ON m.id = c.membership_id`;

export function checkOffOf(sql: Sql, id: string): Promise<CheckOff | null> {
  return sql.maybe<Row<CheckOff>>(`${CHECK_OFF} WHERE c.id = $1`, [id]);
}

/** The check-off with the station's client key: an earlier sending of the same act. */
export function checkOffByKey(sql: Sql, stationId: StationId, key: string): Promise<CheckOff | null> {
  return sql.maybe<Row<CheckOff>>(`${CHECK_OFF} WHERE c.station_id = $1 AND c.client_key = $2`, [
    stationId,
    key,
  ]);
}

/** Who is being checked off at the station, or votes there now. */
export function currentCheckOff(sql: Sql, stationId: StationId): Promise<CheckOff | null> {
  return sql.maybe<Row<CheckOff>>(
    `${CHECK_OFF} WHERE c.station_id = $1 AND c.ended IS NULL AND c.until > plenary_now()`,
    [stationId],
  );
}

/** Holds it alone until the commit. */
export async function lockCheckOff(tx: Tx, id: CheckOffId): Promise<CheckOff | null> {
  await tx.run('SELECT FROM station_check_off WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return checkOffOf(tx, id);
}

export async function insertCheckOff(
  tx: Tx,
  station: Station,
  given: { readonly membershipId: string; readonly askedBy: MembershipId; readonly clientKey: string },
): Promise<CheckOff> {
  await tx.run(
    `UPDATE station_check_off SET ended = 'lapsed'
     WHERE station_id = $1 AND ended IS NULL AND until <= plenary_now()`,
    [station.id],
  );
  const id = randomId<'check_off'>();
  await tx.run(
    `INSERT INTO station_check_off (id, station_id, poll_id, assembly_id, membership_id, client_key, asked_by, until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, plenary_now() + make_interval(mins => $8))`,
    [
      id,
      station.id,
      station.pollId,
      station.assemblyId,
      given.membershipId,
      given.clientKey,
      given.askedBy,
      CHECK_OFF_MINUTES,
    ],
  );
  return (await checkOffOf(tx, id))!;
}

export async function markConfirmed(tx: Tx, id: CheckOffId, by: MembershipId): Promise<CheckOff> {
  await tx.run(
    `UPDATE station_check_off SET confirmed_by = $2, until = plenary_now() + make_interval(mins => $3) WHERE id = $1`,
    [id, by, CHECK_OFF_MINUTES],
  );
  return (await checkOffOf(tx, id))!;
}

export async function markEnded(
  tx: Tx,
  id: CheckOffId,
  ended: 'voted' | 'refused' | 'withdrawn',
  code: string | null = null,
): Promise<CheckOff> {
  await tx.run(`UPDATE station_check_off SET ended = $2, code = $3 WHERE id = $1`, [id, ended, code]);
  return (await checkOffOf(tx, id))!;
}

/** With the end of the poll: what led to a ballot stays, without its time; the rest goes. */
export async function endCheckOffs(tx: Tx, pollId: PollId): Promise<void> {
  await tx.run('DELETE FROM station_check_off WHERE poll_id = $1 AND code IS NULL', [pollId]);
  await tx.run('UPDATE station_check_off SET until = NULL WHERE poll_id = $1', [pollId]);
}

export interface StationVotes {
  readonly stations: number;
  readonly votes: number;
}

/** How many stations were open for the poll, and how many of the ballots that count were cast at one. */
export function votesAtStations(sql: Sql, pollId: PollId): Promise<StationVotes> {
  return sql.one<StationVotes & Record<string, unknown>>(
    `SELECT (SELECT count(*) FROM station WHERE poll_id = $1 AND joined_by IS NOT NULL) AS stations,
       (SELECT count(*) FROM station_check_off c WHERE c.poll_id = $1 AND c.code IS NOT NULL
         AND (EXISTS (SELECT FROM ballot b WHERE b.poll_id = $1 AND b.code = c.code)
           OR EXISTS (SELECT FROM participation t WHERE t.poll_id = $1 AND t.code = c.code))) AS votes`,
    [pollId],
  );
}

/** The stations at which the ballots with these receipts were cast, by the receipt. */
export async function stationsOfCodes(
  sql: Sql,
  pollId: string,
  codes: readonly string[],
): Promise<Map<string, StationId>> {
  const rows = await sql.query<{ code: string; stationId: StationId }>(
    `SELECT code, station_id AS "stationId" FROM station_check_off WHERE poll_id = $1 AND code = ANY($2::text[])`,
    [pollId, codes],
  );
  return new Map(rows.map(({ code, stationId }) => [code, stationId]));
}

/** A voter of the roll, as a teller looks for them. */
export interface StationVoter {
  readonly membershipId: MembershipId;
  readonly displayName: string;
}

/**
 * The first twenty of the roll whose name has the text in it; in a quiet assembly, which keeps no directory, those alone
 * whose name it is.
 */
export function votersNamed(sql: Sql, station: Station, text: string): Promise<StationVoter[]> {
  return sql.query<Row<StationVoter>>(
    `SELECT m.id AS "membershipId", m.display_name AS "displayName"
     FROM roll r JOIN membership m ON m.id = r.membership_id JOIN assembly a ON a.id = r.assembly_id
     WHERE r.poll_id = $1 AND CASE WHEN a.quiet THEN lower(m.display_name) = lower($2)
       ELSE strpos(lower(m.display_name), lower($2)) > 0 END
     ORDER BY m.display_name, m.id LIMIT 20`,
    [station.pollId, text],
  );
}

/**
 * Whether the membership has a place on the roll in which it votes: its own, where several imported memberships were
 * taken up by one person the one they vote in (voter_of). One that nobody has taken up votes here alone.
 */
export async function hasPlace(sql: Sql, station: Station, membershipId: string): Promise<boolean> {
  const row = await sql.maybe(
    `SELECT FROM membership m JOIN roll r ON r.poll_id = $1 AND r.membership_id = m.id
     WHERE m.id = $2 AND m.assembly_id = $3 AND (m.joined_at IS NULL
       OR EXISTS (SELECT FROM voter_of($1, m.assembly_id, m.person_id) v WHERE v.membership_id = m.id))`,
    [station.pollId, membershipId, station.assemblyId],
  );
  return row !== null;
}

/** Whose membership it is now: its sign-ins are told. Null before anybody has taken it up. */
export async function personBehind(sql: Sql, membershipId: MembershipId): Promise<PersonId | null> {
  const row = await sql.maybe<{ personId: PersonId }>(
    'SELECT person_id AS "personId" FROM membership WHERE id = $1 AND joined_at IS NOT NULL',
    [membershipId],
  );
  return row?.personId ?? null;
}

/** A check-off of the caller's own that a teller confirmed. */
export interface OwnCheckOff {
  readonly id: CheckOffId;
  readonly pollId: PollId;
  readonly assemblyId: AssemblyId;
  readonly question: string;
  readonly stationId: StationId;
  readonly voted: boolean;
}

/** Of polls that are open, or closed no longer ago than their results can be contested; the latest twenty. */
export function ownCheckOffs(sql: Sql, personId: PersonId, contestDays: number): Promise<OwnCheckOff[]> {
  return sql.query<Row<OwnCheckOff>>(
    `SELECT c.id, c.poll_id AS "pollId", c.assembly_id AS "assemblyId", p.question, c.station_id AS "stationId",
       c.code IS NOT NULL AS voted
     FROM membership m JOIN station_check_off c ON c.membership_id = m.id JOIN poll p ON p.id = c.poll_id
     WHERE m.person_id = $1 AND m.joined_at IS NOT NULL AND m.ended_at IS NULL
       AND c.confirmed_by IS NOT NULL
       AND (p.state = 'open' OR p.closed_at > plenary_now() - make_interval(days => $2))
     ORDER BY c.poll_id DESC, c.id LIMIT 20`,
    [personId, contestDays],
  );
}

/** Display names by membership. */
export async function namesOf(sql: Sql, membershipIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql.query<{ id: string; name: string }>(
    'SELECT id, display_name AS name FROM membership WHERE id = ANY($1::uuid[])',
    [membershipIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
