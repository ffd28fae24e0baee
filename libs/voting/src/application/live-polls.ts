import type { Database, Feed } from '@plenary/platform';
import { LatestRoom, type Signal, type Viewer } from '@plenary/platform/live';
import type { Poll } from '../domain/poll.js';
import { pollOf } from '../persistence/poll-store.js';
import { viewerRights } from '../persistence/viewer-store.js';
import { type PollFigures, pollFigures } from './poll-figures.js';

export interface LivePoll extends PollFigures {
  readonly poll: Poll;
}

/** What a subscriber gets: the same object for everybody, so it is executed once (see subscribeShared). */
export interface LivePollEvent {
  readonly pollUpdated: LivePoll & { readonly stale: boolean };
}

/** The channel on which processes tell each other that ballots came in. */
export const POLL_CHANNEL = 'plenary_poll';

interface Open {
  readonly room: LatestRoom<LivePoll, LivePollEvent>;
  readonly hush: () => void;
}

/** The polls that somebody watches in this process. */
export class LivePolls {
  readonly #rooms = new Map<string, Open>();

  constructor(
    readonly db: Database,
    readonly feed: Feed,
    readonly signal: Signal,
  ) {}

  /** Present state first, then the latest. @throws NOT_ALLOWED when the viewer may not watch. */
  watch(pollId: string, viewer: Viewer): Promise<AsyncIterableIterator<LivePollEvent>> {
    const { room } = this.#rooms.get(pollId) ?? this.#enter(pollId);
    return room.subscribe(viewer, () => this.#leave(pollId, room));
  }

  /** Ends every subscription: the process stops. */
  stop(): void {
    for (const { room } of [...this.#rooms.values()]) room.close();
  }

  #enter(pollId: string): Open {
    const room = new LatestRoom<LivePoll, LivePollEvent>({
      sql: this.db,
      feed: this.feed,
      judge: viewerRights,
      compute: async () => {
        const poll = await pollOf(this.db, pollId);
        if (poll === null) throw new Error(`poll ${pollId} is gone`);
        return { poll, ...(await pollFigures(this.db, poll)) };
      },
      event: (state, stale) => ({ pollUpdated: { ...state, stale } }),
    });
    const open = { room, hush: this.signal.on(pollId, () => room.dirty()) };
    this.#rooms.set(pollId, open);
    return open;
  }

  #leave(pollId: string, room: LatestRoom<LivePoll, LivePollEvent>): void {
    const open = this.#rooms.get(pollId);
    if (open?.room !== room || !room.empty) return;
    open.hush();
    this.#rooms.delete(pollId);
  }
}
