import { ofHeads } from './count.js';
import type { Base, Comparison, Condition, ConsensusRule, MajorityRule, Quorum } from './decision-rule.js';
import type { Figures } from './figures.js';
import { type Answer, countGroups, type Tally } from './tally.js';

/** Builders for the specs of this folder; no part of the public face. */

export function condition(text: string, base: Base): Condition {
  const [words, share = ''] = text.split(/ (?=\d)/);
  const [numerator, denominator] = share.split('/').map(Number);
  const comparison: Comparison = words === 'more than' ? 'more_than' : 'at_least';
  return { numerator: numerator!, denominator: denominator!, comparison, base };
}

export function majority(
  conditions: Condition | readonly Condition[],
  more: { readonly quorum?: Quorum; readonly minimumYes?: number } = {},
): MajorityRule {
  const list = 'base' in conditions ? [conditions] : conditions;
  return {
    kind: 'majority',
    conditions: list,
    minimumYes: more.minimumYes ?? null,
    quorum: more.quorum ?? null,
  };
}

export function consensus(bearableBlocks: number, quorum: Quorum | null = null): ConsensusRule {
  return { kind: 'consensus', bearableBlocks, quorum };
}

export function shareQuorum(
  text: string,
  base: 'entitled' | 'present' = 'entitled',
  counted: 'cast' | 'present' = 'cast',
): Quorum {
  const { numerator, denominator, comparison } = condition(text, base);
  return { kind: 'share', counted, numerator, denominator, comparison, base };
}

export function numberQuorum(atLeast: number, counted: 'cast' | 'present' = 'cast'): Quorum {
  return { kind: 'number', counted, atLeast };
}

/** So many ballots of weight 1 for each answer. */
export function votes(counts: Partial<Record<Answer, number>>): Tally {
  return countGroups(
    Object.entries(counts).map(([answer, heads]) => ({ answer: answer as Answer, weight: 1, heads })),
  );
}

export function figures(entitled: number, present: number | null = null): Figures {
  return { entitled: ofHeads(entitled), present: present === null ? null : ofHeads(present) };
}
