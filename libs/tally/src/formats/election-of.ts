import type { Election, Method, Paper, PaperGroup } from '../election.js';
import type { BallotFile } from './ballot-file.js';

/** Thrown where a file's ballots are of a kind that the method cannot count; the message says which. */
export class BallotsUnfit extends Error {
  override readonly name = 'BallotsUnfit';
}

/** Which kind of paper each method reads. */
export function paperKindOf(method: Method): Exclude<Paper['kind'], 'spoilt'> {
  switch (method) {
    case 'plurality':
    case 'block':
    case 'approval':
      return 'marks';
    case 'score':
    case 'score-median':
      return 'scores';
    default:
      return 'ranking';
  }
}

/**
 * The papers of a file as the method reads them. From a ranking, plurality takes the first preference; block vote and
 * approval take everybody who is listed as marked. From scores, the preferential methods rank the higher score first
 * and equal scores equally. Scores cannot be made of ranks, nor marks of scores.
 *
 * @throws BallotsUnfit when they are gone through
 */
export function papersFor(method: Method, file: BallotFile): Iterable<PaperGroup> {
  return {
    *[Symbol.iterator]() {
      for (const group of file.papers) {
        const paper = converted(method, group.paper, file);
        yield paper === group.paper ? group : { ...group, paper };
      }
    },
  };
}

function converted(method: Method, paper: Paper, file: BallotFile): Paper {
  const kind = paperKindOf(method);
  if (paper.kind === kind || paper.kind === 'spoilt') return paper;
  // A blank paper is blank by every method.
  if (paper.kind === 'ranking' && paper.ranking.length === 0 && kind === 'scores')
    return { kind, scores: [] };
  if (paper.kind === 'ranking' && kind === 'marks') {
    return {
      kind,
      marks: method === 'plurality' ? firstStanding(paper.ranking, file) : paper.ranking.flat(),
    };
  }
  if (paper.kind === 'scores' && kind === 'ranking') return { kind, ranking: byScore(paper.scores) };
  throw new BallotsUnfit(
    kind === 'scores'
      ? `The ballots of this file rank candidates, and ${method} counts scores.`
      : `The ballots of this file give scores, and ${method} counts marks.`,
  );
}

/** The first rank with somebody on it who stands. */
function firstStanding(
  ranking: readonly (readonly number[])[],
  { withdrawn }: BallotFile,
): readonly number[] {
  return ranking.find((tier) => tier.some((each) => !withdrawn.includes(each))) ?? [];
}

function byScore(scores: readonly (readonly [number, number])[]): number[][] {
  const tiers = new Map<number, number[]>();
  for (const [candidate, score] of scores) tiers.set(score, [...(tiers.get(score) ?? []), candidate]);
  return [...tiers].sort(([a], [b]) => b - a).map(([, tier]) => tier);
}

/** An election by what a file holds. Going through its papers may throw {@link BallotsUnfit}. */
export function electionOf(
  file: BallotFile,
  chosen: Pick<Election, 'method' | 'seats' | 'tieOrder' | 'options'>,
): Election {
  const { candidates, withdrawn } = file;
  return { ...chosen, candidates, withdrawn, papers: papersFor(chosen.method, file) };
}
