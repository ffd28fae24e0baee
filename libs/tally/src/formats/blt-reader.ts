import type { Candidate } from '../election.js';
import {
  type BallotFile,
  type BallotReader,
  MAX_CANDIDATES,
  type Rank,
  READING_RULES,
} from './ballot-file.js';
import { type BltToken, tokensOf } from './blt-tokens.js';
import { addCandidate, nameOf, seatsOf, wholeNumber } from './candidates.js';
import { Lines, MAX_KNOWN_LINES } from './lines.js';
import { MalformedFile, type Position, shown } from './malformed.js';
import { type Bundle, Bundles, paperOf } from './rank-papers.js';

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
 * `[withdrawn …]`; any other option is passed over. Line ends mean no more than blanks. The title may be missing.
 */
export function bltReader(): BallotReader {
  return new BltReader();
}

class BltReader implements BallotReader {
  private readonly lines = new Lines((line, number) => this.line(line, number));
  private readonly bundles = new Bundles<readonly Rank[]>();
  private readonly known = new Map<string, { bundle: Bundle<readonly Rank[]>; votes: number }>();
  private part: Part = 'candidates';
  private size = 0;
  private seats = 0;
  private readonly nicks = new Map<string, Candidate>();
  private readonly withdrawn = new Set<Candidate>();
  private excludedFirst: readonly Candidate[] | null = null;
  private votes = 0;
  private ranks: Rank[] = [];
  private readonly names = new Map<string, Candidate>();
  private title = '';
  /** The only paper of this line so far; null where there is none, or more than one. */
  private alone: { bundle: Bundle<readonly Rank[]>; votes: number } | null = null;
  private ended = 0;

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
      papers: this.bundles.groups(({ says }) => paperOf(says, READING_RULES)),
      options: {},
    };
  }

  private line(line: string, number: number): void {
    if (this.part === 'papers') {
      const known = this.known.get(line);
      if (known !== undefined) {
        this.bundles.addTo(known.bundle, { line: number, column: 1 }, weighing(known.votes));
        return;
      }
    }
    const begins = this.part === 'papers';
    this.alone = null;
    this.ended = 0;
    for (const token of tokensOf(line, number)) this.take(token);
    const whole = begins && this.part === 'papers' && this.ended === 1 && this.alone !== null;
    if (whole && this.known.size < MAX_KNOWN_LINES) this.known.set(line, this.alone!);
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
    this.ranks = [];
    this.part = 'paper';
  }

  private preference(word: string, at: Position): void {
    if (word === '0') this.endPaper(at);
    else if (word === '-') this.ranks.push([]);
    else {
      if (this.ranks.length >= 2 * MAX_CANDIDATES)
        throw new MalformedFile(at, 'the 0 that ends the line', shown(word));
      this.ranks.push(word.split('=').map((each) => this.candidate(each, at)));
    }
  }

  private endPaper(at: Position): void {
    const { ranks, votes } = this;
    const key = ranks.map((rank) => (rank === 'overvote' ? rank : rank.join('='))).join(' ');
    const bundle = this.bundles.add(key, at, weighing(votes), () => ranks);
    this.alone = { bundle, votes };
    this.ended += 1;
    this.part = 'papers';
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

/** In a BLT file the number before a paper says how many there are like it; each is one vote. */
function weighing(votes: number): { heads: number; weight: number } {
  return { heads: votes, weight: votes };
}
