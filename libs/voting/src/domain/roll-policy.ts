/** The name of the policy that takes those who are checked in to the meeting; the context of meetings registers it. */
export const PRESENT_ROLL = 'present';

/**
 * The name of the policy that lists seats and no members: an assembly asks delegates. The voter of such a poll is the
 * seat, by roll call always; who speaks for it is asked at every cast. The context of mandates registers it.
 */
export const SEATS_ROLL = 'seats';

/**
 * Decides who is on a roll, as a query: a hundred thousand rows go from table to table and never through the
 * process. `$1` is the assembly, `$2` the notice date; the columns are person_id, membership_id, weight (a whole
 * number from 1 to 1,000,000) and reason (a short sentence without personal data).
 */
export interface RollPolicy {
  readonly name: string;
  readonly select: string;
}
