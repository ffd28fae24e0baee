import type { QueryResultRow } from 'pg';
import type { Database } from './database.js';
import { Line } from './line.js';
import type { Wake } from './unit-of-work.js';

/** One line of the feed of a scope (an assembly, or a person's own sign-ins). */
export interface Change {
  readonly scope: string;
  readonly seq: number;
  readonly kind: string;
  readonly ids: Readonly<Record<string, string>>;
}

export interface FeedListener {
  /** Called in the order of commits, once per line, without a gap since `follow`. Must not throw. */
  change(change: Change): void;
  /** The process may be behind (`false`), or has read everything again (`true`). */
  fresh?(fresh: boolean): void;
}

/** A process reads the feed at least this often, so a lost notification costs latency and never a change. */
const HEARTBEAT_MS = 1_000;
/** Without a successful reading for this long the process is not sure any more that it has caught up. */
const FRESH_FOR_MS = 3_000;
const CHANNEL = 'plenary';
/** A notification's payload is limited to 8,000 bytes by PostgreSQL: this many UUIDs fit. */
const SCOPES_PER_NOTIFY = 200;

/**
 * The reader of the change feed in one process. NOTIFY only wakes it; the table is the truth. Numbers within a
 * scope are gapless in commit order (the counter row is locked until the commit), so 'all after n' misses nothing.
 * Its line is also the process's pulse: when nobody answers there, the database's connections are ended.
 */
export class Feed implements Wake {
  readonly #db: Database;
  readonly #scopes = new Map<string, { seq: number; listeners: Set<FeedListener> }>();
  readonly #line: Line;
  #timer: NodeJS.Timeout | null = null;
  #freshUntil = 0;
  #freshSince = Number.POSITIVE_INFINITY;
  #fresh = false;
  #stopped = true;
  #reading: Promise<void> | null = null;
  readonly #wanted = new Set<string>();
  #sweep = false;
  readonly #toNotify = new Set<string>();
  #notifying = false;

  constructor(db: Database) {
    this.#db = db;
    this.#line = new Line({
      url: db.url,
      channel: CHANNEL,
      onNotification: (payload) => void this.#read(false, payload.split(',')),
      onAgain: () => void this.#read(true),
      onSilence: () => db.sockets.silence(),
      onAnswer: () => db.sockets.answered(),
    });
  }

  async start(): Promise<void> {
    this.#stopped = false;
    await this.#line.start();
    await this.#read(true);
    this.#timer = setInterval(() => this.#beat(), HEARTBEAT_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#reading?.catch(() => undefined);
    await this.#line.stop();
  }

  /** False when the process is not sure that it has read everything that was committed. Judged on the clock. */
  get fresh(): boolean {
    return performance.now() < this.#freshUntil;
  }

  /**
   * Whether it has been fresh without a break since an instant of `performance.now()`. What was read before a break may
   * be out of date, however fresh the process is again: it may have stood still between the reading and the sending.
   */
  freshFrom(instant: number): boolean {
    return this.fresh && instant >= this.#freshSince;
  }

  /** Seconds since everything that was committed is known to have been read. */
  get lagSeconds(): number {
    return Math.max(0, (performance.now() - this.#freshUntil + FRESH_FOR_MS) / 1_000);
  }

  /**
   * Follows a scope from now on: every line that commits after the returned promise resolves is delivered.
   * Returns what ends it.
   */
  async follow(scope: string, listener: FeedListener): Promise<() => void> {
    let entry = this.#scopes.get(scope);
    if (!entry) {
      const row = await this.#db.maybe<{ changes: number }>('SELECT changes FROM stream WHERE id = $1', [
        scope,
      ]);
      entry = this.#scopes.get(scope) ?? { seq: row?.changes ?? 0, listeners: new Set() };
      this.#scopes.set(scope, entry);
    }
    entry.listeners.add(listener);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0 && this.#scopes.get(scope) === entry) this.#scopes.delete(scope);
    };
  }

  /** Tells every process, this one included, that these scopes have news. Coalesced; outside any transaction. */
  wake(scopes: readonly string[]): void {
    for (const scope of scopes) this.#toNotify.add(scope);
    void this.#read(false, scopes);
    if (!this.#notifying) void this.#notify();
  }

  async #notify(): Promise<void> {
    this.#notifying = true;
    try {
      while (this.#toNotify.size > 0 && !this.#stopped) {
        const batch = [...this.#toNotify].slice(0, SCOPES_PER_NOTIFY);
        for (const scope of batch) this.#toNotify.delete(scope);
        await this.#db.query({ name: 'feed-notify', text: 'SELECT pg_notify($1, $2)' }, [
          CHANNEL,
          batch.join(','),
        ]);
      }
    } catch {
      // A lost notification costs the others latency: their heartbeat reads the table.
    } finally {
      this.#notifying = false;
    }
  }

  #beat(): void {
    if (!this.fresh) this.#tellFresh(false);
    void this.#read(true);
  }

  /** Reads the named scopes, or all that are followed; one reading at a time, later wishes gathered into the next. */
  #read(sweep: boolean, scopes: readonly string[] = []): Promise<void> {
    this.#sweep ||= sweep;
    for (const scope of scopes) if (this.#scopes.has(scope)) this.#wanted.add(scope);
    this.#reading ??= this.#drain().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #drain(): Promise<void> {
    while (!this.#stopped && (this.#sweep || this.#wanted.size > 0)) {
      const sweep = this.#sweep;
      const scopes = sweep ? [...this.#scopes.keys()] : [...this.#wanted];
      this.#sweep = false;
      this.#wanted.clear();
      const began = performance.now();
      try {
        const changes = await this.#changesOf(scopes);
        for (const change of changes) this.#deliver(change);
        // Only a reading of everything proves that nothing was missed.
        if (sweep) {
          // Whoever was told that it is not, by the clock and before the heart beat, is told that it is again.
          if (!this.fresh) {
            this.#tellFresh(false);
            this.#freshSince = began;
          }
          this.#freshUntil = began + FRESH_FOR_MS;
          this.#tellFresh(true);
        }
      } catch {
        if (!this.fresh) this.#tellFresh(false);
        return;
      }
    }
  }

  #changesOf(scopes: string[]): Promise<Change[]> {
    return this.#db.query<Change & QueryResultRow>(
      {
        name: 'feed-read',
        text: `SELECT c.scope, c.seq, c.kind, c.ids
               FROM unnest($1::uuid[], $2::bigint[]) AS f (scope, seq)
               JOIN change c ON c.scope = f.scope AND c.seq > f.seq
               ORDER BY c.scope, c.seq`,
      },
      [scopes, scopes.map((scope) => this.#scopes.get(scope)?.seq ?? 0)],
    );
  }

  #deliver(change: Change): void {
    const entry = this.#scopes.get(change.scope);
    if (!entry || change.seq <= entry.seq) return;
    entry.seq = change.seq;
    for (const listener of [...entry.listeners]) listener.change(change);
  }

  #tellFresh(fresh: boolean): void {
    if (fresh === this.#fresh) return;
    this.#fresh = fresh;
    const listeners = new Set([...this.#scopes.values()].flatMap((entry) => [...entry.listeners]));
    for (const listener of listeners) listener.fresh?.(fresh);
  }
}
