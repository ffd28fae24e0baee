import { createHmac } from 'node:crypto';

/**
 * The secret of a row's invitation, derived from the import's key (HMAC-SHA256 over the membership's id). The server
 * keeps the key's hash and each secret's hash, so what it stores opens nothing; whoever staged the import was shown
 * the key once, and with it gets the secrets again.
 */
export function importedSecret(key: string, membershipId: string): string {
  return createHmac('sha256', key).update(membershipId).digest('base64url');
}
