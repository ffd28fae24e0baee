import type { Candidate } from '../election.js';
import { type BallotFile, type BallotReader, MAX_CANDIDATES, READING_RULES } from './ballot-file.js';
import { type BltToken, tokensOf } from './blt-tokens.js';
import { addCandidate, nameOf, seatsOf, wholeNumber } from './candidates.js';
import { Lines } from './lines.js';
import { MalformedFile, type Position, shown } from './malformed.js';
import { PaperStore } from './paper-store.js';

type Part = 'candidates' | 'seats' | 'papers' | 'paper' | 'names' | 'title' | 'rest';

/** What each part of the file begins with, for a sentence. */
const EXPECTED: Record<Part, string> = {
  candidates: 'the number of candidates and the number of seats',
  seats: 'the number of seats',
  papers: 'the number of equal papers that begins a line, or the 0 that ends the papers',
  paper: 'the number of a candidate, or the 0 that ends the line',
  names: "a candidate's name in quotation marks",
  title: 'the title in quotation marks, or the end of the file',
  rest: 'text in quotation marks, or the end of the file',
};

/**
 * BLT (I. D. Hill, B. A. Wichmann and D. R. Woodall, 'Algorithm 123: Single transferable vote by Meek's method', The
 * Computer Journal 30 (1987), 277-281), with the extensions of OpenSTV and Droop: comments after `#`, ids of papers in
 * `(…)`, equal rankings as `1=2`, `-` for a rank that is left out, and the options `[tie …]`, `[nick …]` and
 * `[withdrawn …]`; any other option is passed over. Line ends mean no more than blanks, but that a paper ends on the line
 * on which it begins: a 0 left out would make one paper of two. The title may be missing.
 */
export function bltReader(): BallotReader {
  return new BltReader();
}

class BltReader implements BallotReader {
  private readonly lines = new Lines((line, number) => this.line(line, number));
  private readonly store = new PaperStore();
  private part: Part = 'candidates';
  private size = 0;
  private seats = 0;
  private readonly nicks = new Map<string, Candidate>();
  private readonly withdrawn = new Set<Candidate>();
  private excludedFirst: readonly Candidate[] | null = null;
  private votes = 0;
  private readonly numbers = new Float64Array(MAX_CANDIDATES + 2);
  private ranks = 0;
  private readonly names = new Map<string, Candidate>();
  private title = '';

  write(text: string): void {
    this.lines.write(text);
  }

  end(): BallotFile {
    const last = this.lines.end();
    const complete = this.part === 'title' || this.part === 'rest';
    if (!complete) {
      throw new MalformedFile({ line: last + 1, column: 1 }, EXPECTED[this.part], 'the end of the file');
    }
    return {
      title: this.title,
      seats: this.seats,
      candidates: [...this.names.keys()],
      withdrawn: [...this.withdrawn].sort((a, b) => a - b),
      excludedFirst: this.excludedFirst,
      papers: this.store.papers((candidate) => candidate, READING_RULES),
      options: {},
    };
  }

  private line(line: string, number: number): void {
    if (this.part === 'papers' && this.nicks.size === 0 && this.plainPaper(line, number)) return;
    for (const token of tokensOf(line, number)) this.take(token);
    if (this.part === 'paper') {
      throw new MalformedFile(
        { line: number, column: line.length + 1 },
        EXPECTED.paper,
        'the end of the line',
      );
    }
  }

  /**
   * Takes a line that holds one paper of numbers and blanks and nothing else, as nearly all lines of a large file do;
   * token by token a million of them took 20 s, so 0.4 s. Anything else is left alone, and false.
   */
  private plainPaper(line: string, number: number): boolean {
    const numbers = this.numbers;
    let [length, value] = [0, -1];
    for (let i = 0; i <= line.length; i += 1) {
      const code = i < line.length ? line.charCodeAt(i) : 0x20;
      if (code >= 0x30 && code <= 0x39) {
        value = (value < 0 ? 0 : value * 10) + code - 0x30;
        if (value > 0xffff_ffff) return false;
      } else if (code !== 0x20 && code !== 0x09) return false;
      else if (value >= 0) {
        if (length === numbers.length) return false;
        numbers[length] = value;
        length += 1;
        value = -1;
      }
    }
    if (length < 2 || numbers[0] === 0 || numbers[length - 1] !== 0) return false;
    for (let i = 1; i < length - 1; i += 1) if (numbers[i] === 0 || numbers[i]! > this.size) return false;
    this.store.begin();
    for (let i = 1; i < length - 1; i += 1) this.store.rank(numbers[i]! - 1);
    this.store.end(numbers[0]!, { line: number, column: 1 });
    return true;
  }

  private take(token: BltToken): void {
    const { kind, text, at } = token;
    switch (this.part) {
      case 'candidates':
        this.size = wholeNumber(this.word(token), at, {
          what: 'the number of candidates',
          min: 1,
          max: MAX_CANDIDATES,
        });
        this.part = 'seats';
        return;
      case 'seats':
        this.seats = seatsOf(this.word(token), at);
        this.part = 'papers';
        return;
      case 'papers':
        if (kind === 'option') this.option(text, at);
        else if (kind !== 'id') this.beginPaper(this.word(token), at);
        return;
      case 'paper':
        this.preference(this.word(token), at);
        return;
      case 'names':
        addCandidate(this.names, this.string(token), at);
        if (this.names.size === this.size) this.part = 'title';
        return;
      case 'title':
        this.title = this.string(token) === '' ? '' : nameOf(text, at, 'a title');
        this.part = 'rest';
        return;
      case 'rest':
        // The source and a comment, which Wichmann's program writes after the title.
        this.string(token);
    }
  }

  private beginPaper(word: string, at: Position): void {
    if (word === '0') {
      this.part = 'names';
      return;
    }
    if (/^-\d+$/.test(word)) {
      this.withdrawn.add(this.candidate(word.slice(1), at));
      return;
    }
    this.votes = wholeNumber(word, at, { what: EXPECTED.papers, min: 1 });
    this.ranks = 0;
    this.store.begin();
    this.part = 'paper';
  }

  private preference(word: string, at: Position): void {
    if (word === '0') {
      this.store.end(this.votes, at);
      this.part = 'papers';
      return;
    }
    this.ranks += 1;
    if (this.ranks > 2 * MAX_CANDIDATES) throw new MalformedFile(at, 'the 0 that ends the line', shown(word));
    if (word === '-') this.store.skip();
    else {
      for (const [index, each] of word.split('=').entries()) {
        this.store.rank(this.candidate(each, at), index > 0);
      }
    }
  }

  private option(text: string, at: Position): void {
    const [name, ...words] = text.split(/\s+/);
    if (name === 'nick') {
      if (words.length !== this.size) {
        throw new MalformedFile(at, `${this.size} short names after 'nick'`, String(words.length));
      }
      for (const [candidate, word] of words.entries()) this.nicks.set(word, candidate);
    } else if (name === 'withdrawn') {
      for (const word of words) this.withdrawn.add(this.candidate(word, at));
    } else if (name === 'tie') {
      const order = new Set(words.map((word) => this.candidate(word, at)));
      if (order.size !== this.size || words.length !== this.size) {
        throw new MalformedFile(at, `each of the ${this.size} candidates once after 'tie'`, shown(text));
      }
      this.excludedFirst = [...order];
    }
  }

  private candidate(word: string, at: Position): Candidate {
    const nick = this.nicks.get(word);
    if (nick !== undefined) return nick;
    const what = this.part === 'paper' ? EXPECTED.paper : 'the number of a candidate';
    return wholeNumber(word, at, { what, min: 1, max: this.size }) - 1;
  }

  private word({ kind, text, at }: BltToken): string {
    if (kind !== 'word') throw new MalformedFile(at, EXPECTED[this.part], shown(text));
    return text;
  }

  private string({ kind, text, at }: BltToken): string {
    if (kind !== 'string') throw new MalformedFile(at, EXPECTED[this.part], shown(text));
    return text;
  }
}
