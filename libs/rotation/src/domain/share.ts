/** A member's full time, in thousandths. */
export const FULL_SHARE = 1_000;
/** The least that can be given: less is a leave. */
export const LEAST_SHARE = 100;
