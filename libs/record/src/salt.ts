import { randomBytes } from 'node:crypto';
import { SALT_BYTES } from '@plenary/log';

/** A new salt for a commitment to a personal value. */
export function newSalt(): Buffer {
  return randomBytes(SALT_BYTES);
}
