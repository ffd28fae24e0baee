import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';
import { isWellFormed, utf8 } from '../bytes.js';

/** C2SP signed-note, 'Signature types': Ed25519 as that document specifies it. */
export const ED25519_TYPE = 0x01;

const NOT_IN_A_NAME = /[\p{White_Space}\p{Cc}+]/u;

/** Checks the signatures of one key. */
export interface NoteVerifier {
  readonly name: string;
  /** The 32-bit key ID as eight lower-case hexadecimal digits. */
  readonly keyId: string;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
}

/** Signs with one key. */
export interface NoteSigner {
  readonly name: string;
  readonly keyId: string;
  sign(message: Uint8Array): Uint8Array;
}

/** C2SP signed-note, 'Format': a key's name is not empty and holds no Unicode space, no plus, no control character. */
export function isKeyName(name: string): boolean {
  return name !== '' && isWellFormed(name) && !NOT_IN_A_NAME.test(name);
}

/**
 * C2SP signed-note, 'Signatures': the first four bytes of SHA-256(name || 0x0A || type || public key), in hex. It
 * tells keys apart and secures nothing: a collision is easily made, and then fails to verify.
 */
export function noteKeyId(name: string, type: number, publicKey: Uint8Array): string {
  const digest = sha256(concatBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey));
  return bytesToHex(digest.subarray(0, 4));
}
