import { ed25519 } from '@noble/curves/ed25519.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { fromBase64, toBase64 } from '../bytes.js';
import { ED25519_TYPE, isKeyName, type NoteSigner, type NoteVerifier, noteKeyId } from './key.js';

const SEED_BYTES = 32;
const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const PRIVATE_PREFIX = 'PRIVATE+KEY+';

/** The text is not an Ed25519 key in the form of the Go note package, or its key ID is another key's. */
export interface KeyRejection extends Rejection {
  readonly code: 'KEY_MALFORMED';
}

/** A key that notes are checked with. */
export interface VerifierKey extends NoteVerifier {
  readonly publicKey: Uint8Array;
  /** What readers are given: `<name>+<key ID>+<base64 of type and public key>`. */
  readonly text: string;
}

/** A key that notes are signed with. Whoever holds it speaks for the log. */
export interface SignerKey extends NoteSigner {
  readonly verifier: VerifierKey;
  /** The secret as it is stored: `PRIVATE+KEY+<name>+<key ID>+<base64 of type and seed>`. Never logged or sent. */
  secretText(): string;
}

/**
 * The verifier of an Ed25519 public key (RFC 8032 §5.1.5), under a name that satisfies `isKeyName`.
 * @throws RangeError for another name or another length.
 */
export function ed25519Verifier(name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new RangeError('a key name is not empty and holds no space, control or plus');
  if (publicKey.length !== PUBLIC_KEY_BYTES) throw new RangeError('an Ed25519 public key has 32 bytes');
  const keyId = noteKeyId(name, ED25519_TYPE, publicKey);
  return {
    name,
    keyId,
    publicKey,
    text: `${name}+${keyId}+${encodeKey(publicKey)}`,
    // RFC 8032 §5.1.7 as other readers apply it; the looser ZIP 215 would take signatures that they refuse.
    verify: (message, signature) =>
      signature.length === SIGNATURE_BYTES &&
      ed25519.verify(signature, message, publicKey, { zip215: false }),
  };
}

/**
 * The signer of an Ed25519 seed (RFC 8032 §5.1.5): 32 bytes from the operating system's random source. The same
 * seed and text always give the same signature (§5.1.6), so signing again changes nothing.
 * @throws RangeError for a name that is not `isKeyName`, or another length.
 */
export function ed25519Signer(name: string, seed: Uint8Array): SignerKey {
  if (seed.length !== SEED_BYTES) throw new RangeError('an Ed25519 seed has 32 bytes');
  const verifier = ed25519Verifier(name, ed25519.getPublicKey(seed));
  return {
    name,
    keyId: verifier.keyId,
    verifier,
    sign: (message) => ed25519.sign(message, seed),
    secretText: () => `${PRIVATE_PREFIX}${name}+${verifier.keyId}+${encodeKey(seed)}`,
  };
}

/** Reads what {@link VerifierKey.text} writes. */
export function parseVerifierKey(text: string): Result<VerifierKey, KeyRejection> {
  const parts = keyParts(text);
  if (parts === null) return malformed('This is not an Ed25519 verifier key.');
  const verifier = ed25519Verifier(parts.name, parts.key);
  return verifier.keyId === parts.keyId ? ok(verifier) : malformed('The key ID is not the one of this key.');
}

/** Reads what {@link SignerKey.secretText} writes. The refusal repeats nothing of the text. */
export function parseSignerKey(text: string): Result<SignerKey, KeyRejection> {
  const parts = text.startsWith(PRIVATE_PREFIX) ? keyParts(text.slice(PRIVATE_PREFIX.length)) : null;
  if (parts === null) return malformed('This is not an Ed25519 signer key.');
  const signer = ed25519Signer(parts.name, parts.key);
  return signer.keyId === parts.keyId ? ok(signer) : malformed('The key ID is not the one of this key.');
}

function encodeKey(key: Uint8Array): string {
  return toBase64(concatBytes(Uint8Array.of(ED25519_TYPE), key));
}

/** A name holds no plus; base64 may. */
function keyParts(text: string): { name: string; keyId: string; key: Uint8Array } | null {
  const [, name, keyId, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([^\n]+)$/u.exec(text) ?? [];
  if (name === undefined || keyId === undefined || encoded === undefined || !isKeyName(name)) return null;
  const bytes = fromBase64(encoded);
  if (bytes === null || bytes.length !== 1 + PUBLIC_KEY_BYTES || bytes[0] !== ED25519_TYPE) return null;
  return { name, keyId, key: bytes.subarray(1) };
}

function malformed(message: string): Result<never, KeyRejection> {
  return rejected({ code: 'KEY_MALFORMED', message });
}
