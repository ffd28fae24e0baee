import type { AssemblyId, JsonObject, MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { TogetherAction } from '../domain/together.js';

export interface JointRequestRow {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly action: TogetherAction;
  readonly subjectId: string | null;
  readonly details: JsonObject;
  readonly reason: string;
  readonly askedBy: MembershipId;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly doneAt: Date | null;
  /** Of members who can act now; once done, as they were counted then. */
  readonly signatures: number;
  /** As it was at the signature that crossed; null while open, when it moves with the members. */
  readonly neededThen: number | null;
  readonly state: 'open' | 'done' | 'lapsed';
}

const REQUEST = `r.id, r.assembly_id AS "assemblyId", r.action, r.subject_id AS "subjectId", r.details, r.reason,
  r.asked_by AS "askedBy", r.asked_at AS "askedAt", r.expires_at AS "expiresAt", r.done_at AS "doneAt", r.needed AS "neededThen",
  coalesce(r.signatures, (SELECT count(*)::int FROM joint_signature s
    JOIN members_with_voice(r.assembly_id, plenary_now()) m ON m.id = s.membership_id WHERE s.request_id = r.id)) AS signatures,
  CASE WHEN r.done_at IS NOT NULL THEN 'done' WHEN r.expires_at <= plenary_now() THEN 'lapsed' ELSE 'open' END AS state`;

export function requestById(sql: Sql, id: string): Promise<JointRequestRow | null> {
  return sql.maybe<JointRequestRow>(`SELECT ${REQUEST} FROM joint_request r WHERE r.id = $1`, [id]);
}

/** The latest requests of an assembly, newest first. */
export function requestsOf(sql: Sql, assemblyId: AssemblyId, limit: number): Promise<JointRequestRow[]> {
  return sql.query<JointRequestRow>(
    `SELECT ${REQUEST} FROM joint_request r WHERE r.assembly_id = $1 ORDER BY r.asked_at DESC, r.id DESC LIMIT $2`,
    [assemblyId, limit],
  );
}

/** The base of a share (members that count; until bylaws are adopted, who joined), and how many can sign at all. */
export function membersForSigning(sql: Sql, assemblyId: AssemblyId): Promise<{ base: number; able: number }> {
  return sql.one<{ base: number; able: number }>(
    `WITH clock AS MATERIALIZED (SELECT plenary_now() AS now)
     SELECT (SELECT count(*) FROM members_with_voice($1, clock.now)) AS able,
            CASE WHEN a.bylaws_adopted_at IS NULL THEN (SELECT count(*) FROM joined_members($1, clock.now))
                 ELSE (SELECT count(*) FROM counting_members($1, clock.now)) END AS base
     FROM assembly a CROSS JOIN clock WHERE a.id = $1`,
    [assemblyId],
  );
}

export async function insertRequest(
  tx: Tx,
  r: Pick<JointRequestRow, 'id' | 'assemblyId' | 'action' | 'subjectId' | 'details' | 'reason' | 'askedBy'>,
  days: number,
): Promise<void> {
  await tx.run(
    `INSERT INTO joint_request (id, assembly_id, action, subject_id, details, reason, asked_by, asked_at, expires_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, clock.now, clock.now + make_interval(days => $8)
     FROM (SELECT plenary_now() AS now OFFSET 0) clock`,
    [r.id, r.assemblyId, r.action, r.subjectId, JSON.stringify(r.details), r.reason, r.askedBy, days],
  );
}

/** The open requests, by whether they ask for the same and were asked by this member. */
export function openRequests(
  sql: Sql,
  like: Pick<JointRequestRow, 'assemblyId' | 'action' | 'subjectId' | 'askedBy'>,
): Promise<{ id: string; same: boolean; mine: boolean }[]> {
  return sql.query<{ id: string; same: boolean; mine: boolean }>(
    `SELECT id, action = $2 AND subject_id IS NOT DISTINCT FROM $3 AS same, asked_by = $4 AS mine FROM joint_request
     WHERE assembly_id = $1 AND done_at IS NULL AND expires_at > plenary_now()`,
    [like.assemblyId, like.action, like.subjectId, like.askedBy],
  );
}

export async function hasSigned(sql: Sql, requestId: string, membershipId: string): Promise<boolean> {
  const row = await sql.maybe('SELECT 1 FROM joint_signature WHERE request_id = $1 AND membership_id = $2', [
    requestId,
    membershipId,
  ]);
  return row !== null;
}

/** Signing again changes nothing. */
export async function addSignature(tx: Tx, requestId: string, signer: MembershipId): Promise<void> {
  await tx.run(
    `INSERT INTO joint_signature (request_id, assembly_id, membership_id, at)
     SELECT id, assembly_id, $2, plenary_now() FROM joint_request WHERE id = $1 ON CONFLICT DO NOTHING`,
    [requestId, signer],
  );
}

export async function removeSignature(tx: Tx, requestId: string, signer: MembershipId): Promise<void> {
  await tx.run('DELETE FROM joint_signature WHERE request_id = $1 AND membership_id = $2', [
    requestId,
    signer,
  ]);
}

export async function markDone(tx: Tx, requestId: string, signatures: number, needed: number): Promise<void> {
  await tx.run(
    'UPDATE joint_request SET done_at = plenary_now(), signatures = $2, needed = $3 WHERE id = $1',
    [requestId, signatures, needed],
  );
}

/** The membership ids of those who signed and can act now, sorted. */
export async function signersOf(sql: Sql, requestId: string): Promise<string[]> {
  const signers = await sql.query<{ id: string }>(
    `SELECT s.membership_id AS id FROM joint_signature s JOIN joint_request r ON r.id = s.request_id
     JOIN members_with_voice(r.assembly_id, plenary_now()) m ON m.id = s.membership_id WHERE s.request_id = $1 ORDER BY 1`,
    [requestId],
  );
  return signers.map(({ id }) => id);
}
