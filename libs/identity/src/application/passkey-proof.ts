import { badInput } from '@plenary/platform';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { CEREMONY_MINUTES } from '../persistence/ceremonies.js';
import type { IdentityConfig } from '../ports.js';

/** COSE: EdDSA, ES256, RS256; every phone can do one of them. */
const ALGORITHMS = [-8, -7, -257];
const TIMEOUT_MS = CEREMONY_MINUTES * 60 * 1000;
const KNOWN_TRANSPORTS = new Set(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);

export interface NewCredential {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
}

export interface ForNewPasskey {
  readonly userHandle: Buffer;
  /** What the phone shows beside the service's name when it lists its passkeys. */
  readonly userName: string;
  readonly exclude: readonly { readonly credentialId: Buffer; readonly transports: string[] }[];
}

/** Options of a new passkey: one that the phone finds by itself later, with user verification where it has it. */
export function newPasskeyOptions(config: IdentityConfig, passkey: ForNewPasskey) {
  return generateRegistrationOptions({
    rpName: config.rpName,
    rpID: config.rpId,
    userName: passkey.userName,
    userDisplayName: config.rpName,
    userID: new Uint8Array(passkey.userHandle),
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: passkey.exclude.map(({ credentialId, transports }) => ({
      id: credentialId.toString('base64url'),
      transports,
    })),
  });
}

/** Options of a sign-in: the phone offers whichever passkeys it has for this service. */
export function signInOptions(config: IdentityConfig) {
  return generateAuthenticationOptions({
    rpID: config.rpId,
    timeout: TIMEOUT_MS,
    userVerification: 'preferred',
  });
}

/** The new passkey, when the phone's answer holds against challenge, origin and relying party; else null. */
export async function proveNewPasskey(
  config: IdentityConfig,
  challenge: string,
  response: RegistrationResponseJSON,
): Promise<NewCredential | null> {
  const verified = await orNull(() =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: [...config.origins()],
      expectedRPID: config.rpId,
      requireUserVerification: false,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (!verified?.verified) return null;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  const named: unknown = response.response.transports;
  return {
    credentialId: Buffer.from(id, 'base64url'),
    publicKey: Buffer.from(publicKey),
    counter,
    transports: Array.isArray(named) ? named.filter((transport) => KNOWN_TRANSPORTS.has(transport)) : [],
  };
}

/** The passkey's new counter, when the signature holds against challenge, origin, relying party and key; else null. */
export async function provePasskey(
  config: IdentityConfig,
  challenge: string,
  response: AuthenticationResponseJSON,
  stored: { readonly publicKey: Buffer; readonly counter: number },
): Promise<number | null> {
  const verified = await orNull(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: [...config.origins()],
      expectedRPID: config.rpId,
      requireUserVerification: false,
      credential: { id: response.id, publicKey: new Uint8Array(stored.publicKey), counter: stored.counter },
    }),
  );
  return verified?.verified ? verified.authenticationInfo.newCounter : null;
}

/** A public key on P-256 that nobody can sign for (the curve's base point): stands in for a passkey nobody has. */
export const NOBODYS_KEY = {
  publicKey: Buffer.from(
    'a5010203262001215820' +
      '6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296' +
      '225820' +
      '4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex',
  ),
  counter: 0,
};

/** The JSON that a browser made of its credential; what is inside is judged by the proof. */
export function parseResponse<T extends RegistrationResponseJSON | AuthenticationResponseJSON>(
  text: string,
): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  const { id, response } = (value ?? {}) as { id?: unknown; response?: unknown };
  if (typeof id !== 'string' || typeof response !== 'object' || response === null) {
    throw badInput('response', 'send the credential as JSON, as toJSON() of a PublicKeyCredential writes it');
  }
  return value as T;
}

/** The library throws a plain Error for each thing that does not hold. */
async function orNull<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}
