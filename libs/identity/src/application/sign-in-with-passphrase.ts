import { ok, type Result, rejected } from '@plenary/kernel';
import { SIGN_IN_FAILED } from '../domain/rejections.js';
import { normalEmail, normalSignInName } from '../domain/sign-in-name.js';
import { passphraseFor, passphraseStands } from '../persistence/passphrases.js';
import { lockPerson } from '../persistence/people.js';
import { verifyPassphrase } from './hash-passphrase.js';
import { normalPassphrase } from './judge-passphrase.js';
import { openSession, type SignedIn } from './open-session.js';
import type { IdentityPorts, Visitor } from './ports.js';

export interface SignInWithPassphrase {
  /** A sign-in name, or an e-mail address that was confirmed. */
  readonly signInName: string;
  readonly passphrase: string;
}

/** The same answer after the same work, whether the name is somebody's or not. */
export async function signInWithPassphrase(
  ports: IdentityPorts,
  visitor: Visitor,
  input: SignInWithPassphrase,
): Promise<Result<SignedIn>> {
  const name = normalSignInName(input.signInName);
  const email = normalEmail(input.signInName);
  await ports.attempts.take('signInByAddress', visitor.network);
  await ports.attempts.take('signInByName', name);

  const known = await passphraseFor(ports.db, name, email);
  const right = await verifyPassphrase(normalPassphrase(input.passphrase), known);
  if (known === null || !right) return rejected(SIGN_IN_FAILED);

  const result = await ports.work.run(async (tx) => {
    await lockPerson(tx, known.personId);
    // It may have been replaced, or have gone to another person, while it was being hashed.
    if (!(await passphraseStands(tx, known.personId, known.salt))) return rejected(SIGN_IN_FAILED);
    return ok(await openSession(tx, known.personId, visitor, known.recoveryId));
  });
  if (result.ok) {
    await ports.attempts.giveBack('signInByAddress', visitor.network);
    await ports.attempts.giveBack('signInByName', name);
  }
  return result;
}
