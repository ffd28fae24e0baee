/**
 * The source of the right that was used (DESIGN.md §1, promise 1). It goes into the record entry of what was
 * done with it. `system` is the clock: a poll closing at its time, a seat ending at its term.
 */
export type Authority =
  | { readonly source: 'membership'; readonly membership: string }
  | { readonly source: 'shift'; readonly membership: string; readonly shift: string }
  | { readonly source: 'mandate'; readonly membership: string; readonly seat: string }
  | { readonly source: 'commission'; readonly commission: string }
  | { readonly source: 'together'; readonly request: string }
  | { readonly source: 'motion'; readonly motion: string }
  | { readonly source: 'system' };
