import type { Database } from '../database.js';
import { Line } from '../line.js';

/** A key is told of at most four times a second by one process. */
const EVERY_MS = 250;
/** A notification's payload is limited to 8,000 bytes by PostgreSQL: this many UUIDs fit. */
const KEYS_PER_NOTIFY = 200;

/**
 * 'Something about this may have changed', between processes: coalesced NOTIFY, sent outside any transaction, and
 * lost while a connection is down. Whoever needs to be sure looks again from time to time.
 */
export class Signal {
  readonly #listeners = new Map<string, Set<() => void>>();
  /** Keys that were told of lately, and whether there was more since. */
  readonly #told = new Map<string, boolean>();
  readonly #toTell = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #telling = false;
  readonly #line: Line;
  #stopped = true;

  constructor(
    readonly db: Database,
    readonly channel: string,
  ) {
    this.#line = new Line({
      url: db.url,
      channel,
      onNotification: (payload) => {
        for (const key of payload.split(',')) this.#hear(key);
      },
      // What was told meanwhile was not heard.
      onAgain: () => {
        for (const key of this.#listeners.keys()) this.#hear(key);
      },
    });
  }

  async start(): Promise<void> {
    this.#stopped = false;
    await this.#line.start();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await this.#line.stop();
  }

  /** Calls the listener whenever the key is raised in any process. Returns what ends it. */
  on(key: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    this.#listeners.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(key) === listeners) this.#listeners.delete(key);
    };
  }

  /** Tells this process at once, and the others at most four times a second. Never waits, never throws. */
  raise(key: string): void {
    this.#hear(key);
    if (this.#told.has(key)) {
      this.#told.set(key, true);
      return;
    }
    this.#tell(key);
  }

  #tell(key: string): void {
    if (this.#stopped) return;
    this.#told.set(key, false);
    this.#toTell.add(key);
    if (!this.#telling) void this.#notify();
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      const more = this.#told.get(key);
      this.#told.delete(key);
      if (more) this.#tell(key);
    }, EVERY_MS);
    this.#timers.add(timer);
  }

  async #notify(): Promise<void> {
    this.#telling = true;
    try {
      while (this.#toTell.size > 0 && !this.#stopped) {
        const keys = [...this.#toTell].slice(0, KEYS_PER_NOTIFY);
        for (const key of keys) this.#toTell.delete(key);
        await this.db.query({ name: 'signal-notify', text: 'SELECT pg_notify($1, $2)' }, [
          this.channel,
          keys.join(','),
        ]);
      }
    } catch {
      // The others look again by themselves.
    } finally {
      this.#telling = false;
    }
  }

  #hear(key: string): void {
    for (const listener of [...(this.#listeners.get(key) ?? [])]) listener();
  }
}
