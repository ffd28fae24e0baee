/**
 * Where a hardship request stands. The first three are open: whoever holds the power sees it. `asked_back`: whoever
 * took it up waits for the member's word.
 */
export const HARDSHIP_STATES = [
  'waiting',
  'taken_up',
  'asked_back',
  'helped',
  'not_helped',
  'withdrawn',
] as const;
export type HardshipState = (typeof HARDSHIP_STATES)[number];

/** What an answer says. The last two end the request. */
export const OUTCOMES = ['asked_back', 'helped', 'not_helped'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Days for which a request is kept after its end. */
export const KEPT_DAYS = 30;
/** Requests that one member has kept at a time, at most; one of them open. */
export const MOST_KEPT = 20;
/** Texts in one request, at most. */
const MOST_NOTES = 40;

type Moves = Readonly<Record<HardshipState, HardshipState | null>>;

const ANSWERED = (outcome: Outcome): Moves => ({
  waiting: outcome,
  taken_up: outcome,
  asked_back: outcome,
  helped: null,
  not_helped: null,
  withdrawn: null,
});

/** Every act on a request and where it leads; null where it cannot be done. */
export const HARDSHIP_MOVES = {
  take_up: {
    waiting: 'taken_up',
    taken_up: 'taken_up',
    asked_back: 'taken_up',
    helped: null,
    not_helped: null,
    withdrawn: null,
  },
  asked_back: ANSWERED('asked_back'),
  helped: ANSWERED('helped'),
  not_helped: ANSWERED('not_helped'),
  /** The member writes: what they were asked goes back to who asked, and an answered request opens again. */
  write: {
    waiting: 'waiting',
    taken_up: 'taken_up',
    asked_back: 'taken_up',
    helped: 'waiting',
    not_helped: 'waiting',
    withdrawn: null,
  },
  withdraw: {
    waiting: 'withdrawn',
    taken_up: 'withdrawn',
    asked_back: 'withdrawn',
    helped: 'withdrawn',
    not_helped: 'withdrawn',
    withdrawn: 'withdrawn',
  },
} as const satisfies Readonly<Record<string, Moves>>;

export type HardshipAct = keyof typeof HARDSHIP_MOVES;

export interface HardshipStanding {
  readonly state: HardshipState;
  /** Whoever took it up or answered it last; null where nobody has, and for one that was withdrawn. */
  readonly holderId: string | null;
}

/** Where an act leads, and whose it is then; null where it cannot be done. `actorId`: who acts, by their shift. */
export function moved(
  { state, holderId }: HardshipStanding,
  act: HardshipAct,
  actorId: string | null,
): HardshipStanding | null {
  const next: HardshipState | null = HARDSHIP_MOVES[act][state];
  if (next === null) return null;
  const isHeld = next !== 'waiting' && next !== 'withdrawn';
  return { state: next, holderId: isHeld ? (actorId ?? holderId) : null };
}

/** Whether one more text fits in; the last place is kept for the answer that ends the request. */
export function hasRoom(notes: number, ends: boolean): boolean {
  return notes < (ends ? MOST_NOTES : MOST_NOTES - 1);
}

export function isOpen(state: HardshipState): boolean {
  return state === 'waiting' || state === 'taken_up' || state === 'asked_back';
}

/** Whose it is now: whoever took it up, while they hold the power. Taking up ends with the shift. */
export function inHandsOf(
  { state, holderId }: HardshipStanding,
  holdersNow: readonly string[],
): string | null {
  return isOpen(state) && holderId !== null && holdersNow.includes(holderId) ? holderId : null;
}

/** The same request as it counts now: what nobody has in hand any more waits again. */
export function countedNow<Request extends HardshipStanding>(
  request: Request,
  holdersNow: readonly string[],
): Request {
  const left = request.state === 'taken_up' && inHandsOf(request, holdersNow) === null;
  return left ? { ...request, state: 'waiting', holderId: null } : request;
}
