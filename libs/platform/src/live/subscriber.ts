/**
 * The reading end of one subscription: an async iterator that answers `return` at once, also while a reader waits.
 * (An async generator would queue it behind the pending `next` until the next event, which may never come.)
 */
export class Subscriber<T> implements AsyncIterableIterator<T> {
  #waiting: { resolve: (result: IteratorResult<T>) => void; reject: (error: unknown) => void } | null = null;
  #over: { error?: unknown } | null = null;
  #pulling = false;
  #again = false;

  /**
   * @param pull the next value; null when there is none yet: call `ready` when there may be. Not called while an
   *   earlier call is under way.
   * @param onOver told once, however the subscription ends.
   */
  constructor(
    readonly pull: () => Promise<T | null> | T | null,
    readonly onOver: () => void,
  ) {}

  /** There may be something to read. */
  ready(): void {
    if (this.#waiting === null || this.#over) return;
    if (this.#pulling) {
      this.#again = true;
      return;
    }
    void this.#serve();
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#over) {
      const { error } = this.#over;
      this.#over = {};
      return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error);
    }
    if (this.#waiting !== null) return Promise.reject(new Error('one reader at a time'));
    const result = new Promise<IteratorResult<T>>((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    this.ready();
    return result;
  }

  return(): Promise<IteratorResult<T>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Ends the stream: the reader gets the error, if there is one, and nothing after it. */
  end(error?: unknown): void {
    if (this.#over) return;
    this.#over = { error };
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting && error !== undefined) {
      this.#over = {};
      waiting.reject(error);
    } else {
      waiting?.resolve({ done: true, value: undefined });
    }
    this.onOver();
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return this;
  }

  async #serve(): Promise<void> {
    this.#pulling = true;
    try {
      do {
        this.#again = false;
        const value = await this.pull();
        if (value !== null && this.#waiting) {
          const { resolve } = this.#waiting;
          this.#waiting = null;
          resolve({ done: false, value });
        }
      } while (this.#again && this.#waiting);
    } catch (error) {
      this.end(error);
    } finally {
      this.#pulling = false;
    }
  }
}
