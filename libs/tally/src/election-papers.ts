import {
  type Candidate,
  type Election,
  type ElectionTranscript,
  METHODS,
  type Method,
  type Paper,
} from './election.js';
import { RankingCondenser, type Rankings } from './rankings.js';

/** The part of an {@link Election} that cannot be counted. */
export type ElectionField =
  | 'method'
  | 'candidates'
  | 'withdrawn'
  | 'seats'
  | 'papers'
  | 'tieOrder'
  | 'vacancy';

/** Thrown where an election is not one that can be counted; the message says what is wrong, and where. */
export class ElectionInvalid extends RangeError {
  override readonly name = 'ElectionInvalid';
  readonly code = 'ElectionInvalid';

  constructor(
    readonly field: ElectionField,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Checks everything but the papers: names distinct, who withdrew and the tie order made of candidates, each named
 * once, the tie order naming all of them, at least one seat.
 *
 * @param countedBy the method that is about to count it, where that is known: the election must be of that one.
 * @throws ElectionInvalid
 */
export function checkElection(election: Election, countedBy: Method = election.method): void {
  const { method, candidates, withdrawn, seats, tieOrder } = election;
  if (!METHODS.includes(method)) throw new ElectionInvalid('method', `'${method}' is no method of counting`);
  if (method !== countedBy) {
    throw new ElectionInvalid('method', `the election is by '${method}', and this counts by '${countedBy}'`);
  }
  if (new Set(candidates).size !== candidates.length) {
    throw new ElectionInvalid('candidates', 'two candidates have the same name');
  }
  if (!Number.isSafeInteger(seats) || seats < 1) {
    throw new ElectionInvalid('seats', `the number of seats is a whole number from 1, not ${seats}`);
  }
  checkNamed('withdrawn', 'the list of those who withdrew', withdrawn, candidates.length);
  checkNamed('tieOrder', 'the tie order', tieOrder, candidates.length);
  if (tieOrder.length !== candidates.length) {
    throw new ElectionInvalid(
      'tieOrder',
      `the tie order names ${tieOrder.length} of ${candidates.length} candidates`,
    );
  }
}

function checkNamed(
  field: ElectionField,
  list: string,
  named: readonly Candidate[],
  candidates: number,
): void {
  const seen = new Set<Candidate>();
  for (const candidate of named) {
    if (!isCandidate(candidate, candidates)) {
      throw new ElectionInvalid(field, `${list} names ${candidate}, which is no candidate`);
    }
    if (seen.has(candidate)) throw new ElectionInvalid(field, `${list} names candidate ${candidate} twice`);
    seen.add(candidate);
  }
}

function isCandidate(value: number, candidates: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < candidates;
}

/** The part of a transcript that repeats what was to be counted. */
export type TranscriptHeader = Pick<
  ElectionTranscript,
  'format' | 'method' | 'candidates' | 'withdrawn' | 'seats' | 'tieOrder'
>;

export function transcriptHeader(election: Election): TranscriptHeader {
  const { method, candidates, seats, tieOrder } = election;
  return {
    format: 'plenary-election-1',
    method,
    candidates: [...candidates],
    withdrawn: [...election.withdrawn].sort((a, b) => a - b),
    seats,
    tieOrder: [...tieOrder],
  };
}

/** Who stands, in the order of the ballot paper. */
export function standing(election: Election): Candidate[] {
  const withdrawn = new Set(election.withdrawn);
  return election.candidates.map((_, candidate) => candidate).filter((each) => !withdrawn.has(each));
}

/** Whom the tie order favours of `between`: elected, kept or transferred first. Not for an empty list. */
export function favoured(between: readonly Candidate[], tieOrder: readonly Candidate[]): Candidate {
  return tieOrder.find((candidate) => between.includes(candidate))!;
}

/** Whom the tie order favours least of `between`: excluded first. Not for an empty list. */
export function leastFavoured(between: readonly Candidate[], tieOrder: readonly Candidate[]): Candidate {
  return tieOrder.findLast((candidate) => between.includes(candidate))!;
}

/** What a valid paper says of a kind: tiers of candidates, marked candidates, or pairs of candidate and score. */
interface Says {
  ranking: readonly (readonly Candidate[])[];
  marks: readonly Candidate[];
  scores: readonly (readonly [Candidate, number])[];
}

export type PaperKind = keyof Says;

/** Papers and weight of one sort, while they are added up: whole numbers below 2^53, a bigint each would be garbage. */
interface Sum {
  heads: number;
  weight: number;
}

/**
 * Reads every group of papers once, checks it, and hands what is left of a paper without those who withdrew to
 * `visit`, with its weight. A paper that names nobody who stands is blank; one for which `visit` answers false is
 * spoilt under the method's own rule. Returns how many were cast, valid, blank and spoilt.
 *
 * @throws ElectionInvalid for a paper of another kind, a candidate that does not exist or is on a paper twice, a
 *   score that is no whole number, a number of papers or weight below 0, and more than 2^53 - 1 votes in all.
 */
export function readPapers<K extends PaperKind>(
  election: Election,
  kind: K,
  visit: (says: Says[K], weight: number) => boolean,
): ElectionTranscript['papers'] {
  const [valid, blank, spoilt] = [sum(), sum(), sum()];
  const reader = new Reader(election);
  let [group, votes] = [0, 0];
  for (const { paper, heads, weight } of election.papers) {
    group += 1;
    const each = reader.weightOf(heads, weight, group, votes);
    votes += each;
    if (paper.kind === 'spoilt') {
      add(spoilt, heads, each);
      continue;
    }
    if (paper.kind !== kind)
      throw wrong(group, `is of the kind '${paper.kind}', and this method reads '${kind}'`);
    const says = reader.read(paper, group) as Says[K];
    if (says.length === 0) add(blank, heads, each);
    else add(visit(says, each) ? valid : spoilt, heads, each);
  }
  const cast = sum();
  for (const each of [valid, blank, spoilt]) add(cast, each.heads, each.weight);
  return { cast: written(cast), valid: written(valid), blank: written(blank), spoilt: written(spoilt) };
}

const MAX_VOTES = Number.MAX_SAFE_INTEGER;

function sum(): Sum {
  return { heads: 0, weight: 0 };
}

function add(to: Sum, heads: number, weight: number): void {
  to.heads += heads;
  to.weight += weight;
}

function written({ heads, weight }: Sum): { heads: number; weight: string } {
  return { heads, weight: String(weight) };
}

function wrong(group: number, what: string): ElectionInvalid {
  return new ElectionInvalid('papers', `group ${group} of the papers ${what}`);
}

class Reader {
  private readonly candidates: number;
  private readonly withdrawn: Uint8Array;
  private readonly anyWithdrawn: boolean;
  /** The group in which a candidate was last seen: tells a second mention without clearing a set per paper. */
  private readonly seenIn: Float64Array;

  constructor(election: Election) {
    this.candidates = election.candidates.length;
    this.withdrawn = new Uint8Array(this.candidates);
    for (const each of election.withdrawn) this.withdrawn[each] = 1;
    this.anyWithdrawn = election.withdrawn.length > 0;
    this.seenIn = new Float64Array(this.candidates);
  }

  /** The votes of a group, where there were so many before it. Their bound keeps every sum exact in a number. */
  weightOf(heads: number, weight: bigint, group: number, before: number): number {
    if (!Number.isSafeInteger(heads) || heads < 0) throw wrong(group, `has ${heads} papers`);
    const votes = typeof weight === 'bigint' ? Number(weight) : Number.NaN;
    if (!(votes >= 0)) throw wrong(group, `has the weight ${weight}`);
    if (heads === 0 && votes > 0) throw wrong(group, `has the weight ${weight} and no paper`);
    if (before + votes > MAX_VOTES) throw wrong(group, `takes the votes above ${MAX_VOTES}`);
    return votes;
  }

  read(paper: Exclude<Paper, { kind: 'spoilt' }>, group: number): Says[PaperKind] {
    switch (paper.kind) {
      case 'ranking':
        return this.readRanking(paper.ranking, group);
      case 'marks':
        for (const candidate of paper.marks) this.see(candidate, group);
        return this.anyWithdrawn ? paper.marks.filter((each) => !this.withdrawn[each]) : paper.marks;
      case 'scores':
        for (const [candidate, score] of paper.scores) {
          this.see(candidate, group);
          if (!Number.isSafeInteger(score)) throw wrong(group, `has the score ${score}`);
        }
        return this.anyWithdrawn ? paper.scores.filter(([each]) => !this.withdrawn[each]) : paper.scores;
    }
  }

  private readRanking(ranking: Says['ranking'], group: number): Says['ranking'] {
    let gaps = false;
    for (let i = 0; i < ranking.length; i += 1) {
      const tier = ranking[i]!;
      if (tier.length === 0) gaps = true;
      for (let j = 0; j < tier.length; j += 1) this.see(tier[j]!, group);
    }
    if (!gaps && !this.anyWithdrawn) return ranking;
    return ranking
      .map((tier) => tier.filter((each) => !this.withdrawn[each]))
      .filter((tier) => tier.length > 0);
  }

  private see(candidate: Candidate, group: number): void {
    if (!isCandidate(candidate, this.candidates))
      throw wrong(group, `names ${candidate}, which is no candidate`);
    if (this.seenIn[candidate] === group) throw wrong(group, `names candidate ${candidate} twice`);
    this.seenIn[candidate] = group;
  }
}

/**
 * What a method makes of candidates ranked equally. `split`: each gets the same part of the paper. `ends`: the paper
 * is read as far as it is certain, and is spoilt where the first preference is not.
 */
export type EqualRanks = 'split' | 'ends';

/**
 * Reads the papers as {@link readPapers} does and takes those together that say the same once those who withdrew
 * are passed over; the order within a tier means nothing. Memory is bounded by the distinct rankings.
 *
 * @throws ElectionInvalid as {@link readPapers} does.
 */
export function condenseRankings(
  election: Election,
  equalRanks: EqualRanks = 'split',
): { readonly papers: ElectionTranscript['papers']; readonly rankings: Rankings } {
  const condenser = new RankingCondenser();
  const papers = readPapers(election, 'ranking', (ranking, votes) => {
    for (let i = 0; i < ranking.length; i += 1) {
      const tier = ranking[i]!;
      if (tier.length === 1) condenser.push(tier[0]!);
      else if (equalRanks === 'ends') break;
      else
        for (const [k, each] of [...tier].sort((a, b) => a - b).entries())
          condenser.push(k === 0 ? each : ~each);
    }
    return condenser.end(votes) > 0;
  });
  return { papers, rankings: condenser.rankings() };
}
