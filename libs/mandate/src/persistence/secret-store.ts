import type { AssemblyId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { Band, Support } from '../domain/recall.js';
import { membersNow, type Petition } from './petition-store.js';

/** Somebody's secret signature, with what opens their commitment. */
export interface SecretSignature {
  readonly membershipId: string;
  readonly salt: Buffer;
}

/** The secret signatures that count now. */
export function secretSignatures(sql: Sql, petition: Petition): Promise<SecretSignature[]> {
  return sql.query<SecretSignature & Record<string, unknown>>(
    `SELECT s.membership_id AS "membershipId", s.salt FROM secret_signature s
     JOIN LATERAL (SELECT m.id FROM ${membersNow(2)} OFFSET 0) m ON m.id = s.membership_id WHERE s.petition_id = $1`,
    [petition.id, petition.assemblyId],
  );
}

/** The caller's own salts, by petition about the term; as long as they are kept. */
export async function ownSalt(sql: Sql, petitionId: string, membershipId: string): Promise<Buffer | null> {
  const row = await sql.maybe<{ salt: Buffer }>(
    'SELECT salt FROM secret_signature WHERE petition_id = $1 AND membership_id = $2',
    [petitionId, membershipId],
  );
  return row?.salt ?? null;
}

/** Deletes what is kept of these members' secret signatures, after recalls too. */
export async function deleteSignaturesOf(
  tx: Tx,
  assemblyId: AssemblyId,
  membershipIds: readonly string[],
): Promise<void> {
  await tx.run(
    `DELETE FROM secret_signature WHERE membership_id = ANY ($2)
       AND petition_id = ANY (ARRAY(SELECT id FROM petition WHERE assembly_id = $1 AND secret))`,
    [assemblyId, membershipIds],
  );
}

/** Writes all signatures of a petition anew at once, in random order: none of them is the last any more. */
export async function shuffleSignatures(tx: Tx, petition: Petition): Promise<void> {
  const rows = await tx.query<SecretSignature & Record<string, unknown>>(
    `DELETE FROM secret_signature WHERE petition_id = $1 RETURNING membership_id AS "membershipId", salt`,
    [petition.id],
  );
  await tx.run(
    `INSERT INTO secret_signature (petition_id, membership_id, assembly_id, salt)
     SELECT $1, membership_id, $2, salt FROM unnest($3::uuid[], $4::bytea[]) AS kept (membership_id, salt)
     ORDER BY gen_random_uuid()`,
    [petition.id, petition.assemblyId, rows.map((row) => row.membershipId), rows.map((row) => row.salt)],
  );
}

export type CrossingKind = 'poll' | 'recall';

/** What a crossing of secret signatures published. */
export interface Crossing extends Support {
  readonly petitionId: string;
  readonly crossing: CrossingKind;
  readonly root: Buffer;
  readonly at: Date;
}

export async function insertCrossing(
  tx: Tx,
  petition: Petition,
  crossing: CrossingKind,
  { count, base }: Support,
  root: Uint8Array,
  commitments: readonly string[],
): Promise<void> {
  await tx.run(
    `INSERT INTO secret_crossing (petition_id, crossing, assembly_id, count, base, root, at)
     VALUES ($1, $2, $3, $4, $5, $6, plenary_now())`,
    [petition.id, crossing, petition.assemblyId, count, base, Buffer.from(root)],
  );
  await tx.run(
    `INSERT INTO secret_commitment (petition_id, crossing, place, assembly_id, commitment)
     SELECT $1, $2, place, $3, commitment FROM unnest($4::text[]) WITH ORDINALITY AS given (commitment, place)`,
    [petition.id, crossing, petition.assemblyId, commitments],
  );
}

/** The crossings of the petitions about a term, the latest first. */
export function crossingsOf(sql: Sql, termId: string): Promise<Crossing[]> {
  return sql.query<Crossing & Record<string, unknown>>(
    `SELECT c.petition_id AS "petitionId", c.crossing, c.count, c.base, c.root, c.at
     FROM secret_crossing c JOIN petition p ON p.id = c.petition_id WHERE p.term_id = $1
     ORDER BY c.at DESC, c.crossing LIMIT 100`,
    [termId],
  );
}

/** A page of what was committed to, in the order of the leaves: those after place `after`, which begin at 1. */
export async function commitmentsOf(
  sql: Sql,
  { petitionId, crossing }: Crossing,
  after: number,
  limit: number,
): Promise<string[]> {
  const rows = await sql.query<{ commitment: string }>(
    `SELECT commitment FROM secret_commitment WHERE petition_id = $1 AND crossing = $2 AND place > $3
     ORDER BY place LIMIT $4`,
    [petitionId, crossing, after, limit],
  );
  return rows.map(({ commitment }) => commitment);
}

/** The band as it was refreshed last; null before the first refresh. */
export async function bandNow(sql: Sql, termId: string): Promise<Band | null> {
  const row = await sql.maybe<{ band: Band }>('SELECT band FROM recall_band WHERE term_id = $1', [termId]);
  return row?.band ?? null;
}

export async function putBand(tx: Tx, assemblyId: AssemblyId, termId: string, band: Band): Promise<void> {
  await tx.run(
    `INSERT INTO recall_band AS b (term_id, assembly_id, band, refreshed_at) VALUES ($1, $2, $3, plenary_now())
     ON CONFLICT (term_id) DO UPDATE SET band = excluded.band, refreshed_at = excluded.refreshed_at`,
    [termId, assemblyId, band],
  );
}

/** The terms whose band is to be refreshed now. */
export async function bandsDue(sql: Sql, limit: number): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    'SELECT term_id AS id FROM recall_band_due WHERE due_at <= plenary_now() ORDER BY due_at, term_id LIMIT $1',
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Locks the band of a term until the commit; false where another process has refreshed it meanwhile. */
export async function isBandDue(tx: Tx, termId: string): Promise<boolean> {
  await tx.run('SELECT 1 FROM term WHERE id = $1 FOR NO KEY UPDATE', [termId]);
  return (
    (await tx.maybe('SELECT 1 FROM recall_band_due WHERE term_id = $1 AND due_at <= plenary_now()', [
      termId,
    ])) !== null
  );
}

export async function nextBand(sql: Sql): Promise<Date | null> {
  const row = await sql.one<{ at: Date | null }>({
    name: 'mandate-next-band',
    text: 'SELECT min(due_at) AS at FROM recall_band_due',
  });
  return row.at;
}
