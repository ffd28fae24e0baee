import { createHash, randomBytes } from 'node:crypto';

const DOMAIN = Buffer.from('plenary/commitment/v1\0');

/** Bytes of a commitment's salt. With 256 random bits a value as short as a name cannot be found by trying. */
export const SALT_BYTES = 32;

export function newSalt(): Buffer {
  return randomBytes(SALT_BYTES);
}

/**
 * What an entry holds in place of personal data: SHA-256("plenary/commitment/v1" || 0 || salt || UTF-8 of value),
 * in base64url. Once salt and value are erased, the commitment tells nothing and every proof still holds.
 */
export function commitment(salt: Buffer, value: string): string {
  return createHash('sha256').update(DOMAIN).update(salt).update(value, 'utf8').digest('base64url');
}
