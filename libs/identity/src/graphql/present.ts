import type { PersonId } from '@plenary/kernel';
import type { Sql } from '@plenary/platform';
import type { RequestContext } from '@plenary/platform/graphql';
import type { SignedIn } from '../application/open-session.js';
import type { Visitor } from '../application/ports.js';
import { hashSecret, SESSION_COOKIE } from '../credential.js';
import { deviceLabel } from '../domain/device-label.js';
import { networkOf } from '../network.js';
import { profileOf } from '../persistence/people.js';
import type { MeObject, SignedInObject } from './objects.js';

// Longer than any session lives unused: the server alone decides when one ends, so it can slide without new cookies.
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

export function visitorOf(context: RequestContext): Visitor {
  return { network: networkOf(context.address), device: deviceLabel(context.userAgent) };
}

export async function presentMe(sql: Sql, who: { personId: PersonId; accessId: string }): Promise<MeObject> {
  return { ...(await profileOf(sql, who.personId)), accessId: who.accessId };
}

/** Sets the cookie and says who is signed in. */
export async function presentSignedIn(
  sql: Sql,
  context: RequestContext,
  signedIn: SignedIn,
): Promise<SignedInObject> {
  if (signedIn.token !== null) {
    context.setCookie?.(SESSION_COOKIE, signedIn.token, COOKIE_SECONDS);
    context.adopt?.({ tokenHash: hashSecret(signedIn.token), kind: 'session' });
  }
  const { recoveryCodes, signInName } = signedIn;
  return { me: await presentMe(sql, signedIn), recoveryCodes, signInName };
}
