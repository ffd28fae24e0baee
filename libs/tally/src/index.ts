export { addCounts, type Count, NOBODY, ofHeads } from './count.js';
export {
  type BlocksOutcome,
  type ConditionOutcome,
  decide,
  isTie,
  type LostBecause,
  type Outcome,
  type QuorumOutcome,
  type Requirement,
  smallestMeeting,
} from './decide.js';
export {
  answersOf,
  type Base,
  type Comparison,
  type Condition,
  type ConsensusRule,
  type DecisionRule,
  type MajorityRule,
  type NumberQuorum,
  needsPresence,
  type Quorum,
  type ShareQuorum,
} from './decision-rule.js';
export {
  describeRule,
  type Effect,
  effectOfAbstaining,
  effectOfNotVoting,
  type RuleWords,
} from './describe-rule.js';
export type {
  Candidate,
  Election,
  ElectionTranscript,
  ExactVotes,
  Method,
  Paper,
  PaperGroup,
  Round,
  Tie,
  Transfer,
} from './election.js';
export { METHODS } from './election.js';
export { ElectionInvalid } from './election-papers.js';
export { explain, type ResultWords, resultWords } from './explain.js';
export { checkFigures, type Figures, type FiguresInvalid } from './figures.js';
export { replay, type TranscriptDiffers, type TranscriptUnreadable } from './replay.js';
export { countback, type Vacancy } from './stv/countback.js';
export { countErs97 } from './stv/ers97.js';
export { countMeek, countMeekExact, countMeekNz } from './stv/meek.js';
export { countScottish } from './stv/scottish.js';
export {
  ANSWERS,
  type Answer,
  type Ballot,
  type BallotGroup,
  countGroups,
  countYesNo,
  EMPTY_TALLY,
  mergeTallies,
  type Tally,
} from './tally.js';
export { TRANSCRIPT_FORMAT, type Transcript, type TranscriptStep, transcriptOf } from './transcript.js';
export {
  type DecisionRuleInvalid,
  MAX_BEARABLE_BLOCKS,
  MAX_CONDITIONS,
  MAX_DENOMINATOR,
  MAX_VOTES,
  validateDecisionRule,
} from './validate-decision-rule.js';
