import { type BlocksOutcome, type Count, describeRule, type Outcome, type Requirement } from '@plenary/tally';

/** One thing that had to be met, as the result lists it. By weight, where votes have weights. */
export interface ConditionLine {
  readonly label: string;
  readonly needed: number;
  readonly got: number;
  /** What the share was taken of; null where it is a plain number. */
  readonly base: number | null;
  readonly met: boolean;
}

/** Everything that the result was held against, in the order of the rule. */
export function conditionLines(outcome: Outcome, election = false): readonly ConditionLine[] {
  // An election has no votes for and against: what must be met is the quorum, and that somebody is named.
  const conditions = election ? [] : outcome.conditions;
  const lines: ConditionLine[] = conditions.map(({ condition, needed, got, of, met }) => {
    const alone = { kind: 'majority', conditions: [condition], minimumYes: null, quorum: null } as const;
    const label = describeRule(alone)
      .carries.replace(/^Carries with /, '')
      .replace(/\.$/, '');
    return { label: `For: ${label}`, needed, got, base: of, met };
  });
  if (outcome.minimum) lines.push(requirement('For, in plain number', outcome.minimum));
  if (outcome.blocks) lines.push(blocks(outcome.blocks));
  if (outcome.agreement) lines.push(requirement('Agreeing', outcome.agreement));
  if (outcome.quorum) {
    const { quorum, needed, got, of, met } = outcome.quorum;
    lines.push({
      label: quorum.counted === 'cast' ? 'Quorum: votes cast' : 'Quorum: present',
      needed,
      got,
      base: of,
      met,
    });
  }
  return lines;
}

function requirement(label: string, { needed, got, met }: Requirement): ConditionLine {
  return { label, needed, got, base: null, met };
}

function blocks({ bearable, got, met }: BlocksOutcome): ConditionLine {
  return { label: 'Blocks, at most', needed: bearable, got, base: null, met };
}

/** True where somebody's vote weighs more than one. */
export function isWeighted(entitled: Count): boolean {
  return entitled.heads !== entitled.weight;
}
