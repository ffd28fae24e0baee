import { createPrivateKey, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import type { AssemblyId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import { receiptText } from '../domain/receipt.js';
import { insertSigningKey, signingKeyOf } from '../persistence/signing-key-store.js';
import type { Receipt } from './cast-ballot.js';

const newKeyPair = promisify(generateKeyPair);
const signAsync = promisify(sign);

/** Assemblies whose key a process keeps at hand. */
const KEYS = 1_000;

/** Makes the assembly's key for receipts when it has none, and puts the public half on the record. */
export async function ensureSigningKey(tx: Tx, assemblyId: AssemblyId): Promise<void> {
  if ((await signingKeyOf(tx, assemblyId)) !== null) return;
  const pair = await newKeyPair('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  if (!(await insertSigningKey(tx, assemblyId, pair))) return;
  tx.record({
    assemblyId,
    kind: 'signing-key.made',
    authority: { source: 'system' },
    data: { algorithm: 'Ed25519', purpose: 'receipts', publicKey: pair.publicKey.toString('base64url') },
  });
}

/**
 * Signs receipts (Ed25519 over `receiptText`), in the thread pool and only for those who ask for the signature. The
 * same receipt has the same signature for ever, since Ed25519 uses no randomness.
 */
export class ReceiptSigner {
  readonly #keys = new Map<string, Promise<KeyObject>>();

  constructor(readonly sql: Sql) {}

  /** In base64url: 86 characters. */
  async signatureOf(receipt: Pick<Receipt, 'assemblyId' | 'pollId' | 'code'>): Promise<string> {
    const key = await this.#keyOf(receipt.assemblyId);
    const text = Buffer.from(receiptText(receipt.assemblyId, receipt.pollId, receipt.code), 'utf8');
    const signature = await signAsync(null, text, key);
    return signature.toString('base64url');
  }

  #keyOf(assemblyId: AssemblyId): Promise<KeyObject> {
    const known = this.#keys.get(assemblyId);
    if (known !== undefined) return known;
    if (this.#keys.size >= KEYS) this.#keys.delete(this.#keys.keys().next().value!);
    const key = this.#read(assemblyId);
    this.#keys.set(assemblyId, key);
    // A read that failed is tried again by the next receipt.
    key.catch(() => this.#keys.delete(assemblyId));
    return key;
  }

  async #read(assemblyId: AssemblyId): Promise<KeyObject> {
    const stored = await signingKeyOf(this.sql, assemblyId);
    if (stored === null) throw new Error('a receipt was given out before its assembly had a key');
    return createPrivateKey({ key: stored.privateKey, format: 'der', type: 'pkcs8' });
  }
}
