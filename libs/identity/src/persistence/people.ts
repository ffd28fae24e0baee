import type { PersonId } from '@plenary/kernel';
import { newId, type Sql, type Tx } from '@plenary/platform';
import { UNDO_HOURS } from '../domain/recovery.js';

/** A new person without a sign-in, with the stream for what will concern their sign-ins. */
export async function createPerson(tx: Tx): Promise<PersonId> {
  const [id] = await createPersons(tx, 1);
  return id!;
}

/** So many ids are made before other requests get their turn: some milliseconds. */
const SLICE = 2_000;

/** Many at once, in the order of their ids: an imported roll makes one for every new member. */
export async function createPersons(tx: Tx, count: number): Promise<PersonId[]> {
  const ids: PersonId[] = [];
  while (ids.length < count) {
    for (let i = 0; i < SLICE && ids.length < count; i++) ids.push(newId<'person'>());
    await new Promise(setImmediate);
  }
  // The stream's row is the one that record's openStream writes, for all of them in one statement.
  await tx.run(
    `WITH streams AS (INSERT INTO stream (id) SELECT unnest($1::uuid[]) RETURNING id)
     INSERT INTO person (id, created_at) SELECT id, plenary_now() FROM streams`,
    // As text: the driver would look at each id by itself, which holds everybody up for 300 ms with 100,000.
    [`{${ids.join()}}`],
  );
  return ids;
}

/**
 * Everything that is tied to a person's sign-ins is written under this lock. It lets others refer to the person
 * meanwhile (ballots, entries).
 */
export async function lockPerson(tx: Tx, personId: PersonId): Promise<void> {
  await tx.one('SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE', [personId]);
}

/** As `lockPerson`, in an order that cannot deadlock, and such that nobody can become a member meanwhile. */
export async function lockPeopleWhole(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  await tx.query('SELECT FROM person WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [personIds]);
}

/** Whether somebody can sign in as this person by themselves. */
export async function hasSignIn(sql: Sql, personId: PersonId): Promise<boolean> {
  return (await countSignIns(sql, personId)) > 0;
}

/** Passkeys and passphrases. A mail link is no sign-in of its own: the server may lose its mail. */
export async function countSignIns(sql: Sql, personId: PersonId): Promise<number> {
  const row = await sql.one<{ count: number }>(
    `SELECT (SELECT count(*) FROM passkey WHERE person_id = $1)
          + (SELECT count(*) FROM passphrase WHERE person_id = $1) AS count`,
    [personId],
  );
  return row.count;
}

/** What a person sees of themselves, but for the lists. */
export interface Profile {
  readonly id: PersonId;
  readonly signInName: string | null;
  readonly email: string | null;
  readonly emailConfirmed: boolean;
  readonly hasPassphrase: boolean;
  readonly recoveryCodesLeft: number;
  readonly recoveredAt: Date | null;
}

export function profileOf(sql: Sql, personId: PersonId): Promise<Profile> {
  return sql.one<Profile>(
    `SELECT p.id, s.sign_in_name AS "signInName", e.address AS email, e.confirmed_at IS NOT NULL AS "emailConfirmed",
            s.sign_in_name IS NOT NULL AS "hasPassphrase", p.recovered_at AS "recoveredAt",
            (SELECT count(*) FROM recovery_code c WHERE c.person_id = p.id AND c.used_at IS NULL) AS "recoveryCodesLeft"
     FROM person p
     LEFT JOIN LATERAL (SELECT sign_in_name FROM passphrase WHERE person_id = p.id ORDER BY set_at DESC LIMIT 1) s ON true
     LEFT JOIN LATERAL (SELECT address, confirmed_at FROM email WHERE person_id = p.id
                        ORDER BY confirmed_at DESC NULLS LAST LIMIT 1) e ON true
     WHERE p.id = $1`,
    [personId],
  );
}

/** Whether the person came back less than 24 hours ago, so that nobody should rely on them yet. */
export async function recentlyRecovered(sql: Sql, personId: PersonId): Promise<boolean> {
  const row = await sql.one<{ recent: boolean }>(
    `SELECT coalesce(recovered_at > plenary_now() - make_interval(hours => $2), false) AS recent FROM person WHERE id = $1`,
    [personId, UNDO_HOURS],
  );
  return row.recent;
}
