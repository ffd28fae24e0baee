import type { Change } from '../feed.js';
import { Audience, type AudienceMember, type AudienceOptions, type Viewer } from './audience.js';
import { coalesce } from './coalesce.js';
import { share } from './share.js';
import { Subscriber } from './subscriber.js';

/** A state of which only the latest matters. Of two states the one with the higher version is the later. */
export interface Versioned {
  readonly version: number;
}

export interface LatestRoomOptions<T extends Versioned, E extends object>
  extends Omit<AudienceOptions, 'onFresh' | 'onChange'> {
  /** The present state, the same for every viewer. */
  compute(): Promise<T>;
  /** What subscribers get: made once for each state, `stale` when the process is not sure that it is the present one. */
  event(state: T, stale: boolean): E;
  /** At most one state in so many milliseconds. */
  readonly everyMs?: number;
  /** Whether a line of the assembly's feed is told at once, however little time has passed since the last state. */
  atOnce?(line: Change): boolean;
  /** Looks again after so many milliseconds although nothing was heard. */
  readonly recountMs?: number;
}

interface Place<E> {
  readonly subscriber: Subscriber<E>;
  member: AudienceMember | null;
  /** The latest that the reader has not taken: a slow reader skips states, and holds one at most. */
  pending: E | null;
  taken: E | null;
}

interface Last<T, E> {
  readonly state: T;
  readonly event: E;
  /** When the last look that found it so began, by `performance.now()`. */
  at: number;
  /** The same, as one of which nobody is sure; made when it is first needed, once for all. */
  staleEvent: E | null;
}

/** Four times a second. */
const EVERY_MS = 250;
const RECOUNT_MS = 5_000;
const AT_A_TIME = 100;

/**
 * Those who watch one state in this process: present state first, then the latest wins. It is computed only while
 * somebody watches, at most four times a second, and once for all.
 */
export class LatestRoom<T extends Versioned, E extends object> {
  readonly #options: LatestRoomOptions<T, E>;
  readonly #audience: Audience;
  readonly #places = new Set<Place<E>>();
  readonly #everyMs: number;
  #last: Last<T, E> | null = null;
  #sent: E | null = null;
  #stale = false;
  #tickAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #ticking = false;
  /** Something may have changed since the look that is under way began. */
  #again = false;
  /** And it does not wait for its time. */
  #urgent = false;
  #fallback: NodeJS.Timeout | null = null;

  constructor(options: LatestRoomOptions<T, E>) {
    this.#options = options;
    this.#everyMs = options.everyMs ?? EVERY_MS;
    this.#audience = new Audience({
      ...options,
      onFresh: (fresh) => (fresh ? this.dirty() : this.#goStale()),
      onChange: (line) => this.dirty(options.atOnce?.(line)),
    });
  }

  get empty(): boolean {
    return this.#places.size === 0;
  }

  /** @throws NOT_ALLOWED when the viewer may not watch. `onLeave` is told once when the subscription is over. */
  async subscribe(viewer: Viewer, onLeave: () => void = () => undefined): Promise<AsyncIterableIterator<E>> {
    const subscriber: Subscriber<E> = new Subscriber(
      () => this.#take(place),
      () => {
        place.member?.leave();
        this.#places.delete(place);
        if (this.empty) this.#sleep();
        onLeave();
      },
    );
    const place: Place<E> = { subscriber, member: null, pending: null, taken: null };
    this.#places.add(place);
    this.#fallback ??= setInterval(() => this.dirty(), this.#options.recountMs ?? RECOUNT_MS);
    try {
      // The state first, then the right: whoever lost it before the state was read does not see it.
      const last = await this.#look();
      place.member = await this.#audience.join(viewer, (error) => subscriber.end(error));
      this.#stale ||= !this.#isSure(last);
      place.pending ??= this.#stale ? this.#staleEvent(last) : last.event;
      if (this.#stale || last.event !== this.#sent) {
        // What was sent while they had no seat went past them: the next look sends what it finds, whatever went before.
        this.#sent = null;
        this.dirty();
      }
    } catch (error) {
      subscriber.end();
      throw error;
    }
    return subscriber;
  }

  /** Ends every subscription. */
  close(): void {
    for (const place of [...this.#places]) place.subscriber.end();
  }

  /** Something may have changed; at once: what is told four times a second does not wait for its time. */
  dirty(atOnce = false): void {
    if (this.empty) return;
    this.#urgent ||= atOnce;
    if (this.#ticking) {
      this.#again = true;
      return;
    }
    if (this.#timer !== null && !this.#urgent) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#urgent) return void this.#tick();
    const wait = Math.max(0, this.#tickAt + this.#everyMs - performance.now());
    this.#timer = setTimeout(() => void this.#tick(), wait);
  }

  /** Reads the state; keeps the later of what it read and what was known, so that nobody goes back. */
  readonly #look = coalesce(async () => {
    const at = performance.now();
    const state = await this.#options.compute();
    if (this.#last === null || state.version > this.#last.state.version) {
      this.#last = { state, event: share(this.#options.event(state, false)), at, staleEvent: null };
    }
    this.#last.at = at;
    return this.#last;
  });

  async #tick(): Promise<void> {
    this.#timer = null;
    this.#ticking = true;
    this.#tickAt = performance.now();
    this.#again = false;
    this.#urgent = false;
    try {
      const wasStale = this.#stale;
      const last = await this.#look();
      await this.#audience.check();
      if (!this.#isSure(last)) {
        // It was read before the process stood still.
        this.#again ||= this.#audience.fresh;
        return this.#goStale();
      }
      const { event } = last;
      this.#stale = false;
      if (wasStale || event !== this.#sent) this.#send(event);
    } catch {
      // The database did not answer: nobody knows how things stand. The next look tries again.
      this.#goStale();
    } finally {
      this.#ticking = false;
      if (this.#again) this.dirty();
    }
  }

  #isSure({ at }: Last<T, E>): boolean {
    return this.#audience.freshFrom(at);
  }

  #goStale(): void {
    if (this.#stale || this.#last === null) return;
    this.#stale = true;
    this.#send(this.#staleEvent(this.#last));
  }

  #staleEvent(last: Last<T, E>): E {
    last.staleEvent ??= share(this.#options.event(last.state, true));
    return last.staleEvent;
  }

  #send(event: E): void {
    this.#sent = event;
    const waiting: Place<E>[] = [];
    for (const place of this.#places) {
      if (place.member === null) continue;
      // Whoever has it already need not be told what came and went meanwhile.
      place.pending = place.taken === event ? null : event;
      waiting.push(place);
    }
    this.#wake(waiting);
  }

  /** So many sockets are written to in one go; requests are answered in between, a recalled delegate's among them. */
  #wake(places: readonly Place<E>[], from = 0): void {
    const to = Math.min(from + AT_A_TIME, places.length);
    for (let n = from; n < to; n++) places[n]!.subscriber.ready();
    if (to < places.length) setImmediate(() => this.#wake(places, to));
  }

  #take(place: Place<E>): E | null {
    const event = place.pending;
    if (event === null || place.member === null) return null;
    place.pending = null;
    // Shows the member out, which ends the subscriber, when the time of their right has run out.
    if (!this.#audience.holds(place.member)) return null;
    // A process that stood still finds what it was about to send, which nobody knows to be true any more.
    const sure = this.#last === null || this.#isSure(this.#last);
    place.taken = sure ? event : this.#staleEvent(this.#last!);
    return place.taken;
  }

  #sleep(): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#fallback) clearInterval(this.#fallback);
    this.#timer = null;
    this.#fallback = null;
    this.#last = null;
    this.#sent = null;
    this.#stale = false;
    this.#urgent = false;
  }
}
