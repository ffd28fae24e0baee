import { randomInt } from 'node:crypto';
import type { PersonId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import { makeSignInName } from '../domain/sign-in-name.js';

/** scrypt's parameters and result, as they are stored. */
export interface PassphraseHash {
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelism: number;
}

const NAMES_TRIED = 20;

/** Stores the passphrase under a new name that was free, and returns the name. */
export async function insertPassphrase(
  tx: Tx,
  personId: PersonId,
  passphrase: PassphraseHash,
  recoveryId: string | null,
): Promise<string> {
  for (let tried = 0; tried < NAMES_TRIED; tried++) {
    const name = makeSignInName(randomInt);
    const inserted = await tx.run(
      `INSERT INTO passphrase (sign_in_name, person_id, salt, hash, cost, block_size, parallelism, set_at, recovery_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, plenary_now(), $8) ON CONFLICT (sign_in_name) DO NOTHING`,
      [
        name,
        personId,
        passphrase.salt,
        passphrase.hash,
        passphrase.cost,
        passphrase.blockSize,
        passphrase.parallelism,
        recoveryId,
      ],
    );
    if (inserted === 1) return name;
  }
  throw new Error('no sign-in name is free');
}

/**
 * Gives the person a new passphrase under the name they had, and takes away what it replaces. What came through a
 * recovery that can be undone, and what was there before it, do not replace each other.
 * @param recoveryId the open recovery that the asking session came through, or null
 */
export async function replacePassphrase(
  tx: Tx,
  personId: PersonId,
  passphrase: PassphraseHash,
  recoveryId: string | null,
): Promise<string> {
  const replaced = await tx.query<{ name: string }>(
    `SELECT p.sign_in_name AS name FROM passphrase p LEFT JOIN open_recovery r ON r.id = p.recovery_id
     WHERE p.person_id = $1 AND r.id IS NOT DISTINCT FROM $2::uuid ORDER BY p.set_at DESC`,
    [personId, recoveryId],
  );
  const [kept, ...others] = replaced.map((row) => row.name);
  if (kept === undefined) return insertPassphrase(tx, personId, passphrase, recoveryId);
  await tx.run('DELETE FROM passphrase WHERE sign_in_name = ANY($1)', [others]);
  await tx.run(
    `UPDATE passphrase SET salt = $2, hash = $3, cost = $4, block_size = $5, parallelism = $6, set_at = plenary_now()
     WHERE sign_in_name = $1`,
    [kept, passphrase.salt, passphrase.hash, passphrase.cost, passphrase.blockSize, passphrase.parallelism],
  );
  return kept;
}

export interface PassphraseForSignIn extends PassphraseHash {
  readonly personId: PersonId;
  readonly recoveryId: string | null;
}

/** The passphrase that a sign-in name, or a confirmed e-mail address, means; one that came by an open recovery comes last. */
export function passphraseFor(
  sql: Sql,
  signInName: string,
  address: string,
): Promise<PassphraseForSignIn | null> {
  return sql.maybe<PassphraseForSignIn>(
    `SELECT p.person_id AS "personId", p.salt, p.hash, p.cost, p.block_size AS "blockSize", p.parallelism,
            r.id AS "recoveryId"
     FROM passphrase p LEFT JOIN open_recovery r ON r.id = p.recovery_id
     WHERE p.sign_in_name = $1
        OR p.person_id = (SELECT person_id FROM email WHERE address = $2 AND confirmed_at IS NOT NULL)
     ORDER BY r.id IS NOT NULL, p.set_at DESC LIMIT 1`,
    [signInName, address],
  );
}

/** Whether the passphrase with this salt is still the person's. */
export async function passphraseStands(sql: Sql, personId: PersonId, salt: Buffer): Promise<boolean> {
  const row = await sql.maybe('SELECT FROM passphrase WHERE person_id = $1 AND salt = $2', [personId, salt]);
  return row !== null;
}
