import { Audience, type AudienceMember, type AudienceOptions, type Viewer } from './audience.js';
import { coalesce } from './coalesce.js';
import { Subscriber } from './subscriber.js';

export interface Numbered {
  readonly seq: number;
}

/**
 * The next line in order; or, once each time, that the process is not sure any more that it has caught up, and that it
 * is sure again and there is nothing new.
 */
export type TailUpdate<T> =
  | { readonly stale: false; readonly item: T | null }
  | { readonly stale: true; readonly item: null };

export interface TailOptions<T extends Numbered> extends Omit<AudienceOptions, 'onFresh' | 'onChange'> {
  /** Up to `limit` lines numbered after `after`, in order; the numbers have no gap. */
  read(after: number, limit: number): Promise<readonly T[]>;
  /** The number of the last line now. */
  size(): Promise<number>;
}

interface Place<T> {
  readonly subscriber: Subscriber<TailUpdate<T>>;
  member: AudienceMember | null;
  /** The number of the last line that the reader took. */
  at: number;
  /** A page of what it missed; at most one is held, however slow the reader is. */
  page: readonly T[];
  toldStale: boolean;
}

/** Lines that one look at the table brings. */
const PAGE = 100;
const RETRY_MS = 1_000;
/** The newest lines, held once for all who are up to date. */
const HELD = 200;

/**
 * Those who follow one numbered list in this process: every line after the one they name, in order, none twice, none
 * lost. Whoever is behind reads the table page by page at their own pace; nothing is queued for them.
 */
export class Tail<T extends Numbered> {
  readonly #options: TailOptions<T>;
  readonly #audience: Audience;
  readonly #places = new Set<Place<T>>();
  #retry: NodeJS.Timeout | null = null;
  /** The database did not answer, or the process may have missed something: nobody is told of a line until it has looked again. */
  #behind = false;
  #held: T[] = [];
  /** The last line that the audience was checked for. */
  #known = -1;

  constructor(options: TailOptions<T>) {
    this.#options = options;
    this.#audience = new Audience({
      ...options,
      onFresh: (fresh) => (fresh ? void this.#refresh() : this.#fallBehind()),
      onChange: () => void this.#refresh(),
    });
  }

  get empty(): boolean {
    return this.#places.size === 0;
  }

  /** Ends every subscription. */
  close(): void {
    if (this.#retry) clearTimeout(this.#retry);
    for (const place of [...this.#places]) place.subscriber.end();
  }

  /** @param after the number of the last line that the viewer has; null: from now on. @throws NOT_ALLOWED. */
  async subscribe(
    viewer: Viewer,
    after: number | null,
    onLeave: () => void = () => undefined,
  ): Promise<AsyncIterableIterator<TailUpdate<T>>> {
    const subscriber: Subscriber<TailUpdate<T>> = new Subscriber(
      () => this.#take(place),
      () => {
        place.member?.leave();
        this.#places.delete(place);
        onLeave();
      },
    );
    const place: Place<T> = { subscriber, member: null, at: after ?? 0, page: [], toldStale: false };
    this.#places.add(place);
    try {
      const size = await this.#options.size();
      if (this.#known < 0) this.#known = size;
      place.at = Math.min(after ?? size, size);
      place.member = await this.#audience.join(viewer, (error) => subscriber.end(error));
      // What came in before the feed was followed.
      await this.#refresh();
    } catch (error) {
      subscriber.end();
      throw error;
    }
    return subscriber;
  }

  /** Reads what is new since the last look, then checks the audience: in this order, so that a line that came after a revocation goes to nobody who lost their right. */
  readonly #look = coalesce(async () => {
    for (;;) {
      const lines = await this.#options.read(this.#known, PAGE);
      if (lines.length === 0) return;
      await this.#audience.check();
      this.#held = [...this.#held, ...lines].slice(-HELD);
      this.#known = lines.at(-1)!.seq;
      if (lines.length < PAGE) return;
    }
  });

  async #refresh(): Promise<void> {
    const began = performance.now();
    try {
      await this.#look();
      this.#behind = !this.#audience.freshFrom(began);
      this.#wake();
    } catch {
      this.#lookLater();
    }
  }

  #fallBehind(): void {
    this.#behind = true;
    this.#wake();
  }

  /** The database did not answer. */
  #lookLater(): void {
    this.#fallBehind();
    this.#retry ??= setTimeout(() => {
      this.#retry = null;
      if (!this.empty) void this.#refresh();
    }, RETRY_MS);
  }

  #wake(): void {
    for (const place of [...this.#places]) place.subscriber.ready();
  }

  async #take(place: Place<T>): Promise<TailUpdate<T> | null> {
    const { member } = place;
    if (member === null) return null;
    const item = this.#audience.fresh && !this.#behind ? await this.#next(place) : 'unknown';
    if (!this.#audience.holds(member)) return null;
    if (item === 'unknown') {
      if (place.toldStale) return null;
      place.toldStale = true;
      return { stale: true, item: null };
    }
    const sureAgain = place.toldStale;
    place.toldStale = false;
    if (item === null) return sureAgain ? { stale: false, item } : null;
    place.at = item.seq;
    return { stale: false, item };
  }

  /** The reader's next line; null when there is none. */
  async #next(place: Place<T>): Promise<T | null | 'unknown'> {
    try {
      return this.#nextHeld(place) ?? (await this.#nextRead(place));
    } catch {
      this.#lookLater();
      return 'unknown';
    }
  }

  #nextHeld(place: Place<T>): T | null {
    const first = this.#held[0];
    if (first === undefined || place.at + 1 < first.seq) return null;
    return this.#held[place.at + 1 - first.seq] ?? null;
  }

  async #nextRead(place: Place<T>): Promise<T | null> {
    const inPage = place.page.find((line) => line.seq === place.at + 1);
    if (inPage) return inPage;
    place.page = [];
    if (place.at >= this.#known) return null;
    const page = await this.#options.read(place.at, PAGE);
    await this.#audience.check();
    place.page = page;
    return page[0] ?? null;
  }
}
