/** The lowest of many levels that change one at a time: a heap whose stale entries are passed over when they come up. */
export class Levels {
  readonly #now = new Map<string, number>();
  readonly #heap: (readonly [level: number, who: string])[] = [];

  /** Sets somebody's level; null takes them out. */
  set(who: string, level: number | null): void {
    if (level === null) this.#now.delete(who);
    else if (this.#now.get(who) !== level) {
      this.#now.set(who, level);
      this.#push([level, who]);
    }
  }

  /** The lowest; null where nobody has one. */
  least(): number | null {
    for (;;) {
      const top = this.#heap[0];
      if (top === undefined) return null;
      if (this.#now.get(top[1]) === top[0]) return top[0];
      this.#pop();
    }
  }

  #push(entry: readonly [number, string]): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heap[above]![0] <= heap[at]![0]) return;
      [heap[above], heap[at]] = [heap[at]!, heap[above]!];
      at = above;
    }
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    heap[0] = last;
    for (let at = 0; ; ) {
      let low = at;
      for (const below of [2 * at + 1, 2 * at + 2])
        if (below < heap.length && heap[below]![0] < heap[low]![0]) low = below;
      if (low === at) return;
      [heap[low], heap[at]] = [heap[at]!, heap[low]!];
      at = low;
    }
  }
}
