import { MalformedFile, type Position, shown } from './malformed.js';

/** What JSON text can say. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What is to be done with the values of the outermost object, by their keys. */
export interface JsonTarget {
  /** Called where an array that {@link streams} names begins: it may be empty. */
  list(key: string): void;
  /** Called with each element of the arrays that {@link streams} names, as soon as it is read. */
  element(key: string, value: JsonValue, at: Position): void;
  /** Called with each other value that {@link keeps} names. */
  value(key: string, value: JsonValue, at: Position): void;
  /** Arrays whose elements are given one by one, and not kept. */
  streams(key: string): boolean;
  /** Values that are built; others are checked and passed over, so that their size does not matter. */
  keeps(key: string): boolean;
}

interface Frame {
  readonly isArray: boolean;
  /** Null where the value is passed over, or its elements are given one by one. */
  readonly into: JsonValue[] | Map<string, JsonValue> | null;
  readonly at: Position;
  key: string;
}

type Expects = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

const EXPECTED: Record<Expects, string> = {
  value: 'a value',
  'value-or-end': "a value or ']'",
  key: 'a name in quotation marks',
  'key-or-end': "a name in quotation marks or '}'",
  colon: "':'",
  'comma-or-end': "',' or the end of the list",
  nothing: 'the end of the file',
};

const MAX_DEPTH = 64;
const MAX_TOKEN = 100_000;
/** Values that are kept at once: those of one element, or of one key. */
const MAX_KEPT = 1_000_000;

const LITERALS: Readonly<Record<string, JsonValue>> = { true: true, false: false, null: null };
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * Reads a JSON object (RFC 8259) that comes in pieces, without ever holding it whole: `JSON.parse` of a million ballots
 * (18 MB of text) takes 400 MB, and what it takes grows with the file. Throws MalformedFile with the place of what does
 * not belong there.
 */
export class JsonStream {
  private readonly frames: Frame[] = [];
  private expects: Expects = 'value';
  private begun = false;
  private line = 1;
  private column = 0;
  /** A word or number, or a string without its first quotation mark, that the last piece cut off. */
  private token: string | null = null;
  private inString = false;
  private tokenAt: Position = { line: 1, column: 1 };
  private kept = 0;
  private first = true;

  constructor(private readonly target: JsonTarget) {}

  write(text: string): void {
    let i = this.first && text.startsWith('\uFEFF') ? 1 : 0;
    if (text !== '') this.first = false;
    while (i < text.length) {
      i =
        this.token === null ? this.next(text, i) : this.inString ? this.string(text, i) : this.word(text, i);
    }
  }

  end(): void {
    if (this.token !== null && !this.inString) this.endWord();
    if (this.expects !== 'nothing' || this.token !== null) {
      const expected = this.begun
        ? this.inString && this.token !== null
          ? 'a closing quotation mark'
          : EXPECTED[this.expects]
        : "'{'";
      throw new MalformedFile(this.here(1), expected, 'the end of the file');
    }
  }

  private here(ahead = 0): Position {
    return { line: this.line, column: this.column + ahead };
  }

  private next(text: string, i: number): number {
    const character = text[i]!;
    if (character === '\n') {
      this.line += 1;
      this.column = 0;
      return i + 1;
    }
    this.column += 1;
    if (character === ' ' || character === '\t' || character === '\r') return i + 1;
    if (!this.begun && character !== '{') this.fail("'{'", text.slice(i, i + 20));
    this.begun = true;
    switch (character) {
      case '{':
      case '[':
        this.open(character === '[');
        break;
      case '}':
      case ']':
        this.close(character);
        break;
      case ',':
        if (this.expects !== 'comma-or-end' || this.frames.length === 0) this.unexpected(character);
        this.expects = this.frames.at(-1)!.isArray ? 'value' : 'key';
        break;
      case ':':
        if (this.expects !== 'colon') this.unexpected(character);
        this.expects = 'value';
        break;
      default:
        this.token = character === '"' ? '' : character;
        this.inString = character === '"';
        this.tokenAt = this.here();
    }
    return i + 1;
  }

  private unexpected(found: string): never {
    return this.fail(EXPECTED[this.expects], found);
  }

  private fail(expected: string, found: string, at = this.here()): never {
    throw new MalformedFile(at, expected, shown(found));
  }

  private word(text: string, from: number): number {
    let i = from;
    while (i < text.length && !' \t\r\n,:]}[{"'.includes(text[i]!)) i += 1;
    this.grow(text.slice(from, i));
    if (i < text.length) this.endWord();
    return i;
  }

  private endWord(): void {
    const word = this.token!;
    this.token = null;
    if (Object.hasOwn(LITERALS, word)) this.give(LITERALS[word]!, this.tokenAt);
    else if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) this.give(Number(word), this.tokenAt);
    else this.fail(EXPECTED[this.expects], word, this.tokenAt);
  }

  private string(text: string, from: number): number {
    let i = from;
    // An even number of backslashes before a quotation mark ends the string.
    let escaped = trailingBackslashes(this.token!) % 2 === 1;
    for (; i < text.length; i += 1) {
      const character = text[i]!;
      if (escaped) escaped = false;
      else if (character === '\\') escaped = true;
      else if (character === '"') {
        this.grow(text.slice(from, i));
        this.column += 1;
        const value = this.unescaped(this.token!);
        this.token = null;
        if (this.expects === 'key' || this.expects === 'key-or-end') {
          this.frames.at(-1)!.key = value;
          this.expects = 'colon';
        } else this.give(value, this.tokenAt);
        return i + 1;
      } else if (character < ' ')
        this.fail('a closing quotation mark on the same line', this.token!, this.tokenAt);
    }
    this.grow(text.slice(from, i));
    return i;
  }

  private grow(text: string): void {
    this.token += text;
    this.column += text.length;
    if (this.token!.length > MAX_TOKEN) {
      this.fail(`a text of at most ${MAX_TOKEN} characters`, this.token!, this.tokenAt);
    }
  }

  private unescaped(text: string): string {
    if (!text.includes('\\')) return text;
    return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, escaped: string) => {
      if (escaped.length === 5) return String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
      return ESCAPES[escaped] ?? this.fail('an escape that JSON knows', `\\${escaped}`, this.tokenAt);
    });
  }

  private open(isArray: boolean): void {
    if (this.expects !== 'value' && this.expects !== 'value-or-end') this.unexpected(isArray ? '[' : '{');
    if (this.frames.length === MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} levels`, 'more');
    const { key } = this.frames[0] ?? { key: '' };
    if (this.frames.length === 1 && isArray && this.target.streams(key)) this.target.list(key);
    const into = this.builds(isArray) ? (isArray ? [] : new Map<string, JsonValue>()) : null;
    this.frames.push({ isArray, into, at: this.here(), key: '' });
    this.expects = isArray ? 'value-or-end' : 'key-or-end';
  }

  /** Whether the value that begins here is to be built. */
  private builds(isArray: boolean): boolean {
    const [outer, inner] = this.frames;
    if (outer === undefined) return false;
    if (this.target.streams(outer.key)) return inner !== undefined || !isArray;
    return this.target.keeps(outer.key);
  }

  private close(character: '}' | ']'): void {
    const frame = this.frames.at(-1);
    const empty = character === ']' ? 'value-or-end' : 'key-or-end';
    const fits = frame !== undefined && frame.isArray === (character === ']');
    if (!fits || (this.expects !== 'comma-or-end' && this.expects !== empty)) this.unexpected(character);
    this.frames.pop();
    if (this.frames.length === 0) {
      this.expects = 'nothing';
      return;
    }
    const { into, at } = frame!;
    const built = into instanceof Map ? Object.fromEntries(into) : into;
    this.expects = built === null ? 'comma-or-end' : 'value';
    if (built !== null) this.give(built, at);
  }

  /** Puts a value where it belongs: into what is being built, or to the target. */
  private give(value: JsonValue, at: Position): void {
    if (this.expects !== 'value' && this.expects !== 'value-or-end') {
      this.fail(EXPECTED[this.expects], typeof value === 'string' ? value : JSON.stringify(value), at);
    }
    this.expects = 'comma-or-end';
    const frame = this.frames.at(-1)!;
    const { key } = this.frames[0]!;
    if (frame.into !== null) {
      this.kept += 1;
      if (this.kept > MAX_KEPT) this.fail(`at most ${MAX_KEPT} values at '${key}'`, 'more', at);
      if (frame.into instanceof Map) frame.into.set(frame.key, value);
      else (frame.into as JsonValue[]).push(value);
      return;
    }
    this.kept = 0;
    if (this.frames.length === 1 && this.target.keeps(key)) this.target.value(key, value, at);
    else if (this.frames.length === 1 && this.target.streams(key)) this.fail("'['", 'no list', at);
    else if (this.frames.length === 2 && frame.isArray && this.target.streams(key))
      this.target.element(key, value, at);
  }
}

function trailingBackslashes(text: string): number {
  return text.length - text.replace(/\\+$/, '').length;
}
