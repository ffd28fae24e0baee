import type { AssemblyId, PersonId } from '@plenary/kernel';
import type { Database, Feed, Sql } from '@plenary/platform';
import { LatestRoom, type Versioned, type Viewer } from '@plenary/platform/live';
import { viewerRights } from '@plenary/voting';
import { openRevision } from '../../persistence/hardship-rows.js';
import { hearerNow } from './read-requests.js';

/** What a subscriber gets: nothing of any request. */
export interface HardshipEvent {
  readonly hardshipUpdated: { readonly revision: string; readonly stale: boolean };
}

interface State extends Versioned {
  readonly revision: string;
}

/** No line of the feed says that somebody asked: so each process looks by itself, while somebody watches. */
const LOOK_MS = 1_000;

/**
 * The lists of open requests that holders of the power watch in this process. The right to watch ends with the shift:
 * within a second, on each process.
 */
export class LiveHardship {
  readonly #rooms = new Map<string, LatestRoom<State, HardshipEvent>>();

  constructor(
    readonly db: Database,
    readonly feed: Feed,
  ) {}

  /** The present revision first, then the latest. @throws NOT_ALLOWED for whoever does not hold the power. */
  watch(viewer: Viewer): Promise<AsyncIterableIterator<HardshipEvent>> {
    const { assemblyId } = viewer;
    const room = this.#rooms.get(assemblyId) ?? this.#enter(assemblyId);
    return room.subscribe(viewer, () => {
      if (room.empty && this.#rooms.get(assemblyId) === room) this.#rooms.delete(assemblyId);
    });
  }

  /** Ends every subscription: the process stops. */
  stop(): void {
    for (const room of [...this.#rooms.values()]) room.close();
  }

  #enter(assemblyId: string): LatestRoom<State, HardshipEvent> {
    let last: State = { version: 0, revision: '' };
    const room = new LatestRoom<State, HardshipEvent>({
      sql: this.db,
      feed: this.feed,
      judge: hearingRights,
      // A motion about the task, or a swap, ends it with an entry alone.
      judgesAlways: true,
      compute: async () => {
        const revision = await openRevision(this.db, assemblyId);
        if (revision !== last.revision) last = { version: last.version + 1, revision };
        return last;
      },
      event: ({ revision }, stale) => ({ hardshipUpdated: { revision, stale } }),
      recountMs: LOOK_MS,
    });
    this.#rooms.set(assemblyId, room);
    return room;
  }
}

/** Until when each viewer holds the power, by their sign-in and their shift; null where they do not. */
async function hearingRights(sql: Sql, viewers: readonly Viewer[]): Promise<(Date | null)[]> {
  const access = await viewerRights(sql, viewers);
  return Promise.all(
    viewers.map(async ({ personId, assemblyId }, i) => {
      const signedIn = access[i] ?? null;
      if (signedIn === null) return null;
      const hearer = await hearerNow(sql, personId as PersonId, assemblyId as AssemblyId);
      return hearer && new Date(Math.min(hearer.until.getTime(), signedIn.getTime()));
    }),
  );
}
