import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { type Method as ElectionMethod, paperText } from '@plenary/tally';
import { type ElectionTerms, METHOD_TERMS, mostMarks } from './election.js';

/** What a voter fills in, candidates by their ids: exactly one of the three. */
export interface Choice {
  /** From the first preference down; those of one inner list are ranked equally. */
  readonly ranking?: readonly (readonly string[])[] | null;
  readonly marks?: readonly string[] | null;
  readonly scores?: readonly { readonly candidateId: string; readonly score: number }[] | null;
}

/** What a choice is held against. */
export interface BallotPaper {
  readonly method: ElectionMethod;
  readonly terms: ElectionTerms;
  /** Place by candidate id. */
  readonly places: ReadonlyMap<string, number>;
}

/** The form of a paper's canonical text, as the tables' constraint has it. */
export const PAPER_FORM =
  /^(blank|spoilt|r:\d{1,3}([>=]\d{1,3})*|m:\d{1,3}(\+\d{1,3})*|s:\d{1,3}=\d{1,3}(\+\d{1,3}=\d{1,3})*)$/;

/** Papers of an election that say the same. */
export interface PaperLine {
  /** Their canonical text. */
  readonly answer: string;
  readonly heads: number;
  /** The sum of their weights. */
  readonly weight: number;
}

export interface BallotInvalid extends Rejection {
  readonly code: 'BALLOT_INVALID';
}

export function ballotInvalid(message: string): Result<never, BallotInvalid> {
  return rejected({ code: 'BALLOT_INVALID', message });
}

const KIND_WORDS = {
  ranking: 'In this vote you rank candidates.',
  marks: 'In this vote you mark candidates.',
  scores: 'In this vote you give scores.',
} as const;

/**
 * The canonical text of a choice, which `readPaper` of libs/tally reads: `r:3>0=2` ranks, `m:0+2` marks, `s:0=5+2=3` gives scores, in places, equal ones and
 * marks in order of the places. A choice that names nobody is `blank`.
 */
export function writePaper(choice: Choice, paper: BallotPaper): Result<string, BallotInvalid> {
  const { kind } = METHOD_TERMS[paper.method];
  const given = (['ranking', 'marks', 'scores'] as const).filter((each) => choice[each] != null);
  if (given.length !== 1 || given[0] !== kind)
    return ballotInvalid(`${KIND_WORDS[kind]} Fill in that alone.`);
  const named =
    choice.ranking?.flat() ?? choice.marks ?? choice.scores!.map(({ candidateId }) => candidateId);
  if (named.some((id) => !paper.places.has(id)))
    return ballotInvalid('Your paper names somebody who does not stand in this vote. Take them off it.');
  if (new Set(named).size < named.length)
    return ballotInvalid('Your paper names a candidate twice. Leave each on it once.');
  if (choice.ranking?.some((tier) => tier.length === 0))
    return ballotInvalid('Your paper leaves a rank empty. Close the gap.');
  if (named.length === 0) return ok('blank');
  switch (kind) {
    case 'ranking':
      return writeRanking(choice.ranking!, paper);
    case 'marks':
      return writeMarks(choice.marks!, paper);
    case 'scores':
      return writeScores(choice.scores!, paper);
  }
}

const ascending = (a: number, b: number) => a - b;

function writeRanking(
  ranking: readonly (readonly string[])[],
  { method, places }: BallotPaper,
): Result<string, BallotInvalid> {
  if (!METHOD_TERMS[method].equalRanks && ranking.some((tier) => tier.length > 1))
    return ballotInvalid('This method takes no equal ranks. Put one candidate on each.');
  const tiers = ranking.map((tier) => tier.map((id) => places.get(id)!).sort(ascending));
  return ok(paperText({ kind: 'ranking', ranking: tiers }));
}

function writeMarks(
  marks: readonly string[],
  { method, terms, places }: BallotPaper,
): Result<string, BallotInvalid> {
  const most = mostMarks(method, terms.seats, places.size)!;
  if (marks.length > most)
    return ballotInvalid(
      `Your paper has ${marks.length} marks, and this vote takes ${most === 1 ? 'one' : `at most ${most}`}. Take some off.`,
    );
  return ok(paperText({ kind: 'marks', marks: marks.map((id) => places.get(id)!).sort(ascending) }));
}

function writeScores(
  scores: NonNullable<Choice['scores']>,
  { terms, places }: BallotPaper,
): Result<string, BallotInvalid> {
  const max = terms.maxScore!;
  if (scores.some(({ score }) => !Number.isInteger(score) || score < 0 || score > max))
    return ballotInvalid(`A score is a whole number from 0 to ${max}. Mend those that are not.`);
  const pairs = scores
    .map(({ candidateId, score }) => [places.get(candidateId)!, score] as const)
    .sort(([a], [b]) => a - b);
  return ok(paperText({ kind: 'scores', scores: pairs }));
}
