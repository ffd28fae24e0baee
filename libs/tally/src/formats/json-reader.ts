import type { Candidate, CountOptions, Paper } from '../election.js';
import {
  type BallotFile,
  type BallotReader,
  MAX_CANDIDATES,
  type Rank,
  READING_RULES,
  type ReadingRules,
} from './ballot-file.js';
import { addCandidate, nameOf, seatsOf, wholeNumber } from './candidates.js';
import { rulesOf } from './json-rules.js';
import { JsonStream, type JsonValue } from './json-stream.js';
import { MalformedFile, type Position, shown } from './malformed.js';
import { type Bundle, Bundles, paperOf } from './rank-papers.js';

export interface JsonReaderOptions {
  /** Heed the file's `rules`, where this library offers what they ask for; else they are passed over. */
  readonly useRules?: boolean;
  /** Which of a file of several `cases` to read, by its `name`. */
  readonly caseName?: string;
}

/** Keys that are read; all others, as `expected`, are checked to be JSON and passed over. */
const KEPT = new Set([
  'title',
  'name',
  'seats',
  'candidates',
  'withdrawn',
  'tieOrder',
  'tieBreakOrder',
  'rules',
]);

/**
 * The JSON of published test elections: `candidates` (names), `ballots` ([how many, what they say]), and where they are
 * there `seats`, `withdrawn`, `title`, `tieOrder` or `tieBreakOrder`. What a ballot says is a list of ranks, each a
 * candidate's number from 1 or name, a list of those ranked equally, 0 or '' for a rank left out, 'O' or '#' for several
 * that cannot be told, 'W' for somebody who is not on the paper; or an object of scores by name. The keys may come in
 * any order. A file of several elections has them in `cases`.
 */
export function jsonReader(options: JsonReaderOptions = {}): BallotReader {
  return new JsonReader(options);
}

class JsonReader implements BallotReader {
  private readonly values = new Map<string, { value: JsonValue; at: Position }>();
  private ballots = new Bundles<JsonValue>();
  private hasBallots = false;
  private readonly cases: string[] = [];
  private found = false;
  private readonly stream = new JsonStream({
    keeps: (key) => KEPT.has(key),
    streams: (key) => key === 'ballots' || key === 'cases',
    value: (key, value, at) => this.values.set(key, { value, at }),
    element: (key, value, at) => (key === 'ballots' ? this.ballot(value, at) : this.case(value, at)),
  });

  constructor(private readonly options: JsonReaderOptions) {}

  write(text: string): void {
    this.stream.write(text);
  }

  end(): BallotFile {
    this.stream.end();
    const { caseName } = this.options;
    const start = { line: 1, column: 1 };
    const known = this.cases.map((name) => `'${name}'`).join(', ');
    if (this.cases.length > 0 && caseName === undefined) {
      throw new MalformedFile(
        start,
        `one of its ${this.cases.length} cases to be named (${known})`,
        'no name',
      );
    }
    if (caseName !== undefined && !this.found) {
      throw new MalformedFile(start, `a case of the name '${caseName}'`, known === '' ? 'no cases' : known);
    }
    return this.file();
  }

  private case(value: JsonValue, at: Position): void {
    if (!isObject(value)) throw new MalformedFile(at, 'an election between braces', described(value));
    const name = String(value.name ?? this.cases.length + 1);
    this.cases.push(name);
    if (name !== this.options.caseName || this.found) return;
    this.found = true;
    this.values.clear();
    this.ballots = new Bundles();
    for (const [key, each] of Object.entries(value)) {
      if (KEPT.has(key)) this.values.set(key, { value: each, at });
    }
    if (Array.isArray(value.ballots)) for (const each of value.ballots) this.ballot(each, at);
  }

  private ballot(value: JsonValue, at: Position): void {
    this.hasBallots = true;
    if (!Array.isArray(value) || value.length !== 2) {
      throw new MalformedFile(at, 'a list of how many ballots and what they say', described(value));
    }
    const [count, says] = value as JsonValue[];
    if (typeof says !== 'object' || says === null) {
      throw new MalformedFile(at, 'a list of ranks, or scores by name', described(says));
    }
    const votes = wholeNumber(described(count), at, { what: 'how many ballots say this', min: 0 });
    this.ballots.add(JSON.stringify(says), at, { heads: votes, weight: votes }, () => says);
  }

  private file(): BallotFile {
    const start = { line: 1, column: 1 };
    const names = new Map<string, Candidate>();
    const { value: list, at } = this.values.get('candidates') ?? { value: null, at: start };
    if (!Array.isArray(list)) throw new MalformedFile(at, "'candidates', a list of names", described(list));
    for (const name of list) {
      if (typeof name !== 'string') throw new MalformedFile(at, "a candidate's name", described(name));
      addCandidate(names, name, at);
    }
    if (!this.hasBallots) throw new MalformedFile(start, "'ballots', a list of them", 'none');
    const reading: { options: CountOptions; reading: ReadingRules } = this.options.useRules
      ? rulesOf(this.values.get('rules')?.value ?? null, this.values.get('rules')?.at ?? start)
      : { options: {}, reading: READING_RULES };
    const seats = this.values.get('seats');
    const title = this.values.get('title') ?? this.values.get('name');
    return {
      title:
        typeof title?.value === 'string' && title.value.trim() !== ''
          ? nameOf(title.value, title.at, 'a title')
          : '',
      seats: seats === undefined || seats.value === null ? null : seatsOf(described(seats.value), seats.at),
      candidates: [...names.keys()],
      withdrawn: this.listOf('withdrawn', names).sort((a, b) => a - b),
      excludedFirst: this.excludedFirst(names),
      papers: this.ballots.groups((bundle) => paper(bundle, names, reading.reading)),
      options: reading.options,
    };
  }

  private excludedFirst(names: ReadonlyMap<string, Candidate>): Candidate[] | null {
    const key = this.values.has('tieOrder') ? 'tieOrder' : 'tieBreakOrder';
    const order = this.listOf(key, names);
    if (order.length === 0) return null;
    if (order.length === names.size) return order;
    throw new MalformedFile(
      this.values.get(key)!.at,
      `each candidate once in '${key}'`,
      `${order.length} of them`,
    );
  }

  /** Candidates by name or number; none where the key is absent. */
  private listOf(key: string, names: ReadonlyMap<string, Candidate>): Candidate[] {
    const held = this.values.get(key);
    if (held === undefined || held.value === null) return [];
    const { value, at } = held;
    if (!Array.isArray(value))
      throw new MalformedFile(at, `'${key}', a list of candidates`, described(value));
    return [...new Set(value.map((each) => candidateOf(each, names, at)))];
  }
}

function paper(
  { says, at }: Bundle<JsonValue>,
  names: ReadonlyMap<string, Candidate>,
  rules: ReadingRules,
): Paper {
  if (!Array.isArray(says)) return scores(says as { readonly [key: string]: JsonValue }, names, at);
  if (says.length > 2 * MAX_CANDIDATES) {
    throw new MalformedFile(at, `at most ${2 * MAX_CANDIDATES} ranks`, String(says.length));
  }
  return paperOf(
    says.map((rank) => rankOf(rank, names, at)),
    rules,
  );
}

function scores(
  says: { readonly [key: string]: JsonValue },
  names: ReadonlyMap<string, Candidate>,
  at: Position,
): Paper {
  return {
    kind: 'scores',
    scores: Object.entries(says).map(([name, score]) => {
      if (!Number.isSafeInteger(score))
        throw new MalformedFile(at, 'a whole number as a score', described(score));
      return [candidateOf(name, names, at), score as number] as const;
    }),
  };
}

function rankOf(rank: JsonValue, names: ReadonlyMap<string, Candidate>, at: Position): Rank {
  if (rank === 0 || rank === '') return [];
  if (Array.isArray(rank)) return rank.map((each) => candidateOf(each, names, at));
  if (typeof rank === 'string' && !names.has(rank.trim())) {
    if (rank === 'O' || rank === '#') return 'overvote';
    if (rank === 'W') return [];
  }
  return [candidateOf(rank, names, at)];
}

function candidateOf(value: JsonValue, names: ReadonlyMap<string, Candidate>, at: Position): Candidate {
  if (typeof value === 'number') {
    return (
      wholeNumber(described(value), at, { what: 'the number of a candidate', min: 1, max: names.size }) - 1
    );
  }
  const candidate = typeof value === 'string' ? names.get(value.trim()) : undefined;
  if (candidate === undefined) throw new MalformedFile(at, "a candidate's name or number", described(value));
  return candidate;
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function described(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? shown(text) : text;
}
