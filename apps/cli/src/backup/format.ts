/*
 * A backup file: gzip (RFC 1952) of
 *
 *   the line 'plenary-backup 1'
 *   the header, a frame of JSON: BackupHeader
 *   for each table of the header, in that order: its rows as PostgreSQL's COPY text, in frames, then an empty frame
 *   the manifest, a frame of JSON: BackupManifest
 *   32 bytes: the SHA-256 of all that was before, so that a file that is cut or changed anywhere is not taken
 *
 * A frame is its length in bytes as 4 bytes, the highest first, and then so many bytes. COPY text is one row a line, the
 * same for every PostgreSQL from 15 to 18.
 */

export const MAGIC = Buffer.from('plenary-backup 1\n');
export const DIGEST_BYTES = 32;
/** Longer frames are no backup: a row's bytes come in pieces of any length below it. */
export const MAX_FRAME = 256 * 1024 * 1024;

export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface BackupHeader {
  /** By the database's clock, ISO 8601 in UTC: everything that was committed before it is in the file. */
  readonly madeAt: string;
  /** The migrations that the database had, in order. */
  readonly migrations: readonly string[];
  readonly tables: readonly BackupTable[];
  /** Secret polls that were open: the file holds their ballots, see docs/operations.md. */
  readonly openSecretPolls: number;
}

export interface TableSum {
  readonly rows: number;
  /** Of the rows as COPY text, in hexadecimal. */
  readonly sha256: string;
}

export type BackupManifest = Readonly<Record<string, TableSum>>;

export function frame(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export function jsonFrame(json: BackupHeader | BackupManifest): Buffer {
  return frame(Buffer.from(JSON.stringify(json)));
}
