import { notAllowed } from '../errors.js';
import type { Change, Clock, Feed } from '../feed.js';
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
  /** Judges every seat at every look: for a right that ends by more than the feed names. Few may watch such a thing. */
  readonly judgesAlways?: boolean;
  /** The process is not sure any more that it has caught up, or is again. */
  onFresh?(fresh: boolean): void;
  /** A line of an assembly's feed came in. */
  onChange?(line: Change): void;
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

/** Lines of an assembly's feed that may end a right: an entry of the record, of which there are many, never does. */
const MEMBERSHIPS = 'membership.';

interface Scope {
  readonly seats: Set<Seat>;
  /** Resolves, once the feed is followed, to what ends it. */
  readonly following: Promise<() => void>;
}

/**
 * Who watches one thing in this process, and whether they still may. `check` comes after an event was read from the
 * database and before it is sent: whoever lost their right in a transaction that committed before the event was read
 * is out by then. It asks for what the feed has that was not read yet, and judges those whom it names: whatever ends a
 * right writes a line in the scope of the person, or one of a membership in the assembly's. Each seat carries the
 * instant until which its right holds, compared at each send besides.
 */
export class Audience {
  readonly #options: AudienceOptions;
  readonly #seats = new Set<Seat>();
  readonly #scopes = new Map<string, Scope>();
  readonly #unjudged = new Set<Seat>();
  #clock: Clock = { now: 0, at: 0 };

  constructor(options: AudienceOptions) {
    this.#options = options;
  }

  /**
   * Judges every seat of which the feed says that its right may have changed, or whose time has run out.
   * @throws when the database can't be asked.
   */
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
    try {
      await Promise.all([this.#enter(viewer.personId, seat), this.#enter(viewer.assemblyId, seat)]);
      // Not before: a right that ended between the judging and the following would never be heard of.
      this.#unjudged.add(seat);
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
        change: (line) => this.#hear(line),
        fresh: (fresh) => this.#options.onFresh?.(fresh),
      });
      scope = { seats: new Set(), following };
      this.#scopes.set(id, scope);
    }
    scope.seats.add(seat);
    // Whoever comes while the first of them still waits, waits too: without the feed they would never hear a thing.
    await scope.following;
  }

  /** A line came in: out with whoever lost their right by it, without waiting for something to send. */
  #hear(line: Change): void {
    const seats = this.#scopes.get(line.scope)?.seats;
    if (seats === undefined) return;
    const [first] = seats;
    if (first === undefined) return;
    const ofAssembly = first.viewer.assemblyId === line.scope;
    if (!ofAssembly || line.kind.startsWith(MEMBERSHIPS)) {
      for (const seat of seats) this.#unjudged.add(seat);
      // An audience that cannot be checked is sent nothing: the next send checks again first.
      this.check().catch(() => undefined);
    }
    if (ofAssembly) this.#options.onChange?.(line);
  }

  async #check(): Promise<void> {
    this.#clock = await this.#options.feed.catchUp();
    // Whose time has run out may hold the right through something else by now; whoever does not is out without a send.
    for (const seat of this.#seats)
      if (this.#options.judgesAlways || seat.until <= this.#clock.now) this.#unjudged.add(seat);
    const seats = [...this.#unjudged];
    if (seats.length === 0) return;
    // Whoever is named again while they are judged is judged again.
    this.#unjudged.clear();
    try {
      await this.#judge(seats);
    } catch (error) {
      for (const seat of seats) if (this.#seats.has(seat)) this.#unjudged.add(seat);
      throw error;
    }
  }

  async #judge(seats: readonly Seat[]): Promise<void> {
    const rights = await this.#options.judge(
      this.#options.sql,
      seats.map((seat) => seat.viewer),
    );
    for (const [i, seat] of seats.entries()) {
      const until = rights[i] ?? null;
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
