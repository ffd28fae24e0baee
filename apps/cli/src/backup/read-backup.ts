import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { StartupError } from '@plenary/platform';
import { type BackupHeader, type BackupManifest, DIGEST_BYTES, MAGIC, MAX_FRAME } from './format.js';

/** The file is not whole, or was changed. */
export class BackupDamaged extends StartupError {
  constructor(why: string) {
    super(`The backup is damaged: ${why}. Nothing was restored; take another copy of it, or another backup.`);
  }
}

/** Reads a backup from its beginning to its end, in memory that does not grow with it. */
export class BackupReader {
  readonly #hash: Hash = createHash('sha256');
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  private constructor(
    readonly source: Readable,
    stream: Readable,
  ) {
    this.#chunks = (stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** `-` reads standard input. */
  static open(path: string): BackupReader {
    const source: Readable = path === '-' ? process.stdin : createReadStream(path);
    const gunzip = createGunzip();
    source.on('error', (error) => gunzip.destroy(error));
    return new BackupReader(source, source.pipe(gunzip));
  }

  /** Reads no further, wherever it is. */
  close(): void {
    this.source.destroy();
  }

  async header(): Promise<BackupHeader> {
    const magic = await this.#take(MAGIC.length);
    if (!magic.equals(MAGIC)) throw new BackupDamaged('it does not begin as a backup of Plenary does');
    return (await this.#json()) as BackupHeader;
  }

  /** The rows of the next table, in pieces. */
  async *table(): AsyncGenerator<Buffer> {
    for (let piece = await this.#frame(); piece.length > 0; piece = await this.#frame()) yield piece;
  }

  /** After the last table: what the file says it held. @throws BackupDamaged unless the file ends as it was sealed. */
  async manifest(): Promise<BackupManifest> {
    const manifest = (await this.#json()) as BackupManifest;
    const digest = this.#hash.copy().digest();
    if (!(await this.#take(DIGEST_BYTES)).equals(digest))
      throw new BackupDamaged('its last line, the sum of all, does not fit');
    if (this.#rest.length > 0 || !(await this.#chunks.next()).done)
      throw new BackupDamaged('it goes on after its end');
    return manifest;
  }

  async #json(): Promise<unknown> {
    const bytes = await this.#frame();
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch {
      throw new BackupDamaged('its list of tables cannot be read');
    }
  }

  async #frame(): Promise<Buffer> {
    const length = (await this.#take(4)).readUInt32BE();
    if (length > MAX_FRAME) throw new BackupDamaged('a piece of it has a length that no piece has');
    return this.#take(length);
  }

  async #take(length: number): Promise<Buffer> {
    const parts = [this.#rest];
    let have = this.#rest.length;
    while (have < length) {
      const chunk = await this.#next();
      parts.push(chunk);
      have += chunk.length;
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    this.#rest = all.subarray(length);
    const taken = all.subarray(0, length);
    this.#hash.update(taken);
    return taken;
  }

  async #next(): Promise<Buffer> {
    try {
      const { done, value } = await this.#chunks.next();
      if (done) throw new BackupDamaged('it ends too early');
      return value;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code?.startsWith('Z_')) throw new BackupDamaged(`it cannot be unpacked (${message})`);
      if (code !== undefined) throw new StartupError(`The backup cannot be read: ${message}`);
      throw error;
    }
  }
}
