import type { PersonId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { insertSession } from '../persistence/access.js';
import { createPerson } from '../persistence/people.js';

/**
 * What every sign-up does inside once its proof was accepted: a new person, and a session whose secret is the value
 * of the cookie `plenary_session` (as a bearer token it works too). It asks for no proof itself, so no resolver may
 * reach it but through a sign-up; tests use it to have people.
 */
export async function createPersonWithSession(tx: Tx): Promise<{ personId: PersonId; token: string }> {
  const personId = await createPerson(tx);
  const { token } = await insertSession(tx, { personId, label: 'A device', recoveryId: null });
  return { personId, token };
}
