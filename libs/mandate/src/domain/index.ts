/** What a phone judges by the same rules as the server: an act or a vote against a mandate, a mandate against itself. */
export { type Act, type ActPosition, type Figure, judgeAct, type Verdict } from './act.js';
export { isDecimal } from './decimal.js';
export {
  contradictionAmong,
  type Instruction,
  type InstructionPosition,
  type Matter,
  matterKey,
} from './mandate.js';
export { judgeVote } from './seat-vote.js';
