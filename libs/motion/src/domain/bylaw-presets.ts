import type { ConsensusRule, MajorityRule } from '@plenary/tally';
import type { KindRules, MotionBylaws } from './bylaws.js';
import { RULES_OF_DELEGATE_KINDS } from './delegate-kinds.js';
import { RULES_OF_LATER_KINDS } from './later-kinds.js';
import { MORE_FOR_THAN_AGAINST, TWO_THIRDS } from './simple-rule.js';

const THREE_QUARTERS: MajorityRule = {
  kind: 'majority',
  conditions: [{ numerator: 3, denominator: 4, comparison: 'at_least', base: 'yes_and_no' }],
  minimumYes: null,
  quorum: null,
};
const CONSENSUS: ConsensusRule = { kind: 'consensus', bearableBlocks: 0, quorum: null };

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
  moverChoosesTier: false,
  liveResults: true,
  publishBallots: 0,
  saysFirst: null,
};

/** A secret vote, and a week to nominate, to accept and to ask the candidates. Nobody sees how an election stands. */
const ELECTION: KindRules = {
  ...BASE,
  noticeHours: 168,
  pollMinutes: 3 * DAY,
  tier: 'secret',
  liveResults: false,
};
const CHOICE: KindRules = { ...BASE, liveResults: false, moverChoosesTier: true };

/** A vote about one member: secret, a week's notice for the hearing, a second voice more. */
const ABOUT_A_MEMBER: KindRules = {
  ...BASE,
  rule: TWO_THIRDS,
  seconders: 2,
  noticeHours: 168,
  pollMinutes: 3 * DAY,
  tier: 'secret',
};

/**
 * What the law of Great Britain asks of an industrial-action ballot: at least half of those entitled vote, and more
 * vote yes than no (Trade Union and Labour Relations (Consolidation) Act 1992, section 226, as the Trade Union Act
 * 2016 amended it). Where the further condition for important public services applies, the assembly sets
 * `supportPercent` to 40.
 */
export const GREAT_BRITAIN: Pick<
  KindRules,
  'rule' | 'turnoutPercent' | 'supportPercent' | 'tier' | 'saysFirst'
> = {
  rule: MORE_FOR_THAN_AGAINST,
  turnoutPercent: 50,
  supportPercent: 0,
  tier: 'secret',
  saysFirst:
    'This vote is consultative. In Great Britain industrial action needs a postal ballot with an independent scrutineer; ' +
    'this vote uses the same conditions, and does not take its place.',
};

/** Until the three first decisions are taken: one seconder, no notice, more for than against, names shown. */
const FOUNDING: KindRules = { ...BASE, noticeHours: 0, pollMinutes: 5 };

const founding: MotionBylaws = {
  ...RULES_OF_DELEGATE_KINDS,
  confirm_roll: FOUNDING,
  choose_facilitator: FOUNDING,
  adopt_bylaws: FOUNDING,
  ordinary: BASE,
  confirm_members: BASE,
  apply_import: BASE,
  suspend_member: ABOUT_A_MEMBER,
  expel_member: ABOUT_A_MEMBER,
  amend_bylaws: BASE,
  direct_action: BASE,
  annul_result: BASE,
  ...RULES_OF_LATER_KINDS,
  election: ELECTION,
  choose_option: CHOICE,
};

const unionLocal: MotionBylaws = {
  ...RULES_OF_DELEGATE_KINDS,
  confirm_roll: BASE,
  choose_facilitator: { ...BASE, tier: 'secret' },
  adopt_bylaws: { ...BASE, rule: TWO_THIRDS, seconders: 2, noticeHours: 168, pollMinutes: 3 * DAY },
  ordinary: { ...BASE, moverChoosesTier: true },
  confirm_members: { ...BASE, noticeHours: 24 },
  apply_import: { ...BASE, noticeHours: 24 },
  suspend_member: ABOUT_A_MEMBER,
  expel_member: { ...ABOUT_A_MEMBER, rule: THREE_QUARTERS },
  amend_bylaws: { ...BASE, rule: TWO_THIRDS, seconders: 2, noticeHours: 168, pollMinutes: 3 * DAY },
  direct_action: { ...BASE, ...GREAT_BRITAIN, seconders: 2, noticeHours: 72, pollMinutes: 7 * DAY },
  annul_result: { ...BASE, pollMinutes: 2 * DAY },
  ...RULES_OF_LATER_KINDS,
  election: ELECTION,
  choose_option: CHOICE,
};

/** The count is shown after the close, so that nobody waits to see which way it goes; a meeting can close it by hand. */
const HELD_BACK: KindRules = { ...BASE, liveResults: false };

const consensusCollective: MotionBylaws = {
  ...RULES_OF_DELEGATE_KINDS,
  confirm_roll: HELD_BACK,
  choose_facilitator: { ...HELD_BACK, noticeHours: 24 },
  adopt_bylaws: { ...HELD_BACK, rule: CONSENSUS, turnoutPercent: 50, noticeHours: 168, pollMinutes: 3 * DAY },
  ordinary: { ...HELD_BACK, rule: CONSENSUS, noticeHours: 24, pollMinutes: 2 * DAY },
  confirm_members: { ...HELD_BACK, rule: CONSENSUS, noticeHours: 24 },
  apply_import: { ...HELD_BACK, rule: CONSENSUS, noticeHours: 24 },
  // By majority: under consensus the member concerned could stop it alone.
  suspend_member: { ...ABOUT_A_MEMBER, rule: THREE_QUARTERS },
  expel_member: { ...ABOUT_A_MEMBER, rule: THREE_QUARTERS, turnoutPercent: 50 },
  amend_bylaws: { ...HELD_BACK, rule: CONSENSUS, turnoutPercent: 50, noticeHours: 168, pollMinutes: 3 * DAY },
  direct_action: { ...HELD_BACK, rule: CONSENSUS, turnoutPercent: 50, pollMinutes: 2 * DAY },
  annul_result: { ...HELD_BACK, pollMinutes: 2 * DAY },
  ...RULES_OF_LATER_KINDS,
  election: { ...ELECTION, noticeHours: 72 },
  choose_option: { ...CHOICE, noticeHours: 24, pollMinutes: 2 * DAY },
};

/** Names are always shown: those who sent the delegates see how they voted. */
const delegateCouncil: MotionBylaws = {
  ...RULES_OF_DELEGATE_KINDS,
  confirm_roll: HELD_BACK,
  choose_facilitator: { ...HELD_BACK, noticeHours: 72 },
  adopt_bylaws: {
    ...HELD_BACK,
    rule: TWO_THIRDS,
    turnoutPercent: 50,
    seconders: 2,
    noticeHours: 336,
    pollMinutes: 3 * DAY,
  },
  ordinary: { ...HELD_BACK, turnoutPercent: 50, noticeHours: 72, pollMinutes: 2 * DAY },
  confirm_members: { ...HELD_BACK, noticeHours: 72 },
  apply_import: { ...HELD_BACK, noticeHours: 72 },
  suspend_member: { ...ABOUT_A_MEMBER, tier: 'roll_call' },
  expel_member: { ...ABOUT_A_MEMBER, rule: THREE_QUARTERS, tier: 'roll_call' },
  amend_bylaws: {
    ...HELD_BACK,
    rule: TWO_THIRDS,
    turnoutPercent: 50,
    seconders: 2,
    noticeHours: 336,
    pollMinutes: 3 * DAY,
  },
  direct_action: {
    ...HELD_BACK,
    rule: TWO_THIRDS,
    turnoutPercent: 50,
    seconders: 2,
    noticeHours: 72,
    pollMinutes: 3 * DAY,
  },
  annul_result: { ...HELD_BACK, turnoutPercent: 50, pollMinutes: 2 * DAY },
  ...RULES_OF_LATER_KINDS,
  election: { ...ELECTION, turnoutPercent: 50, tier: 'roll_call' },
  choose_option: {
    ...CHOICE,
    turnoutPercent: 50,
    noticeHours: 72,
    pollMinutes: 2 * DAY,
    moverChoosesTier: false,
  },
};

export const MOTION_PRESETS = {
  founding,
  union_local: unionLocal,
  consensus_collective: consensusCollective,
  delegate_council: delegateCouncil,
} as const;
