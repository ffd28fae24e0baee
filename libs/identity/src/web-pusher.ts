import { createECDH, ECDH } from 'node:crypto';
import type { UnitOfWork } from '@plenary/platform';
import webpush from 'web-push';
import { type PushOutcome, pushOutcome } from './domain/push-answer.js';
import { type PushService, readEndpoint } from './domain/push-service.js';
import { keepPushKey, type PushDevice, pushKeyOf } from './persistence/push-devices.js';

/** Longer, and what a service answered is not known. */
const PATIENCE_MS = 10_000;
/** A message is filled up to a multiple of this: its length tells a push service nothing of what is in it. */
const BLOCK = 1_024;

export interface PushMessage {
  /** What the service worker is handed: at most 3,072 bytes of UTF-8. */
  readonly text: string;
  /** For how many milliseconds it is worth anything: later, no push service delivers it. */
  readonly usefulMs: number;
  /** One that is sent again replaces what was not delivered yet: 32 characters of base64url at most. */
  readonly topic: string;
}

/** Pushes to browsers (RFC 8030, 8188, 8291, 8292). */
export interface Pusher {
  /** What a browser subscribes with: a point of P-256, uncompressed, in base64url. Made when it is first asked for. */
  publicKey(): Promise<string>;
  /** Where to push to, and by which keys; null for an address at none of the known services, or keys that are none. */
  deviceOf(given: { endpoint: string; p256dh: string; auth: string }): PushDevice | null;
  /**
   * Hands one message over. `status` is what the service answered, null for nothing in time.
   * Rejects only where the key could not be had, with nothing sent.
   */
  send(device: PushDevice, message: PushMessage): Promise<{ outcome: PushOutcome; status: number | null }>;
}

export interface PushOptions {
  readonly services: readonly PushService[];
  /** The private key in base64url; null for one that is made once, and kept in the database. */
  readonly key: string | null;
  /** Whom a push service turns to about this server: `mailto:` or `https:`. */
  readonly subject: string;
}

export function webPusher(work: UnitOfWork, { services, key, subject }: PushOptions): Pusher {
  let known: Promise<KeyPair> | null = null;
  const keys = () => {
    known ??= (key === null ? keptKey(work) : Promise.resolve(Buffer.from(key, 'base64url'))).then(pairOf);
    // A database that was away is asked again.
    known.catch(() => {
      known = null;
    });
    return known;
  };
  return {
    publicKey: async () => (await keys()).publicKey,
    deviceOf({ endpoint, p256dh, auth }) {
      const url = readEndpoint(endpoint, services);
      const device = { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') };
      const bounded = url !== null && url.length <= 1_000 && device.auth.length === 16;
      return bounded && isPoint(device.p256dh) ? { endpoint: url, ...device } : null;
    },
    async send({ endpoint, p256dh, auth }, { text, usefulMs, topic }) {
      // The services that are known now decide, not those of the day when the browser subscribed.
      if (readEndpoint(endpoint, services) === null) return { outcome: { kind: 'refused' }, status: null };
      const vapid = await keys();
      try {
        const bytes = Buffer.from(text);
        const padded = Buffer.alloc(Math.ceil(bytes.length / BLOCK) * BLOCK, ' ');
        bytes.copy(padded);
        const { method, headers, body } = webpush.generateRequestDetails(
          { endpoint, keys: { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') } },
          padded,
          {
            vapidDetails: { subject, ...vapid },
            TTL: Math.max(0, Math.floor((usefulMs - PATIENCE_MS) / 1_000)),
            topic,
            urgency: 'high',
            contentEncoding: 'aes128gcm',
          },
        );
        const response = await fetch(endpoint, {
          method,
          headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
          body: new Uint8Array(body),
          redirect: 'manual',
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        // What a service says beside its status is of no use, and as long as it likes.
        void response.body?.cancel().catch(() => undefined);
        const { status } = response;
        return { outcome: pushOutcome(status, response.headers.get('retry-after')), status };
      } catch {
        return { outcome: { kind: 'later', afterMs: null }, status: null };
      }
    },
  };
}

/** Whether this can be a private key of P-256. */
export function isPushKey(text: string): boolean {
  const key = Buffer.from(text, 'base64url');
  try {
    return key.length === 32 && key.toString('base64url') === text && pairOf(key).publicKey !== '';
  } catch {
    return false;
  }
}

interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

function pairOf(key: Buffer): KeyPair {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(key);
  return { publicKey: curve.getPublicKey('base64url'), privateKey: key.toString('base64url') };
}

/** The key of the database, which every process then has: of two that make one at once, the first that was kept. */
async function keptKey(work: UnitOfWork): Promise<Buffer> {
  const kept = await pushKeyOf(work.db);
  if (kept !== null) return kept;
  const { privateKey } = webpush.generateVAPIDKeys();
  await work.do((tx) => keepPushKey(tx, Buffer.from(privateKey, 'base64url')));
  return (await pushKeyOf(work.db))!;
}

function isPoint(key: Buffer): boolean {
  if (key.length !== 65) return false;
  try {
    ECDH.convertKey(key, 'prime256v1');
    return true;
  } catch {
    return false;
  }
}
