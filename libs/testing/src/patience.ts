import { availableParallelism, loadavg } from 'node:os';

/** What takes a second on a quiet machine may take so many here and now: twice as many as want each of its processors. */
export function crowding(): number {
  return Math.max(1, (2 * loadavg()[0]!) / availableParallelism());
}

/** A time limit that is for what goes wrong, not for a slow machine: while many want the processor its time goes slowly. */
export class Patience {
  #left: number;
  #at = performance.now();

  /** @param milliseconds on a quiet machine. */
  constructor(milliseconds: number) {
    this.#left = milliseconds;
  }

  /** Milliseconds of a quiet machine that are left; 0 or less when it is over. Asked again and again. */
  get left(): number {
    const now = performance.now();
    this.#left -= (now - this.#at) / crowding();
    this.#at = now;
    return this.#left;
  }
}
