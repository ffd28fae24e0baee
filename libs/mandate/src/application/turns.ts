/**
 * Lets so many at a time through, by what they all wait for; the others wait here, in their order. Signatures of one assembly
 * come one after the other in the database: those who queued there would each hold a connection, and 24 of them kept a
 * process from doing anything else.
 */
export class Turns {
  readonly #under = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  constructor(readonly atOnce: number) {}

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#under.get(key) ?? { running: 0, waiting: [] };
    this.#under.set(key, queue);
    if (queue.running < this.atOnce) queue.running++;
    else await new Promise<void>((resolve) => queue.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.waiting.shift();
      // The place is handed over: whoever comes now stands behind those who wait.
      if (next !== undefined) next();
      else if (--queue.running === 0) this.#under.delete(key);
    }
  }
}
