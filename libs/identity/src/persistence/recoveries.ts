import type { PersonId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';
import { type OpenRecovery, REQUEST_DAYS } from '../domain/recovery.js';

export async function insertCodes(
  tx: Tx,
  personId: PersonId,
  hashes: readonly Buffer[],
  recoveryId: string | null,
): Promise<void> {
  await tx.run(
    `INSERT INTO recovery_code (code_hash, person_id, created_at, recovery_id)
     SELECT hash, $1, plenary_now(), $3 FROM unnest($2::bytea[]) AS new (hash)`,
    [personId, hashes, recoveryId],
  );
}

export async function deleteCodes(tx: Tx, personId: PersonId): Promise<void> {
  await tx.run('DELETE FROM recovery_code WHERE person_id = $1', [personId]);
}

/** Whose unused code this is. */
export async function ownerOfCode(sql: Sql, codeHash: Buffer): Promise<PersonId | null> {
  const row = await sql.maybe<{ personId: PersonId }>(
    'SELECT person_id AS "personId" FROM recovery_code WHERE code_hash = $1 AND used_at IS NULL',
    [codeHash],
  );
  return row?.personId ?? null;
}

/** Uses the code up. Null when it was used meanwhile; else the open recovery through which the code itself came. */
export async function useCode(
  tx: Tx,
  codeHash: Buffer,
  personId: PersonId,
): Promise<{ recoveryId: string | null } | null> {
  const row = await tx.maybe<{ recoveryId: string | null }>(
    `UPDATE recovery_code SET used_at = plenary_now() WHERE code_hash = $1 AND person_id = $2 AND used_at IS NULL
     RETURNING (SELECT r.id FROM open_recovery r WHERE r.id = recovery_id) AS "recoveryId"`,
    [codeHash, personId],
  );
  return row;
}

/** Writes that the person came back, now. */
export async function insertRecovery(
  tx: Tx,
  personId: PersonId,
  kind: OpenRecovery['kind'],
  fromPerson: PersonId | null,
): Promise<string> {
  const id = newId();
  await tx.run(
    `WITH new AS (INSERT INTO recovery (id, person_id, kind, from_person, at)
                  VALUES ($1, $2, $3, $4, plenary_now()) RETURNING person_id, at)
     UPDATE person SET recovered_at = new.at FROM new WHERE person.id = new.person_id`,
    [id, personId, kind, fromPerson],
  );
  return id;
}

export interface RecoveryRequestRow {
  readonly id: string;
  readonly personId: PersonId;
}

/** Replaces the person's earlier requests. */
export async function insertRequest(
  tx: Tx,
  personId: PersonId,
  codeHash: Buffer,
): Promise<{ id: string; expiresAt: Date }> {
  await tx.run(
    `UPDATE recovery_request SET expires_at = greatest(plenary_now(), created_at + interval '1 microsecond')
     WHERE person_id = $1 AND recovery_id IS NULL AND expires_at > plenary_now()`,
    [personId],
  );
  return tx.one<{ id: string; expiresAt: Date }>(
    `INSERT INTO recovery_request (id, code_hash, person_id, created_at, expires_at)
     SELECT $1, $2, $3, now, now + make_interval(days => $4) FROM plenary_now() AS now
     RETURNING id, expires_at AS "expiresAt"`,
    [newId(), codeHash, personId, REQUEST_DAYS],
  );
}

/** The request that still waits for vouches, locked: of two vouchers at the same moment the second sees the first. */
export function lockRequest(tx: Tx, codeHash: Buffer): Promise<RecoveryRequestRow | null> {
  return tx.maybe<RecoveryRequestRow>(
    `SELECT id, person_id AS "personId" FROM recovery_request
     WHERE code_hash = $1 AND recovery_id IS NULL AND expires_at > plenary_now() FOR UPDATE`,
    [codeHash],
  );
}

export async function upsertVouch(
  tx: Tx,
  requestId: string,
  voucherId: PersonId,
  membershipId: string,
): Promise<void> {
  await tx.run(
    `INSERT INTO recovery_vouch (request_id, voucher_id, membership_id, at) VALUES ($1, $2, $3, plenary_now())
     ON CONFLICT (request_id, voucher_id) DO UPDATE SET membership_id = excluded.membership_id, at = excluded.at`,
    [requestId, voucherId, membershipId],
  );
}

export async function vouchersFor(sql: Sql, requestId: string, membershipId: string): Promise<PersonId[]> {
  const rows = await sql.query<{ voucherId: PersonId }>(
    `SELECT voucher_id AS "voucherId" FROM recovery_vouch WHERE request_id = $1 AND membership_id = $2 ORDER BY at`,
    [requestId, membershipId],
  );
  return rows.map((row) => row.voucherId);
}

export async function closeRequest(tx: Tx, requestId: string, recoveryId: string): Promise<void> {
  await tx.run('UPDATE recovery_request SET recovery_id = $2 WHERE id = $1', [requestId, recoveryId]);
}

/** Hands the ways to sign in to another person, marked as having come through a recovery; what is half done ends. */
export async function moveSignIns(tx: Tx, from: PersonId, to: PersonId, recoveryId: string): Promise<void> {
  await tx.run('DELETE FROM sign_in_link WHERE person_id = $1', [from]);
  // The old person's own unconfirmed claim of the same address gives way; an unproved one of the new sign-in is dropped.
  await tx.run(`DELETE FROM email WHERE confirmed_at IS NULL AND (person_id = $1 OR person_id = $2)`, [
    from,
    to,
  ]);
  for (const table of ['passkey', 'passphrase', 'email', 'recovery_code']) {
    await tx.run(`UPDATE ${table} SET person_id = $2, recovery_id = $3 WHERE person_id = $1`, [
      from,
      to,
      recoveryId,
    ]);
  }
}

export interface UndoableRecovery {
  readonly id: string;
  readonly fromPerson: PersonId | null;
}

/** The person's recoveries of these kinds that can still be undone, but for the asking session's own. */
export function undoableRecoveries(
  sql: Sql,
  personId: PersonId,
  kinds: readonly OpenRecovery['kind'][],
): Promise<UndoableRecovery[]> {
  return sql.query<UndoableRecovery>(
    `SELECT id, from_person AS "fromPerson" FROM open_recovery
     WHERE person_id = $1 AND kind = ANY($2) ORDER BY at`,
    [personId, kinds],
  );
}

/** Takes everything that came in through the recovery away from the person: back to where it was, or gone. */
export async function detachSignIns(tx: Tx, personId: PersonId, recovery: UndoableRecovery): Promise<void> {
  await tx.run('DELETE FROM sign_in_link WHERE person_id = $1', [personId]);
  for (const table of ['passkey', 'passphrase', 'email', 'recovery_code']) {
    if (recovery.fromPerson === null) {
      await tx.run(`DELETE FROM ${table} WHERE person_id = $1 AND recovery_id = $2`, [personId, recovery.id]);
    } else {
      await tx.run(
        `UPDATE ${table} SET person_id = $3, recovery_id = NULL WHERE person_id = $1 AND recovery_id = $2`,
        [personId, recovery.id, recovery.fromPerson],
      );
    }
  }
}

/** Writes that it was undone; the person counts as recovered only by what is left. */
export async function markUndone(tx: Tx, personId: PersonId, recoveryId: string): Promise<void> {
  await tx.run('UPDATE recovery SET undone_at = plenary_now() WHERE id = $1', [recoveryId]);
  await tx.run(
    `UPDATE person SET recovered_at = (SELECT max(at) FROM recovery WHERE person_id = $1 AND undone_at IS NULL)
     WHERE id = $1`,
    [personId],
  );
}
