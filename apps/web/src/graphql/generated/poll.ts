import { document } from '../document.ts';
import type { Answer, BallotOrder, CastBallotInput, ClosePollInput, MotionKind, MotionState, PaperKind, PollMethod, PollState, PollWaitingFor, SayIAmMissingInput, StationState, Tier, VoidPollInput } from './schema.ts';

export type PollParts = { id: string; question: string; state: PollState; tier: Tier; method: PollMethod; opensAt: string; openedAt: string | null; closesAt: string | null; closedAt: string | null; voted: number | null; entitled: number; quorumNeeded: number | null; onRoll: boolean; version: number; myBallot: ({ receipt: ({ code: string; replaced: boolean; castAt: string | null; station: { id: string; tellers: readonly (string)[] } | null }); answer: Answer | null; paper: ({ ranking: readonly (readonly (number)[])[] | null; marks: readonly (number)[] | null; scores: readonly ({ place: number; score: number })[] | null; spoilt: boolean }) | null }) | null; assembly: { id: string; quiet: boolean }; text: string; answers: readonly (Answer)[]; election: ({ seats: number; paper: PaperKind; equalRanks: boolean; mostMarks: number | null; maxScore: number | null; order: BallotOrder; sentence: string; tieSentence: string; publishesBallots: boolean; publishWarning: string | null }) | null; candidates: readonly (({ id: string; place: number; name: string; statement: string; memberId: string | null }))[]; voidReason: string | null; waitingFor: PollWaitingFor | null; ruleReason: string | null; tierSentence: string; smallRollWarning: string | null; weighted: boolean; myRollReason: string | null; rollHash: string | null; contestableUntil: string | null; contestedBy: { id: string; title: string; state: MotionState } | null; rule: ({ sentence: string; abstaining: string; notVoting: string; standingAside: string | null; blocking: string | null }); liveTally: { yes: number; no: number; abstain: number; standAside: number; block: number; blank: number; spoilt: number; cast: number } | null; result: ({ carried: boolean; turnout: number; entitled: number; present: number | null; sentence: string; quorum: ({ label: string; needed: number; got: number; base: number | null; met: boolean }) | null; tally: { yes: number; no: number; abstain: number; standAside: number; block: number; blank: number; spoilt: number; cast: number }; conditions: readonly (({ label: string; needed: number; got: number; base: number | null; met: boolean }))[]; election: { elected: readonly (number)[]; candidates: readonly (string)[]; seats: number } | null }) | null; stations: readonly (({ id: string; state: StationState; tellers: readonly (string)[]; joinedAt: string | null }))[]; myStation: { id: string; state: StationState } | null; votedAtStations: number | null; missingClaims: readonly ({ displayName: string; claimedAt: string })[]; motion: ({ id: string; saysFirst: string | null; title: string; kind: MotionKind; state: MotionState; sentence: string; ifCarried: string; ifLost: string; effect: ({ data: string; sentence: string; outcome: ({ done: boolean; because: string | null }) | null }) }) | null };

export type PollPageAnswer = { poll: ({ id: string; question: string; state: PollState; tier: Tier; method: PollMethod; opensAt: string; openedAt: string | null; closesAt: string | null; closedAt: string | null; voted: number | null; entitled: number; quorumNeeded: number | null; onRoll: boolean; version: number; myBallot: ({ receipt: ({ code: string; replaced: boolean; castAt: string | null; station: { id: string; tellers: readonly (string)[] } | null }); answer: Answer | null; paper: ({ ranking: readonly (readonly (number)[])[] | null; marks: readonly (number)[] | null; scores: readonly ({ place: number; score: number })[] | null; spoilt: boolean }) | null }) | null; assembly: { id: string; quiet: boolean }; text: string; answers: readonly (Answer)[]; election: ({ seats: number; paper: PaperKind; equalRanks: boolean; mostMarks: number | null; maxScore: number | null; order: BallotOrder; sentence: string; tieSentence: string; publishesBallots: boolean; publishWarning: string | null }) | null; candidates: readonly (({ id: string; place: number; name: string; statement: string; memberId: string | null }))[]; voidReason: string | null; waitingFor: PollWaitingFor | null; ruleReason: string | null; tierSentence: string; smallRollWarning: string | null; weighted: boolean; myRollReason: string | null; rollHash: string | null; contestableUntil: string | null; contestedBy: { id: string; title: string; state: MotionState } | null; rule: ({ sentence: string; abstaining: string; notVoting: string; standingAside: string | null; blocking: string | null }); liveTally: { yes: number; no: number; abstain: number; standAside: number; block: number; blank: number; spoilt: number; cast: number } | null; result: ({ carried: boolean; turnout: number; entitled: number; present: number | null; sentence: string; quorum: ({ label: string; needed: number; got: number; base: number | null; met: boolean }) | null; tally: { yes: number; no: number; abstain: number; standAside: number; block: number; blank: number; spoilt: number; cast: number }; conditions: readonly (({ label: string; needed: number; got: number; base: number | null; met: boolean }))[]; election: { elected: readonly (number)[]; candidates: readonly (string)[]; seats: number } | null }) | null; stations: readonly (({ id: string; state: StationState; tellers: readonly (string)[]; joinedAt: string | null }))[]; myStation: { id: string; state: StationState } | null; votedAtStations: number | null; missingClaims: readonly ({ displayName: string; claimedAt: string })[]; motion: ({ id: string; saysFirst: string | null; title: string; kind: MotionKind; state: MotionState; sentence: string; ifCarried: string; ifLost: string; effect: ({ data: string; sentence: string; outcome: ({ done: boolean; because: string | null }) | null }) }) | null }) | null };
export type PollPageVariables = { id: string };
export const PollPage = document<PollPageAnswer, PollPageVariables>(
  'PollPage',
  'query PollPage($id:ID!){poll(id:$id){...PollParts}}fragment PollParts on Poll{...PollLine assembly{id quiet}text answers election{seats paper equalRanks mostMarks maxScore order sentence tieSentence publishesBallots publishWarning}candidates{id place name statement memberId}voidReason waitingFor ruleReason tierSentence smallRollWarning weighted myRollReason rollHash contestableUntil contestedBy{id title state}rule{sentence abstaining notVoting standingAside blocking}liveTally{...TallyParts}result{...ResultParts election{elected candidates seats}}myBallot{answer paper{...PaperParts}receipt{code replaced castAt station{id tellers}}}stations{id state tellers joinedAt}myStation{id state}votedAtStations missingClaims{displayName claimedAt}motion{id saysFirst title kind state sentence ifCarried ifLost effect{data sentence outcome{done because}}}}fragment PollLine on Poll{id question state tier method opensAt openedAt closesAt closedAt voted entitled quorumNeeded onRoll version myBallot{receipt{code}}}fragment TallyParts on Tally{yes no abstain standAside block blank spoilt cast}fragment ResultParts on PollResult{carried turnout entitled present sentence quorum{label needed got base met}tally{...TallyParts}conditions{label needed got base met}}fragment PaperParts on Paper{ranking marks scores{place score}spoilt}',
  '2d82902341c5d1d8989f6f2c138c76382a1113724645505513659cae79343eea',
);

export type PollSeatsAnswer = { poll: ({ id: string; seats: readonly (({ id: string; name: string; weight: number; speaker: string | null; vote: ({ answer: Answer; castAt: string; speaker: string | null; former: boolean }) | null }))[] }) | null };
export type PollSeatsVariables = { id: string };
export const PollSeats = document<PollSeatsAnswer, PollSeatsVariables>(
  'PollSeats',
  'query PollSeats($id:ID!){poll(id:$id){id seats{id name weight speaker vote{answer castAt speaker former}}}}',
  'f75f7cdf84b4b9b9cb4f8c2cf0b881dd396944c3573f3acf58990f60ecc692a0',
);

export type PollCountAnswer = { poll: ({ id: string; result: { transcript: string; ballotsHash: string } | null }) | null };
export type PollCountVariables = { id: string };
export const PollCount = document<PollCountAnswer, PollCountVariables>(
  'PollCount',
  'query PollCount($id:ID!){poll(id:$id){id result{transcript ballotsHash}}}',
  'a04f67ba06fdd05b2b20bf00f74b352c37642b8388ac2caea09fe19e4ac153e7',
);

export type ElectionCountAnswer = { poll: ({ id: string; tier: Tier; closingEntry: number | null; election: ({ tieSeedHash: string | null }) | null; candidates: readonly ({ id: string; place: number })[]; papers: { nodes: readonly ({ heads: number })[] }; result: ({ transcript: string; ballotsHash: string; election: { elected: readonly (number)[]; tieSeed: string; tieOrder: readonly (number)[] } | null }) | null }) | null };
export type ElectionCountVariables = { id: string };
export const ElectionCount = document<ElectionCountAnswer, ElectionCountVariables>(
  'ElectionCount',
  'query ElectionCount($id:ID!){poll(id:$id){id tier closingEntry election{tieSeedHash}candidates{id place}papers(first:1){nodes{heads}}result{transcript ballotsHash election{elected tieSeed tieOrder}}}}',
  '9681db8f4ffbe5fc7bceb3b9da6a56e3d5006949b426a92fdbfb9cab591a6157',
);

export type PollPapersAnswer = { poll: ({ papers: ({ nodes: readonly (({ heads: number; weight: number; paper: ({ ranking: readonly (readonly (number)[])[] | null; marks: readonly (number)[] | null; scores: readonly ({ place: number; score: number })[] | null; spoilt: boolean }) }))[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }) }) | null };
export type PollPapersVariables = { id: string; after?: string | null };
export const PollPapers = document<PollPapersAnswer, PollPapersVariables>(
  'PollPapers',
  'query PollPapers($id:ID!$after:String){poll(id:$id){papers(first:100 after:$after){nodes{heads weight paper{...PaperParts}}pageInfo{hasNextPage endCursor}}}}fragment PaperParts on Paper{ranking marks scores{place score}spoilt}',
  'a4e293841efabef8f5b7f9969229a286749b7784691b294d816ebffb360b7416',
);

export type PollRollAnswer = { poll: ({ id: string; question: string; motion: { id: string; kind: MotionKind } | null; state: PollState; entitled: number; weighted: boolean; rollHash: string | null; roll: ({ nodes: readonly ({ membershipId: string; displayName: string; weight: number; reason: string })[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }) }) | null };
export type PollRollVariables = { id: string; after?: string | null };
export const PollRoll = document<PollRollAnswer, PollRollVariables>(
  'PollRoll',
  'query PollRoll($id:ID!$after:String){poll(id:$id){id question motion{id kind}state entitled weighted rollHash roll(first:50 after:$after){nodes{membershipId displayName weight reason}pageInfo{hasNextPage endCursor}}}}',
  '19a6ca8345589a22c91ef05e7a6aa1306b6fce3a309fb4697ea710fc64af76f8',
);

export type PollBallotsAnswer = { poll: ({ id: string; question: string; motion: { id: string; kind: MotionKind } | null; tier: Tier; method: PollMethod; candidates: readonly ({ place: number; name: string })[]; ballots: ({ nodes: readonly (({ displayName: string | null; answer: Answer | null; paper: ({ ranking: readonly (readonly (number)[])[] | null; marks: readonly (number)[] | null; scores: readonly ({ place: number; score: number })[] | null; spoilt: boolean }) | null; code: string; stationId: string | null }))[]; pageInfo: ({ hasNextPage: boolean; endCursor: string | null }) }) }) | null };
export type PollBallotsVariables = { id: string; after?: string | null };
export const PollBallots = document<PollBallotsAnswer, PollBallotsVariables>(
  'PollBallots',
  'query PollBallots($id:ID!$after:String){poll(id:$id){id question motion{id kind}tier method candidates{place name}ballots(first:50 after:$after){nodes{displayName answer paper{...PaperParts}code stationId}pageInfo{hasNextPage endCursor}}}}fragment PaperParts on Paper{ranking marks scores{place score}spoilt}',
  'f5273751bc0ee4456a170853046eaf0a82eca1ea56b5e33295a4129b4c6bfef9',
);

export type CastBallotAnswer = { castBallot: ({ __typename: 'BallotInvalid'; code: string; message: string } | { __typename: 'BallotReceipt'; pollId: string; code: string; replaced: boolean; castAt: string | null } | { __typename: 'NotOnRoll'; code: string; message: string } | { __typename: 'PollNotOpen'; opensAt: string | null; closedAt: string | null; code: string; message: string } | { __typename: 'RecentlyRecovered'; code: string; message: string } | { __typename: 'TooManyChanges'; code: string; message: string }) };
export type CastBallotVariables = { input: CastBallotInput };
export const CastBallot = document<CastBallotAnswer, CastBallotVariables>(
  'CastBallot',
  'mutation CastBallot($input:CastBallotInput!){castBallot(input:$input){__typename ...on BallotReceipt{pollId code replaced castAt}...on PollNotOpen{opensAt closedAt}...on Rejection{code message}}}',
  '0732b6e9df3ec0176a6147dcc6701eeb7c3691e3a5cd862cea3706d50fdb5f84',
);

export type SayIAmMissingAnswer = { sayIAmMissing: ({ __typename: 'AlreadyOnRoll'; code: string; message: string } | { __typename: 'Poll'; id: string } | { __typename: 'RightNotHeld'; code: string; message: string } | { __typename: 'RollFrozen'; code: string; message: string }) };
export type SayIAmMissingVariables = { input: SayIAmMissingInput };
export const SayIAmMissing = document<SayIAmMissingAnswer, SayIAmMissingVariables>(
  'SayIAmMissing',
  'mutation SayIAmMissing($input:SayIAmMissingInput!){sayIAmMissing(input:$input){__typename ...on Poll{id}...on Rejection{code message}}}',
  'e30f7f663d6036aa1c1ef68849fb0679e6049c7e6f5e94857a77afd67067389a',
);

export type ClosePollAnswer = { closePoll: ({ __typename: 'NoMeeting'; code: string; message: string } | { __typename: 'Poll'; id: string; closesAt: string | null } | { __typename: 'PollNotOpen'; code: string; message: string } | { __typename: 'ResultVisible'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type ClosePollVariables = { input: ClosePollInput };
export const ClosePoll = document<ClosePollAnswer, ClosePollVariables>(
  'ClosePoll',
  'mutation ClosePoll($input:ClosePollInput!){closePoll(input:$input){__typename ...on Poll{id closesAt}...on Rejection{code message}}}',
  'f269e0242b1552cc0f702cfb89f8f71d74eeb029e27ea59ca500797e85d3024c',
);

export type VoidPollAnswer = { voidPoll: ({ __typename: 'ChoiceSeen'; code: string; message: string } | { __typename: 'Poll'; id: string } | { __typename: 'PollNotOpen'; code: string; message: string } | { __typename: 'RightNotHeld'; code: string; message: string }) };
export type VoidPollVariables = { input: VoidPollInput };
export const VoidPoll = document<VoidPollAnswer, VoidPollVariables>(
  'VoidPoll',
  'mutation VoidPoll($input:VoidPollInput!){voidPoll(input:$input){__typename ...on Poll{id}...on Rejection{code message}}}',
  '56ee1a57577e58970ec932048a79f6fc3bb6637bb6cca2533b9dc6329ba6fa2e',
);

export type PollUpdatedAnswer = { pollUpdated: ({ pollId: string; version: number; state: PollState; closesAt: string | null; voted: number | null; entitled: number | null; stale: boolean; liveTally: { yes: number; no: number; abstain: number; standAside: number; block: number; blank: number; spoilt: number; cast: number } | null; result: ({ carried: boolean; turnout: number; entitled: number; present: number | null; sentence: string; quorum: ({ label: string; needed: number; got: number; base: number | null; met: boolean }) | null; tally: { yes: number; no: number; abstain: number; standAside: number; block: number; blank: number; spoilt: number; cast: number }; conditions: readonly (({ label: string; needed: number; got: number; base: number | null; met: boolean }))[] }) | null }) };
export type PollUpdatedVariables = { pollId: string };
export const PollUpdated = document<PollUpdatedAnswer, PollUpdatedVariables>(
  'PollUpdated',
  'subscription PollUpdated($pollId:ID!){pollUpdated(pollId:$pollId){pollId version state closesAt voted entitled stale liveTally{...TallyParts}result{...ResultParts}}}fragment TallyParts on Tally{yes no abstain standAside block blank spoilt cast}fragment ResultParts on PollResult{carried turnout entitled present sentence quorum{label needed got base met}tally{...TallyParts}conditions{label needed got base met}}',
  '7c48f7cc432e1ebdecbd50129967393eada2fa9c9c090fee9c3dea0cf6b1c744',
);
