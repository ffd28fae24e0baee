import type { Rejection } from '@plenary/kernel';
import { describeHolder } from './describe-right.js';
import type { Right } from './rights.js';

/** A member asked for an act that is somebody else's: who holds it, in order, and who does when nobody else can. */
export interface RightNotHeld extends Rejection {
  readonly code: 'RIGHT_NOT_HELD';
  readonly holders: readonly string[];
  readonly fallback: string;
}

export function rightNotHeld(right: Right): RightNotHeld {
  const holders = right.holders.map(describeHolder);
  const fallback = holders.at(-1)!;
  const message =
    holders.length === 1
      ? `To ${right.what} is for ${holders[0]}.`
      : `To ${right.what} is for ${holders[0]}; when they can’t, for ${holders.slice(1).join('; then ')}.`;
  return { code: 'RIGHT_NOT_HELD', message, holders, fallback };
}
