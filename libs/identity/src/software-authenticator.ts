import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/**
 * A passkey provider in software: answers the ceremonies of `beginPasskeySignUp`, `beginPasskeyAddition` and
 * `beginPasskeySignIn` as a phone would, with P-256 keys and attestation 'none'. For tests and for programs that
 * load a service through its public API; it proves no more than that whoever registered the key signs again.
 */
export class SoftwareAuthenticator {
  readonly #origin: string;
  readonly #rpId: string | undefined;
  readonly #keepsCounter: boolean;
  readonly #passkeys: Passkey[] = [];

  /**
   * @param origin the address of the page that asks
   * @param options.rpId answers for this relying party whatever the options name
   * @param options.keepsCounter false for one that says 0 for ever, as synced passkeys do
   */
  constructor(origin: string, options: { readonly rpId?: string; readonly keepsCounter?: boolean } = {}) {
    this.#origin = origin;
    this.#rpId = options.rpId;
    this.#keepsCounter = options.keepsCounter ?? true;
  }

  /** Makes a passkey. @param optionsJson the ceremony's `options` @returns the `response` to finish it with */
  create(optionsJson: string): string {
    const options = JSON.parse(optionsJson) as CreationOptions;
    const rpId = this.#rpId ?? options.rp.id;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const passkey: Passkey = {
      id: randomBytes(32),
      rpId,
      privateKey,
      userHandle: options.user.id,
      counter: 0,
    };
    this.#passkeys.push(passkey);

    const length = Buffer.alloc(2);
    length.writeUInt16BE(passkey.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, passkey.id, coseKey(publicKey)]);
    const authData = this.#authenticatorData(passkey, FLAG_CREDENTIAL, credential);
    const attestation = cborMap([
      [cborText('fmt'), cborText('none')],
      [cborText('attStmt'), cborMap([])],
      [cborText('authData'), cborBytes(authData)],
    ]);
    return this.#answer(passkey, {
      clientDataJSON: this.#clientData('webauthn.create', options.challenge).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Signs with the passkey made last for this relying party. @param optionsJson the ceremony's `options` */
  get(optionsJson: string): string {
    const options = JSON.parse(optionsJson) as RequestOptions;
    const passkey = this.#passkeys.findLast(({ rpId }) => rpId === (this.#rpId ?? options.rpId));
    if (!passkey) throw new Error(`no passkey for ${options.rpId}`);
    if (this.#keepsCounter) passkey.counter += 1;
    const clientData = this.#clientData('webauthn.get', options.challenge);
    const authData = this.#authenticatorData(passkey, 0, Buffer.alloc(0));
    const signed = Buffer.concat([authData, sha256(clientData)]);
    return this.#answer(passkey, {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', signed, passkey.privateKey).toString('base64url'),
      userHandle: passkey.userHandle,
    });
  }

  /** A second authenticator with the same keys and counters as they stand now: what a thief of the keys has. */
  copy(): SoftwareAuthenticator {
    const copy = new SoftwareAuthenticator(this.#origin, {
      rpId: this.#rpId,
      keepsCounter: this.#keepsCounter,
    });
    copy.#passkeys.push(...this.#passkeys.map((passkey) => ({ ...passkey })));
    return copy;
  }

  #clientData(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin, crossOrigin: false }));
  }

  #authenticatorData(passkey: Passkey, flags: number, credential: Buffer): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(passkey.counter);
    return Buffer.concat([
      sha256(Buffer.from(passkey.rpId)),
      Buffer.of(FLAG_USER_PRESENT | FLAG_USER_VERIFIED | flags),
      counter,
      credential,
    ]);
  }

  #answer(passkey: Passkey, response: object): string {
    const id = passkey.id.toString('base64url');
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  }
}

interface Passkey {
  readonly id: Buffer;
  readonly rpId: string;
  readonly privateKey: KeyObject;
  readonly userHandle: string;
  counter: number;
}

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId: string;
}

// WebAuthn §6.1: bits of the authenticator data's flags.
const FLAG_USER_PRESENT = 0x01;
const FLAG_USER_VERIFIED = 0x04;
const FLAG_CREDENTIAL = 0x40;

function sha256(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** RFC 9052 §7: an EC2 key (kty 2) for ES256 (alg -7) on P-256 (crv 1). */
function coseKey(key: KeyObject): Buffer {
  const { x, y } = key.export({ format: 'jwk' });
  return cborMap([
    [cborInteger(1), cborInteger(2)],
    [cborInteger(3), cborInteger(-7)],
    [cborInteger(-1), cborInteger(1)],
    [cborInteger(-2), cborBytes(Buffer.from(x!, 'base64url'))],
    [cborInteger(-3), cborBytes(Buffer.from(y!, 'base64url'))],
  ]);
}

// The little of CBOR (RFC 8949) that the two structures above need.
function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.of((major << 5) | value);
  if (value < 256) return Buffer.of((major << 5) | 24, value);
  return Buffer.of((major << 5) | 25, value >> 8, value & 0xff);
}
const cborInteger = (value: number) => (value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value));
const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborText = (text: string) => Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)]);
const cborMap = (pairs: [Buffer, Buffer][]) => Buffer.concat([cborHead(5, pairs.length), ...pairs.flat()]);
