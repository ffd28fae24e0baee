/** A result as it is shown, with what this device worked out of it. */
export interface ShownResult {
  readonly pollId: string;
  /** SHA-256 of the transcript, in hexadecimal; counted here. */
  readonly transcriptHash: string;
  /** SHA-256 of the list of ballots: counted here from the papers where they say all of it, else as it was sent. */
  readonly ballotsHash: string;
  readonly tieSeed: string;
  /** The ids of those elected, in their order. */
  readonly elected: readonly string[];
}

/** What the record's entry on the close says otherwise than the result, in sentences; empty where they agree. */
export function recordDifferences(canonical: string, shown: ShownResult): readonly string[] {
  const { kind, data } = entryOf(canonical);
  if (kind !== 'poll.closed' || data.poll !== shown.pollId)
    return ['The record has no entry on the close of this vote where the server says it is.'];
  const found: string[] = [];
  if (data.transcriptHash !== shown.transcriptHash)
    found.push('The record has the fingerprint of another transcript than the one that is shown here.');
  if (data.ballotsHash !== shown.ballotsHash)
    found.push('The record has the fingerprint of other papers than those of this result.');
  if (data.tieSeed !== shown.tieSeed)
    found.push('The record says that the order for ties was drawn from something else.');
  const elected = Array.isArray(data.elected) ? data.elected.map((each: { id?: unknown }) => each.id) : [];
  if (elected.join() !== shown.elected.join())
    found.push('The record names others as elected than the result.');
  return found;
}

function entryOf(canonical: string): {
  readonly kind: unknown;
  readonly data: Readonly<Record<string, unknown>>;
} {
  try {
    const entry = JSON.parse(canonical) as { kind?: unknown; data?: Record<string, unknown> } | null;
    return { kind: entry?.kind, data: entry?.data ?? {} };
  } catch {
    return { kind: null, data: {} };
  }
}
