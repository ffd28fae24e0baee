import type { Candidate, Election, ElectionTranscript, Round } from '../election.js';
import { checkElection, readPapers, standing, transcriptHeader } from '../election-papers.js';
import { figure, plural } from '../words.js';
import { fillSeats, outcomeWords, tiersOf } from './places.js';

/**
 * Plurality, or first past the post: one mark a paper, most marks first. With several seats it is the single
 * non-transferable vote. More than one mark spoils the paper (UK: Representation of the People Act 1983, Schedule 1,
 * rule 47(1)(b), 'votes are given for more than one candidate').
 *
 * @throws ElectionInvalid as {@link readPapers} does
 */
export function countPlurality(election: Election): ElectionTranscript {
  return countMarks(election, 1);
}

/**
 * Block vote: up to as many marks as there are seats, each one vote, most votes first. More marks spoil the paper
 * (UK: Local Elections (Principal Areas) (England and Wales) Rules 2006, SI 2006/3304, Schedule 2, rule 47(1)(b),
 * 'votes are given for more candidates than the voter is entitled to vote for').
 *
 * @throws ElectionInvalid as {@link readPapers} does
 */
export function countBlock(election: Election): ElectionTranscript {
  return countMarks(election, election.seats);
}

/**
 * Approval: a mark for each candidate whom the voter approves of, as many as they like, most marks first (S. J. Brams
 * and P. C. Fishburn, 'Approval Voting', American Political Science Review 72 (1978), 831-847).
 *
 * @throws ElectionInvalid as {@link readPapers} does
 */
export function countApproval(election: Election): ElectionTranscript {
  return countMarks(election, Number.POSITIVE_INFINITY);
}

function countMarks(election: Election, most: number): ElectionTranscript {
  checkElection(election);
  // Whole numbers whose sum over all papers is below 2^53: the papers are refused above it.
  const votes = new Float64Array(election.candidates.length);
  const papers = readPapers(election, 'marks', (marks, weight) => {
    if (marks.length > most) return false;
    for (const candidate of marks) votes[candidate]! += weight;
    return true;
  });
  const header = transcriptHeader(election);
  const tiers = tiersOf(standing(election), (a, b) => votes[b]! - votes[a]!);
  const { elected, ties } = fillSeats(tiers, election);
  const round: Round = {
    round: 1,
    action: 'count',
    candidates: [],
    tally: [...votes].map(String),
    exhausted: '0',
    lostToRounding: '0',
    quota: null,
    elected,
    excluded: [],
    transfers: firstCount(votes),
    because: `${votesWords(papers)} ${outcomeWords(header, elected, ties)}`,
  };
  return { ...header, papers, quota: null, elected, rounds: [round], ties };
}

/** What every candidate received at the first count. */
export function firstCount(votes: ArrayLike<number>): Round['transfers'] {
  return Array.from(votes, (each, candidate) => ({ to: candidate as Candidate, votes: each }))
    .filter((each) => each.votes > 0)
    .map(({ to, votes: moved }) => ({ from: null, to, votes: String(moved) }));
}

/** 'Counted are 12 valid papers; 1 is blank and 2 are spoilt.' */
export function votesWords(papers: ElectionTranscript['papers']): string {
  const { valid, blank, spoilt } = papers;
  const counted = `Counted ${valid.heads === 1 ? 'is' : 'are'} ${figure(valid.heads)} valid ${plural(valid.heads, 'paper')}`;
  const weight =
    valid.weight === String(valid.heads)
      ? ''
      : ` with ${valid.weight} ${plural(Number(valid.weight), 'vote')}`;
  const others = [
    ...(blank.heads > 0 ? [`${figure(blank.heads)} ${plural(blank.heads, 'is', 'are')} blank`] : []),
    ...(spoilt.heads > 0 ? [`${figure(spoilt.heads)} ${plural(spoilt.heads, 'is', 'are')} spoilt`] : []),
  ];
  return `${counted}${weight}${others.length > 0 ? `; ${others.join(' and ')}` : ''}.`;
}
