import { addCounts, type Count, NOBODY, whole } from './count.js';

/**
 * Every answer that a yes/no or consensus ballot can hold. `blank` and `spoilt` are papers that count as
 * cast and for neither side, as `abstain` does; `stand_aside` and `block` exist under consensus only, where
 * `yes` means 'I agree' and `no` does not exist.
 */
export const ANSWERS = ['yes', 'no', 'abstain', 'blank', 'spoilt', 'stand_aside', 'block'] as const;

export type Answer = (typeof ANSWERS)[number];

/** What was cast, answer by answer; `cast` is the sum of the seven others. Plain JSON. */
export interface Tally {
  readonly yes: Count;
  readonly no: Count;
  readonly abstain: Count;
  readonly blank: Count;
  readonly spoilt: Count;
  readonly standAside: Count;
  readonly block: Count;
  readonly cast: Count;
}

/** One ballot: its answer, and the weight that the roll gives its voter (a whole number from 1). */
export interface Ballot {
  readonly answer: Answer;
  readonly weight: number;
}

/** Equal ballots counted beforehand: how many voters of this weight gave this answer. */
export interface BallotGroup {
  readonly answer: Answer;
  /** The weight of each of them: a whole number from 1. */
  readonly weight: number | bigint;
  /** How many of them there are: a whole number from 0. */
  readonly heads: number | bigint;
}

/** The tally of a poll in which nobody has voted yet. */
export const EMPTY_TALLY: Tally = {
  yes: NOBODY,
  no: NOBODY,
  abstain: NOBODY,
  blank: NOBODY,
  spoilt: NOBODY,
  standAside: NOBODY,
  block: NOBODY,
  cast: NOBODY,
};

/** The tally's key for an answer. */
export function tallyKey(answer: Answer): Exclude<keyof Tally, 'cast'> {
  return answer === 'stand_aside' ? 'standAside' : answer;
}

/**
 * Counts ballots one by one, in one pass and constant memory. The order of the ballots changes nothing.
 *
 * @throws RangeError when a weight is not a whole number from 1, an answer is unknown, or a sum leaves the
 *   exact range: such a ballot must not have been stored.
 */
export function countYesNo(ballots: Iterable<Ballot>): Tally {
  const sums = new Sums();
  for (const { answer, weight } of ballots) sums.add(answer, 1, weightOf(weight));
  return sums.tally();
}

/**
 * Counts ballots that were grouped beforehand, by the database for one. Groups may repeat an answer and a
 * weight; their order changes nothing. Equal to {@link countYesNo} on the ballots behind the groups.
 *
 * @throws RangeError as {@link countYesNo} does.
 */
export function countGroups(groups: Iterable<BallotGroup>): Tally {
  const sums = new Sums();
  for (const { answer, weight, heads } of groups) {
    const together = BigInt(weightOf(weight)) * BigInt(whole(heads, 'heads'));
    sums.add(answer, Number(heads), whole(together, 'weight'));
  }
  return sums.tally();
}

/** The tally of two disjoint sets of ballots together. @throws RangeError when a sum leaves the exact range. */
export function mergeTallies(a: Tally, b: Tally): Tally {
  return {
    yes: addCounts(a.yes, b.yes),
    no: addCounts(a.no, b.no),
    abstain: addCounts(a.abstain, b.abstain),
    blank: addCounts(a.blank, b.blank),
    spoilt: addCounts(a.spoilt, b.spoilt),
    standAside: addCounts(a.standAside, b.standAside),
    block: addCounts(a.block, b.block),
    cast: addCounts(a.cast, b.cast),
  };
}

/** Sums in place while counting: one object per count instead of one per ballot. */
class Sums {
  private readonly of: Record<Answer, { heads: number; weight: number }> = {
    yes: { heads: 0, weight: 0 },
    no: { heads: 0, weight: 0 },
    abstain: { heads: 0, weight: 0 },
    blank: { heads: 0, weight: 0 },
    spoilt: { heads: 0, weight: 0 },
    stand_aside: { heads: 0, weight: 0 },
    block: { heads: 0, weight: 0 },
  };

  add(answer: Answer, heads: number, weight: number): void {
    if (!Object.hasOwn(this.of, answer)) throw new RangeError(`no ballot answers '${String(answer)}'`);
    const sum = this.of[answer];
    sum.heads = whole(sum.heads + heads, 'heads');
    sum.weight = whole(sum.weight + weight, 'weight');
  }

  tally(): Tally {
    const { yes, no, abstain, blank, spoilt, stand_aside: standAside, block } = this.of;
    const cast = Object.values(this.of).reduce<Count>(addCounts, NOBODY);
    return { yes, no, abstain, blank, spoilt, standAside, block, cast };
  }
}

function weightOf(value: number | bigint): number {
  const weight = whole(value, 'a weight');
  if (weight === 0) throw new RangeError('a weight is a whole number from 1, not 0');
  return weight;
}
