import { type MembershipId, ok, type Result } from '@plenary/kernel';
import { KINDS_THAT_ELECT, type Motion, type MotionState } from './motion.js';
import { nominationsClosed, refuse } from './rejections.js';

/** `standing`: accepted, and a candidate when the vote opens. */
export const NOMINATION_STATES = ['proposed', 'standing', 'declined', 'withdrawn'] as const;
export type NominationState = (typeof NOMINATION_STATES)[number];

export interface Nomination {
  readonly motionId: string;
  readonly membershipId: MembershipId;
  readonly nominatedBy: MembershipId;
  readonly nominatedAt: Date;
  readonly state: NominationState;
  /** What the candidate says, up to 2,000 characters. */
  readonly statement: string;
  readonly answeredAt: Date | null;
}

/** Candidates in one election at most, as libs/voting has it. */
export const MOST_CANDIDATES = 200;
/** Members who are asked to stand in one election at most: a bound on flooding, not a rule. */
export const MOST_NOMINATIONS = 1_000;

/** While the motion gathers seconders and its notice runs; the list is frozen when the vote opens. */
const OPEN_IN: readonly MotionState[] = ['moved', 'seconded'];

export function nominationsOpen(motion: Pick<Motion, 'kind' | 'state'>): boolean {
  return KINDS_THAT_ELECT.includes(motion.kind) && OPEN_IN.includes(motion.state);
}

/** What is asked of a nomination, and what there is of it. */
export interface Naming {
  readonly motion: Pick<Motion, 'kind' | 'state'>;
  readonly nomination: Nomination | null;
  readonly standing: number;
  readonly nominated: number;
}

/** Naming another. Who was named before, whatever they said to it, is not asked twice: `false` changes nothing. */
export function decideNominate({ motion, nomination, nominated }: Naming): Result<boolean> {
  if (!nominationsOpen(motion)) return nominationsClosed(motion);
  if (nomination !== null)
    return nomination.state === 'proposed' || nomination.state === 'standing'
      ? ok(false)
      : refuse('NOT_WILLING');
  return nominated >= MOST_NOMINATIONS ? refuse('TOO_MANY_CANDIDATES') : ok(true);
}

/** Standing, named by another or by oneself; who declined or withdrew may stand again while the list is open. */
export function decideStand({ motion, nomination, standing, nominated }: Naming): Result<boolean> {
  if (!nominationsOpen(motion)) return nominationsClosed(motion);
  if (nomination?.state === 'standing') return ok(false);
  const full = standing >= MOST_CANDIDATES || (nomination === null && nominated >= MOST_NOMINATIONS);
  return full ? refuse('TOO_MANY_CANDIDATES') : ok(true);
}

/** Saying no, or standing down: null where that was said before. */
export function decideDecline({
  motion,
  nomination,
}: Pick<Naming, 'motion' | 'nomination'>): Result<'declined' | 'withdrawn' | null> {
  if (!nominationsOpen(motion)) return nominationsClosed(motion);
  switch (nomination?.state) {
    case undefined:
      return refuse('NOT_NOMINATED');
    case 'proposed':
      return ok('declined');
    case 'standing':
      return ok('withdrawn');
    default:
      return ok(null);
  }
}
