import { whole } from './count.js';
import { decide, type LostBecause, type Outcome } from './decide.js';
import { answersOf, type Base, type Comparison, type DecisionRule } from './decision-rule.js';
import type { Figures } from './figures.js';
import { type Answer, type Tally, tallyKey } from './tally.js';
import { validateDecisionRule } from './validate-decision-rule.js';

/** The name and version of the counting method; a change in what a step means gets a new one. */
export const TRANSCRIPT_FORMAT = 'plenary-yes-no-1';

type Verdict = 'met' | 'unmet';

/** One step of the count, in the order in which a person would take it. Whole numbers and strings alone. */
export type TranscriptStep =
  | { readonly step: 'count'; readonly answer: Answer; readonly heads: number; readonly weight: number }
  | { readonly step: 'cast'; readonly heads: number; readonly weight: number }
  | {
      readonly step: 'quorum';
      readonly counted: 'cast' | 'present';
      /** Left out where the quorum is a plain number. */
      readonly of?: number;
      readonly needed: number;
      readonly got: number;
      readonly result: Verdict;
    }
  | {
      readonly step: 'condition';
      readonly numerator: number;
      readonly denominator: number;
      readonly comparison: Comparison;
      readonly base: Base;
      readonly of: number;
      readonly needed: number;
      readonly got: number;
      readonly result: Verdict;
    }
  | { readonly step: 'minimum'; readonly needed: number; readonly got: number; readonly result: Verdict }
  | { readonly step: 'blocks'; readonly bearable: number; readonly got: number; readonly result: Verdict }
  | { readonly step: 'agreement'; readonly needed: number; readonly got: number; readonly result: Verdict }
  | {
      readonly step: 'verdict';
      readonly verdict: 'carried' | 'lost';
      readonly because: readonly LostBecause[];
    };

/**
 * A count written down so that anybody can follow it and a second program can repeat it: rule and figures as
 * frozen at the opening, then every step. Plain JSON without fractions of numbers; `null` only where rule or
 * figures leave something out.
 */
export interface Transcript {
  readonly format: typeof TRANSCRIPT_FORMAT;
  readonly rule: DecisionRule;
  readonly figures: Figures;
  readonly steps: readonly TranscriptStep[];
}

/**
 * Counts, decides and writes it down. Canonical: equal arguments give equal `JSON.stringify`, whatever order
 * the keys of the arguments came in. A store that reorders keys loses that; replay and write it again.
 *
 * @throws RangeError as {@link decide} does, and for a rule that does not pass its validation.
 */
export function transcriptOf(rule: DecisionRule, tally: Tally, figures: Figures): Transcript {
  const validated = validateDecisionRule(rule);
  if (!validated.ok) throw new RangeError(validated.rejection.message);
  const outcome = decide(validated.value, tally, figures);
  const { entitled, present } = figures;
  return {
    format: TRANSCRIPT_FORMAT,
    rule: validated.value,
    figures: {
      entitled: { heads: entitled.heads, weight: entitled.weight },
      present: present && { heads: present.heads, weight: present.weight },
    },
    steps: [...countSteps(outcome), ...requirementSteps(outcome), verdictStep(outcome)],
  };
}

function countSteps({ rule, tally }: Outcome): TranscriptStep[] {
  const answers = answersOf(rule).map((answer): TranscriptStep => {
    const { heads, weight } = tally[tallyKey(answer)];
    return { step: 'count', answer, heads: whole(heads, answer), weight: whole(weight, answer) };
  });
  return [...answers, { step: 'cast', heads: tally.cast.heads, weight: tally.cast.weight }];
}

function requirementSteps({ quorum, conditions, minimum, blocks, agreement }: Outcome): TranscriptStep[] {
  const steps: TranscriptStep[] = [];
  if (quorum) {
    const { needed, got, of } = quorum;
    const size = of === null ? {} : { of };
    const { counted } = quorum.quorum;
    steps.push({ step: 'quorum', counted, ...size, needed, got, result: verdict(quorum) });
  }
  for (const each of conditions) {
    const { of, needed, got, condition } = each;
    const { numerator, denominator, comparison, base } = condition;
    const result = verdict(each);
    steps.push({ step: 'condition', numerator, denominator, comparison, base, of, needed, got, result });
  }
  if (minimum) {
    const { needed, got } = minimum;
    steps.push({ step: 'minimum', needed, got, result: verdict(minimum) });
  }
  if (blocks) {
    const { bearable, got } = blocks;
    steps.push({ step: 'blocks', bearable, got, result: verdict(blocks) });
  }
  if (agreement) {
    const { needed, got } = agreement;
    steps.push({ step: 'agreement', needed, got, result: verdict(agreement) });
  }
  return steps;
}

function verdictStep({ carried, lostBecause }: Outcome): TranscriptStep {
  return { step: 'verdict', verdict: carried ? 'carried' : 'lost', because: [...lostBecause] };
}

function verdict({ met }: { readonly met: boolean }): Verdict {
  return met ? 'met' : 'unmet';
}
