export { BallotBox } from './application/ballot-box.js';
export { type CastInput, type CastRejection, castBallot, type Receipt } from './application/cast-ballot.js';
export { castForSeat, holdPoll, type SeatCast } from './application/cast-for-seat.js';
export { closePoll } from './application/close-poll.js';
export {
  type CloseByHand,
  closePollByHand,
  LEAST_COUNTDOWN_SECONDS,
} from './application/close-poll-by-hand.js';
export { alternatesOf, countbackOf } from './application/count-again.js';
export { createPoll } from './application/create-poll.js';
export { exportLines } from './application/export-lines.js';
export { papersAsBlt } from './application/export-papers.js';
export { POLL_CHANNEL } from './application/live-polls.js';
export { type OpenPollRejection, openPoll } from './application/open-poll.js';
export {
  CASTING_FIGURES,
  type CastingFigures,
  CONCERNED_IN,
  type ConcernedIn,
  ENTRY_SENTENCES,
  MAY_OPEN,
  type MayOpen,
  NO_PORTS,
  POLL_CLOSED,
  POLL_VOIDED,
  type PollClosed,
  type PollVoided,
  PRESENCE_SOURCE,
  type PresenceSource,
  ROLL_POLICIES,
  type Session,
  STANDING_FOR,
  type StandingFor,
  type VotingPorts,
} from './application/ports.js';
export { votingTasks } from './application/timetable.js';
export { votingTogetherEffects } from './application/together.js';
export { type VoidRejection, voidPoll, voidPollByHand } from './application/void-poll.js';
export { CONTEST_DAYS, contestWindow } from './domain/contest.js';
export {
  BALLOT_ORDERS,
  type BallotOrder,
  type Candidate,
  type ElectionTerms,
  electionSentence,
  isElectionMethod,
  MAX_CANDIDATES,
  MAX_SCORE,
  MAX_SEATS,
  METHOD_TERMS,
  type NewCandidate,
} from './domain/election.js';
export { type EntrySentences, VOTING_SENTENCES } from './domain/entry-sentence.js';
export { type MeetingQuorum, shareNeeded } from './domain/meeting-quorum.js';
export type { ClosedPoll, Method, NewPoll, Poll, PollResult, PollState, Tier } from './domain/poll.js';
export { PRESENT_ROLL, type RollPolicy, SEATS_ROLL } from './domain/roll-policy.js';
export { BallotReceiptObject } from './graphql/ballot.objects.js';
export { BallotResolver } from './graphql/ballot.resolver.js';
export {
  AnswerEnum,
  BallotOrderEnum,
  ElectionMethodEnum,
  MethodEnum,
  PollStateEnum,
  TierEnum,
} from './graphql/enums.js';
export { CastBallotInput } from './graphql/inputs.js';
export { PollObject } from './graphql/poll.object.js';
export { presentPoll } from './graphql/present.js';
export { BallotInvalid, NotOnRoll, PollNotOpenObject, TooManyChanges } from './graphql/results.js';
export { VOTING_PORTS } from './graphql/tokens.js';
export { candidatesOf } from './persistence/candidate-store.js';
export { moveDrafts, pollOf, pollOfMotion, pollPage, pollsOf } from './persistence/poll-store.js';
export { resultOf } from './persistence/result-store.js';
export { viewerRights } from './persistence/viewer-store.js';
export { VotingModule } from './voting.module.js';
