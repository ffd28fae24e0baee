import { type MembershipId, ok, type Result } from '@plenary/kernel';
import {
  type FoundingKind,
  isFoundingKind,
  KINDS_ABOUT_A_MEMBER,
  type Motion,
  type MotionKind,
  type MotionState,
} from './motion.js';
import { notInState, notThisDecisionNow, refuse } from './rejections.js';
import { after } from './transitions.js';

/** Where an assembly stands with its first decisions; `null` once they are taken. */
export type NextDecision = FoundingKind | null;

/** Whether a motion of this kind may be on the floor now: founding decides three things, in order, and nothing else. */
export function decideKind(kind: MotionKind, next: NextDecision): Result<void> {
  if (next !== null) return kind === next ? ok() : notThisDecisionNow(next);
  // A facilitator can be chosen anew at any time; the other two are taken once.
  return kind === 'confirm_roll' || kind === 'adopt_bylaws' ? notThisDecisionNow(null) : ok();
}

/** A draft may prepare a founding decision whose turn has not come. */
export function decideDraftKind(kind: MotionKind, next: NextDecision): Result<void> {
  return next !== null && isFoundingKind(kind) ? ok() : decideKind(kind, next);
}

/** A member moves no suspension or expulsion of themselves, and seconds none. */
export function decideOwnMatter(
  motion: Pick<Motion, 'kind' | 'subjects'>,
  member: MembershipId,
): Result<void> {
  const theirs = KINDS_ABOUT_A_MEMBER.includes(motion.kind) && motion.subjects.includes(member);
  return theirs ? refuse('OWN_MATTER') : ok();
}

export interface Moving {
  readonly by: MembershipId;
  readonly next: NextDecision;
  /** What the rules ask for. */
  readonly seconders: number;
  /** How many may second in this assembly now, the mover included. */
  readonly members: number;
}

export interface Moved {
  readonly state: MotionState;
  readonly secondsNeeded: number;
  /** It needs no seconder: its poll is announced at once. */
  readonly complete: boolean;
}

/** In an assembly with fewer others than the rules ask for, all the others are enough. */
export function decideMove(motion: Motion, moving: Moving): Result<Moved> {
  const state = after(motion.state, 'move');
  if (state === null) return notInState(motion.state);
  const kind = decideKind(motion.kind, moving.next);
  if (!kind.ok) return kind;
  const own = decideOwnMatter(motion, moving.by);
  if (!own.ok) return own;
  const secondsNeeded = Math.min(moving.seconders, Math.max(moving.members - 1, 0));
  return ok({ state, secondsNeeded, complete: secondsNeeded === 0 });
}

/**
 * How many must stand behind a motion whose vote is about to open: what it needed when it was moved, and never more
 * than there are others. A contest stands whoever leaves: it belongs to all who signed it, and is made once for a result.
 */
export function secondsToOpen(motion: Pick<Motion, 'kind' | 'secondsNeeded'>, members: number): number {
  return motion.kind === 'annul_result' ? 0 : Math.min(motion.secondsNeeded ?? 0, Math.max(members - 1, 0));
}

export interface Seconding {
  readonly by: MembershipId;
  readonly next: NextDecision;
  /** Who has seconded it already and is a member still. */
  readonly seconders: readonly MembershipId[];
  /** When this person last got their sign-in back through others; null if never. */
  readonly recoveredAt: Date | null;
  readonly now: Date;
}

export interface Seconded {
  /** The member had seconded it before: nothing changes. */
  readonly repeated: boolean;
  readonly complete: boolean;
}

const RECOVERY_MS = 24 * 3_600 * 1_000;

export function decideSecond(motion: Motion, seconding: Seconding): Result<Seconded> {
  const { by, next, seconders, recoveredAt, now } = seconding;
  if (seconders.includes(by) && motion.state !== 'withdrawn') return ok({ repeated: true, complete: false });
  if (after(motion.state, 'complete') === null) return notInState(motion.state);
  const kind = decideKind(motion.kind, next);
  if (!kind.ok) return kind;
  if (motion.moverId === by) return refuse('MOVER_CANNOT_SECOND');
  const own = decideOwnMatter(motion, by);
  if (!own.ok) return own;
  const cooling = recoveredAt !== null && now.getTime() < recoveredAt.getTime() + RECOVERY_MS;
  if (cooling && motion.movedAt !== null && motion.movedAt <= recoveredAt)
    return refuse('RECENTLY_RECOVERED');
  return ok({ repeated: false, complete: seconders.length + 1 >= (motion.secondsNeeded ?? 0) });
}

/** Only before the vote opens. `pollOpened`: the poll has opened in the meantime, whatever the motion says. */
export function decideWithdraw(motion: Motion, pollOpened: boolean): Result<MotionState> {
  const state = after(motion.state, 'withdraw');
  if (state !== null && !pollOpened) return ok(state);
  return notInState(
    state === null ? motion.state : 'voting',
    'A motion is withdrawn before its vote opens, not after.',
  );
}

/** What the closed poll makes of its motion; null when the motion does not wait for a poll (it cannot happen twice). */
export function decideClosed(state: MotionState, carried: boolean): 'carried' | 'lost' | null {
  const voting = state === 'seconded' ? after(state, 'open') : state;
  const decided = voting === null ? null : after(voting, carried ? 'carry' : 'lose');
  return decided === 'carried' || decided === 'lost' ? decided : null;
}
