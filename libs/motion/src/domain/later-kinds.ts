import type { KindRules } from './bylaws.js';
import type { MotionKind } from './motion.js';
import { MORE_FOR_THAN_AGAINST, TWO_THIRDS } from './simple-rule.js';

/** Among those present, at once: more for than against. */
const ON_THE_SPOT: KindRules = {
  rule: MORE_FOR_THAN_AGAINST,
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

/** Work that everybody shares: a day to look at it, and more for than against. */
const OF_THE_ROTA: KindRules = { ...ON_THE_SPOT, noticeHours: 24, pollMinutes: 24 * 60, liveResults: false };

type LaterKinds = Readonly<
  Record<'choose_on_the_spot' | 'affiliate' | 'accept_affiliate' | 'disaffiliate' | 'set_task', KindRules>
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
  set_task: OF_THE_ROTA,
};
