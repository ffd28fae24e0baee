import type { Database, Feed } from '@plenary/platform';
import { Tail, type TailUpdate, type Viewer } from '@plenary/platform/live';
import { entriesAfter, type RecordedEntry, recordSize } from '@plenary/record';
import { viewerRights } from '../persistence/viewer-store.js';

/** The records that somebody follows in this process. */
export class LiveRecords {
  readonly #tails = new Map<string, Tail<RecordedEntry>>();

  constructor(
    readonly db: Database,
    readonly feed: Feed,
  ) {}

  /** Every entry after `after`, in order, then each new one; null: from now on. @throws NOT_ALLOWED. */
  follow(viewer: Viewer, after: number | null): Promise<AsyncIterableIterator<TailUpdate<RecordedEntry>>> {
    const { assemblyId } = viewer;
    const tail = this.#tails.get(assemblyId) ?? this.#enter(assemblyId);
    return tail.subscribe(viewer, after, () => {
      if (tail.empty && this.#tails.get(assemblyId) === tail) this.#tails.delete(assemblyId);
    });
  }

  /** Ends every subscription: the process stops. */
  stop(): void {
    for (const tail of [...this.#tails.values()]) tail.close();
  }

  #enter(assemblyId: string): Tail<RecordedEntry> {
    const tail = new Tail<RecordedEntry>({
      sql: this.db,
      feed: this.feed,
      judge: viewerRights,
      read: (after, limit) => entriesAfter(this.db, assemblyId, after, limit),
      size: () => recordSize(this.db, assemblyId),
    });
    this.#tails.set(assemblyId, tail);
    return tail;
  }
}
