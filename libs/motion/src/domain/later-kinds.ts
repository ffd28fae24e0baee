import type { MajorityRule } from '@plenary/tally';
import type { KindRules } from './bylaws.js';
import type { MotionKind } from './motion.js';

const SIMPLE: MajorityRule = {
  kind: 'majority',
  conditions: [{ numerator: 1, denominator: 2, comparison: 'more_than', base: 'yes_and_no' }],
  minimumYes: null,
  quorum: null,
};
const TWO_THIRDS: MajorityRule = {
  kind: 'majority',
  conditions: [{ numerator: 2, denominator: 3, comparison: 'at_least', base: 'yes_and_no' }],
  minimumYes: null,
  quorum: null,
};

/** Among those present, at once: more for than against. */
const ON_THE_SPOT: KindRules = {
  rule: SIMPLE,
  turnoutPercent: 0,
  supportPercent: 0,
  seconders: 1,
  noticeHours: 0,
  pollMinutes: 2,
  tier: 'roll_call',
  moverChoosesTier: false,
  liveResults: true,
  publishBallots: 0,
  saysFirst: null,
};

/** Whom the assembly belongs with binds it for long: a week to think, and two thirds. */
const OF_THE_TREE: KindRules = {
  ...ON_THE_SPOT,
  rule: TWO_THIRDS,
  seconders: 2,
  noticeHours: 168,
  pollMinutes: 3 * 24 * 60,
  liveResults: false,
};

type LaterKinds = Readonly<
  Record<'choose_on_the_spot' | 'affiliate' | 'accept_affiliate' | 'disaffiliate', KindRules>
>;

/**
 * The rules of the kinds that are younger than the first bylaws, in every preset, and in bylaws that were adopted before
 * there was such a kind: a version of the bylaws is never edited.
 */
export const RULES_OF_LATER_KINDS: LaterKinds & Partial<Record<MotionKind, KindRules>> = {
  choose_on_the_spot: ON_THE_SPOT,
  affiliate: OF_THE_TREE,
  accept_affiliate: OF_THE_TREE,
  disaffiliate: OF_THE_TREE,
};
