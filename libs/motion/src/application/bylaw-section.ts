import type { BylawNumber, BylawRule, BylawSection } from '@plenary/assembly';
import { describeRule } from '@plenary/tally';
import { MOTION_PRESETS } from '../domain/bylaw-presets.js';
import {
  type BoundedNumber,
  boundsOf,
  type KindRules,
  type MotionBylaws,
  parseMotionBylaws,
  ruleOf,
} from '../domain/bylaws.js';
import { KINDS_THAT_CHOOSE, KINDS_THAT_ELECT, MOTION_KINDS, type MotionKind } from '../domain/motion.js';

/** What a motion of each kind is called, in the middle of a sentence. */
export const KIND_LABELS: Readonly<Record<MotionKind, string>> = {
  confirm_roll: 'confirming the roll',
  choose_facilitator: 'choosing a facilitator',
  adopt_bylaws: 'adopting bylaws',
  ordinary: 'an ordinary motion',
  confirm_members: 'confirming members',
  apply_import: 'applying an import of the roll',
  suspend_member: 'suspending a member',
  expel_member: 'expelling a member',
  amend_bylaws: 'amending the bylaws',
  direct_action: 'direct action',
  annul_result: 'annulling a contested result',
  choose_on_the_spot: 'choosing a facilitator on the spot',
  affiliate: 'asking to join an assembly above',
  accept_affiliate: 'taking in an assembly below',
  disaffiliate: 'leaving the assembly above',
  election: 'an election',
  choose_option: 'choosing among options',
  set_task: 'setting a task of the rota',
  create_office: 'creating an office',
  change_office: 'changing an office',
  abolish_office: 'abolishing an office',
  elect_delegates: 'electing delegates',
  give_mandate: 'giving a mandate',
  recall_delegate: 'recalling a delegate',
  accept_report: 'accepting a report',
  censure_report: 'censuring a report',
  ask_delegates: 'asking the delegates of the assemblies below',
};

const NUMBER_LABELS: Readonly<Record<BoundedNumber, readonly [label: string, unit: string]>> = {
  seconders: ['seconders', 'members'],
  noticeHours: ['notice before the vote', 'hours'],
  pollMinutes: ['the vote is open for at least', 'minutes'],
  turnoutPercent: ['turnout needed, of those entitled (0: none)', 'percent'],
  publishBallots: [
    'the papers of a secret vote are published after the close, without names (0: no, 1: yes)',
    '',
  ],
  supportPercent: ['votes for needed, of those entitled (0: not asked)', 'percent'],
};

/** Taken once, under the founding rules: no motion can use an amended number of theirs. */
const NOT_AMENDABLE: readonly MotionKind[] = ['confirm_roll', 'adopt_bylaws'];

function numbersOf(kind: MotionKind): BylawNumber[] {
  const plain = (Object.keys(NUMBER_LABELS) as BoundedNumber[]).flatMap((number) => {
    const [label, unit] = NUMBER_LABELS[number];
    const [min, max] = boundsOf(kind, number);
    if (min === max) return [];
    return [{ path: `${kind}.${number}`, label: `${capital(KIND_LABELS[kind])}: ${label}`, min, max, unit }];
  });
  if (KINDS_THAT_CHOOSE.includes(kind)) return plain;
  const blocks = `${capital(KIND_LABELS[kind])}: blocks that the assembly bears`;
  return [
    ...plain,
    { path: `${kind}.rule.bearableBlocks`, label: blocks, min: 0, max: 1_000, unit: 'members' },
  ];
}

/** What must be met for such a motion to carry, in words. An election has no votes for and against. */
export function carryWords(kind: MotionKind, rules: KindRules): string {
  const words = describeRule(ruleOf(rules));
  if (!KINDS_THAT_CHOOSE.includes(kind)) return words.text;
  const chosen = KINDS_THAT_ELECT.includes(kind)
    ? 'Whoever the count elects is elected, by the method that the motion names.'
    : 'The count chooses among the options, by the method that the motion names.';
  return words.quorum === null ? chosen : `${chosen} ${words.quorum}`;
}

/** What the kind asks, in words, where it is no plain number. */
function ruleWords(kind: MotionKind, rules: KindRules): BylawRule {
  const { tier, moverChoosesTier, liveResults, publishBallots, saysFirst } = rules;
  const secret = tier === 'secret' ? 'The vote is secret.' : 'The vote is by roll call.';
  const choice = moverChoosesTier ? ' The mover may ask for the other.' : '';
  const live = liveResults && tier === 'roll_call' ? ' The count is shown while the vote is open.' : '';
  const first = saysFirst === null ? '' : `${saysFirst} `;
  const published =
    publishBallots === 1 ? ' The papers of a secret vote are published after the close, without names.' : '';
  const text = `${first}${carryWords(kind, rules)} ${secret}${choice}${live}${published}`;
  return { path: `${kind}.rule`, label: capital(KIND_LABELS[kind]), text };
}

/** The rules for motions, registered under BYLAW_SECTIONS. */
export const MOTION_SECTION: BylawSection<MotionBylaws> = {
  name: 'motions',
  label: 'Motions',
  presets: MOTION_PRESETS,
  parse: parseMotionBylaws,
  numbers: MOTION_KINDS.filter((kind) => !NOT_AMENDABLE.includes(kind)).flatMap(numbersOf),
  rules: (value) => MOTION_KINDS.map((kind) => ruleWords(kind, value[kind])),
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
