/**
 * Whether a passkey's signature counter may follow the stored one. Authenticators that keep none say 0 for ever;
 * for all others a number that does not grow means that the passkey was copied (WebAuthn §6.1.1).
 */
export function counterFollows(stored: number, given: number): boolean {
  return given > stored || (given === 0 && stored === 0);
}
