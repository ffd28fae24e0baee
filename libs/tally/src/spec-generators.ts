import fc from 'fast-check';
import { answersOf, type DecisionRule, type Quorum } from './decision-rule.js';
import type { Figures } from './figures.js';
import type { Ballot } from './tally.js';

/** Generated rules and polls for the specs of this folder; no part of the public face. */

export const share = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.boolean())
  .map(([a, b, strict]) => ({
    numerator: Math.min(a, b),
    denominator: Math.max(a, b),
    comparison: strict && a !== b ? ('more_than' as const) : ('at_least' as const),
  }));

const condition = fc
  .tuple(
    share,
    fc.constantFrom('yes_and_no' as const, 'cast' as const, 'present' as const, 'entitled' as const),
  )
  .map(([each, base]) => ({ ...each, base }));

const counted = fc.constantFrom('cast' as const, 'present' as const);
const quorum: fc.Arbitrary<Quorum | null> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant('number' as const), counted, atLeast: fc.integer({ min: 1, max: 40 }) }),
  fc.tuple(share, counted, fc.boolean()).map(([each, on, ofPresent]) => ({
    kind: 'share' as const,
    counted: on,
    ...each,
    base: on === 'cast' && ofPresent ? ('present' as const) : ('entitled' as const),
  })),
);

export const majority = fc.record({
  kind: fc.constant('majority' as const),
  conditions: fc.array(condition, { minLength: 1, maxLength: 3 }),
  minimumYes: fc.option(fc.integer({ min: 1, max: 20 })),
  quorum,
});
export const consensus = fc.record({
  kind: fc.constant('consensus' as const),
  bearableBlocks: fc.integer({ min: 0, max: 5 }),
  quorum,
});
export const anyRule: fc.Arbitrary<DecisionRule> = fc.oneof({ weight: 3, arbitrary: majority }, consensus);

export interface Poll {
  readonly rule: DecisionRule;
  readonly ballots: readonly Ballot[];
  readonly figures: Figures;
}

/** A poll with ballots that its rule allows, and a roll with room for at least two voters more. */
export function pollUnder(rules: fc.Arbitrary<DecisionRule>): fc.Arbitrary<Poll> {
  return rules.chain((rule) =>
    fc
      .tuple(
        fc.array(
          fc.record({ answer: fc.constantFrom(...answersOf(rule)), weight: fc.integer({ min: 1, max: 4 }) }),
          { maxLength: 25 },
        ),
        fc.integer({ min: 2, max: 25 }),
        fc.integer({ min: 0, max: 60 }),
      )
      .map(([ballots, absent, present]) => {
        const weight = ballots.reduce((sum, ballot) => sum + ballot.weight, 0) + absent * 4;
        const entitled = { heads: ballots.length + absent, weight };
        const heads = Math.min(present, entitled.heads);
        return {
          rule,
          ballots,
          figures: { entitled, present: { heads, weight: Math.min(present, weight) } },
        };
      }),
  );
}

export const anyPoll = pollUnder(anyRule);
export const majorityPoll = pollUnder(majority);
