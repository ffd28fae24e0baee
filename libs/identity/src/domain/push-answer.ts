/** What became of a message that was handed to a push service. */
export type PushOutcome =
  | { readonly kind: 'taken' }
  /** There is no such device any more. */
  | { readonly kind: 'gone' }
  /** Not now: to be tried again, and not before so many milliseconds where the service said so. */
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'refused' };

/** What a push service's answer means (RFC 8030 §5, RFC 8292 §4). @param retryAfter its `Retry-After`, in seconds */
export function pushOutcome(status: number, retryAfter: string | null): PushOutcome {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 429 || status >= 500) {
    const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : null;
    return { kind: 'later', afterMs: seconds === null ? null : seconds * 1_000 };
  }
  return { kind: 'refused' };
}
