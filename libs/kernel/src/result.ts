/** The outcome of a decision whose failures the caller can expect and recover from. */
export type Result<T, R extends Rejection = Rejection> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly rejection: R };

/**
 * An expected refusal. `code` is stable and part of the public API; `message` is a plain sentence for the
 * person who asked; contexts add the fields that the caller needs to go on.
 */
export interface Rejection {
  readonly code: string;
  readonly message: string;
}

export function ok(): Result<void, never>;
export function ok<T>(value: T): Result<T, never>;
export function ok<T>(value?: T): Result<T | undefined, never> {
  return { ok: true, value };
}

export function rejected<R extends Rejection>(rejection: R): Result<never, R> {
  return { ok: false, rejection };
}
