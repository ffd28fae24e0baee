import type { Election, ElectionTranscript, Method } from './election.js';
import { checkElection, ElectionInvalid } from './election-papers.js';
import { countIrv } from './methods/irv.js';
import { countApproval, countBlock, countPlurality } from './methods/marks.js';
import { countRankedPairs } from './methods/ranked-pairs.js';
import { countSchulze } from './methods/schulze.js';
import { countScore } from './methods/score.js';
import { countScottish } from './stv/scottish.js';

const COUNTS: Readonly<Partial<Record<Method, (election: Election) => ElectionTranscript>>> = {
  plurality: countPlurality,
  block: countBlock,
  approval: countApproval,
  score: countScore,
  irv: countIrv,
  'stv-scottish': countScottish,
  schulze: countSchulze,
  'ranked-pairs': countRankedPairs,
};

/**
 * Counts an election by its method. The same election gives the same transcript on every machine, whatever the order
 * of its papers.
 *
 * @throws ElectionInvalid where the election, or one of its papers, cannot be counted by the method
 */
export function countElection(election: Election): ElectionTranscript {
  checkElection(election);
  const count = COUNTS[election.method];
  if (count === undefined)
    throw new ElectionInvalid('method', `'${election.method}' is no method of counting`);
  return count(election);
}
