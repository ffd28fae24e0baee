import { ok, type Result, rejected } from '@plenary/kernel';
import { notAllowed } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { hashSecret } from '../credential.js';
import { LINK_ELSEWHERE, SIGN_IN_FAILED } from '../domain/rejections.js';
import { normalEmail } from '../domain/sign-in-name.js';
import { confirmEmail, findLink, recoveryOfEmail, useLink } from '../persistence/emails.js';
import { lockPerson } from '../persistence/people.js';
import { mailLink } from './mail-link.js';
import { openSession, type SignedIn } from './open-session.js';
import { lockOwnSignIns } from './own-sign-ins.js';
import type { IdentityPorts, Visitor } from './ports.js';

/** Mails a link if the address is somebody's. The caller learns nothing of that, by the answer or by its time. */
export async function requestSignInLink(
  ports: IdentityPorts,
  visitor: Visitor,
  typed: string,
): Promise<void> {
  if (ports.config.mailer === null) {
    throw notAllowed('This server sends no mail. Sign in with a passkey, a passphrase or a recovery code.');
  }
  const email = normalEmail(typed);
  await ports.attempts.take('mailByAddress', visitor.network);
  await ports.attempts.take('mailByEmail', email);
  await ports.work.do((tx) => mailLink(tx, ports, email, null));
}

/**
 * Signs in by a mailed link, once. A link that confirms an address signs nobody in: it is good only where the person
 * who claimed the address is signed in, or else somebody could put their sign-in under another's address.
 */
export async function signInWithLink(
  ports: IdentityPorts,
  visitor: Visitor,
  caller: Caller | null,
  token: string,
): Promise<Result<SignedIn>> {
  await ports.attempts.take('signInByAddress', visitor.network);
  const tokenHash = hashSecret(token);
  const result = await ports.work.run(
    async (tx): Promise<Result<SignedIn>> => {
      const link = await findLink(tx, tokenHash);
      if (link === null) return rejected(SIGN_IN_FAILED);
      if (link.kind === 'confirm') {
        if (caller?.personId !== link.personId) return rejected(LINK_ELSEWHERE);
        await lockOwnSignIns(tx, caller);
        if (!(await useLink(tx, tokenHash, link.personId))) return rejected(SIGN_IN_FAILED);
        if (!(await confirmEmail(tx, link.personId, link.address))) return rejected(SIGN_IN_FAILED);
        return ok({ ...caller, token: null, recoveryCodes: null, signInName: null });
      }
      await lockPerson(tx, link.personId);
      const recoveryId = await recoveryOfEmail(tx, link.personId, link.address);
      if (recoveryId === undefined) return rejected(SIGN_IN_FAILED);
      if (!(await useLink(tx, tokenHash, link.personId))) return rejected(SIGN_IN_FAILED);
      return ok(await openSession(tx, link.personId, visitor, recoveryId));
    },
    // Two people confirm the same address at the same moment.
    { constraints: { email_one_confirmed: SIGN_IN_FAILED } },
  );
  if (result.ok) await ports.attempts.giveBack('signInByAddress', visitor.network);
  return result;
}
