import type { KindRules } from './bylaws.js';
import type { MotionKind } from './motion.js';
import { MORE_FOR_THAN_AGAINST } from './simple-rule.js';

const HOUR = 60;
const DAY = 24 * HOUR;

const BASE: KindRules = {
  rule: MORE_FOR_THAN_AGAINST,
  turnoutPercent: 0,
  supportPercent: 0,
  seconders: 1,
  noticeHours: 48,
  pollMinutes: DAY,
  tier: 'roll_call',
  moverChoosesTier: true,
  liveResults: false,
  publishBallots: 0,
  saysFirst: null,
};

/** Whom the assembly sends and recalls is decided in secret, so that nobody answers to the delegate for their vote. */
const ABOUT_A_DELEGATE: KindRules = { ...BASE, tier: 'secret', moverChoosesTier: false };

type DelegateKinds = Readonly<
  Record<
    | 'create_office'
    | 'change_office'
    | 'abolish_office'
    | 'elect_delegates'
    | 'give_mandate'
    | 'recall_delegate'
    | 'accept_report'
    | 'censure_report'
    | 'ask_delegates',
    KindRules
  >
>;

/**
 * The rules of the kinds that are about delegates, in every preset, and in bylaws that were adopted before there were such
 * kinds: a version of the bylaws is never edited.
 */
export const RULES_OF_DELEGATE_KINDS: DelegateKinds & Partial<Record<MotionKind, KindRules>> = {
  create_office: BASE,
  change_office: BASE,
  abolish_office: BASE,
  elect_delegates: { ...ABOUT_A_DELEGATE, noticeHours: 168, pollMinutes: 3 * DAY },
  give_mandate: { ...BASE, noticeHours: 24 },
  // A quorate meeting may recall at any time, by the majority that elects (PROCEDURE.md §6): no notice, and a quorum.
  recall_delegate: { ...ABOUT_A_DELEGATE, noticeHours: 0, turnoutPercent: 25 },
  accept_report: { ...BASE, noticeHours: 24 },
  censure_report: { ...BASE, noticeHours: 24 },
  // A week and three days, so that those who sent the delegates can meet and instruct them. By roll call always.
  ask_delegates: { ...BASE, moverChoosesTier: false, noticeHours: 168, pollMinutes: 3 * DAY },
};
