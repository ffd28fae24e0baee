import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { RequestError } from '@plenary/platform';
import type { PassphraseHash } from '../persistence/passphrases.js';

// OWASP's figures for scrypt with 32 MiB: N = 2^15, r = 8, p = 3.
const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const PARALLELISM = 3;
const LENGTH = 32;
const SALT_LENGTH = 16;
const MAX_MEMORY = 64 * 1024 * 1024;

/** Node hashes on its four pool threads, which files and DNS need too. */
const AT_ONCE = 2;
/** More than this wait some 20 seconds: better to say so. */
const MAX_WAITING = 200;

let running = 0;
const waiting: (() => void)[] = [];

/** With new random salt and today's parameters. @throws TRY_AGAIN when too many are being hashed. */
export async function hashPassphrase(passphrase: string): Promise<PassphraseHash> {
  const parameters = {
    salt: randomBytes(SALT_LENGTH),
    cost: COST,
    blockSize: BLOCK_SIZE,
    parallelism: PARALLELISM,
  };
  return { ...parameters, hash: await derive(passphrase, parameters) };
}

/** What a passphrase is held against when the name is nobody's, so that both take the same work. */
const NOBODYS: PassphraseHash = {
  salt: randomBytes(SALT_LENGTH),
  hash: randomBytes(LENGTH),
  cost: COST,
  blockSize: BLOCK_SIZE,
  parallelism: PARALLELISM,
};

/** Whether this is the passphrase; always false for `null`, after the same work. */
export async function verifyPassphrase(passphrase: string, stored: PassphraseHash | null): Promise<boolean> {
  const against = stored ?? NOBODYS;
  const equal = timingSafeEqual(await derive(passphrase, against), against.hash);
  return equal && stored !== null;
}

async function derive(passphrase: string, parameters: Omit<PassphraseHash, 'hash'>): Promise<Buffer> {
  await enter();
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const options = {
        N: parameters.cost,
        r: parameters.blockSize,
        p: parameters.parallelism,
        maxmem: MAX_MEMORY,
      };
      scrypt(passphrase, parameters.salt, LENGTH, options, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    leave();
  }
}

async function enter(): Promise<void> {
  if (running < AT_ONCE) {
    running += 1;
    return;
  }
  if (waiting.length >= MAX_WAITING) {
    throw new RequestError('TRY_AGAIN', 'Many people are signing in at this moment. Try again in a moment.');
  }
  // Whoever leaves hands over their place.
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function leave(): void {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
}
