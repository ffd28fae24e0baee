import type { Election, ElectionTranscript, Method } from './election.js';
import { checkElection } from './election-papers.js';
import { countIrv } from './methods/irv.js';
import { countApproval, countBlock, countPlurality } from './methods/marks.js';
import { countRankedPairs } from './methods/ranked-pairs.js';
import { countSchulze } from './methods/schulze.js';
import { countScore } from './methods/score.js';
import { countErs97 } from './stv/ers97.js';
import { countMeek, countMeekExact, countMeekNz } from './stv/meek.js';
import { countScottish } from './stv/scottish.js';

const COUNTS: Readonly<Record<Method, (election: Election) => ElectionTranscript>> = {
  plurality: countPlurality,
  block: countBlock,
  approval: countApproval,
  score: countScore,
  'score-median': countScore,
  irv: countIrv,
  'stv-scottish': countScottish,
  'stv-meek': countMeek,
  'stv-meek-exact': countMeekExact,
  'stv-meek-nz': countMeekNz,
  'stv-ers97': countErs97,
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
  return COUNTS[election.method](election);
}
