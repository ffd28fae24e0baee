import { type Change, type Database, type Feed, notSignedIn } from '@plenary/platform';
import type { Caller } from '@plenary/platform/graphql';
import { openRecoveryOf } from '../persistence/access.js';

export interface AccessNews {
  readonly kind: string;
  readonly at: Date;
}

/** More unread lines than this: the oldest are dropped, since each only says 'ask again'. */
const MAX_WAITING = 100;

/**
 * First that it follows, then every line about the caller's sign-ins. Ends after the line that says that the
 * caller's own session has ended or went to another person, and when the session expires.
 */
export async function myAccess(
  db: Database,
  feed: Feed,
  caller: Caller,
): Promise<AsyncIterableIterator<AccessNews>> {
  const news = new News(db, caller);
  news.unfollow = await feed.follow(caller.personId, news);
  try {
    // Asked after following began: what ended before it is seen here, what ends from now on is heard.
    await openRecoveryOf(db, caller);
  } catch (error) {
    await news.return();
    throw error;
  }
  return news;
}

/** A generator could not be ended while it waits for the next line. */
class News implements AsyncIterableIterator<AccessNews> {
  readonly #db: Database;
  readonly #caller: Caller;
  readonly #waiting: Pick<Change, 'kind' | 'ids'>[] = [{ kind: 'access.present', ids: {} }];
  #wake: () => void = () => undefined;
  #ended = false;
  unfollow: () => void = () => undefined;

  constructor(db: Database, caller: Caller) {
    this.#db = db;
    this.#caller = caller;
  }

  change(change: Change): void {
    // Other contexts tell this person other things on the same scope.
    if (!change.kind.startsWith('access.')) return;
    this.#waiting.push(change);
    if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    this.#wake();
  }

  async next(): Promise<IteratorResult<AccessNews>> {
    while (!this.#ended && this.#waiting.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const change = this.#waiting.shift();
    if (this.#ended || change === undefined) return { done: true, value: undefined };
    const at = await this.#db.now();
    if (at >= this.#caller.expiresAt) {
      await this.return();
      throw notSignedIn();
    }
    if (change.ids.accessId === this.#caller.accessId) await this.return();
    return { done: false, value: { kind: change.kind, at } };
  }

  async return(): Promise<IteratorResult<AccessNews>> {
    this.#ended = true;
    this.unfollow();
    this.#wake();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
