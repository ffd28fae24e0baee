import { assertNever } from '@plenary/kernel';
import { whole } from './count.js';
import {
  answersOf,
  type Base,
  type Comparison,
  type Condition,
  type DecisionRule,
  type Quorum,
} from './decision-rule.js';
import { checkFigures, type Figures } from './figures.js';
import { ANSWERS, type Tally, tallyKey } from './tally.js';

/** Something that needed a number: what was needed, what there was. By weight. */
export interface Requirement {
  /** The smallest whole number that meets it, with the base as counted; never 0. */
  readonly needed: number;
  readonly got: number;
  readonly met: boolean;
}

/** A condition held against the count. */
export interface ConditionOutcome extends Requirement {
  readonly condition: Condition;
  /** What the share was taken of. */
  readonly of: number;
  /** The votes for are exactly the share: a tie, where the share is half of the votes for and against. */
  readonly exactly: boolean;
}

/** The quorum held against the count. */
export interface QuorumOutcome extends Requirement {
  readonly quorum: Quorum;
  /** What the share was taken of; null where the quorum is a plain number. */
  readonly of: number | null;
}

/** Blocks held against how many the assembly bears. */
export interface BlocksOutcome {
  readonly bearable: number;
  readonly got: number;
  readonly met: boolean;
}

/**
 * Why a motion was lost. `nobody_voted`: no ballot at all. `tie`: as many for as against, where more than
 * half was needed. `threshold`: another condition unmet. `minimum`: too few votes for in plain number.
 */
export type LostBecause =
  | 'nobody_voted'
  | 'quorum'
  | 'tie'
  | 'threshold'
  | 'minimum'
  | 'blocks'
  | 'nobody_agreed';

/** The tally held against rule and quorum, with all it was computed from. Plain JSON. */
export interface Outcome {
  readonly rule: DecisionRule;
  readonly figures: Figures;
  readonly tally: Tally;
  readonly carried: boolean;
  /** Every reason, each once; empty exactly when carried. */
  readonly lostBecause: readonly LostBecause[];
  readonly quorum: QuorumOutcome | null;
  /** In the rule's order; empty under consensus. */
  readonly conditions: readonly ConditionOutcome[];
  readonly minimum: Requirement | null;
  /** Null under a majority rule, as is `agreement`. */
  readonly blocks: BlocksOutcome | null;
  readonly agreement: Requirement | null;
}

/**
 * Holds a tally against a decision rule. Pure: the same arguments give the same outcome, for ever.
 *
 * Everything is measured by weight. Nothing carries without a vote for it, whatever the rule: a base of zero
 * is lost. Exactly half does not carry where more than half is needed: a tie leaves things as they are.
 *
 * @throws RangeError when the figures do not pass {@link checkFigures}, the tally holds an answer that the
 *   rule does not know, its parts do not add up, or more was cast than was entitled: none of these is a
 *   result, all of them are faults of the caller.
 */
export function decide(rule: DecisionRule, tally: Tally, figures: Figures): Outcome {
  refuseImpossible(rule, tally, figures);
  const quorum = rule.quorum && decideQuorum(rule.quorum, tally, figures);
  const common = { rule, figures, tally };
  const lostBecause: LostBecause[] = [];
  if (tally.cast.weight === 0) lostBecause.push('nobody_voted');
  if (quorum && !quorum.met) lostBecause.push('quorum');

  if (rule.kind === 'consensus') {
    const blocks = decideBlocks(rule.bearableBlocks, tally);
    const agreement = requirement(1, tally.yes.weight);
    if (!blocks.met) lostBecause.push('blocks');
    if (!agreement.met) lostBecause.push('nobody_agreed');
    const carried = lostBecause.length === 0;
    return { ...common, carried, lostBecause, quorum, conditions: [], minimum: null, blocks, agreement };
  }

  const conditions = rule.conditions.map((each) => decideCondition(each, tally, figures));
  const minimum = rule.minimumYes === null ? null : requirement(rule.minimumYes, tally.yes.weight);
  const unmet = conditions.filter((each) => !each.met);
  if (unmet.some(isTie)) lostBecause.push('tie');
  if (unmet.some((each) => !isTie(each))) lostBecause.push('threshold');
  if (minimum && !minimum.met) lostBecause.push('minimum');
  const carried = lostBecause.length === 0;
  return { ...common, carried, lostBecause, quorum, conditions, minimum, blocks: null, agreement: null };
}

/** True when the votes for are exactly half of those for and against, and there are any. */
export function isTie({ condition, exactly }: ConditionOutcome): boolean {
  return exactly && condition.base === 'yes_and_no' && condition.numerator * 2 === condition.denominator;
}

/**
 * The smallest whole number that is more than, or at least, the share of `of`; never 0, since nothing is
 * reached by nobody. Exact for every share and every `of` up to 2^53 − 1.
 */
export function smallestMeeting(
  share: { readonly numerator: number; readonly denominator: number; readonly comparison: Comparison },
  of: number,
): number {
  const product = BigInt(share.numerator) * BigInt(of);
  const denominator = BigInt(share.denominator);
  const smallest =
    share.comparison === 'more_than'
      ? product / denominator + 1n
      : (product + denominator - 1n) / denominator;
  return whole(smallest === 0n ? 1n : smallest, 'needed');
}

function decideCondition(condition: Condition, tally: Tally, figures: Figures): ConditionOutcome {
  const of = baseNumber(condition.base, tally, figures);
  const got = tally.yes.weight;
  const needed = smallestMeeting(condition, of);
  const exactly =
    of > 0 && BigInt(got) * BigInt(condition.denominator) === BigInt(of) * BigInt(condition.numerator);
  return { condition, of, needed, got, met: of > 0 && got >= needed, exactly };
}

function decideQuorum(quorum: Quorum, tally: Tally, figures: Figures): QuorumOutcome {
  const got = quorum.counted === 'cast' ? tally.cast.weight : presentWeight(figures);
  if (quorum.kind === 'number') return { quorum, of: null, ...requirement(quorum.atLeast, got) };
  const of = baseNumber(quorum.base, tally, figures);
  return { quorum, of, ...requirement(smallestMeeting(quorum, of), got) };
}

function decideBlocks(bearable: number, tally: Tally): BlocksOutcome {
  return { bearable, got: tally.block.weight, met: tally.block.weight <= bearable };
}

function requirement(needed: number, got: number): Requirement {
  return { needed, got, met: got >= needed };
}

function baseNumber(base: Base, tally: Tally, figures: Figures): number {
  switch (base) {
    case 'yes_and_no':
      return whole(tally.yes.weight + tally.no.weight, 'votes for and against');
    case 'cast':
      return tally.cast.weight;
    case 'present':
      return presentWeight(figures);
    case 'entitled':
      return figures.entitled.weight;
    default:
      return assertNever(base);
  }
}

function presentWeight({ present }: Figures): number {
  if (present === null) throw new RangeError('presence was not taken');
  return present.weight;
}

function refuseImpossible(rule: DecisionRule, tally: Tally, figures: Figures): void {
  const checked = checkFigures(rule, figures);
  if (!checked.ok) throw new RangeError(checked.rejection.message);
  const known = answersOf(rule);
  let [heads, weight] = [0n, 0n];
  for (const answer of ANSWERS) {
    const count = tally[tallyKey(answer)];
    heads += BigInt(whole(count.heads, answer));
    weight += BigInt(whole(count.weight, answer));
    if ((count.heads !== 0 || count.weight !== 0) && !known.includes(answer)) {
      throw new RangeError(`'${answer}' is no answer under a ${rule.kind} rule`);
    }
  }
  if (heads !== BigInt(tally.cast.heads) || weight !== BigInt(tally.cast.weight)) {
    throw new RangeError('the answers do not add up to the votes cast');
  }
  if (tally.cast.heads > figures.entitled.heads || tally.cast.weight > figures.entitled.weight) {
    throw new RangeError('more was cast than was entitled to be');
  }
}
