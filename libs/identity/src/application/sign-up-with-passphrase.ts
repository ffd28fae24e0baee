import { ok, type Result } from '@plenary/kernel';
import { badInput } from '@plenary/platform';
import { hashSecret } from '../credential.js';
import { normalEmail } from '../domain/sign-in-name.js';
import { insertEmail } from '../persistence/emails.js';
import { insertPassphrase } from '../persistence/passphrases.js';
import { hashPassphrase } from './hash-passphrase.js';
import { judgePassphrase, normalPassphrase } from './judge-passphrase.js';
import { mailLink } from './mail-link.js';
import { newcomer, openFirstSession, type SignedIn } from './open-session.js';
import type { IdentityPorts, Visitor } from './ports.js';

export interface SignUpWithPassphrase {
  readonly passphrase: string;
  readonly email: string | null;
  readonly invitation: string | null;
}

/**
 * A new person by a passphrase, under a sign-in name that is made for them. An address that somebody else has is
 * taken as any other: it is good for nothing until its mail was read.
 */
export async function signUpWithPassphrase(
  ports: IdentityPorts,
  visitor: Visitor,
  input: SignUpWithPassphrase,
): Promise<Result<SignedIn>> {
  const email = input.email === null ? null : normalEmail(input.email);
  if (email !== null && ports.config.mailer === null) {
    throw badInput('email', 'This server sends no mail: leave the address out.');
  }
  const passphrase = normalPassphrase(input.passphrase);
  const strong = judgePassphrase(passphrase, [ports.config.rpName, ...(email === null ? [] : [email])]);
  if (!strong.ok) return strong;
  await ports.attempts.take('signUpByAddress', visitor.network);
  if (email !== null) {
    await ports.attempts.take('mailByAddress', visitor.network);
    await ports.attempts.take('mailByEmail', email);
  }
  const hash = await hashPassphrase(passphrase);
  return ports.work.run(async (tx) => {
    const personId = await newcomer(
      tx,
      ports,
      input.invitation === null ? null : hashSecret(input.invitation),
    );
    const signInName = await insertPassphrase(tx, personId, hash, null);
    if (email !== null) {
      await insertEmail(tx, personId, email);
      await mailLink(tx, ports, email, personId);
    }
    return ok(await openFirstSession(tx, personId, visitor, signInName));
  });
}
