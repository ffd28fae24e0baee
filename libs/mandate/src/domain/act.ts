import { millionths } from './decimal.js';
import {
  type Instruction,
  type InstructionPosition,
  type Limit,
  limitKey,
  type Matter,
  matterKey,
} from './mandate.js';

export const ACT_POSITIONS = ['supported', 'opposed', 'abstained', 'decided', 'referred_back'] as const;
export type ActPosition = (typeof ACT_POSITIONS)[number];

/** A figure that a delegate agreed to, as an exact decimal. */
export interface Figure {
  readonly name: string;
  readonly value: string;
}

export interface Act {
  readonly matter: Matter;
  readonly position: ActPosition;
  readonly figures: readonly Figure[];
}

export type Verdict =
  | { readonly verdict: 'within' | 'outside'; readonly because: string }
  | { readonly verdict: 'refused'; readonly because: string };

const WORDS: Readonly<Record<InstructionPosition, string>> = {
  must_support: 'to support it',
  must_oppose: 'to oppose it',
  must_abstain: 'to abstain',
  may_decide_within: 'to decide within limits',
  must_refer_back: 'to refer it back',
};

const FULFILS: Readonly<Record<InstructionPosition, ActPosition>> = {
  must_support: 'supported',
  must_oppose: 'opposed',
  must_abstain: 'abstained',
  may_decide_within: 'decided',
  must_refer_back: 'referred_back',
};

/**
 * An act held against the mandate (PROCEDURE.md §7): refused only where an instruction names that very matter and the
 * act takes another position; whatever else is outside the instructions is marked, and shown. Referring back what was
 * not to be referred keeps the decision with the assembly: it is marked, not refused.
 */
export function judgeAct(instructions: readonly Instruction[], act: Act): Verdict {
  const named = instructions.filter(({ matter }) => matterKey(matter) === matterKey(act.matter));
  const [first] = named;
  if (first === undefined) return outside('The mandate says nothing about this matter.');
  const told = `The mandate instructs ${WORDS[first.position]}.`;
  if (act.position === FULFILS[first.position]) {
    if (first.position !== 'may_decide_within') return { verdict: 'within', because: told };
    return judgeFigures(
      named.flatMap(({ limits }) => limits),
      act.figures,
    );
  }
  if (act.position === 'referred_back') return outside(`${told} It was referred back instead.`);
  if (first.position === 'may_decide_within')
    return outside(`${told} The delegate took a position without figures.`);
  return { verdict: 'refused', because: told };
}

function judgeFigures(limits: readonly Limit[], figures: readonly Figure[]): Verdict {
  for (const { name, value } of figures) {
    for (const limit of limits.filter((each) => limitKey(each.name) === limitKey(name))) {
      const { atLeast, atMost, unit } = limit;
      const at = millionths(value);
      if (atLeast !== null && at < millionths(atLeast))
        return refused(`“${limit.name}” is at least ${atLeast} ${unit} in the mandate; this is ${value}.`);
      if (atMost !== null && at > millionths(atMost))
        return refused(`“${limit.name}” is at most ${atMost} ${unit} in the mandate; this is ${value}.`);
    }
  }
  const given = new Set(figures.map(({ name }) => limitKey(name)));
  const silent = limits.find(({ name }) => !given.has(limitKey(name)));
  return silent === undefined
    ? { verdict: 'within', because: 'Every figure is within the limits of the mandate.' }
    : outside(`The mandate limits “${silent.name}”, and the act does not say it.`);
}

const outside = (because: string): Verdict => ({ verdict: 'outside', because });
const refused = (because: string): Verdict => ({ verdict: 'refused', because });
