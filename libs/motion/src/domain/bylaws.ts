import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import { type DecisionRule, validateDecisionRule } from '@plenary/tally';
import { RULES_OF_DELEGATE_KINDS } from './delegate-kinds.js';
import { RULES_OF_LATER_KINDS } from './later-kinds.js';
import { MOTION_KINDS, type MotionKind, type MotionTier } from './motion.js';
import { MORE_FOR_THAN_AGAINST } from './simple-rule.js';

/** The rules for one kind of motion. */
export interface KindRules {
  /** What must be met for it to carry, before the two percentages below are joined to it. */
  readonly rule: DecisionRule;
  /** Of 100 entitled members, how many must vote; 0 for no quorum. */
  readonly turnoutPercent: number;
  /** Of 100 entitled members, how many must vote for it besides; 0 where that is not asked. */
  readonly supportPercent: number;
  /** How many others must second it; in a small assembly never more than there are others. */
  readonly seconders: number;
  /** Whole hours between the last seconder and the opening of the vote. */
  readonly noticeHours: number;
  /** How long the vote stays open at least, and if the mover wishes nothing else. */
  readonly pollMinutes: number;
  readonly tier: MotionTier;
  /** Whether the mover may ask for the other tier. */
  readonly moverChoosesTier: boolean;
  /** Whether the count is shown while a vote by roll call is open. Such a vote cannot be closed by hand. */
  readonly liveResults: boolean;
  /**
   * 1 where the papers of a secret election are published after the close, without names, 0 where they are not: full
   * rankings can be signed by an agreed order of the lower preferences (PROCEDURE.md §5). 0 but for kinds that choose.
   */
  readonly publishBallots: number;
  /** What the page says before anything else about such a vote; null for nothing. */
  readonly saysFirst: string | null;
}

/** The tiers that a mover may ask for: that of the bylaws first, the other where they leave the choice. */
export function tiersOf({ tier, moverChoosesTier }: KindRules): readonly MotionTier[] {
  if (!moverChoosesTier) return [tier];
  return tier === 'secret' ? ['secret', 'roll_call'] : ['roll_call', 'secret'];
}

/** The section `motions` of an assembly's bylaws. */
export type MotionBylaws = { readonly [Kind in MotionKind]: KindRules };

export interface MotionBylawsInvalid extends Rejection {
  readonly code: 'MOTION_BYLAWS_INVALID';
}

/** From–to of each number; a kind may narrow them in `NARROWER`. */
export const BOUNDS = {
  turnoutPercent: [0, 100],
  supportPercent: [0, 100],
  seconders: [0, 20],
  noticeHours: [0, 1_440],
  pollMinutes: [1, 20_160],
  publishBallots: [0, 0],
} as const satisfies Record<string, readonly [number, number]>;
export type BoundedNumber = keyof typeof BOUNDS;

// A hearing needs its time and a second voice, whatever the bylaws would like (PROCEDURE.md §3).
/** How long a vote on the spot may last, in seconds; it opens at once. */
export const LONGEST_ON_THE_SPOT_SECONDS = 5 * 60;

const NARROWER: Partial<Record<MotionKind, Partial<Record<BoundedNumber, readonly [number, number]>>>> = {
  suspend_member: { seconders: [1, 20], noticeHours: [24, 1_440] },
  expel_member: { seconders: [1, 20], noticeHours: [24, 1_440] },
  // A simple poll of those present, within the meeting (PROCEDURE.md §1).
  choose_on_the_spot: {
    turnoutPercent: [0, 0],
    supportPercent: [0, 0],
    seconders: [1, 3],
    noticeHours: [0, 0],
    pollMinutes: [1, 5],
  },
  // Whoever the count elects is elected: there are no votes for and against that a share could be asked of.
  election: { supportPercent: [0, 0], publishBallots: [0, 1] },
  choose_option: { supportPercent: [0, 0], publishBallots: [0, 1] },
  elect_delegates: { supportPercent: [0, 0], publishBallots: [0, 1] },
};

/** A kind that is younger than the bylaws has the rules of the kind that it is most like, as adopted there. */
const YOUNGER: Partial<Record<MotionKind, MotionKind>> = {
  election: 'choose_facilitator',
  choose_option: 'ordinary',
};

export function boundsOf(kind: MotionKind, number: BoundedNumber): readonly [number, number] {
  return NARROWER[kind]?.[number] ?? BOUNDS[number];
}

/** The whole rule of a kind: the rule with the turnout as its quorum and the support as a condition of its own. */
export function ruleOf({ rule, turnoutPercent, supportPercent }: KindRules): DecisionRule {
  const quorum =
    turnoutPercent === 0
      ? rule.quorum
      : ({
          kind: 'share',
          counted: 'cast',
          numerator: turnoutPercent,
          denominator: 100,
          comparison: 'at_least',
          base: 'entitled',
        } as const);
  if (rule.kind === 'consensus' || supportPercent === 0) return { ...rule, quorum };
  const support = {
    numerator: supportPercent,
    denominator: 100,
    comparison: 'at_least',
    base: 'entitled',
  } as const;
  return { ...rule, quorum, conditions: [...rule.conditions, support] };
}

const KEYS: readonly (keyof KindRules)[] = [
  'rule',
  'turnoutPercent',
  'supportPercent',
  'seconders',
  'noticeHours',
  'pollMinutes',
  'tier',
  'moverChoosesTier',
  'liveResults',
  'publishBallots',
  'saysFirst',
];

/** Reads the section from JSON: every kind (a later kind may be absent) with every field, nothing else, everything within its bounds. */
export function parseMotionBylaws(value: unknown): Result<MotionBylaws, MotionBylawsInvalid> {
  if (!isObject(value)) return invalid('The rules for motions are an object with one member per kind.');
  const unknown = Object.keys(value).find((key) => !(MOTION_KINDS as readonly string[]).includes(key));
  if (unknown !== undefined) return invalid(`${unknown} is no kind of motion.`);
  const section: Partial<Record<MotionKind, KindRules>> = {};
  for (const kind of MOTION_KINDS) {
    const later = RULES_OF_LATER_KINDS[kind] ?? RULES_OF_DELEGATE_KINDS[kind];
    const rules = parseKind(kind, value[kind] ?? later ?? youngerRules(kind, value));
    if (!rules.ok) return rules;
    section[kind] = rules.value;
  }
  return ok(section as MotionBylaws);
}

function youngerRules(kind: MotionKind, value: Record<string, unknown>): unknown {
  const like = YOUNGER[kind];
  const rules = like === undefined ? undefined : value[like];
  if (!isObject(rules)) return undefined;
  return { ...rules, rule: MORE_FOR_THAN_AGAINST, supportPercent: 0, liveResults: false };
}

function parseKind(kind: MotionKind, value: unknown): Result<KindRules, MotionBylawsInvalid> {
  if (!isObject(value)) return invalid(`The rules for ${kind} are missing.`);
  const unknown = Object.keys(value).find((key) => !(KEYS as readonly string[]).includes(key));
  if (unknown !== undefined) return invalid(`${kind}.${unknown} is no field of these rules.`);
  const rule = validateDecisionRule(value.rule);
  if (!rule.ok) return invalid(`${kind}.rule: ${rule.rejection.message}`);
  for (const number of Object.keys(BOUNDS) as BoundedNumber[]) {
    const [min, max] = boundsOf(kind, number);
    // The one that is younger than some bylaws: then it is not chosen.
    const found = number === 'publishBallots' ? (value[number] ?? 0) : value[number];
    if (typeof found !== 'number' || !Number.isInteger(found) || found < min || found > max) {
      return invalid(`${kind}.${number} must be a whole number from ${min} to ${max}.`);
    }
  }
  const { tier, moverChoosesTier, liveResults, saysFirst } = value;
  if (tier !== 'roll_call' && tier !== 'secret') return invalid(`${kind}.tier must be roll_call or secret.`);
  if (typeof moverChoosesTier !== 'boolean')
    return invalid(`${kind}.moverChoosesTier must be true or false.`);
  if (typeof liveResults !== 'boolean') return invalid(`${kind}.liveResults must be true or false.`);
  if (saysFirst !== null && (typeof saysFirst !== 'string' || saysFirst.length > 1_000)) {
    return invalid(`${kind}.saysFirst must be null or a text of at most 1,000 characters.`);
  }
  const numbers = value as unknown as Record<BoundedNumber, number>;
  const { turnoutPercent, supportPercent, seconders, noticeHours, pollMinutes, publishBallots = 0 } = numbers;
  return ok({
    rule: rule.value,
    turnoutPercent,
    supportPercent,
    seconders,
    noticeHours,
    pollMinutes,
    publishBallots,
    tier,
    moverChoosesTier,
    liveResults,
    saysFirst,
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): Result<never, MotionBylawsInvalid> {
  return rejected({ code: 'MOTION_BYLAWS_INVALID', message });
}
