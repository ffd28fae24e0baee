import type { PersonId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';

/** Passkeys that one person may have. */
export const PASSKEYS_ALLOWED = 50;

export interface PasskeyRow {
  readonly id: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export interface NewPasskey {
  readonly personId: PersonId;
  readonly credentialId: Buffer;
  readonly userHandle: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly label: string;
  readonly recoveryId: string | null;
}

export interface PasskeyForSignIn {
  readonly personId: PersonId;
  readonly publicKey: Buffer;
  readonly counter: number;
  /** The recovery through which it came in, while that can be undone. */
  readonly recoveryId: string | null;
}

const ROW = 'id, label, created_at AS "createdAt", last_used_at AS "lastUsedAt"';

export function insertPasskey(tx: Tx, passkey: NewPasskey): Promise<PasskeyRow> {
  return tx.one<PasskeyRow>(
    `INSERT INTO passkey (credential_id, id, person_id, user_handle, public_key, counter, transports, label, created_at, recovery_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, plenary_now(), $9) RETURNING ${ROW}`,
    [
      passkey.credentialId,
      newId(),
      passkey.personId,
      passkey.userHandle,
      passkey.publicKey,
      passkey.counter,
      passkey.transports,
      passkey.label,
      passkey.recoveryId,
    ],
  );
}

export function passkeysOf(sql: Sql, personId: PersonId): Promise<PasskeyRow[]> {
  return sql.query<PasskeyRow>(`SELECT ${ROW} FROM passkey WHERE person_id = $1 ORDER BY created_at, id`, [
    personId,
  ]);
}

/** What a new passkey's options need: which ones the phone must not make twice, and the handle they share. */
export function credentialsOf(
  sql: Sql,
  personId: PersonId,
): Promise<{ credentialId: Buffer; transports: string[]; userHandle: Buffer }[]> {
  return sql.query(
    `SELECT credential_id AS "credentialId", transports, user_handle AS "userHandle"
     FROM passkey WHERE person_id = $1 ORDER BY created_at, id`,
    [personId],
  );
}

export function passkeyForSignIn(sql: Sql, credentialId: Buffer): Promise<PasskeyForSignIn | null> {
  return sql.maybe<PasskeyForSignIn>(
    `SELECT p.person_id AS "personId", p.public_key AS "publicKey", p.counter, r.id AS "recoveryId"
     FROM passkey p LEFT JOIN open_recovery r ON r.id = p.recovery_id WHERE p.credential_id = $1`,
    [credentialId],
  );
}

export async function notePasskeyUse(tx: Tx, credentialId: Buffer, counter: number): Promise<void> {
  await tx.run('UPDATE passkey SET counter = $2, last_used_at = plenary_now() WHERE credential_id = $1', [
    credentialId,
    counter,
  ]);
}

/** The recovery that a passkey of this person came through (null: none that is open), or undefined if it is not theirs. */
export async function recoveryOfPasskey(
  sql: Sql,
  personId: PersonId,
  id: string,
): Promise<string | null | undefined> {
  const row = await sql.maybe<{ recoveryId: string | null }>(
    `SELECT r.id AS "recoveryId" FROM passkey p LEFT JOIN open_recovery r ON r.id = p.recovery_id
     WHERE p.person_id = $1 AND p.id = $2`,
    [personId, id],
  );
  return row === null ? undefined : row.recoveryId;
}

export async function deletePasskey(tx: Tx, personId: PersonId, id: string): Promise<void> {
  await tx.run('DELETE FROM passkey WHERE person_id = $1 AND id = $2', [personId, id]);
}
