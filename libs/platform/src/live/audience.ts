import { notAllowed } from '../errors.js';
import type { Feed } from '../feed.js';
import type { Sql } from '../sql.js';
import { coalesce } from './coalesce.js';

/** Somebody who watches, and what their right to watch rests on. */
export interface Viewer {
  /** The session or token that the operation came with. */
  readonly accessId: string;
  readonly personId: string;
  /** The assembly that is watched. */
  readonly assemblyId: string;
}

export interface AudienceOptions {
  readonly sql: Sql;
  readonly feed: Feed;
  /**
   * Until when each viewer's right is known to hold, as the database has it now; null where it does not. One
   * statement for all of them.
   */
  judge(sql: Sql, viewers: readonly Viewer[]): Promise<readonly (Date | null)[]>;
  /** The process is not sure any more that it has caught up, or is again. */
  onFresh?(fresh: boolean): void;
  /** A line of an assembly's feed came in. */
  onChange?(): void;
}

export interface AudienceMember {
  readonly viewer: Viewer;
  /** Stops watching. */
  leave(): void;
}

interface Seat extends AudienceMember {
  /** In milliseconds of the database's clock; 0 before the right was judged. */
  until: number;
  readonly onEnd: (error: Error) => void;
}

interface Scope {
  /** The number of the feed's last line when the seats of this scope were judged. */
  seen: number;
  readonly seats: Set<Seat>;
  /** Resolves, once the feed is followed, to what ends it. */
  readonly following: Promise<() => void>;
}

const NEWS = {
  name: 'audience-news',
  text: `SELECT plenary_now() AS now,
           (SELECT jsonb_object_agg(s.id, s.changes)
            FROM unnest($1::uuid[], $2::bigint[]) AS k (id, seen) JOIN stream s ON s.id = k.id WHERE s.changes > k.seen) AS news`,
};

/**
 * Who watches one thing in this process, and whether they still may. `check` comes after an event was read from the
 * database and before it is sent: whoever lost their right in a transaction that committed before the event was read
 * is out by then. Each seat carries the instant until which its right holds, compared at each send besides.
 */
export class Audience {
  readonly #options: AudienceOptions;
  readonly #seats = new Set<Seat>();
  readonly #scopes = new Map<string, Scope>();
  readonly #unjudged = new Set<Seat>();
  #clock = { now: 0, at: 0 };

  constructor(options: AudienceOptions) {
    this.#options = options;
  }

  /** Judges every seat whose person's or assembly's feed has moved since, or whose time has run out. @throws when the database can't be asked. */
  readonly check: () => Promise<void> = coalesce(() => this.#check());

  get size(): number {
    return this.#seats.size;
  }

  /** True while the process knows that it has read every change there is. */
  get fresh(): boolean {
    return this.#options.feed.fresh;
  }

  /** Whether it has known so without a break since an instant of `performance.now()`: what was read then still holds. */
  freshFrom(instant: number): boolean {
    return this.#options.feed.freshFrom(instant);
  }

  /**
   * Takes a seat, once the right to it was judged. `onEnd` is told when the right ends.
   * @throws NOT_ALLOWED when there is none.
   */
  async join(viewer: Viewer, onEnd: (error: Error) => void): Promise<AudienceMember> {
    const seat: Seat = { viewer, until: 0, onEnd, leave: () => this.#remove(seat) };
    this.#seats.add(seat);
    this.#unjudged.add(seat);
    try {
      await Promise.all([this.#enter(viewer.personId, seat), this.#enter(viewer.assemblyId, seat)]);
      await this.check();
    } catch (error) {
      this.#remove(seat);
      throw error;
    }
    if (!this.#seats.has(seat)) throw notAllowed();
    return seat;
  }

  /** Whether the member may be sent something now. One whose time has run out is shown out. */
  holds(member: AudienceMember): boolean {
    const seat = member as Seat;
    if (!this.#seats.has(seat)) return false;
    if (seat.until > this.#clock.now + (performance.now() - this.#clock.at)) return true;
    this.#showOut(seat);
    return false;
  }

  async #enter(id: string, seat: Seat): Promise<void> {
    let scope = this.#scopes.get(id);
    if (scope === undefined) {
      const following = this.#options.feed.follow(id, {
        change: () => this.#stir(id),
        fresh: (fresh) => this.#options.onFresh?.(fresh),
      });
      scope = { seen: -1, seats: new Set(), following };
      this.#scopes.set(id, scope);
    }
    scope.seats.add(seat);
    // Whoever comes while the first of them still waits, waits too: without the feed they would never hear a thing.
    await scope.following;
  }

  /** A line came in: out with whoever lost their right by it, without waiting for something to send. */
  #stir(id: string): void {
    // An audience that cannot be checked is sent nothing: the next send checks again first.
    this.check().catch(() => undefined);
    if ([...(this.#scopes.get(id)?.seats ?? [])].some((seat) => seat.viewer.assemblyId === id))
      this.#options.onChange?.();
  }

  async #check(): Promise<void> {
    const asked = [...this.#scopes];
    const at = performance.now();
    const { now, news } = await this.#options.sql.one<{ now: Date; news: Record<string, number> | null }>(
      NEWS,
      [asked.map(([id]) => id), asked.map(([, scope]) => scope.seen)],
    );
    this.#clock = { now: now.getTime(), at };
    const seats = new Set(this.#unjudged);
    for (const id of Object.keys(news ?? {}))
      for (const seat of this.#scopes.get(id)?.seats ?? []) seats.add(seat);
    // Whose time has run out may hold the right through something else by now; whoever does not is out without a send.
    for (const seat of this.#seats) if (seat.until <= this.#clock.now) seats.add(seat);
    if (seats.size > 0) await this.#judge([...seats]);
    for (const [id, scope] of asked) scope.seen = news?.[id] ?? scope.seen;
  }

  async #judge(seats: readonly Seat[]): Promise<void> {
    const rights = await this.#options.judge(
      this.#options.sql,
      seats.map((seat) => seat.viewer),
    );
    for (const [i, seat] of seats.entries()) {
      const until = rights[i] ?? null;
      this.#unjudged.delete(seat);
      if (until === null) this.#showOut(seat);
      else seat.until = until.getTime();
    }
  }

  #showOut(seat: Seat): void {
    if (!this.#seats.has(seat)) return;
    this.#remove(seat);
    seat.onEnd(notAllowed('Your right to see this has ended.'));
  }

  #remove(seat: Seat): void {
    this.#seats.delete(seat);
    this.#unjudged.delete(seat);
    for (const id of [seat.viewer.personId, seat.viewer.assemblyId]) {
      const scope = this.#scopes.get(id);
      if (!scope?.seats.delete(seat) || scope.seats.size > 0) continue;
      this.#scopes.delete(id);
      scope.following.then(
        (unfollow) => unfollow(),
        () => undefined,
      );
    }
  }
}
