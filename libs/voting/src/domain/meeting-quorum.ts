import type { DecisionRule, Quorum } from '@plenary/tally';

/** How much of the roll must be present for a poll to open in a meeting: an exact share, from the bylaws. */
export interface MeetingQuorum {
  /** From 1 to the denominator. */
  readonly numerator: number;
  readonly denominator: number;
  /** The meeting was called again after one that failed its quorum: half is enough (PROCEDURE.md §4). */
  readonly halved: boolean;
}

/** The share that has to be present: the half of it in a meeting that was called again. */
export function shareNeeded(quorum: MeetingQuorum): {
  readonly numerator: number;
  readonly denominator: number;
} {
  const { numerator, denominator } = quorum;
  return { numerator, denominator: quorum.halved ? denominator * 2 : denominator };
}

const HALVED =
  'The quorum is half of what the bylaws ask: a first meeting failed its quorum, and this one was called again.';
const OF_THE_MEETING =
  'The quorum is the one that the bylaws ask of a meeting: who was present at the opening.';

/**
 * The rule as it freezes when its poll opens in a quorate meeting, and why it differs from the bylaws' rule for the
 * kind; null where it does not. Presence freezes with it, so that a quorum lost later stops the next poll and not this one.
 */
export function ruleInMeeting(
  rule: DecisionRule,
  quorum: MeetingQuorum,
): { readonly rule: DecisionRule; readonly reason: string | null } {
  if (rule.quorum === null) {
    const share = { ...shareNeeded(quorum), comparison: 'at_least', base: 'entitled' } as const;
    const added: Quorum = { kind: 'share', counted: 'present', ...share };
    return { rule: { ...rule, quorum: added }, reason: quorum.halved ? HALVED : OF_THE_MEETING };
  }
  return quorum.halved
    ? { rule: { ...rule, quorum: halfOf(rule.quorum) }, reason: HALVED }
    : { rule, reason: null };
}

/** Exact: a share keeps its numerator over twice the denominator; a plain number is rounded up. */
function halfOf(quorum: Quorum): Quorum {
  return quorum.kind === 'number'
    ? { ...quorum, atLeast: Math.ceil(quorum.atLeast / 2) }
    : { ...quorum, denominator: quorum.denominator * 2 };
}
