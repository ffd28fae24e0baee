import { createPrivateKey, generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { ed25519Verifier, type NoteSigner, recordOrigin, type VerifierKey } from '@plenary/log';
import type { Sql, Tx } from '@plenary/platform';

const newKeyPair = promisify(generateKeyPair);

/** A key of a record, without its secret. */
export interface RecordKey {
  readonly origin: string;
  /** It signs checkpoints of more entries than this. */
  readonly fromSize: number;
  readonly verifier: VerifierKey;
}

/** The keys of a record, the oldest first. None before its first checkpoint. */
export async function recordKeys(sql: Sql, assemblyId: string): Promise<RecordKey[]> {
  const rows = await sql.query<{ origin: string; fromSize: number; publicKey: Buffer }>(
    `SELECT origin, from_size AS "fromSize", public_key AS "publicKey" FROM record_key
     WHERE assembly_id = $1 ORDER BY from_size`,
    [assemblyId],
  );
  return rows.map(({ origin, fromSize, publicKey }) => ({
    origin,
    fromSize,
    verifier: ed25519Verifier(origin, publicKey),
  }));
}

/**
 * Who signs the checkpoint that follows one of `lastSize` entries: the newest key, and the one before it when the
 * newest has signed none yet. Makes the record's first key when it has none. Under the record's checkpoint lock.
 */
export async function signersAfter(
  tx: Tx,
  assemblyId: string,
  lastSize: number,
): Promise<{ origin: string; signers: NoteSigner[] }> {
  const newest = await newestKeys(tx, assemblyId);
  if (newest.length === 0) await insertKey(tx, assemblyId, recordOrigin(assemblyId), 0);
  const [key, before] = newest.length > 0 ? newest : await newestKeys(tx, assemblyId);
  const signers = [signerOf(key!)];
  if (before !== undefined && key!.fromSize === lastSize) signers.push(signerOf(before));
  return { origin: key!.origin, signers };
}

interface StoredKey {
  readonly origin: string;
  readonly fromSize: number;
  readonly seed: Buffer;
  readonly publicKey: Buffer;
}

function newestKeys(tx: Tx, assemblyId: string): Promise<StoredKey[]> {
  return tx.query<{ origin: string; fromSize: number; seed: Buffer; publicKey: Buffer }>(
    `SELECT origin, from_size AS "fromSize", seed, public_key AS "publicKey" FROM record_key
     WHERE assembly_id = $1 ORDER BY from_size DESC LIMIT 2`,
    [assemblyId],
  );
}

/** Makes a key that signs from the checkpoint after `fromSize` entries. Under the record's checkpoint lock. */
export async function insertKey(tx: Tx, assemblyId: string, origin: string, fromSize: number): Promise<void> {
  const { privateKey } = await newKeyPair('ed25519');
  const { d, x } = privateKey.export({ format: 'jwk' });
  await tx.run(
    `INSERT INTO record_key (assembly_id, from_size, origin, seed, public_key, made_at)
     VALUES ($1, $2, $3, $4, $5, plenary_now())`,
    [assemblyId, fromSize, origin, Buffer.from(d!, 'base64url'), Buffer.from(x!, 'base64url')],
  );
}

/** Signs by node:crypto, which is made for secrets; the same signature as the pure one's. */
function signerOf({ origin, seed, publicKey }: StoredKey): NoteSigner {
  const key = createPrivateKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', d: seed.toString('base64url'), x: publicKey.toString('base64url') },
  });
  const { name, keyId } = ed25519Verifier(origin, publicKey);
  return { name, keyId, sign: (message) => sign(null, message, key) };
}
