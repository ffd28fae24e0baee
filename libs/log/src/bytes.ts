const UTF8 = new TextEncoder();

/** The UTF-8 bytes of a text; half of a surrogate pair becomes U+FFFD. */
export function utf8(text: string): Uint8Array {
  return UTF8.encode(text);
}

/** The text of UTF-8 bytes, or null when they are not UTF-8. A byte order mark is kept: it was hashed too. */
export function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** RFC 4648 §4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/**
 * The bytes of a base64 text (RFC 4648 §4), or null when it is not the one canonical spelling of them: `atob`
 * alone takes white space, missing padding and stray last bits, so one signature would have many texts.
 */
export function fromBase64(text: string): Uint8Array | null {
  try {
    const binary = atob(text);
    if (btoa(binary) !== text) return null;
    return Uint8Array.from(binary, (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/** RFC 4648 §5, without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Whether two byte strings are the same. For public values: the time it takes tells where they differ. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const SURROGATE = /\p{Surrogate}/u;

/** False when the text holds half of a surrogate pair, which has no UTF-8. (`isWellFormed` is younger than the oldest browser served.) */
export function isWellFormed(text: string): boolean {
  return !SURROGATE.test(text);
}
