import type { Candidate, CountOptions } from '../election.js';
import {
  type BallotFile,
  type BallotReader,
  joined,
  MAX_CANDIDATES,
  READING_RULES,
  type ReadingRules,
} from './ballot-file.js';
import { addCandidate, nameOf, seatsOf, wholeNumber } from './candidates.js';
import { rulesOf } from './json-rules.js';
import { JsonStream, type JsonValue } from './json-stream.js';
import { MalformedFile, type Position, shown } from './malformed.js';
import { type Meaning, PaperStore } from './paper-store.js';
import { ScoreStore } from './score-store.js';

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
  private ranked = new PaperStore();
  private scored = new ScoreStore();
  /** What the ballots name candidates by, in the order in which it was met, and where. */
  private readonly refs = new Map<JsonValue, { readonly id: number; readonly at: Position }>();
  private hasBallots = false;
  private readonly cases: string[] = [];
  private found = false;
  private readonly stream = new JsonStream({
    list: (key) => {
      if (key === 'ballots') this.hasBallots = true;
    },
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
    for (const [key, each] of Object.entries(value)) {
      if (KEPT.has(key)) this.values.set(key, { value: each, at });
    }
    this.hasBallots = Array.isArray(value.ballots);
    if (Array.isArray(value.ballots)) for (const each of value.ballots) this.ballot(each, at);
  }

  private ballot(value: JsonValue, at: Position): void {
    if (!Array.isArray(value) || value.length !== 2) {
      throw new MalformedFile(at, 'a list of how many ballots and what they say', described(value));
    }
    const [count, says] = value as JsonValue[];
    if (typeof says !== 'object' || says === null) {
      throw new MalformedFile(at, 'a list of ranks, or scores by name', described(says));
    }
    const votes = wholeNumber(described(count), at, { what: 'how many ballots say this', min: 0 });
    if (!Array.isArray(says)) {
      const scores = Object.entries(says).map(
        ([name, score]) => [this.ref(name, at), scoreOf(score, at)] as const,
      );
      this.scored.add(scores, { heads: votes, weight: votes }, at);
      return;
    }
    if (says.length > 2 * MAX_CANDIDATES) {
      throw new MalformedFile(at, `at most ${2 * MAX_CANDIDATES} ranks`, String(says.length));
    }
    this.ranked.begin();
    for (const rank of says as readonly JsonValue[]) {
      if (rank === 0 || rank === '') this.ranked.skip();
      else if (!Array.isArray(rank)) this.ranked.rank(this.ref(rank, at));
      else if (rank.length === 0) this.ranked.skip();
      else for (const [index, each] of rank.entries()) this.ranked.rank(this.ref(each, at), index > 0);
    }
    this.ranked.end(votes, at);
  }

  /** The id of what names a candidate; whom it names is known at the end, since the keys come in any order. */
  private ref(value: JsonValue, at: Position): number {
    const known = this.refs.get(value);
    if (known !== undefined) return known.id;
    if (typeof value !== 'number' && typeof value !== 'string') {
      throw new MalformedFile(at, "a candidate's name or number", described(value));
    }
    if (this.refs.size > 2 * MAX_CANDIDATES) {
      throw new MalformedFile(at, `at most ${MAX_CANDIDATES} candidates`, 'more');
    }
    this.refs.set(value, { id: this.refs.size, at });
    return this.refs.size - 1;
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
    const refs = [...this.refs];
    const byId = refs.map(([value, ref]) => meaningOf(value, names, ref.at));
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
      papers: joined(
        this.scored.papers((id) => candidateOf(refs[id]![0], names, refs[id]![1].at)),
        this.ranked.papers((id) => byId[id]!, reading.reading),
      ),
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

function scoreOf(value: JsonValue, at: Position): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new MalformedFile(at, 'a whole number as a score', described(value));
}

/** The marks of the published files, unless a candidate has that very name. */
const MARKS: Readonly<Record<string, Meaning>> = { O: 'overvote', '#': 'overvote', W: 'nobody' };

function meaningOf(value: JsonValue, names: ReadonlyMap<string, Candidate>, at: Position): Meaning {
  const isMark = typeof value === 'string' && !names.has(value) && Object.hasOwn(MARKS, value);
  return isMark ? MARKS[value]! : candidateOf(value, names, at);
}

function candidateOf(value: JsonValue, names: ReadonlyMap<string, Candidate>, at: Position): Candidate {
  const candidate = typeof value === 'string' ? names.get(value.trim()) : undefined;
  if (candidate !== undefined) return candidate;
  // A number may come as text, as the keys of an object always do.
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))) {
    const what = 'the number of a candidate';
    return wholeNumber(described(value), at, { what, min: 1, max: names.size }) - 1;
  }
  throw new MalformedFile(at, "a candidate's name or number", described(value));
}

function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function described(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 40 ? shown(text) : text;
}
