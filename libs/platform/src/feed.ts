import type { QueryResultRow } from 'pg';
import type { Database } from './database.js';
import { Line } from './line.js';
import { coalesce } from './live/coalesce.js';
import type { Sql } from './sql.js';
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

/** Wakes the feeds of all processes: at once, or at the commit of the transaction that it is given. */
export async function notifyFeeds(sql: Sql, scopes: readonly string[]): Promise<void> {
  for (let from = 0; from < scopes.length; from += SCOPES_PER_NOTIFY) {
    const some = scopes.slice(from, from + SCOPES_PER_NOTIFY);
    await sql.query(NOTIFY, [CHANNEL, some.join(',')]);
  }
}

interface Scope {
  /** The number of the last line that was delivered; null until it is known from where on it is followed. */
  seq: number | null;
  readonly listeners: Set<FeedListener>;
  /** What was read before that was known. */
  readonly early: Change[];
  /** Resolves when it is known. */
  known: Promise<void>;
}

/** The database's clock, as a reading saw it. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Not later than that, by `performance.now()`. */
  readonly at: number;
}

const NOTIFY = { name: 'feed-notify', text: 'SELECT pg_notify($1, $2)' };
const CHANGES = 'SELECT changes FROM stream WHERE id = $1';

const LINES = `coalesce(jsonb_agg(jsonb_build_object('scope', c.scope, 'seq', c.seq, 'kind', c.kind, 'ids', c.ids)
                                  ORDER BY c.scope, c.seq), '[]')`;

/**
 * What became visible since an earlier snapshot, of all scopes: its cost is that of what happened, not of who follows.
 * The upper bound leaves out what a restore brought from a server that was further on.
 */
const SINCE = {
  name: 'feed-since',
  text: `SELECT plenary_now() AS now, pg_current_snapshot()::text AS snapshot,
           (SELECT ${LINES} FROM change c
            WHERE c.xact >= pg_snapshot_xmin($1::pg_snapshot) AND c.xact < pg_snapshot_xmax(pg_current_snapshot())
              AND NOT pg_visible_in_snapshot(c.xact, $1::pg_snapshot)) AS lines`,
};

/** The lines of these scopes after these numbers. */
const BY_NUMBER = {
  name: 'feed-by-number',
  text: `SELECT plenary_now() AS now, pg_current_snapshot()::text AS snapshot,
           (SELECT ${LINES} FROM unnest($1::uuid[], $2::bigint[]) AS f (scope, seq)
            JOIN change c ON c.scope = f.scope AND c.seq > f.seq) AS lines`,
};

interface Reading extends QueryResultRow {
  readonly now: Date;
  readonly snapshot: string;
  readonly lines: readonly Change[];
}

/**
 * The reader of the change feed in one process. NOTIFY only wakes it; the table is the truth. Numbers within a
 * scope are gapless in commit order (the counter row is locked until the commit), so 'all after n' misses nothing.
 * Its line is also the process's pulse: when nobody answers there, the database's connections are ended.
 *
 * One reading brings what became visible since the one before, of all scopes. That rests on numbers of transactions,
 * which a server that crashed may give once more: so after anything that could have been a crash (the line was lost, a
 * reading failed, the process stood still) the followed scopes are read by their own numbers.
 */
export class Feed implements Wake {
  readonly #db: Database;
  readonly #scopes = new Map<string, Scope>();
  readonly #line: Line;
  #timer: NodeJS.Timeout | null = null;
  #freshUntil = 0;
  #freshSince = Number.POSITIVE_INFINITY;
  #fresh = false;
  #stopped = true;
  #reading: Promise<unknown> = Promise.resolve();
  /** What was visible to the last reading; null when what came since can't be told by it. */
  #snapshot: string | null = null;
  /** How often the line was lost. */
  #losses = 0;
  /** How often the followed scopes were read by their numbers. */
  #sweeps = 0;
  /** Scopes of which a reading may have passed a line over. */
  readonly #gaps = new Set<string>();
  readonly #toNotify = new Set<string>();
  #notifying = false;

  constructor(db: Database) {
    this.#db = db;
    this.#line = new Line({
      url: db.url,
      channel: CHANNEL,
      onNotification: (payload) => this.#news(payload.split(',')),
      onLost: () => {
        this.#losses++;
        this.#snapshot = null;
      },
      onAgain: () => this.#read(),
      onSilence: () => db.sockets.silence(),
      onAnswer: () => db.sockets.answered(),
    });
  }

  async start(): Promise<void> {
    this.#stopped = false;
    await this.#line.start();
    await this.catchUp().catch(() => undefined);
    this.#timer = setInterval(() => this.#beat(), HEARTBEAT_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#reading.catch(() => undefined);
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
    const entry = this.#scopes.get(scope) ?? this.#enter(scope);
    entry.listeners.add(listener);
    const leave = () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0 && this.#scopes.get(scope) === entry) this.#scopes.delete(scope);
    };
    try {
      await entry.known;
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }

  /** Entered before it is asked from where on: what a reading brings meanwhile is kept. */
  #enter(id: string): Scope {
    const scope: Scope = { seq: null, listeners: new Set(), early: [], known: Promise.resolve() };
    this.#scopes.set(id, scope);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    scope.known = promise;
    const sweeps = this.#sweeps;
    this.#db
      .maybe<{ changes: number }>(CHANGES, [id])
      .then((row) => {
        scope.seq = row?.changes ?? 0;
        // A reading by numbers, which knew none of it yet, may have passed over what was committed since.
        if (this.#snapshot === null || this.#sweeps !== sweeps) this.#gaps.add(id);
        for (const line of scope.early.splice(0)) this.#deliver(line);
        resolve();
      })
      .catch((error: unknown) => {
        if (this.#scopes.get(id) === scope) this.#scopes.delete(id);
        reject(error);
      });
    return scope;
  }

  /** Tells every process, this one included, that these scopes have news. Coalesced; outside any transaction. */
  wake(scopes: readonly string[]): void {
    for (const scope of scopes) this.#toNotify.add(scope);
    this.#news(scopes);
    if (!this.#notifying) void this.#notify();
  }

  async #notify(): Promise<void> {
    this.#notifying = true;
    try {
      while (this.#toNotify.size > 0 && !this.#stopped) {
        const batch = [...this.#toNotify];
        this.#toNotify.clear();
        await notifyFeeds(this.#db, batch);
      }
    } catch {
      // A lost notification costs the others latency: their heartbeat reads the table.
    } finally {
      this.#notifying = false;
    }
  }

  #beat(): void {
    if (!this.fresh) this.#tellFresh(false);
    this.#read();
  }

  #news(scopes: readonly string[]): void {
    if (scopes.some((scope) => this.#scopes.has(scope))) this.#read();
  }

  /** Whoever needs to know that it succeeded calls `catchUp`; everybody else is told by `fresh`. */
  #read(): void {
    this.catchUp().catch(() => undefined);
  }

  /**
   * Delivers every line that was committed before the call. Gives the database's clock as of the reading.
   * @throws when the database cannot be read.
   */
  readonly catchUp: () => Promise<Clock> = coalesce(() => {
    const reading = this.#catchUp();
    this.#reading = reading;
    return reading;
  });

  async #catchUp(): Promise<Clock> {
    if (this.#stopped) throw new Error('the feed has been stopped');
    const at = performance.now();
    // It stood still, and what may have happened to the server meanwhile was perhaps not heard yet.
    if (!this.fresh) this.#snapshot = null;
    const losses = this.#losses;
    try {
      const since = this.#snapshot;
      const reading =
        since === null
          ? await this.#byNumber([...this.#scopes.keys()])
          : await this.#db.one<Reading>(SINCE, [since]);
      if (since === null) this.#sweeps++;
      this.#snapshot = this.#line.hears && losses === this.#losses ? reading.snapshot : null;
      for (const line of reading.lines) this.#deliver(line);
      await this.#fillGaps();
      // Whoever was told that it is not fresh, by the clock and before the heart beat, is told that it is again.
      if (!this.fresh) {
        this.#tellFresh(false);
        this.#freshSince = at;
      }
      this.#freshUntil = at + FRESH_FOR_MS;
      this.#tellFresh(true);
      return { now: reading.now.getTime(), at };
    } catch (error) {
      this.#snapshot = null;
      if (!this.fresh) this.#tellFresh(false);
      throw error;
    }
  }

  async #fillGaps(): Promise<void> {
    if (this.#gaps.size === 0) return;
    const ids = [...this.#gaps];
    this.#gaps.clear();
    const { lines } = await this.#byNumber(ids);
    for (const line of lines) this.#deliver(line);
  }

  #byNumber(ids: readonly string[]): Promise<Reading> {
    const known = ids.filter((id) => (this.#scopes.get(id)?.seq ?? null) !== null);
    return this.#db.one<Reading>(BY_NUMBER, [known, known.map((id) => this.#scopes.get(id)!.seq)]);
  }

  #deliver(line: Change): void {
    const scope = this.#scopes.get(line.scope);
    if (scope === undefined) return;
    if (scope.seq === null) {
      scope.early.push(line);
      return;
    }
    if (line.seq <= scope.seq) return;
    if (line.seq > scope.seq + 1) {
      this.#gaps.add(line.scope);
      return;
    }
    scope.seq = line.seq;
    for (const listener of [...scope.listeners]) listener.change(line);
  }

  #tellFresh(fresh: boolean): void {
    if (fresh === this.#fresh) return;
    this.#fresh = fresh;
    const listeners = new Set([...this.#scopes.values()].flatMap((scope) => [...scope.listeners]));
    for (const listener of listeners) listener.fresh?.(fresh);
  }
}
