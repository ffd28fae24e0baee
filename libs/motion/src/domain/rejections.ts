import { type Rejection, type Result, rejected } from '@plenary/kernel';
import { type FoundingKind, KINDS_THAT_ELECT, type MotionKind, type MotionState } from './motion.js';

export interface MotionNotInState extends Rejection {
  readonly code: 'MOTION_NOT_IN_STATE';
  readonly state: MotionState;
}

export interface EffectInvalid extends Rejection {
  readonly code: 'EFFECT_INVALID';
  readonly field: string;
}

export interface TermsNotAllowed extends Rejection {
  readonly code: 'TERMS_NOT_ALLOWED';
  readonly field: string;
}

export interface NotThisDecisionNow extends Rejection {
  readonly code: 'NOT_THIS_DECISION_NOW';
  /** What the first meeting decides next; null in an assembly that has taken its first decisions. */
  readonly next: FoundingKind | null;
}

/** Every refusal of this context by its code: the words are here, where they can be read together. */
export const REFUSALS = {
  OWN_MATTER:
    'This motion is about you. You may speak and vote on it; moving and seconding it is for others.',
  MOVER_CANNOT_SECOND: 'You moved this motion. Another member seconds it.',
  ONLY_TOGETHER:
    'A result is contested by members together, within 7 days. Ask for it on the page of the vote.',
  TOO_MANY_MOTIONS: 'You have many motions open. Withdraw one that is no longer needed, then add this one.',
  NO_FIRST_MEETING: 'The first meeting has not been called yet. Call it, then move this motion.',
  STAND_YOURSELF: 'You name others here. To be a candidate yourself, stand for election.',
  NOT_ELIGIBLE: 'Only members that count stand for election: confirmed, not suspended, and not gone.',
  NOT_WILLING: 'This member was asked and declined. They can stand by themselves while the list is open.',
  NOT_NOMINATED: 'Nobody has named you in this election, and you do not stand in it.',
  TOO_MANY_CANDIDATES: 'The list of this election is full. Nobody is added to it any more.',
  RECENTLY_RECOVERED:
    'You got your sign-in back less than 24 hours ago. Until then you cannot second what was moved before.',
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export function refuse(code: RefusalCode): Result<never, Rejection> {
  return rejected({ code, message: REFUSALS[code] });
}

export interface NominationsClosed extends Rejection {
  readonly code: 'NOMINATIONS_CLOSED';
  readonly state: MotionState;
}

/** Not an election, not moved yet, or its vote has opened. */
export function nominationsClosed({
  kind,
  state,
}: {
  readonly kind: MotionKind;
  readonly state: MotionState;
}): Result<never, NominationsClosed> {
  const message = !KINDS_THAT_ELECT.includes(kind)
    ? 'This motion elects nobody, so nobody stands in it.'
    : `${WHAT_IS[state]} Candidates are named from the moving of an election until its vote opens.`;
  return rejected({ code: 'NOMINATIONS_CLOSED', message, state });
}

const WHAT_IS: Readonly<Record<MotionState, string>> = {
  draft: 'This motion is a draft. Move it first.',
  moved: 'This motion has been moved and waits for its seconders.',
  seconded: 'This motion has its seconders; its vote opens by itself.',
  voting: 'The vote on this motion is open.',
  carried: 'This motion was carried.',
  lost: 'This motion was lost.',
  withdrawn: 'This motion was withdrawn.',
};

export function notInState(state: MotionState, then = ''): Result<never, MotionNotInState> {
  const message = then === '' ? WHAT_IS[state] : `${WHAT_IS[state]} ${then}`;
  return rejected({ code: 'MOTION_NOT_IN_STATE', message, state });
}

/** What the database's last word on a draft means: each field of its effect is within its bounds, and all together are not. */
export const DRAFT_LAST_WORD: Readonly<Record<'motion_effect_is_object', EffectInvalid>> = {
  motion_effect_is_object: {
    code: 'EFFECT_INVALID',
    field: 'effect',
    message: 'One motion does not hold that much: at most 64 KiB. Divide it, or say it in fewer words.',
  },
};

export function effectInvalid(field: string, message: string): Result<never, EffectInvalid> {
  return rejected({ code: 'EFFECT_INVALID', message, field });
}

export function termsNotAllowed(field: string, message: string): Result<never, TermsNotAllowed> {
  return rejected({ code: 'TERMS_NOT_ALLOWED', message, field });
}

const FOUNDING_WORDS: Readonly<Record<FoundingKind, string>> = {
  confirm_roll: 'confirming the roll',
  choose_facilitator: 'choosing a facilitator',
  adopt_bylaws: 'adopting bylaws',
};

export function notThisDecisionNow(next: FoundingKind | null): Result<never, NotThisDecisionNow> {
  const message =
    next === null
      ? 'The first meeting has taken this decision; it is not taken again.'
      : `The first meeting decides in its order: next comes ${FOUNDING_WORDS[next]}.`;
  return rejected({ code: 'NOT_THIS_DECISION_NOW', message, next });
}
