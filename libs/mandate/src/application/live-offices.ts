import type { Database, Feed } from '@plenary/platform';
import { LatestRoom, type Viewer } from '@plenary/platform/live';
import { viewerRights } from '@plenary/voting';
import { SEAT_EMPTIED } from '../domain/term.js';
import { type OfficeNow, officeNow } from '../persistence/live-store.js';

/** What a subscriber gets: the same object for everybody. */
export interface LiveOfficeEvent {
  readonly officeUpdated: OfficeNow & { readonly stale: boolean };
}

type Room = LatestRoom<OfficeNow, LiveOfficeEvent>;

/** The offices that somebody watches in this process. */
export class LiveOffices {
  readonly #rooms = new Map<string, Room>();

  constructor(
    readonly db: Database,
    readonly feed: Feed,
  ) {}

  /** Present state first, then the latest. @throws NOT_ALLOWED when the viewer may not watch. */
  watch(officeId: string, viewer: Viewer): Promise<AsyncIterableIterator<LiveOfficeEvent>> {
    const room = this.#rooms.get(officeId) ?? this.#enter(officeId);
    return room.subscribe(viewer, () => {
      if (room.empty && this.#rooms.get(officeId) === room) this.#rooms.delete(officeId);
    });
  }

  /** Ends every subscription: the process stops. */
  stop(): void {
    for (const room of [...this.#rooms.values()]) room.close();
  }

  #enter(officeId: string): Room {
    const room: Room = new LatestRoom<OfficeNow, LiveOfficeEvent>({
      sql: this.db,
      feed: this.feed,
      judge: viewerRights,
      compute: () => officeNow(this.db, officeId),
      event: (state, stale) => ({ officeUpdated: { ...state, stale } }),
      // Signatures are counted four times a second, a recall does not wait for that.
      atOnce: ({ kind }) => kind === SEAT_EMPTIED,
    });
    this.#rooms.set(officeId, room);
    return room;
  }
}
