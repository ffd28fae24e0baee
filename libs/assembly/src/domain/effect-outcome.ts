/** What an effect of a carried motion answers: it never throws a result away, it says why it could not. */
export type EffectOutcome = { readonly done: true } | { readonly done: false; readonly because: string };

export const done: EffectOutcome = { done: true };

export const cannot = (because: string): EffectOutcome => ({ done: false, because });
