import { createReadStream } from 'node:fs';
import { MAX_EXPORT_LINE } from '@plenary/log';

/** A line that cannot be read as text: which one, and why. */
export class LineUnreadable extends Error {
  constructor(
    readonly number: number,
    message: string,
  ) {
    super(message);
  }
}

const LINE_FEED = 0x0a;

/**
 * The lines of a file, without their line feeds, read as it is needed. Line feeds alone end a line: `readline` also
 * takes a carriage return, and replaces bytes that are not UTF-8, so a changed bit could go unseen.
 * @throws LineUnreadable for a line that is too long, is not UTF-8 or is not ended.
 */
export async function* linesOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let parts: Buffer[] = [];
  let length = 0;
  let number = 1;
  const take = (part: Buffer) => {
    length += part.length;
    if (length > MAX_EXPORT_LINE)
      throw new LineUnreadable(number, `It is longer than ${MAX_EXPORT_LINE} bytes.`);
    parts.push(part);
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      take(chunk.subarray(from, at));
      yield decoded(decoder, Buffer.concat(parts), number);
      parts = [];
      length = 0;
      number++;
      from = at + 1;
    }
    take(chunk.subarray(from));
  }
  if (length > 0) throw new LineUnreadable(number, 'It does not end in a line feed: the file was cut off.');
}

function decoded(decoder: InstanceType<typeof TextDecoder>, line: Buffer, number: number): string {
  try {
    return decoder.decode(line);
  } catch {
    throw new LineUnreadable(number, 'It is not UTF-8.');
  }
}
