import type { AssemblyId, Authority, MeetingId, MotionId, PollId } from '@plenary/kernel';
import type {
  Count,
  DecisionRule,
  Method as ElectionMethod,
  ElectionTranscript,
  Outcome,
} from '@plenary/tally';
import type { Candidate, ElectionTerms } from './election.js';

/** Who could learn a vote (PROCEDURE.md §5). */
export type Tier = 'roll_call' | 'secret';

/** How a question is answered: for or against, by consensus, or by a choice among candidates that is counted so. */
export type Method = 'yes_no' | 'consensus' | ElectionMethod;

/** A poll ends `closed`, with a result, or `void`, without one. */
export type PollState = 'draft' | 'open' | 'closed' | 'void';

/** Whose act a void was: of whoever had a right, or of the clock. */
export type VoidedBy = Authority['source'];

/** Every legal step of a poll's life. `draft → void`: what was to be decided was withdrawn before the opening. */
export const TRANSITIONS: Readonly<Record<PollState, readonly PollState[]>> = {
  draft: ['open', 'void'],
  open: ['closed', 'void'],
  closed: [],
  void: [],
};

/** What is put to a vote, as it stands before the opening. Rule, roll and closing time freeze when it opens. */
export interface NewPoll {
  readonly assemblyId: AssemblyId;
  /** The motion that the poll decides; told of the close through POLL_CLOSED. */
  readonly motionId?: MotionId | null;
  /** The meeting in which it is put; only such a poll can be closed by hand. */
  readonly meetingId?: MeetingId | null;
  /** 1 to 300 characters. */
  readonly question: string;
  /** Up to 20,000 characters. */
  readonly text: string;
  readonly tier: Tier;
  readonly method: Method;
  readonly rule: DecisionRule;
  /** When it opens by itself; an instant that has passed opens it at once. */
  readonly opensAt: Date;
  /** When it closes by itself; null: `durationSeconds` after it opened. Exactly one of the two is given. */
  readonly closesAt?: Date | null;
  /** 5 seconds to 366 days. */
  readonly durationSeconds?: number | null;
  /** Name of a RollPolicy: 'counting' (default) or 'joined' are built in. */
  readonly rollPolicy?: string;
  /** The roll takes the members confirmed by this instant. */
  readonly noticeAt: Date;
  /** Whether the partial count is shown while the poll is open; never in a secret poll. */
  readonly liveResults: boolean;
  /** Where candidates or options are chosen: the terms. The rule is then a simple majority with the quorum: see elects. */
  readonly election?: ElectionTerms | null;
}

export interface Poll {
  readonly id: PollId;
  readonly assemblyId: AssemblyId;
  readonly motionId: MotionId | null;
  readonly meetingId: MeetingId | null;
  readonly question: string;
  readonly text: string;
  readonly tier: Tier;
  readonly method: Method;
  readonly rule: DecisionRule;
  readonly rollPolicy: string;
  readonly noticeAt: Date;
  readonly liveResults: boolean;
  readonly state: PollState;
  readonly createdAt: Date;
  readonly opensAt: Date;
  readonly durationSeconds: number | null;
  /** Null only for a draft whose length is given instead. */
  readonly closesAt: Date | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly voidedAt: Date | null;
  readonly voidReason: string | null;
  /** What ended it without a result, as the source of the authority; null where it did not, or where that is not known. */
  readonly voidedBy: VoidedBy | null;
  /** Why a poll that is due has not opened: no meeting with somebody present, or one that is short of its quorum. */
  readonly waitingFor: 'presence' | 'quorum' | null;
  /** Why the frozen rule differs from the bylaws' rule for the kind; null where it does not. */
  readonly ruleReason: string | null;
  /** The frozen roll's size; null before the opening. */
  readonly entitled: Count | null;
  readonly present: Count | null;
  readonly rollHash: Buffer | null;
  /** Null for yes/no and consensus. */
  readonly election: ElectionTerms | null;
  /** SHA-256 of what the tie order is drawn from; null before the opening, and for yes/no and consensus. */
  readonly tieSeedHash: Buffer | null;
  /** Steps of the poll's own life so far. */
  readonly revision: number;
}

export interface PollResult {
  readonly pollId: PollId;
  readonly outcome: Outcome;
  /** Why it carried or was lost, in one sentence. */
  readonly sentence: string;
  /** Canonical JSON of the tally's transcript. */
  readonly transcript: string;
  /** SHA-256 of the canonical list of ballots. */
  readonly ballotsHash: Buffer;
  /** Null for yes/no and consensus. */
  readonly election: ElectionResult | null;
}

/** What came of a choice among candidates. Nobody is elected where the quorum was missed or no paper named anybody. */
export interface ElectionResult {
  readonly transcript: ElectionTranscript;
  /** Places of those elected, in the order of their election; empty where nobody is. */
  readonly elected: readonly number[];
  /** What the tie order was drawn from. */
  readonly tieSeed: Buffer;
}

/** What POLL_CLOSED is told, inside the transaction of the close. */
export interface ClosedPoll {
  readonly poll: Poll;
  readonly result: PollResult;
  /** Those elected, in the order of their election; empty for yes/no and consensus, and where nobody is. */
  readonly elected: readonly Candidate[];
}
