/** What members can do together through a request; each is executed by the TogetherEffect of its context. */
export const TOGETHER_ACTIONS = [
  'APPLY_IMPORT',
  'CALL_FIRST_MEETING',
  'CALL_MEETING',
  'END_MEETING',
  'CLOSE_POLL',
  'VOID_POLL',
  'CONTEST_RESULT',
] as const;
export type TogetherAction = (typeof TOGETHER_ACTIONS)[number];

/** A request lapses when it has not found its members in so many days. */
export const TOGETHER_DAYS = 14;

/**
 * How many must sign: one in `oneIn` of those who count, rounded up, at least `atLeast`; and never more than can
 * sign at all, so that a small assembly, or one whose imported members have yet to join, is not locked out.
 */
export function togetherNeeded(
  base: number,
  able: number,
  rules: { readonly togetherOneIn: number; readonly togetherAtLeast: number },
  fixed?: number,
): number {
  const wanted = fixed ?? Math.max(rules.togetherAtLeast, Math.ceil(base / rules.togetherOneIn));
  return Math.max(1, Math.min(wanted, able));
}
