import { MalformedFile } from './malformed.js';

/** Characters of one line. */
const MAX_LINE = 1_000_000;

/** Cuts text that comes in pieces into lines, without their ends: `\n` or `\r\n`. The last one needs none. */
export class Lines {
  private rest = '';
  private number = 0;
  private first = true;

  constructor(private readonly take: (line: string, number: number) => void) {}

  write(text: string): void {
    if (text === '') return;
    let from = this.first && text.startsWith('\uFEFF') ? 1 : 0;
    this.first = false;
    for (let end = text.indexOf('\n', from); end >= 0; end = text.indexOf('\n', from)) {
      this.give(this.rest + text.slice(from, end));
      this.rest = '';
      from = end + 1;
    }
    this.rest += text.slice(from);
    if (this.rest.length > MAX_LINE) {
      const at = { line: this.number + 1, column: MAX_LINE + 1 };
      throw new MalformedFile(at, `a line of at most ${MAX_LINE} characters`, 'a longer one');
    }
  }

  /** Gives the last line if the file does not end with a line end; returns how many lines there were. */
  end(): number {
    if (this.rest !== '') this.give(this.rest);
    this.rest = '';
    return this.number;
  }

  private give(line: string): void {
    this.number += 1;
    this.take(line.endsWith('\r') ? line.slice(0, -1) : line, this.number);
  }
}
