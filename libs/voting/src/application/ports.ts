import type { AssemblyId, MeetingId, MembershipId } from '@plenary/kernel';
import type { Sql, Tx } from '@plenary/platform';
import type { NewCandidate } from '../domain/election.js';
import type { MeetingQuorum } from '../domain/meeting-quorum.js';
import type { ClosedPoll, Poll } from '../domain/poll.js';
import type { RollPolicy } from '../domain/roll-policy.js';

/**
 * Runs in the transaction that closes a poll, after the result is written: what the poll decides happens now or
 * not at all. A throw rolls the close back and it is tried again, so an effect that may fail guards itself with a
 * savepoint.
 */
export type PollClosed = (tx: Tx, closed: ClosedPoll) => Promise<void>;
export const POLL_CLOSED = Symbol('POLL_CLOSED');

/** Runs in the transaction that voids a poll; `poll.voidReason` says why. */
export type PollVoided = (tx: Tx, poll: Poll) => Promise<void>;
export const POLL_VOIDED = Symbol('POLL_VOIDED');

/** Who is present in the assembly's meeting right now; null when none is in session. */
export interface PresenceSource {
  presentNow(sql: Sql, assemblyId: AssemblyId): Promise<Session | null>;
}

/** A meeting that is on. */
export interface Session {
  readonly meetingId: MeetingId;
  readonly membershipIds: readonly MembershipId[];
  /** What must be present for a poll to open in it; null or absent where the bylaws ask for nothing. */
  readonly quorum?: MeetingQuorum | null;
}
export const PRESENCE_SOURCE = Symbol('PRESENCE_SOURCE');

/**
 * The memberships whose own matter the poll is: its subjects and candidates, and whose shift it would end. They use no
 * shift's powers over it (PROCEDURE.md §1).
 */
export type ConcernedIn = (sql: Sql, poll: Poll) => Promise<readonly string[]>;
export const CONCERNED_IN = Symbol('CONCERNED_IN');

/** Why a poll that is about to open may not any more, in a sentence; null where it may. See {@link VotingPorts.mayOpen}. */
export type MayOpen = (tx: Tx, draft: Poll) => Promise<string | null>;
export const MAY_OPEN = Symbol('MAY_OPEN');
/**
 * Who or what stands in the election that is about to open, in the order of the ballot paper, at most 200. Whoever would
 * change the list later than this transaction is told that it is frozen.
 */
export type StandingFor = (tx: Tx, poll: Poll) => Promise<readonly NewCandidate[]>;
export const STANDING_FOR = Symbol('STANDING_FOR');

/** Told how casting fares, without saying in which poll: for the operator's figures. */
export interface CastingFigures {
  /** A transaction was committed that put so many ballots in. */
  batch(ballots: number): void;
  /** One broke. */
  brokenBatch(): void;
}
export const CASTING_FIGURES = Symbol('CASTING_FIGURES');

/** More policies than the built-in 'counting' and 'joined': an array of RollPolicy. */
export const ROLL_POLICIES = Symbol('ROLL_POLICIES');

/** The sentences of all contexts: an array of EntrySentences. */
export const ENTRY_SENTENCES = Symbol('ENTRY_SENTENCES');

/** What the use cases of voting need from the contexts above it. */
export interface VotingPorts {
  readonly pollClosed: PollClosed;
  readonly pollVoided: PollVoided;
  readonly presence: PresenceSource;
  readonly concernedIn: ConcernedIn;
  readonly standingFor: StandingFor;
  readonly rollPolicies: readonly RollPolicy[];
  /**
   * Asked when a poll is about to open, under the exclusive members lock: why it may not any more, in a sentence; null
   * where it may. A poll that may not ends void.
   */
  readonly mayOpen?: MayOpen;
}

/** Ports of an assembly in which nothing else happens: no motion, no meeting. */
export const NO_PORTS: VotingPorts = {
  pollClosed: async () => undefined,
  pollVoided: async () => undefined,
  presence: { presentNow: async () => null },
  concernedIn: async () => [],
  standingFor: async () => [],
  rollPolicies: [],
};
