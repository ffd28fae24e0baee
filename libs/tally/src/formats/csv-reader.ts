import type { Candidate, Paper } from '../election.js';
import { type BallotFile, type BallotReader, type Rank, READING_RULES } from './ballot-file.js';
import { addCandidate, nameOf, wholeNumber } from './candidates.js';
import { type Cell, cellsOf, type Delimiter, delimiterOf, isOpen } from './csv-rows.js';
import { Lines, MAX_KNOWN_LINES } from './lines.js';
import { MalformedFile, type Position, shown } from './malformed.js';
import { type Bundle, Bundles, paperOf } from './rank-papers.js';

export interface CsvReaderOptions {
  /** The cells under the candidates are scores, not ranks. */
  readonly scores?: boolean;
}

/** A header that says how many papers a row stands for, or how many votes its one paper has. */
const HEADS = /^(count|number|papers|ballots|votes|voters|n)$/i;
const WEIGHT = /^weight$/i;
/** A header of what names a paper or voter, which no count reads. */
const IGNORED = /^(id|(ballot|paper|voter)[ _-]?(id|no|nr|number)|ballot|paper|voter|precinct|timestamp)$/i;
/** A header of a preference: `1`, `1st`, `rank 1`, `choice_2`, `2nd preference`. */
const PREFERENCE =
  /^(?:(?:rank|choice|preference|pref)[ ._-]?)?(\d{1,4})(?:st|nd|rd|th)?(?:[ ._-]?(?:rank|choice|preference|pref))?$/i;
const MARK = /^(x|✓|✔|✗|yes|y|true)$/i;
const SPOILT = /^(spoilt|spoiled)$/i;
const SKIPPED = /^(undervote|skipped|blank)$/i;

/** What a row says, before all names are known. */
type Says = { readonly ranks: readonly (string | 'overvote')[][] } | { readonly paper: Paper };

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
  private row = '';
  private rowAt = 0;
  private header: Header | null = null;
  private readonly bundles = new Bundles<Says>();
  private readonly known = new Map<string, { bundle: Bundle<Says>; votes: Votes }>();
  private readonly named = new Map<string, Position>();

  constructor(private readonly options: CsvReaderOptions) {}

  write(text: string): void {
    this.lines.write(text);
  }

  end(): BallotFile {
    const last = this.lines.end();
    if (this.row !== '') this.take(this.row, this.rowAt);
    if (this.header === null) {
      const at = { line: last + 1, column: 1 };
      throw new MalformedFile(at, 'a header that names candidates or preferences', 'the end of the file');
    }
    const names = new Map<string, Candidate>();
    if (this.header.form === 'candidates') {
      for (const { text, column } of this.header.cells) addCandidate(names, text, { line: 1, column });
    } else {
      for (const name of [...this.named.keys()].sort()) addCandidate(names, name, this.named.get(name)!);
    }
    return {
      title: '',
      seats: null,
      candidates: [...names.keys()],
      withdrawn: [],
      excludedFirst: null,
      papers: this.bundles.groups(({ says }) =>
        'paper' in says ? says.paper : this.ranked(says.ranks, names),
      ),
      options: {},
    };
  }

  private ranked(ranks: readonly (string | 'overvote')[][], names: ReadonlyMap<string, Candidate>): Paper {
    const known = ranks.map((rank): Rank => {
      const [name] = rank;
      if (name === undefined) return [];
      return name === 'overvote' ? 'overvote' : [names.get(name)!];
    });
    return paperOf(known, READING_RULES);
  }

  private line(line: string, number: number): void {
    if (this.row === '') this.rowAt = number;
    const row = this.row === '' ? line : `${this.row}\n${line}`;
    if (isOpen(row)) {
      this.row = row;
      return;
    }
    this.row = '';
    this.take(row, this.rowAt);
  }

  private take(row: string, line: number): void {
    if (row.trim() === '' && (this.header === null || this.header.delimiter !== '\t' || row === '')) return;
    if (this.header === null) {
      this.header = headerOf(row, line);
      return;
    }
    const known = this.known.get(row);
    if (known !== undefined) {
      this.bundles.addTo(known.bundle, { line, column: 1 }, known.votes);
      return;
    }
    const { header } = this;
    const cells = cellsOf(row, header.delimiter, line);
    for (const { text, column } of cells.slice(header.width)) {
      if (text !== '')
        throw new MalformedFile({ line, column }, `at most ${header.width} cells`, shown(text));
    }
    if (header.form === 'candidates' && cells.length < header.width) {
      const at = { line, column: row.length + 1 };
      throw new MalformedFile(at, `${header.width} cells`, String(cells.length));
    }
    const votes = votesOf(header, cells, line);
    const read = header.columns.map((column) => cells[column] ?? { text: '', column: row.length + 1 });
    const key = read.map((cell) => cell.text).join('\u0000');
    const bundle = this.bundles.add(key, { line, column: 1 }, votes, () => this.read(header, read, line));
    if (this.known.size < MAX_KNOWN_LINES) this.known.set(row, { bundle, votes });
  }

  private read({ form }: Header, cells: readonly Cell[], line: number): Says {
    if (cells.some(({ text }) => SPOILT.test(text))) return { paper: { kind: 'spoilt' } };
    if (form === 'preferences') return { ranks: cells.map((cell) => this.preference(cell, line)) };
    if (this.options.scores) return { paper: scoresOf(cells, line) };
    const byRank = new Map<number, Candidate[]>();
    for (const [candidate, { text, column }] of cells.entries()) {
      if (text === '' || text === '0') continue;
      const what = 'a rank, a mark or an empty cell';
      const rank = MARK.test(text)
        ? 1
        : wholeNumber(text, { line, column }, { what, min: 1, max: 1_000_000 });
      byRank.set(rank, [...(byRank.get(rank) ?? []), candidate]);
    }
    const ranks = [...byRank].sort(([a], [b]) => a - b).map(([, rank]) => rank);
    return { paper: paperOf(ranks, READING_RULES) };
  }

  private preference({ text, column }: Cell, line: number): (string | 'overvote')[] {
    if (text === '' || SKIPPED.test(text)) return [];
    if (text.toLowerCase() === 'overvote') return ['overvote'];
    const name = nameOf(text, { line, column }, "a candidate's name");
    const first = this.named.get(name);
    if (first === undefined) this.named.set(name, { line, column });
    return [name];
  }
}

interface Votes {
  readonly heads: number;
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

function headerOf(row: string, line: number): Header {
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
  const places = read.map(({ cell }) => Number(PREFERENCE.exec(cell.text)?.[1]));
  const inOrder = places.length > 0 && places.every((place, index) => place === index + 1);
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

function votesOf({ heads, weight }: Header, cells: readonly Cell[], line: number): Votes {
  const number = (column: number | null, what: string) => {
    if (column === null) return 1;
    const cell = cells[column] ?? { text: '', column: 1 };
    return wholeNumber(cell.text, { line, column: cell.column }, { what, min: 0 });
  };
  const papers = number(heads, 'how many papers the row stands for');
  const each = number(weight, "the weight of the row's paper");
  if (!Number.isSafeInteger(papers * each)) {
    throw new MalformedFile({ line, column: 1 }, 'a weight that can be counted exactly', 'a larger one');
  }
  return { heads: papers, weight: papers * each };
}

function scoresOf(cells: readonly Cell[], line: number): Paper {
  const scores: (readonly [Candidate, number])[] = [];
  for (const [candidate, { text, column }] of cells.entries()) {
    if (text === '') continue;
    const score = Number(text);
    if (!/^-?\d{1,15}$/.test(text)) {
      throw new MalformedFile({ line, column }, 'a whole number as a score, or an empty cell', shown(text));
    }
    scores.push([candidate, score]);
  }
  return { kind: 'scores', scores };
}
