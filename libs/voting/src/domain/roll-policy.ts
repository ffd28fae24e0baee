/** The name of the policy that takes those who are checked in to the meeting; the context of meetings registers it. */
export const PRESENT_ROLL = 'present';

/**
 * Decides who is on a roll, as a query: a hundred thousand rows go from table to table and never through the
 * process. `$1` is the assembly, `$2` the notice date; the columns are person_id, membership_id, weight (a whole
 * number from 1 to 1,000,000) and reason (a short sentence without personal data).
 */
export interface RollPolicy {
  readonly name: string;
  readonly select: string;
}
