import type { Method as ElectionMethod } from '@plenary/tally';

/** How a seat that falls empty within its term is filled. */
export const VACANCY_RULES = ['countback', 'alternate', 'election'] as const;
export type VacancyRule = (typeof VACANCY_RULES)[number];

/** Signatures that members see, or of which they see a band alone (PROCEDURE.md §6). */
export const SIGNATURE_RULES = ['open', 'secret'] as const;
export type SignatureRule = (typeof SIGNATURE_RULES)[number];

/** A part of the entitled members, at least of which a recall poll opens by itself; never fewer than `atLeast`. */
export interface PollThreshold {
  readonly numerator: number;
  readonly denominator: number;
  /** Members, 1 to 100. */
  readonly atLeast: number;
}

/** The rules of an office: one value, of which a version is never edited. */
export interface OfficeRules {
  /** What a delegate is sent for, 1 to 500 characters. */
  readonly purpose: string;
  /** 1 to 50. */
  readonly seats: number;
  /** How long a term is, 1 to 1,461 days. */
  readonly termDays: number;
  /** How many times in a row one may serve, 1 to 10; null for as often as elected. */
  readonly consecutiveTerms: number | null;
  /** For how many days one must have been a member to stand, 0 to 3,650. */
  readonly standDays: number;
  readonly method: ElectionMethod;
  /** The method score: from 0 to this, 1 to 100. Null for every other method. */
  readonly maxScore: number | null;
  /** From which number of signatures a recall poll opens by itself; more than half recall at once, always. */
  readonly recallPoll: PollThreshold;
  /** A petition's lifetime, 7 to 180 days. */
  readonly petitionDays: number;
  readonly vacancy: VacancyRule;
  /** How often a delegate reports back, 1 to 366 days; null for the mandate's day alone. */
  readonly reportDays: number | null;
  /** Within how many hours whoever is seated accepts, 1 to 720. */
  readonly acceptHours: number;
  /** Offices whose seats nobody holds together with one of these. */
  readonly incompatible: readonly string[];
  /** Whether its delegates speak for the assembly in the votes of the assembly above. */
  readonly speaksAbove: boolean;
  /** Whether members see who withdrew their confidence, and how many. */
  readonly signatures: SignatureRule;
}

/** What an office has where its motion says nothing else (PROCEDURE.md §6). */
export const USUAL_RECALL: PollThreshold = { numerator: 1, denominator: 5, atLeast: 3 };

/** The methods after which a countback can be held: the papers that elected a member are known. */
export function canCountBack(method: ElectionMethod): boolean {
  return method.startsWith('stv-');
}

/** What is wrong with rules whose numbers are each within bounds; null for nothing. */
export function contradictionIn(
  rules: OfficeRules,
): { readonly field: string; readonly message: string } | null {
  if (rules.vacancy === 'countback' && !canCountBack(rules.method)) {
    const message =
      'Only a single transferable vote can be counted back. Choose another method, or the next alternate.';
    return { field: 'vacancy', message };
  }
  const oneSeat = rules.method === 'plurality' || rules.method === 'irv';
  if (oneSeat && rules.seats > 1) {
    return { field: 'method', message: 'This method fills one seat. Choose one that fills several.' };
  }
  const { recallPoll } = rules;
  if (recallPoll.numerator * 2 > recallPoll.denominator) {
    const message = 'More than half recall at once; a poll opens at no more than half.';
    return { field: 'recallPoll', message };
  }
  return null;
}
