import type { AssemblyId, MembershipId, PollId } from '@plenary/kernel';

/** How a member came to a seat. */
export type TermSource = 'elected' | 'alternate' | 'countback';

export const TERM_ENDS = [
  'recalled_by_signatures',
  'recalled_by_motion',
  'resigned',
  'left',
  'over',
  'declined',
  'not_accepted',
  'abolished',
  'annulled',
] as const;
export type TermEnd = (typeof TERM_ENDS)[number];

/** The line of the feed, of the assembly and of the person, that says that a term has ended. */
export const SEAT_EMPTIED = 'seat.emptied';

/** One member's time in a seat. */
export interface Term {
  readonly id: string;
  readonly assemblyId: AssemblyId;
  readonly officeId: string;
  readonly seatId: string;
  /** Which seat of the office, from 1. */
  readonly place: number;
  readonly membershipId: MembershipId;
  readonly source: TermSource;
  /** The election that the seat goes back to. */
  readonly pollId: PollId;
  /** The candidate of that election, by place, whose papers filled the seat. */
  readonly papersOf: number;
  readonly beganAt: Date;
  readonly acceptBy: Date;
  readonly acceptedAt: Date | null;
  readonly endsAt: Date;
  /** On the clock: set as soon as its time has come, whether or not anything has run. */
  readonly endedAt: Date | null;
  readonly endKind: TermEnd | null;
}

/** The ends after which the seat is filled again within the same term; after `over` a new term begins. */
export function leavesVacancy(end: TermEnd): boolean {
  return end !== 'over' && end !== 'abolished' && end !== 'annulled';
}

/** Why the seat is empty, as the delegate and the members read it. */
export const END_WORDS: Readonly<Record<TermEnd, string>> = {
  recalled_by_signatures: 'was recalled: more than half of the members withdrew their confidence',
  recalled_by_motion: 'was recalled by a motion',
  resigned: 'resigned',
  left: 'is no longer a member',
  over: 'came to the end of the term',
  declined: 'declined the seat',
  not_accepted: 'did not accept the seat in time',
  abolished: 'lost the seat because the office was abolished',
  annulled: 'lost the seat because the election was annulled',
};
