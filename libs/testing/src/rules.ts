import { setTimeout } from 'node:timers/promises';
import type { PersonId, Rejection, Result } from '@plenary/kernel';
import { type Database, newId } from '@plenary/platform';

/** Somebody with no way to sign in: for tests that call the use cases themselves. */
export async function newPerson(db: Database): Promise<PersonId> {
  const id = newId<'person'>();
  await db.run('INSERT INTO stream (id) VALUES ($1)', [id]);
  await db.run('INSERT INTO person (id, created_at) VALUES ($1, plenary_now())', [id]);
  return id;
}

/** Until a transaction on this database waits for another's lock. */
export async function untilSomebodyWaits(db: Database): Promise<void> {
  const waits = () =>
    db.one<{ n: number }>(
      `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  while ((await waits()).n === 0) await setTimeout(20);
}

/** What a use case gave. @throws with the rejection where it was rejected. */
export function expectOk<T>(result: Result<T, Rejection>): T {
  if (!result.ok)
    throw new Error(`unexpected rejection ${result.rejection.code}: ${result.rejection.message}`);
  return result.value;
}

/** The code of a rejection, or `accepted`. */
export function codeOf(result: Result<unknown, Rejection>): string {
  return result.ok ? 'accepted' : result.rejection.code;
}
