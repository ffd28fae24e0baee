import type { PollMethod } from '../graphql/generated/schema.ts';

/** The geometry of the drawn figures: percent of the full width, from figures that people compare. */

export interface TallyFigures {
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  readonly standAside: number;
  readonly block: number;
  readonly blank: number;
  readonly spoilt: number;
}

export type AnswerKey = keyof TallyFigures;

export interface Row {
  readonly key: AnswerKey;
  readonly count: number;
  /** Percent of the scale. */
  readonly width: number;
}

export interface Mark {
  readonly label: string;
  /** Percent of the scale. */
  readonly at: number;
}

export function share(part: number, whole: number): number {
  if (whole <= 0) return 0;
  return Math.min(100, Math.max(0, (part / whole) * 100));
}

const MAIN: Partial<Record<PollMethod, readonly AnswerKey[]>> = {
  YES_NO: ['yes', 'no', 'abstain'],
  CONSENSUS: ['yes', 'standAside', 'block', 'abstain'],
};

/**
 * One row per answer, in its fixed place. The scale is the base of the first condition (so that its mark
 * stands where it belongs), but never less than the longest row. Blank and spoilt papers get a row only
 * where there are any.
 */
export function rowsOf(
  tally: TallyFigures,
  method: PollMethod,
  base: number,
): { readonly scale: number; readonly rows: readonly Row[] } {
  // Of an election: the papers that name somebody.
  const keys = [...(MAIN[method] ?? (['yes'] as const))];
  for (const key of ['blank', 'spoilt'] as const) if (tally[key] > 0) keys.push(key);
  const scale = Math.max(1, base, ...keys.map((key) => tally[key]));
  return { scale, rows: keys.map((key) => ({ key, count: tally[key], width: share(tally[key], scale) })) };
}

/** Where the threshold of a condition stands on a scale. */
export function markOf(needed: number, scale: number, label: string): Mark {
  return { label, at: share(needed, scale) };
}
