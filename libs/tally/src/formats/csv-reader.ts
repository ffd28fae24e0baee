import type { Candidate } from '../election.js';
import { type BallotFile, type BallotReader, joined, MAX_CANDIDATES, READING_RULES } from './ballot-file.js';
import { addCandidate, nameOf, wholeNumber } from './candidates.js';
import { type Cell, cellsOf, type Delimiter, delimiterOf, isHalf } from './csv-rows.js';
import { Lines } from './lines.js';
import { MalformedFile, type Position, shown } from './malformed.js';
import { PaperStore } from './paper-store.js';
import { ScoreStore } from './score-store.js';

export interface CsvReaderOptions {
  /** The columns are candidates, whatever they are called, and their cells scores. */
  readonly scores?: boolean;
}

/** A header that says how many papers a row stands for, or how many votes its one paper has. */
const HEADS = /^(count|number|papers|ballots|votes|voters|n)$/i;
const WEIGHT = /^weight$/i;
/** A header of what names a paper or voter, which no count reads. */
const IGNORED = /^(id|(ballot|paper|voter)[ _-]?(id|no|nr|number)|ballot|paper|voter|precinct|timestamp)$/i;
/** A header of a preference: `1`, `1st`, `rank 1`, `choice_2`, `2nd preference`; `third choice`, see below. */
const PREFERENCE =
  /^(?:(?:rank|choice|preference|pref)[ ._-]?)?(\d{1,4})(?:st|nd|rd|th)?(?:[ ._-]?(?:rank|choice|preference|pref))?$/i;
const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
/** Lines of one row: a cell in quotation marks may hold line ends. */
const MAX_ROW_LINES = 1_000;
const MARK = /^(x|✓|✔|✗|yes|y|true)$/i;
const SPOILT = /^(spoilt|spoiled)$/i;
const SKIPPED = /^(undervote|skipped|blank)$/i;

/**
 * CSV of ballots, a paper or some equal papers in each row, with a header. It is told from the header which form it is:
 *
 * - one column for each preference (`1,2,3`, `rank 1`, `1st choice`, …), the cells naming candidates; an empty one, or
 *   `undervote` or `skipped`, is a rank left out; `overvote` is several that cannot be told. The candidates are those
 *   that are named, in the order of their names, since the paper's order is not in the file;
 * - one column for each candidate, the cells giving ranks from 1 (equal numbers are equal ranks; empty or 0 is not
 *   ranked), or marks (`x`, `yes`, `true`), or, where the method asks for them, scores.
 *
 * A column `count` says how many papers a row stands for, a column `weight` how many votes its one paper has; columns
 * such as `id` are passed over. A row of empty cells is a blank paper, an empty line is none; a cell `spoilt` spoils
 * the paper. Cells are divided by commas, semicolons or tabs (RFC 4180).
 */
export function csvReader(options: CsvReaderOptions = {}): BallotReader {
  return new CsvReader(options);
}

class CsvReader implements BallotReader {
  private readonly lines = new Lines((line, number) => this.line(line, number));
  /** The lines of a row whose quoted cell goes on. */
  private readonly row: string[] = [];
  private rowAt = 0;
  private rows = 0;
  private header: Header | null = null;
  private readonly ranked = new PaperStore();
  private readonly scored = new ScoreStore();
  /** Whom the cells name, by the name in Unicode's form NFC, in the order in which they were met, and where. */
  private readonly named = new Map<
    string,
    { readonly id: number; readonly name: string; readonly at: Position }
  >();
  /** Who is meant by the text of a cell. */
  private readonly ids = new Map<string, number>();

  constructor(private readonly options: CsvReaderOptions) {}

  write(text: string): void {
    this.lines.write(text);
  }

  end(): BallotFile {
    const last = this.lines.end();
    if (this.row.length > 0) this.take(this.row.join('\n'), this.rowAt);
    if (this.header === null || this.rows === 0) {
      const expected =
        this.header === null ? 'a header that names candidates or preferences' : 'a row with a paper';
      throw new MalformedFile({ line: last + 1, column: 1 }, expected, 'the end of the file');
    }
    const names = new Map<string, Candidate>();
    let candidateOf = (id: number): Candidate => id;
    if (this.header.form === 'candidates') {
      for (const { text, column } of this.header.cells) addCandidate(names, text, { line: 1, column });
    } else {
      const named = [...this.named.values()];
      for (const { name, at } of named.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
        addCandidate(names, name, at);
      }
      const byId = named.map(({ name }) => names.get(name)!);
      candidateOf = (id) => byId[id]!;
    }
    const { ranked, scored } = this;
    return {
      title: '',
      seats: null,
      candidates: [...names.keys()],
      withdrawn: [],
      excludedFirst: null,
      papers: joined(scored.papers(candidateOf), ranked.papers(candidateOf, READING_RULES)),
      options: {},
    };
  }

  private line(line: string, number: number): void {
    if (this.row.length === 0) this.rowAt = number;
    this.row.push(line);
    if (isHalf(line) === (this.row.length === 1)) {
      if (this.row.length <= MAX_ROW_LINES) return;
      throw new MalformedFile({ line: this.rowAt, column: 1 }, 'a closing quotation mark', 'none');
    }
    this.take(this.row.join('\n'), this.rowAt);
    this.row.length = 0;
  }

  private take(row: string, line: number): void {
    if (row.trim() === '' && (this.header === null || this.header.delimiter !== '\t' || row === '')) return;
    if (this.header === null) {
      this.header = headerOf(row, line, this.options.scores === true);
      return;
    }
    const { header } = this;
    this.rows += 1;
    const cells = cellsOf(row, header.delimiter, line);
    for (const { text, column } of cells.slice(header.width)) {
      if (text === '') continue;
      throw new MalformedFile({ line, column }, `at most ${header.width} cells`, shown(text));
    }
    if (header.form === 'candidates' && cells.length < header.width) {
      const at = { line, column: row.length + 1 };
      throw new MalformedFile(at, `${header.width} cells`, String(cells.length));
    }
    const votes = votesOf(header, cells, line);
    const at = { line, column: 1 };
    const read = header.columns.map((column) => cells[column] ?? { text: '', column: row.length + 1 });
    const spoilt = read.some(({ text }) => SPOILT.test(text));
    if (this.options.scores && !spoilt) {
      this.scored.add(scoresOf(read, line), votes, at);
      return;
    }
    this.ranked.begin(votes.each);
    if (spoilt) this.ranked.spoil();
    else if (header.form === 'preferences') for (const cell of read) this.preference(cell, line);
    else this.ranks(read, line);
    this.ranked.end(votes.heads, at);
  }

  private ranks(cells: readonly Cell[], line: number): void {
    const byRank = new Map<number, Candidate[]>();
    for (const [candidate, { text, column }] of cells.entries()) {
      if (text === '' || text === '0') continue;
      const what = 'a rank, a mark or an empty cell';
      const bounds = { what, min: 1, max: 1_000_000 };
      const rank = MARK.test(text) ? 1 : wholeNumber(text, { line, column }, bounds);
      const others = byRank.get(rank);
      if (others === undefined) byRank.set(rank, [candidate]);
      else others.push(candidate);
    }
    for (const [, tier] of [...byRank].sort(([a], [b]) => a - b)) {
      for (const [index, candidate] of tier.entries()) this.ranked.rank(candidate, index > 0);
    }
  }

  private preference({ text, column }: Cell, line: number): void {
    const known = this.ids.get(text);
    if (known !== undefined) this.ranked.rank(known);
    else if (text === '' || SKIPPED.test(text)) this.ranked.skip();
    else if (text.toLowerCase() === 'overvote') this.ranked.overvote();
    else {
      const at = { line, column };
      const name = nameOf(text, at, "a candidate's name");
      const plain = name.normalize('NFC');
      const { id } = this.named.get(plain) ?? { id: this.named.size };
      if (id === this.named.size) this.named.set(plain, { id, name, at });
      this.ids.set(text, id);
      this.ranked.rank(id);
      if (this.named.size > MAX_CANDIDATES) {
        throw new MalformedFile(at, `at most ${MAX_CANDIDATES} candidates`, 'more');
      }
    }
  }
}

interface Votes {
  readonly heads: number;
  /** Of one such paper. */
  readonly each: number;
  readonly weight: number;
}

interface Header {
  readonly delimiter: Delimiter;
  readonly form: 'preferences' | 'candidates';
  /** Cells of a row in all. */
  readonly width: number;
  /** The header of the columns that are read as preferences or candidates, and where those are. */
  readonly cells: readonly Cell[];
  readonly columns: readonly number[];
  readonly heads: number | null;
  readonly weight: number | null;
}

function headerOf(row: string, line: number, scores: boolean): Header {
  const delimiter = delimiterOf(row);
  const all = cellsOf(row, delimiter, line);
  const heads = all.findIndex(({ text }) => HEADS.test(text));
  const weight = all.findIndex(({ text }) => WEIGHT.test(text));
  const read = all
    .map((cell, index) => ({ cell, index }))
    .filter(({ cell, index }) => index !== heads && index !== weight && !IGNORED.test(cell.text));
  const last = read.at(-1);
  // A delimiter at the end of every row makes an empty last column.
  if (last !== undefined && last.cell.text === '' && read.length > 1) read.pop();
  const places = read.map(({ cell }) => placeOf(cell.text));
  const inOrder = !scores && places.length > 0 && places.every((place, index) => place === index + 1);
  const at = { line, column: 1 };
  if (read.length === 0)
    throw new MalformedFile(at, 'a header that names candidates or preferences', shown(row));
  return {
    delimiter,
    form: inOrder ? 'preferences' : 'candidates',
    width: all.length,
    cells: read.map(({ cell }) => cell),
    columns: read.map(({ index }) => index),
    heads: heads < 0 ? null : heads,
    weight: weight < 0 ? null : weight,
  };
}

/** Which preference a header names; NaN where it names none. */
function placeOf(header: string): number {
  const written = header.replace(/^[a-z]+/i, (word) => {
    const ordinal = ORDINALS.indexOf(word.toLowerCase());
    return ordinal < 0 ? word : String(ordinal + 1);
  });
  return Number(PREFERENCE.exec(written)?.[1]);
}

function votesOf({ heads, weight }: Header, cells: readonly Cell[], line: number): Votes {
  const number = (column: number | null, what: string) => {
    if (column === null) return 1;
    const cell = cells[column] ?? { text: '', column: 1 };
    return wholeNumber(cell.text, { line, column: cell.column }, { what, min: 0 });
  };
  const papers = number(heads, 'how many papers the row stands for');
  const each = number(weight, "the weight of the row's paper");
  return { heads: papers, each, weight: papers * each };
}

function scoresOf(cells: readonly Cell[], line: number): (readonly [Candidate, number])[] {
  const scores: (readonly [Candidate, number])[] = [];
  for (const [candidate, { text, column }] of cells.entries()) {
    if (text === '') continue;
    const score = Number(text);
    if (!/^-?\d{1,15}$/.test(text)) {
      throw new MalformedFile({ line, column }, 'a whole number as a score, or an empty cell', shown(text));
    }
    scores.push([candidate, score]);
  }
  return scores;
}
