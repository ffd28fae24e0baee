/** Entries newest first, each once, whichever way they came: by the page, by the subscription, twice after a reconnect. */
export function merged<Entry extends { readonly seq: number }>(
  known: readonly Entry[],
  more: readonly Entry[],
): Entry[] {
  const bySeq = new Map<number, Entry>();
  for (const entry of [...known, ...more]) bySeq.set(entry.seq, entry);
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}
