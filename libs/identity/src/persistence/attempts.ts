import { createHash } from 'node:crypto';
import { type Database, RequestError } from '@plenary/platform';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** How many in how many seconds. By address the figures let a full hall behind one router through. */
const LIMITS = {
  /** Failed sign-ins from one address, of any kind. */
  signInByAddress: { points: 300, duration: 15 * 60 },
  /** Failed sign-ins to one sign-in name or e-mail address. */
  signInByName: { points: 10, duration: 15 * 60 },
  /** Recovery codes from one address that were none. */
  codeByAddress: { points: 30, duration: 15 * 60 },
  /** New sign-ins from one address. */
  signUpByAddress: { points: 1_000, duration: 60 * 60 },
  /** Passkey ceremonies from one address that were begun and not finished well. */
  ceremonyByAddress: { points: 1_000, duration: 15 * 60 },
  /** Mails asked for from one address, and to one e-mail address. */
  mailByAddress: { points: 60, duration: 60 * 60 },
  mailByEmail: { points: 5, duration: 60 * 60 },
  /** Vouches by one person, requests for them by one new sign-in. */
  vouchByPerson: { points: 20, duration: 60 * 60 },
  recoveryByPerson: { points: 10, duration: 24 * 60 * 60 },
  /** Changes to one person's own sign-ins: each hashes a passphrase or makes rows. */
  changeByPerson: { points: 60, duration: 60 * 60 },
} as const;

export type AttemptKind = keyof typeof LIMITS;

/**
 * Counts attempts in the database, for all processes together and outside of any use case's transaction, so that a
 * rejection does not give an attempt back.
 */
export class Attempts {
  readonly #limiters: ReadonlyMap<AttemptKind, RateLimiterPostgres>;

  constructor(db: Database, points: Partial<Record<AttemptKind, number>> = {}) {
    const kinds = Object.keys(LIMITS) as AttemptKind[];
    this.#limiters = new Map(
      kinds.map((kind, i) => [
        kind,
        new RateLimiterPostgres({
          storeClient: db.pool,
          storeType: 'pool',
          tableName: 'attempt',
          tableCreated: true,
          keyPrefix: kind,
          points: points[kind] ?? LIMITS[kind].points,
          duration: LIMITS[kind].duration,
          // They share a table: one of them sweeps it.
          clearExpiredByTimeout: i === 0,
        }),
      ]),
    );
  }

  /** @throws TOO_MUCH with retryAfterSeconds; TRY_AGAIN when the database cannot be asked: then nobody is let through. */
  async take(kind: AttemptKind, key: string): Promise<void> {
    try {
      await this.#limiters.get(kind)!.consume(hashed(key));
    } catch (refused) {
      if (refused instanceof RateLimiterRes) throw tooMuch(Math.ceil(refused.msBeforeNext / 1000));
      throw new RequestError(
        'TRY_AGAIN',
        'The service cannot reach its database right now. Try again in a moment.',
      );
    }
  }

  /** For an attempt that turned out well. One that cannot be given back is no reason to refuse it. */
  async giveBack(kind: AttemptKind, key: string): Promise<void> {
    await this.#limiters
      .get(kind)!
      .reward(hashed(key))
      .catch(() => undefined);
  }
}

/** Addresses and names are personal: the table holds neither. */
function hashed(key: string): string {
  return createHash('sha256').update(key, 'utf8').digest('base64url');
}

function tooMuch(seconds: number): RequestError {
  const minutes = Math.ceil(seconds / 60);
  const when = minutes <= 1 ? 'in a minute' : `in ${minutes} minutes`;
  return new RequestError('TOO_MUCH', `There were too many attempts. Try again ${when}.`, {
    retryAfterSeconds: Math.max(1, seconds),
  });
}
