import { hash } from 'node:crypto';
import type { Credential } from '@plenary/platform/graphql';

/** The cookie that carries a session's secret. */
export const SESSION_COOKIE = 'plenary_session';

/** Personal access tokens begin with this, so that people and scanners recognise one that leaked. */
export const TOKEN_PREFIX = 'plenary_pat_';

const SECRET = /^[A-Za-z0-9_-]{20,200}$/;

/** What is stored of a secret of high entropy: SHA-256 of its text in UTF-8. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

/**
 * The secret that came with a request: `Authorization: Bearer …` if there is one, else the session cookie. Null when
 * there is none or it is malformed; whether it is good is asked of the database.
 */
export function credentialFrom(headers: {
  readonly cookie?: string;
  readonly authorization?: string;
}): Credential | null {
  if (headers.authorization !== undefined) {
    const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization)?.[1];
    return credential(bearer, 'token');
  }
  return credential(cookieValue(headers.cookie), 'session');
}

function credential(secret: string | undefined, kind: Credential['kind']): Credential | null {
  return secret !== undefined && SECRET.test(secret) ? { tokenHash: hashSecret(secret), kind } : null;
}

function cookieValue(header: string | undefined): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === SESSION_COOKIE) return value?.trim();
  }
  return undefined;
}
