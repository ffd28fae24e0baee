import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { CsvError, parse } from 'csv-parse';
import {
  columnsOf,
  delimiterOf,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_ROWS,
  type RollRow,
  rowJudge,
} from '../domain/roll-file.js';

export interface RollFile {
  readonly rows: readonly RollRow[];
  /** SHA-256 of the file's bytes. */
  readonly hash: Buffer;
}

/** The file as a whole can't be read; nothing was staged. */
export interface RollUnreadable extends Rejection {
  readonly code: 'ROLL_UNREADABLE' | 'ROLL_TOO_LARGE';
}

const unreadable = (message: string) => rejected<RollUnreadable>({ code: 'ROLL_UNREADABLE', message });
const tooLarge = () =>
  rejected<RollUnreadable>({
    code: 'ROLL_TOO_LARGE',
    message: `The file is larger than 16 MB or ${MAX_IMPORT_ROWS.toLocaleString('en')} rows: split it.`,
  });

const CHUNK = 64 * 1024;
// Read before other requests get their turn: some milliseconds. Of 64 kB at once they waited for 60.
const SLICE = 8 * 1024;

/**
 * Reads a CSV roll with the columns `ref` and `name`, in any order, among any others: UTF-8, with or without a byte
 * order mark, separated by comma, semicolon or tab. Streamed, so other requests are served meanwhile, and given up
 * as soon as it is too large.
 */
export async function readRoll(source: string | Readable): Promise<Result<RollFile, RollUnreadable>> {
  if (typeof source === 'string' && source.length > MAX_IMPORT_BYTES) return tooLarge();
  const text = new Utf8Text();
  const input = typeof source === 'string' ? Readable.from(chunksOf(source)) : source;
  try {
    const rows = await parseRows(text.decode(input));
    if (rows === null) return unreadable('The first line has to name the columns: ref,name');
    return rows.length === 0
      ? unreadable('The file holds no rows after its header.')
      : ok({ rows, hash: text.digest() });
  } catch (error) {
    if (error instanceof TooLarge) return tooLarge();
    if (error instanceof NotUtf8) return unreadable('The file is not in UTF-8: save it again as CSV UTF-8.');
    if (error instanceof CsvError)
      return unreadable(`Line ${error.lines ?? 1} can’t be read: look at its quotes.`);
    throw error;
  }
}

class TooLarge extends Error {}
class NotUtf8 extends Error {}

/** Checks, measures and hashes the bytes on their way to the parser. */
class Utf8Text {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  async *decode(input: Readable): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const text = (chunk?: Buffer) => {
      try {
        return decoder.decode(chunk, { stream: chunk !== undefined });
      } catch {
        throw new NotUtf8();
      }
    };
    for await (const part of input) {
      const chunk = Buffer.from(part as Buffer | string);
      this.#bytes += chunk.length;
      if (this.#bytes > MAX_IMPORT_BYTES) throw new TooLarge();
      this.#hash.update(chunk);
      for (let at = 0; at < chunk.length; at += SLICE) {
        yield text(chunk.subarray(at, at + SLICE));
        await new Promise(setImmediate);
      }
    }
    yield text();
  }

  digest(): Buffer {
    return this.#hash.digest();
  }
}

/** Null when the header does not name the columns. */
async function parseRows(text: AsyncGenerator<string>): Promise<RollRow[] | null> {
  const first = await firstLine(text);
  const records = Readable.from(first.whole).pipe(
    parse({
      delimiter: delimiterOf(first.line),
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 20_000,
      info: true,
    }),
  );
  const judge = rowJudge();
  const rows: RollRow[] = [];
  let columns: { ref: number; name: number } | null = null;
  // A source that fails does not end a stream that it was piped to.
  first.onError((error) => records.destroy(error));
  for await (const { record, info } of records as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>) {
    if (columns === null) {
      columns = columnsOf(record);
      if (columns === null) return null;
      continue;
    }
    if (record.every((cell) => cell.trim() === '')) continue;
    if (rows.length === MAX_IMPORT_ROWS) throw new TooLarge();
    rows.push(judge(info.lines, record[columns.ref] ?? '', record[columns.name] ?? ''));
  }
  return columns === null ? null : rows;
}

/** Reads on until the header is whole, since it says what separates the cells, and gives the text back from the start. */
async function firstLine(text: AsyncGenerator<string>) {
  let head = '';
  while (!/[\r\n]/.test(head) && head.length < CHUNK) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  let fail: (error: Error) => void = () => undefined;
  async function* whole() {
    try {
      yield head;
      yield* text;
    } catch (error) {
      fail(error as Error);
    }
  }
  return {
    line: head.split(/[\r\n]/, 1)[0]!,
    whole: whole(),
    onError: (handler: (error: Error) => void) => {
      fail = handler;
    },
  };
}

function* chunksOf(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    let end = Math.min(at + CHUNK, text.length);
    // Never between the halves of a surrogate pair.
    if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1]!)) end++;
    yield text.slice(at, end);
    at = end;
  }
}
