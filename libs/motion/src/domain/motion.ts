import type { AssemblyId, MembershipId, MotionId, PollId } from '@plenary/kernel';

/** What a motion decides; it picks the decision rule in the bylaws and the effect that a carried motion has. */
export const MOTION_KINDS = [
  'confirm_roll',
  'choose_facilitator',
  'adopt_bylaws',
  'ordinary',
  'confirm_members',
  'apply_import',
  'suspend_member',
  'expel_member',
  'amend_bylaws',
  'direct_action',
  'annul_result',
  'choose_on_the_spot',
  'affiliate',
  'accept_affiliate',
  'disaffiliate',
  'election',
  'choose_option',
  'set_task',
  'create_office',
  'change_office',
  'abolish_office',
  'elect_delegates',
  'give_mandate',
  'recall_delegate',
  'accept_report',
  'censure_report',
  'ask_delegates',
] as const;
export type MotionKind = (typeof MOTION_KINDS)[number];

/** The three decisions of the first meeting, in their order (PROCEDURE.md §2). */
export const FOUNDING_KINDS = ['confirm_roll', 'choose_facilitator', 'adopt_bylaws'] as const;
export type FoundingKind = (typeof FOUNDING_KINDS)[number];

export function isFoundingKind(kind: MotionKind): kind is FoundingKind {
  return (FOUNDING_KINDS as readonly MotionKind[]).includes(kind);
}

export function isMotionKind(text: string): text is MotionKind {
  return (MOTION_KINDS as readonly string[]).includes(text);
}

/** Kinds that choose among candidates or options: their poll is an election. */
export const KINDS_THAT_CHOOSE: readonly MotionKind[] = ['election', 'choose_option', 'elect_delegates'];

/** Of these, the kinds whose candidates are members who are named or stand. */
export const KINDS_THAT_ELECT: readonly MotionKind[] = ['election', 'elect_delegates'];

/** Kinds that are about one member, who then neither moves nor seconds them. */
export const KINDS_ABOUT_A_MEMBER: readonly MotionKind[] = [
  'suspend_member',
  'expel_member',
  'recall_delegate',
];

/** `voting` is never stored: it is `seconded` while the poll is open, so that opening a poll writes no motion. */
export const MOTION_STATES = [
  'draft',
  'moved',
  'seconded',
  'voting',
  'carried',
  'lost',
  'withdrawn',
] as const;
export type MotionState = (typeof MOTION_STATES)[number];

export type MotionTier = 'roll_call' | 'secret';

type EffectValue = null | boolean | number | string | readonly EffectValue[] | EffectData;
/** What an effect needs, as plain JSON in the effect's own shape. */
export type EffectData = { readonly [key: string]: EffectValue };

/** What came of the effect of a carried motion. */
export type EffectOutcome = { readonly done: true } | { readonly done: false; readonly because: string };

/** A motion, as its row holds it. */
export interface Motion {
  readonly id: MotionId;
  readonly assemblyId: AssemblyId;
  readonly kind: MotionKind;
  readonly title: string;
  readonly text: string;
  readonly state: MotionState;
  readonly effect: EffectData;
  /** Members whom the motion is about: who are confirmed, suspended, expelled or chosen by it. */
  readonly subjects: readonly MembershipId[];
  /** The mover's wishes; null where the bylaws' default is taken. */
  readonly wishedOpensAt: Date | null;
  readonly wishedSeconds: number | null;
  readonly wishedTier: MotionTier | null;
  /** Null where nobody moved it: the rules of an office put it by themselves. */
  readonly moverId: MembershipId | null;
  readonly draftedAt: Date;
  readonly movedAt: Date | null;
  /** How many others must second it; set when it is moved. */
  readonly secondsNeeded: number | null;
  readonly secondedAt: Date | null;
  readonly pollId: PollId | null;
  readonly decidedAt: Date | null;
  readonly withdrawnAt: Date | null;
  /** Set with `decidedAt` when it was carried. */
  readonly outcome: EffectOutcome | null;
  /** What the effect noted for the case that its result is annulled. */
  readonly undo: EffectData | null;
  readonly annulledAt: Date | null;
}

/** Bounds on texts, in characters. */
export const TITLE_MAX = 200;
export const TEXT_MAX = 20_000;
export const REASON_MAX = 2_000;
export const STATEMENT_MAX = 2_000;
export const OPTION_NAME_MAX = 200;
