import { ok, type Rejection, type Result, rejected } from '@plenary/kernel';
import type { Count } from './count.js';
import { type DecisionRule, needsPresence } from './decision-rule.js';

/** The figures that are frozen with the poll at its opening. Plain JSON. */
export interface Figures {
  /** Everybody on the roll. */
  readonly entitled: Count;
  /** Those of the roll who were present at the opening; null where presence was not taken. */
  readonly present: Count | null;
}

/** Why a poll cannot be opened, or decided, with these figures. */
export interface FiguresInvalid extends Rejection {
  readonly code: 'FiguresInvalid';
  readonly field: 'entitled' | 'present';
}

/**
 * Checks the figures against the rule. Ask it before opening a poll: figures that pass here never keep the
 * close from deciding. Refused: a figure that is no whole number, more present than entitled, and a rule
 * that counts on presence where it was not taken.
 */
export function checkFigures(rule: DecisionRule, figures: Figures): Result<Figures, FiguresInvalid> {
  const { entitled, present } = figures;
  if (!isCount(entitled)) return invalid('entitled', 'The number entitled is not a whole number.');
  if (present === null) {
    return needsPresence(rule)
      ? invalid('present', 'The rule counts those present, and presence was not taken.')
      : ok({ entitled, present });
  }
  if (!isCount(present)) return invalid('present', 'The number present is not a whole number.');
  return present.heads > entitled.heads || present.weight > entitled.weight
    ? invalid('present', 'More are present than are entitled to vote.')
    : ok({ entitled, present });
}

function isCount(count: Count): boolean {
  return [count.heads, count.weight].every((each) => Number.isSafeInteger(each) && each >= 0);
}

function invalid(field: FiguresInvalid['field'], message: string): Result<never, FiguresInvalid> {
  return rejected({ code: 'FiguresInvalid', message, field });
}
