import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { toBase64Url, utf8 } from '../bytes.js';

const DOMAIN = utf8('plenary/commitment/v1\0');

/** Bytes of a commitment's salt. With 256 random bits a value as short as a name cannot be found by trying. */
export const SALT_BYTES = 32;

/** Characters of a commitment: 32 bytes in base64url. */
const COMMITMENT = /^[A-Za-z0-9_-]{43}$/;

/**
 * What an entry holds in place of personal data: SHA-256("plenary/commitment/v1" || 0 || salt || UTF-8 of value),
 * in base64url. Once salt and value are erased, the commitment tells nothing and every proof still holds.
 */
export function commitment(salt: Uint8Array, value: string): string {
  return toBase64Url(sha256(concatBytes(DOMAIN, salt, utf8(value))));
}

/**
 * Whether salt and value are what was committed to. A salt of another length opens nothing: parts of a value could
 * be pushed into it.
 */
export function opensCommitment(committed: string, salt: Uint8Array, value: string): boolean {
  return salt.length === SALT_BYTES && commitment(salt, value) === committed;
}

/** Whether the text has the form of a commitment. */
export function isCommitment(text: unknown): text is string {
  return typeof text === 'string' && COMMITMENT.test(text);
}
