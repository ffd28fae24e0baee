import type { PersonId, Rejection, Result } from '@plenary/kernel';
import { type Database, newId } from '@plenary/platform';

/** Somebody with no way to sign in: for tests that call the use cases themselves. */
export async function newPerson(db: Database): Promise<PersonId> {
  const id = newId<'person'>();
  await db.run('INSERT INTO stream (id) VALUES ($1)', [id]);
  await db.run('INSERT INTO person (id, created_at) VALUES ($1, plenary_now())', [id]);
  return id;
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
