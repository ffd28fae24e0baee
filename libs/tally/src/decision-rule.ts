import type { Answer } from './tally.js';

/**
 * What a share is taken of, in votes by weight: the votes for and against; every vote cast (abstentions,
 * blank and spoilt papers included); those present when the poll opened; everybody on the roll.
 */
export type Base = 'yes_and_no' | 'cast' | 'present' | 'entitled';

/** `more_than` is strict: exactly the share is not enough. */
export type Comparison = 'more_than' | 'at_least';

/** A share of a base that the votes for must reach. Exact: `numerator` / `denominator`, never a decimal. */
export interface Condition {
  /** From 1 to the denominator. */
  readonly numerator: number;
  /** From 1 to 1,000,000. */
  readonly denominator: number;
  readonly comparison: Comparison;
  readonly base: Base;
}

/** A quorum that is a share: of those entitled or present, counted on the votes cast or on those present. */
export interface ShareQuorum {
  readonly kind: 'share';
  readonly counted: 'cast' | 'present';
  readonly numerator: number;
  readonly denominator: number;
  readonly comparison: Comparison;
  /** `present` only where the votes cast are counted. */
  readonly base: 'present' | 'entitled';
}

/** A quorum that is a plain number of votes cast or of members present, from 1 to 1,000,000,000. */
export interface NumberQuorum {
  readonly kind: 'number';
  readonly counted: 'cast' | 'present';
  readonly atLeast: number;
}

export type Quorum = ShareQuorum | NumberQuorum;

/**
 * Carried when every condition is met, and the minimum, and the quorum. One motion may need several
 * conditions: more votes for than against, and 40 % of all members for.
 */
export interface MajorityRule {
  readonly kind: 'majority';
  /** From 1 to 8. */
  readonly conditions: readonly Condition[];
  /** A plain number of votes for that is needed besides, from 1 to 1,000,000,000; null for none. */
  readonly minimumYes: number | null;
  readonly quorum: Quorum | null;
}

/** Carried when at least one member agrees, no more than `bearableBlocks` block, and the quorum is met. */
export interface ConsensusRule {
  readonly kind: 'consensus';
  /** How many blocks the assembly bears, by weight: from 0 (one block stops it) to 1,000,000. */
  readonly bearableBlocks: number;
  readonly quorum: Quorum | null;
}

/**
 * What must be met for a motion to carry. Plain JSON, frozen with the poll at its opening. Conditions,
 * minimum, blocks and quorum are all measured by weight; where every weight is 1 that is by heads.
 */
export type DecisionRule = MajorityRule | ConsensusRule;

/** True when the rule cannot be decided without knowing who was present at the opening. */
export function needsPresence(rule: DecisionRule): boolean {
  const { quorum } = rule;
  if (quorum?.counted === 'present' || (quorum?.kind === 'share' && quorum.base === 'present')) return true;
  return rule.kind === 'majority' && rule.conditions.some((condition) => condition.base === 'present');
}

/** The answers that a ballot may hold under this rule, in the order in which they are counted and shown. */
export function answersOf(rule: DecisionRule): readonly Answer[] {
  return rule.kind === 'majority'
    ? ['yes', 'no', 'abstain', 'blank', 'spoilt']
    : ['yes', 'stand_aside', 'block', 'abstain', 'blank', 'spoilt'];
}
