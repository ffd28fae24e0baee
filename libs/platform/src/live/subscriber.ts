/** Takes values as they come; what a reader is who does not ask for each. */
export interface Sink<T> {
  /** Gives a promise when it can take no more before that is settled. Must not throw. */
  put(value: T): Promise<void> | undefined;
  /** Once, after the last value; with the error that ended it, if one did. */
  over(error?: unknown): void;
}

/**
 * The reading end of one subscription: an async iterator that answers `return` at once, also while a reader waits.
 * (An async generator would queue it behind the pending `next` until the next event, which may never come.)
 */
export class Subscriber<T> implements AsyncIterableIterator<T> {
  #waiting: { resolve: (result: IteratorResult<T>) => void; reject: (error: unknown) => void } | null = null;
  #over: { error?: unknown } | null = null;
  #sink: Sink<T> | null = null;
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
    if (this.#over || (this.#waiting === null && this.#sink === null)) return;
    if (this.#pulling) {
      this.#again = true;
      return;
    }
    if (this.#sink === null) void this.#serve();
    else this.#pour(this.#sink);
  }

  /**
   * From now on gives every value to the sink, at once where it has room, in place of a reader. (Of thousands who wait
   * for the same value each turn of a promise costs as much as the writing to a socket.)
   */
  flow(sink: Sink<T>): void {
    if (this.#over) {
      const { error } = this.#over;
      this.#over = {};
      sink.over(error);
      return;
    }
    this.#sink = sink;
    this.ready();
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
    if (this.#sink !== null) this.#sink.over(error);
    else if (waiting && error !== undefined) {
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

  #pour(sink: Sink<T>): void {
    this.#pulling = true;
    try {
      for (;;) {
        this.#again = false;
        const pulled = this.pull();
        const on =
          pulled instanceof Promise
            ? pulled.then((value) => this.#pass(value, sink))
            : this.#pass(pulled, sink);
        if (on instanceof Promise) {
          this.#pourLater(on, sink);
          return;
        }
        if (!on) break;
      }
    } catch (error) {
      this.end(error);
    }
    this.#pulling = false;
  }

  #pourLater(on: Promise<boolean>, sink: Sink<T>): void {
    const settled = (more: boolean) => {
      this.#pulling = false;
      if ((more || this.#again) && !this.#over) this.#pour(sink);
    };
    on.then(settled, (error) => {
      this.end(error);
      settled(false);
    });
  }

  /** Whether there may be more to pull; known when the sink has room again. */
  #pass(value: T | null, sink: Sink<T>): boolean | Promise<boolean> {
    if (this.#over) return false;
    if (value === null) return this.#again;
    return sink.put(value)?.then(() => true) ?? true;
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
