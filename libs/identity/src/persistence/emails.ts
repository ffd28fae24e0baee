import type { PersonId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import { LINK_MINUTES } from '../domain/mails.js';

/** Keeps an address that nobody has proved to own yet. */
export async function insertEmail(tx: Tx, personId: PersonId, address: string): Promise<void> {
  await tx.run(
    'INSERT INTO email (person_id, address, added_at) VALUES ($1, $2, plenary_now()) ON CONFLICT DO NOTHING',
    [personId, address],
  );
}

/**
 * Keeps a link that confirms the person's address, or signs in whoever confirmed it. When nobody did, the row is
 * written all the same, for nobody. True when there is somebody to send it to.
 */
export async function insertLink(
  tx: Tx,
  tokenHash: Buffer,
  address: string,
  confirms: PersonId | null,
): Promise<boolean> {
  const row = await tx.one<{ personId: PersonId | null }>(
    `INSERT INTO sign_in_link (token_hash, kind, person_id, address, expires_at)
     VALUES ($1, CASE WHEN $3::uuid IS NULL THEN 'sign-in' ELSE 'confirm' END,
             coalesce($3::uuid, (SELECT person_id FROM email WHERE address = $2 AND confirmed_at IS NOT NULL)),
             $2, plenary_now() + make_interval(mins => $4))
     RETURNING person_id AS "personId"`,
    [tokenHash, address, confirms, LINK_MINUTES],
  );
  await tx.run(
    `DELETE FROM sign_in_link WHERE token_hash IN
       (SELECT token_hash FROM sign_in_link WHERE expires_at < plenary_now() LIMIT 10 FOR UPDATE SKIP LOCKED)`,
  );
  return row.personId !== null;
}

export interface Link {
  readonly kind: 'sign-in' | 'confirm';
  readonly personId: PersonId;
  readonly address: string;
}

/** A link that is still good, not yet used up. */
export function findLink(sql: Sql, tokenHash: Buffer): Promise<Link | null> {
  return sql.maybe<Link>(
    `SELECT kind, person_id AS "personId", address FROM sign_in_link
     WHERE token_hash = $1 AND person_id IS NOT NULL AND used_at IS NULL AND expires_at > plenary_now()`,
    [tokenHash],
  );
}

/** Uses the link up; false when it was used or expired meanwhile. */
export async function useLink(tx: Tx, tokenHash: Buffer, personId: PersonId): Promise<boolean> {
  const used = await tx.run(
    `UPDATE sign_in_link SET used_at = plenary_now()
     WHERE token_hash = $1 AND person_id = $2 AND used_at IS NULL AND expires_at > plenary_now()`,
    [tokenHash, personId],
  );
  return used === 1;
}

/**
 * The address becomes this person's: whoever reads its mail decides whose it is, so it is taken from anybody who
 * had confirmed it before. False when the person gave it up meanwhile.
 */
export async function confirmEmail(tx: Tx, personId: PersonId, address: string): Promise<boolean> {
  await tx.run('DELETE FROM email WHERE address = $2 AND person_id <> $1 AND confirmed_at IS NOT NULL', [
    personId,
    address,
  ]);
  const confirmed = await tx.run(
    'UPDATE email SET confirmed_at = coalesce(confirmed_at, plenary_now()) WHERE person_id = $1 AND address = $2',
    [personId, address],
  );
  return confirmed === 1;
}

/** The open recovery through which the confirmed address came (null: none), or undefined when it is not theirs. */
export async function recoveryOfEmail(
  sql: Sql,
  personId: PersonId,
  address: string,
): Promise<string | null | undefined> {
  const row = await sql.maybe<{ recoveryId: string | null }>(
    `SELECT r.id AS "recoveryId" FROM email e LEFT JOIN open_recovery r ON r.id = e.recovery_id
     WHERE e.person_id = $1 AND e.address = $2 AND e.confirmed_at IS NOT NULL`,
    [personId, address],
  );
  return row === null ? undefined : row.recoveryId;
}

/** The confirmed address of each person that has one, by their id; of several the one confirmed last. */
export async function confirmedAddresses(
  sql: Sql,
  personIds: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> {
  const rows = await sql.query<{ personId: PersonId; address: string }>(
    `SELECT DISTINCT ON (person_id) person_id AS "personId", address FROM email
     WHERE person_id = ANY($1::uuid[]) AND confirmed_at IS NOT NULL ORDER BY person_id, confirmed_at DESC, address`,
    [personIds],
  );
  return new Map(rows.map(({ personId, address }) => [personId, address]));
}
