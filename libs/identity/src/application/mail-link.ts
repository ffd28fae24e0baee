import { randomBytes } from 'node:crypto';
import type { PersonId } from '@plenary/kernel';
import type { Tx } from '@plenary/platform';
import { hashSecret } from '../credential.js';
import { confirmMail, signInMail } from '../domain/mails.js';
import { insertLink } from '../persistence/emails.js';
import type { IdentityPorts } from './ports.js';

/**
 * Makes a link in this transaction and mails it once that is committed; nobody waits for the mail, so an answer
 * takes as long whether there was one to send or not.
 * @param confirms the person who claims the address, or null to sign in whoever confirmed it
 */
export async function mailLink(
  tx: Tx,
  ports: IdentityPorts,
  address: string,
  confirms: PersonId | null,
): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const toSend = await insertLink(tx, hashSecret(token), address, confirms);
  const { mailer, rpName, origins } = ports.config;
  if (!toSend || mailer === null) return;
  const compose = confirms === null ? signInMail : confirmMail;
  const mail = compose(address, rpName, origins()[0]!, token);
  tx.afterCommit(() => {
    // Apart from this turn of the event loop, so that composing and connecting cost the answer nothing.
    setImmediate(() => void mailer.send(mail).catch(ports.mailFailed));
  });
}
