import type { TaskKind } from './rights.js';

/** Who may invite once bylaws are adopted. */
export type Inviting = 'members' | 'facilitator';

/** A shift in force (`now`) or the first to come (`next`), held by a member who is not suspended. */
export interface StandingShift {
  readonly shiftId: string;
  /** What it gives: a shift that gives several stands here once for each. */
  readonly task: TaskKind;
  readonly membershipId: string;
  readonly state: 'now' | 'next';
  readonly chosen: 'assembly' | 'roster' | 'spot';
}

/** All that a right can depend on, at one instant of the database's clock. */
export interface Standing {
  readonly membershipId: string;
  readonly joined: boolean;
  readonly suspended: boolean;
  readonly counts: boolean;
  /** Until bylaws are adopted. */
  readonly founding: boolean;
  readonly invites: Inviting;
  /** The interim convener's seat; null when nobody holds it now. */
  readonly convener: { readonly seatId: string; readonly membershipId: string } | null;
  readonly shifts: readonly StandingShift[];
  readonly about?: {
    /** The member whom the act concerns, or whose thing it is. */
    readonly membershipId?: string;
    /** The seat that the act is under; `membershipId` is who holds it. */
    readonly seat?: string;
    /** Members whose own matter the act is, besides. */
    readonly concerned?: readonly string[];
    /** For how many minutes the act has been due and not done. */
    readonly minutesDue?: number;
  };
}
