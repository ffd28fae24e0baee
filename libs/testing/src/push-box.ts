import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a browser is told by its push service, and keeps to itself. */
export interface Subscription {
  readonly endpoint: string;
  /** In base64url. */
  readonly p256dh: string;
  readonly auth: string;
  /** The browser's own, with which it reads what it is sent. */
  readonly keys: ECDH;
}

/** A message as it came over the wire. */
export interface Pushed {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** A push service (RFC 8030) on a socket of its own, as far as taking messages goes. Keeps what it is handed. */
export class PushBox {
  readonly messages: Pushed[] = [];
  /** What it answers from now on, by the endpoint's path; 201 without it. */
  answer: (path: string) => { status: number; headers?: Record<string, string> } | null = () => ({
    status: 201,
  });
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const path = request.url ?? '';
      this.messages.push({
        endpoint: this.origin + path,
        headers: request.headers,
        body: Buffer.concat(chunks),
      });
      const answer = this.answer(path);
      // It hangs up without a word.
      if (answer === null) request.socket.destroy();
      else response.writeHead(answer.status, answer.headers).end();
    });
  }

  static async open(): Promise<PushBox> {
    const box = new PushBox();
    box.#server.listen(0, '127.0.0.1');
    await once(box.#server, 'listening');
    return box;
  }

  /** What PLENARY_PUSH_SERVICES is set to. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** As a browser gets one that asks for it. */
  subscribe(): Subscription {
    const keys = createECDH('prime256v1');
    return {
      endpoint: `${this.origin}/push/${randomBytes(16).toString('base64url')}`,
      p256dh: keys.generateKeys('base64url'),
      auth: randomBytes(16).toString('base64url'),
      keys,
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** What was encrypted for a browser (RFC 8291, over one record of RFC 8188). @throws when it was not for it */
export function readPushed(body: Buffer, { keys, auth }: Pick<Subscription, 'keys' | 'auth'>): string {
  const [salt, keyLength] = [body.subarray(0, 16), body[20]!];
  const sender = body.subarray(21, 21 + keyLength);
  const record = body.subarray(21 + keyLength);
  const secret = Buffer.from(
    hkdfSync(
      'sha256',
      keys.computeSecret(sender),
      Buffer.from(auth, 'base64url'),
      Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]),
      32,
    ),
  );
  const derive = (info: string, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${info}\0`, length));
  const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  cipher.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
  const end = plain.lastIndexOf(2);
  if (plain.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('the record is not the last one');
  return plain.subarray(0, end).toString();
}

/** What the sender says of itself (RFC 8292), in the name of the key it gives. @throws when that key did not sign it */
export function readVapid(authorization: string): { key: string; claims: Record<string, unknown> } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const [head, claims, signature] = token.split('.') as [string, string, string];
  const point = Buffer.from(key, 'base64url');
  const half = (from: number) => point.subarray(from, from + 32).toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) };
  const signed = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!signed) throw new Error('the token is not signed by its key');
  return { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown> };
}
