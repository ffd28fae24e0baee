import type { AssemblyId, Id, MembershipId, PollId, Rejection } from '@plenary/kernel';

export type StationId = Id<'station'>;
export type CheckOffId = Id<'check_off'>;

/** For how long the second teller can join by one code, in minutes. */
export const CODE_MINUTES = 10;
/** How long the other teller has to confirm a check-off, and then the member to vote, in minutes. */
export const CHECK_OFF_MINUTES = 10;

/** `waiting` for its second teller; `open`; `closed` by a teller, or with its poll. */
export type StationState = 'waiting' | 'open' | 'closed';

export interface Station {
  readonly id: StationId;
  readonly pollId: PollId;
  readonly assemblyId: AssemblyId;
  readonly openedBy: MembershipId;
  readonly joinedBy: MembershipId | null;
  readonly openedAt: Date;
  readonly joinedAt: Date | null;
  readonly closedAt: Date | null;
  /** Judged with the poll at the database's now. */
  readonly state: StationState;
}

/** How a check-off stands: `asked` by one teller, `confirmed` by the other, or over in one of four ways. */
export type CheckOffState = 'asked' | 'confirmed' | 'voted' | 'refused' | 'withdrawn' | 'lapsed';

export interface CheckOff {
  readonly id: CheckOffId;
  readonly stationId: StationId;
  readonly membershipId: MembershipId;
  readonly displayName: string;
  readonly askedBy: MembershipId;
  readonly confirmedBy: MembershipId | null;
  /** When it lapses; null once its poll has ended. */
  readonly until: Date | null;
  readonly state: CheckOffState;
  /** The receipt of the ballot that it led to. */
  readonly code: string | null;
}

export function isTeller(station: Pick<Station, 'openedBy' | 'joinedBy'>, membershipId: string): boolean {
  return station.openedBy === membershipId || station.joinedBy === membershipId;
}

const MESSAGES = {
  TELLER_CONCERNED: 'This vote is on you, or you stand in it: two other members tell at its stations.',
  TELLER_GONE: 'One of the two tellers may not tell any more. Close this station and open another.',
  ALREADY_TELLING: 'You have opened a station for this vote already. Go on with that one, or close it first.',
  STATION_CODE_INVALID: 'No station waits for this code. Ask the other teller for a new one.',
  STATION_NOT_OPEN: 'This station is not open: it waits for its second teller, or has closed.',
  STATION_BUSY: 'Somebody is checked off here already. Let them vote, or withdraw it first.',
  OTHER_TELLER_CONFIRMS: 'You asked for this check-off: the other teller confirms it, on their own phone.',
  NOT_CHECKED_OFF: 'The other teller has not confirmed this check-off yet.',
  CHECK_OFF_OVER: 'This check-off is over. Check the member off again.',
  ALREADY_VOTED: 'This member has voted already, and that vote stands.',
} as const;

export type StationCode = keyof typeof MESSAGES;
export type StationRejection = Rejection & { readonly code: StationCode };

export function refuse<Code extends StationCode>(code: Code): Rejection & { readonly code: Code } {
  return { code, message: MESSAGES[code] };
}
