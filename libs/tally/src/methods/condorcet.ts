import type { Candidate, CountOptions, Election, ElectionTranscript, Pairwise, Tie } from '../election.js';
import { standing, transcriptHeader } from '../election-papers.js';
import { votesWords } from './marks.js';
import { type Comparison, rows } from './pairwise.js';
import { fillSeats, outcomeWords, tiersOfOrder } from './places.js';

/** The choices of both Condorcet methods, with the defaults that {@link CountOptions} names. */
export function condorcetOptions(election: Election): Required<Pick<CountOptions, 'strength' | 'unranked'>> {
  const { strength = 'winning', unranked = 'last' } = election.options ?? {};
  return { strength, unranked };
}

/**
 * The transcript of a method that orders the candidates by comparing them two and two. It fills one seat; with several
 * the seats go to the top of the order, which is not proportional.
 */
export function condorcetTranscript(
  election: Election,
  comparison: Comparison,
  found: {
    readonly beats: (a: Candidate, b: Candidate) => boolean;
    readonly pairwise: Pick<Pairwise, 'strongestPaths' | 'majorities'>;
    /** Ties that the method met before there was an order. */
    readonly ties: readonly Tie[];
    readonly words: string;
  },
): ElectionTranscript {
  const { papers, preferred, size } = comparison;
  const stand = standing(election);
  const ranking = tiersOfOrder(stand, found.beats);
  const { elected, ties } = fillSeats(ranking, election);
  const header = transcriptHeader(election);
  const beaten = election.candidates.map((_, a) => stand.filter((b) => found.beats(a, b)).length);
  const all = stand.find((a) =>
    stand.every((b) => a === b || preferred[a * size + b]! > preferred[b * size + a]!),
  );
  const winner =
    all === undefined || stand.length < 2
      ? ''
      : ` ${header.candidates[all]} is preferred to each of the others by a majority.`;
  return {
    ...header,
    options: condorcetOptions(election),
    papers,
    quota: null,
    elected,
    rounds: [
      {
        round: 1,
        action: 'rank',
        candidates: [],
        tally: beaten.map(String),
        exhausted: '0',
        lostToRounding: '0',
        quota: null,
        elected,
        excluded: [],
        transfers: [],
        because: `${votesWords(papers)} ${found.words}${winner} ${outcomeWords(header, elected, ties)}`,
      },
    ],
    ties: [...found.ties, ...ties],
    pairwise: { preferred: rows(preferred, size), ...found.pairwise, ranking },
  };
}
