import type { MotionState } from './motion.js';

/** What can happen to a motion. */
export type MotionEvent =
  | 'move'
  | 'complete'
  | 'withdraw'
  | 'open'
  | 'carry'
  | 'lose'
  | 'putAgain'
  | 'lapse'
  | 'nobodyStands';

/**
 * The life of a motion. `complete`: it has its seconders, and its poll is announced. `open`: the poll has opened.
 * `lapse`: seconders left the assembly before the poll opened, and it waits for others. `putAgain`: the poll was voided,
 * and another is announced. `nobodyStands`: the vote of an election was due, and there was nobody to elect. Whatever is
 * not here cannot happen; a new state
 * (tabled, referred) is a line here, one in `MOTION_STATES` and one in the CHECK of the table `motion`.
 */
export const TRANSITIONS: Readonly<Record<MotionState, Partial<Readonly<Record<MotionEvent, MotionState>>>>> =
  {
    draft: { move: 'moved', withdraw: 'withdrawn' },
    moved: { complete: 'seconded', withdraw: 'withdrawn' },
    seconded: {
      open: 'voting',
      withdraw: 'withdrawn',
      putAgain: 'seconded',
      lapse: 'moved',
      nobodyStands: 'lost',
    },
    voting: { carry: 'carried', lose: 'lost', putAgain: 'seconded' },
    carried: {},
    lost: {},
    withdrawn: {},
  };

/** The state that follows, or null when the event cannot happen in this state. */
export function after(state: MotionState, event: MotionEvent): MotionState | null {
  return TRANSITIONS[state][event] ?? null;
}
