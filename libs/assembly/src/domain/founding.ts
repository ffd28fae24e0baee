/** The first meeting's three decisions, in their order (PROCEDURE.md §2). */
export const FOUNDING_DECISIONS = ['CONFIRM_ROLL', 'CHOOSE_FACILITATOR', 'ADOPT_BYLAWS'] as const;
export type FoundingDecision = (typeof FOUNDING_DECISIONS)[number];

/** When each was taken; null until then. */
export interface FirstDecisions {
  readonly rollConfirmedAt: Date | null;
  readonly facilitatorChosenAt: Date | null;
  readonly bylawsAdoptedAt: Date | null;
}

/** Which of the three is to be taken now; null once all are. */
export function nextFoundingDecision(taken: FirstDecisions): FoundingDecision | null {
  if (taken.rollConfirmedAt === null) return 'CONFIRM_ROLL';
  if (taken.facilitatorChosenAt === null) return 'CHOOSE_FACILITATOR';
  return taken.bylawsAdoptedAt === null ? 'ADOPT_BYLAWS' : null;
}

const NAMES: Record<FoundingDecision, string> = {
  CONFIRM_ROLL: 'to confirm the roll',
  CHOOSE_FACILITATOR: 'to choose a facilitator',
  ADOPT_BYLAWS: 'to adopt bylaws',
};

/** Why a decision can't be taken now; null when it can. Choosing a facilitator stays possible after the founding. */
export function firstDecisionRefused(decision: FoundingDecision, taken: FirstDecisions): string | null {
  const next = nextFoundingDecision(taken);
  if (decision === next || (next === null && decision === 'CHOOSE_FACILITATOR')) return null;
  return next === null
    ? 'this first decision has been taken before'
    : `the next of the first decisions is ${NAMES[next]}`;
}
