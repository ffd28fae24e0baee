import type { Candidate, Election, ElectionTranscript, Round } from '../election.js';
import { checkElection, readPapers, standing, transcriptHeader } from '../election-papers.js';
import { votesWords } from './marks.js';
import { byMedian, Grades } from './median.js';
import { fillSeats, outcomeWords, tiersOf } from './places.js';

/**
 * Score: every paper gives candidates whole-number scores, and whoever it does not score gets 0.
 *
 * By the sum (the default), highest first; equal sums go to the tie order (W. D. Smith, 'Range voting', 2000: the
 * method itself knows no other step). By the median: see {@link byMedian}.
 *
 * @throws ElectionInvalid as {@link readPapers} does
 */
export function countScore(election: Election): ElectionTranscript {
  checkElection(election);
  const scoreBy = election.method === 'score-median' ? 'median' : (election.options?.scoreBy ?? 'sum');
  const grades = election.candidates.map(() => new Grades());
  const papers = readPapers(election, 'scores', (scores, weight) => {
    for (const [candidate, score] of scores) grades[candidate]!.add(score, weight);
    return true;
  });
  const total = Number(papers.valid.weight);
  for (const each of grades) each.fillWithZero(total);
  const withdrawn = new Set(election.withdrawn);
  const value = (candidate: Candidate) => {
    if (withdrawn.has(candidate)) return 0n;
    return scoreBy === 'sum' ? grades[candidate]!.sum() : grades[candidate]!.median();
  };
  const values = election.candidates.map((_, candidate) => value(candidate));
  const compare =
    scoreBy === 'sum'
      ? (a: Candidate, b: Candidate) => descending(values[a]!, values[b]!)
      : (a: Candidate, b: Candidate) => byMedian(grades[a]!, grades[b]!);
  const { elected, ties } = fillSeats(tiersOf(standing(election), compare), election);
  const header = transcriptHeader(election);
  const rule =
    scoreBy === 'sum'
      ? 'The scores of each candidate are added up.'
      : 'Each candidate has the median of their scores, the lower one of two; equal medians are taken away one by one until they differ.';
  const round: Round = {
    round: 1,
    action: 'count',
    candidates: [],
    tally: values.map(String),
    exhausted: '0',
    lostToRounding: '0',
    quota: null,
    elected,
    excluded: [],
    transfers: [],
    because: `${votesWords(papers)} ${rule} ${outcomeWords(header, elected, ties)}`,
  };
  return { ...header, options: { scoreBy }, papers, quota: null, elected, rounds: [round], ties };
}

function descending(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1;
}
