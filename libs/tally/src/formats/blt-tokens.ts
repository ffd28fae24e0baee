import { MalformedFile, type Position, shown } from './malformed.js';

/** A piece of a line of a BLT file: a word, a quoted string without its quotes, or an option between brackets. */
export interface BltToken {
  readonly kind: 'word' | 'string' | 'option' | 'id';
  readonly text: string;
  readonly at: Position;
}

const WORD = /[^\s#"[]+/y;

/** The tokens of one line; comments from `#` to the end are left out. @throws MalformedFile */
export function* tokensOf(line: string, number: number): Generator<BltToken> {
  let i = 0;
  while (i < line.length) {
    const character = line[i]!;
    if (character === '#') return;
    if (/\s/.test(character)) {
      i += 1;
      continue;
    }
    const at = { line: number, column: i + 1 };
    if (character === '"') {
      const end = closingQuote(line, i + 1);
      if (end < 0)
        throw new MalformedFile(at, 'a closing quotation mark on the same line', shown(line.slice(i)));
      yield { kind: 'string', text: unescaped(line.slice(i + 1, end)), at };
      i = end + 1;
    } else if (character === '[' || character === '(') {
      const [close, kind] = character === '[' ? ([']', 'option'] as const) : ([')', 'id'] as const);
      const end = line.indexOf(close, i);
      if (end < 0) throw new MalformedFile(at, `a closing '${close}' on the same line`, shown(line.slice(i)));
      yield { kind, text: line.slice(i + 1, end).trim(), at };
      i = end + 1;
    } else {
      WORD.lastIndex = i;
      const text = WORD.exec(line)![0];
      yield { kind: 'word', text, at };
      i += text.length;
    }
  }
}

/**
 * Where a string ends. Programs differ in how they write a quotation mark within a name: with a backslash, twice, or
 * as it is. So it ends at the first one that has neither before it and after which the line ends, or another string
 * or a comment begins.
 */
function closingQuote(line: string, from: number): number {
  for (let i = from; i < line.length; i += 1) {
    if (line[i] === '\\' && (line[i + 1] === '"' || line[i + 1] === '\\')) i += 1;
    else if (line[i] === '"') {
      if (/^\s*$|^\s*#|^\s+"/.test(line.slice(i + 1))) return i;
      if (line[i + 1] === '"') i += 1;
    }
  }
  return -1;
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\])|""/g, (_, escaped: string | undefined) => escaped ?? '"');
}

/** A string as a BLT file holds it. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
