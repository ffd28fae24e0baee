export { addCounts, type Count, NOBODY, ofHeads } from './count.js';
export { countElection } from './count-election.js';
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
export {
  type Candidate,
  type CountOptions,
  type Election,
  type ElectionTranscript,
  type ExactVotes,
  METHODS,
  type Method,
  type Pairwise,
  type Paper,
  type PaperGroup,
  type Round,
  type Tie,
  type Transfer,
} from './election.js';
export { type ElectionField, ElectionInvalid } from './election-papers.js';
export { explain, type ResultWords, resultWords } from './explain.js';
export { checkFigures, type Figures, type FiguresInvalid } from './figures.js';
export {
  type BallotFile,
  type BallotReader,
  MAX_CANDIDATES,
  MAX_COUNT,
  MAX_NAME,
} from './formats/ballot-file.js';
export { bltReader } from './formats/blt-reader.js';
export { writeBlt } from './formats/blt-writer.js';
export { type CsvReaderOptions, csvReader } from './formats/csv-reader.js';
export { type BallotFormat, FORMATS, formatOfName, formatOfText } from './formats/detect.js';
export { BallotsUnfit, electionOf, paperKindOf, papersFor } from './formats/election-of.js';
export { type JsonReaderOptions, jsonReader } from './formats/json-reader.js';
export { MalformedFile, type Position } from './formats/malformed.js';
export { readPaper } from './paper-text.js';
export { replay, type TranscriptDiffers, type TranscriptUnreadable } from './replay.js';
export { countback, type Vacancy } from './stv/countback.js';
export { countErs97 } from './stv/ers97.js';
export { readable } from './stv/exact.js';
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
export { figure } from './words.js';
