import type { Candidate } from '../election.js';

/** Who would be excluded together. */
export interface Exclusion {
  /** With fewer votes than the others of them. */
  readonly sure: readonly Candidate[];
  /** Those with the same, most votes among them; not all of these where {@link ofEqual} is less. */
  readonly equal: readonly Candidate[];
  /** How many of the equal ones are excluded. */
  readonly ofEqual: number;
}

/**
 * ERS97 5.2.5: as many as possible of those with the fewest votes, where enough remain for the places, and their votes
 * together with the deferred surpluses do not exceed the vote of the next one. Null where not even one can be, which
 * by 5.2.2 is where the surpluses may not be deferred.
 *
 * @param ascending the continuing candidates, those with the fewest votes first; more than `places`.
 */
export function exclusion(
  ascending: readonly Candidate[],
  votes: readonly bigint[],
  places: number,
  deferred: bigint,
): Exclusion | null {
  let [together, most] = [deferred, 0];
  for (let out = 1; out <= ascending.length - places; out += 1) {
    together += votes[ascending[out - 1]!]!;
    if (together <= votes[ascending[out]!]!) most = out;
  }
  if (most === 0) return null;
  const last = votes[ascending[most - 1]!]!;
  const sure = ascending.filter((each) => votes[each]! < last);
  const equal = ascending.filter((each) => votes[each] === last);
  return { sure, equal, ofEqual: most - sure.length };
}
