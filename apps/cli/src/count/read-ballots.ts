import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import {
  type BallotFile,
  type BallotReader,
  bltReader,
  csvReader,
  formatOfName,
  formatOfText,
  jsonReader,
  MalformedFile,
  paperKindOf,
} from '@plenary/tally';
import type { CountRequest } from './count-options.js';

const CHUNK_BYTES = 1 << 20;

/**
 * Reads the file piece by piece. `progress` is told what has been read, and of how many bytes (null: not known).
 * @throws MalformedFile, or the file system's error
 */
export async function readBallots(
  request: CountRequest,
  progress: (read: number, of: number | null) => void,
): Promise<BallotFile> {
  const fromInput = request.file === '-';
  const size = fromInput ? null : (await stat(request.file)).size;
  const input = fromInput ? process.stdin : createReadStream(request.file, { highWaterMark: CHUNK_BYTES });
  const text = new Utf8();
  let reader: BallotReader | null = null;
  let [start, read] = ['', 0];
  for await (const chunk of input as AsyncIterable<Buffer>) {
    read += chunk.length;
    progress(read, size);
    const piece = text.decode(chunk);
    if (reader !== null) {
      reader.write(piece);
      continue;
    }
    start += piece;
    // The format shows at the first character that is not blank, or after two numbers.
    if (start.length < 1000) continue;
    reader = readerOf(request, start);
    reader.write(start);
    start = '';
  }
  const rest = start + text.end();
  reader ??= readerOf(request, rest);
  reader.write(rest);
  return reader.end();
}

function readerOf({ file, format, method, caseName, useRules }: CountRequest, start: string): BallotReader {
  switch (format ?? formatOfName(file) ?? formatOfText(start)) {
    case 'blt':
      return bltReader();
    case 'csv':
      return csvReader({ scores: paperKindOf(method) === 'scores' });
    case 'json':
      return jsonReader({ useRules, ...(caseName === null ? {} : { caseName }) });
  }
}

/** Decodes UTF-8 in pieces, and says where bytes are that are none. */
class Utf8 {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  private line = 1;
  private column = 1;

  decode(chunk: Buffer): string {
    try {
      const text = this.decoder.decode(chunk, { stream: true });
      this.advance(text);
      return text;
    } catch {
      const text = chunk.toString('utf8');
      this.advance(text.slice(0, text.indexOf('\uFFFD')));
      throw this.malformed();
    }
  }

  end(): string {
    try {
      return this.decoder.decode();
    } catch {
      throw this.malformed();
    }
  }

  private advance(text: string): void {
    const last = text.lastIndexOf('\n');
    if (last < 0) {
      this.column += text.length;
      return;
    }
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.line += 1;
    this.column = text.length - last;
  }

  private malformed(): MalformedFile {
    return new MalformedFile({ line: this.line, column: this.column }, 'text in UTF-8', 'other bytes');
  }
}
