/** The scores that one candidate received, each with its votes. */
export class Grades {
  private readonly votes = new Map<number, number>();
  private total = 0;

  /** `votes` is a whole number from 0; the sum over all papers is below 2^53 and therefore exact. */
  add(score: number, votes: number): void {
    if (votes === 0) return;
    this.votes.set(score, (this.votes.get(score) ?? 0) + votes);
    this.total += votes;
  }

  /** Gives the score 0 to all papers that did not score the candidate. */
  fillWithZero(total: number): void {
    this.add(0, total - this.total);
  }

  /** A sum of products may leave the exact range of a number, so it is a bigint. */
  sum(): bigint {
    let sum = 0n;
    for (const [score, votes] of this.votes) sum += BigInt(score) * BigInt(votes);
    return sum;
  }

  /** The lower of the two in the middle where their number is even; 0 where there is none. */
  median(): bigint {
    return BigInt(this.downwards()[0]?.score ?? 0);
  }

  get count(): number {
    return this.total;
  }

  /** From the median down to the lowest score. */
  downwards(): Run[] {
    return runs(this.descending(), Math.floor(this.total / 2));
  }

  /** From just above the median up to the highest score. */
  upwards(): Run[] {
    return runs(this.descending().reverse(), this.total - Math.floor(this.total / 2));
  }

  private descending(): Run[] {
    return [...this.votes].map(([score, votes]) => ({ score, votes })).sort((a, b) => b.score - a.score);
  }
}

/** So many votes in a row with the same score. */
interface Run {
  readonly score: number;
  readonly votes: number;
}

/** What is left of runs without the first `skipped` votes. */
function runs(all: readonly Run[], skipped: number): Run[] {
  const left: Run[] = [];
  let skip = skipped;
  for (const { score, votes } of all) {
    const kept = votes - Math.min(skip, votes);
    skip -= votes - kept;
    if (kept > 0) left.push({ score, votes: kept });
  }
  return left;
}

/**
 * Majority judgement's order of two candidates with equally many scores (M. Balinski and R. Laraki, 'A theory of
 * measuring, electing, and ranking', PNAS 104 (2007), 8720-8725): the higher median comes first; where the medians are
 * equal one of them is taken away from both and what is left is compared, and so on. Negative where `a` comes first;
 * 0 where both have exactly the same scores.
 *
 * What is taken away grows outwards from the middle, one down, one up: so the first difference below the middle and
 * the first above it are found from the runs, and the nearer one decides. No vote is visited by itself.
 */
export function byMedian(a: Grades, b: Grades): number {
  const below = firstDifference(a.downwards(), b.downwards());
  const above = firstDifference(a.upwards(), b.upwards());
  const even = a.count % 2 === 0;
  // When each place is compared. Odd: down 0, down 1, up 0, down 2, up 1 … Even: down 0, up 0, down 1, up 1 …
  const when = {
    below: below === null ? null : even || below.at === 0n ? 2n * below.at : 2n * below.at - 1n,
    above: above === null ? null : even ? 2n * above.at + 1n : 2n * above.at + 2n,
  };
  if (when.below === null) return above === null ? 0 : above.order;
  if (when.above === null) return below!.order;
  return when.below < when.above ? below!.order : above!.order;
}

/** The first place, from 0, at which two rows of runs differ, and which of them is higher there. */
function firstDifference(a: readonly Run[], b: readonly Run[]): { at: bigint; order: number } | null {
  let [i, j, usedA, usedB, at] = [0, 0, 0, 0, 0];
  while (i < a.length && j < b.length) {
    const [left, right] = [a[i]!, b[j]!];
    if (left.score !== right.score) return { at: BigInt(at), order: left.score > right.score ? -1 : 1 };
    const step = Math.min(left.votes - usedA, right.votes - usedB);
    [usedA, usedB, at] = [usedA + step, usedB + step, at + step];
    if (usedA === left.votes) [i, usedA] = [i + 1, 0];
    if (usedB === right.votes) [j, usedB] = [j + 1, 0];
  }
  return null;
}
