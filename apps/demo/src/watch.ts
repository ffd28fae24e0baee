import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Caller } from './caller.js';

const POLL_UPDATED = `subscription ($pollId: ID!) { pollUpdated(pollId: $pollId) {
  version state voted entitled stale liveTally { cast } result { carried } } }`;

export interface PollUpdate {
  readonly version: number;
  readonly state: string;
  readonly voted: number | null;
  readonly entitled: number;
  readonly stale: boolean;
  readonly liveTally: unknown;
  readonly result: { readonly carried: boolean } | null;
}

/** One member's screen: a socket of its own that follows the poll. */
export class Watcher {
  updates = 0;
  /** The latest that it was told. */
  latest: PollUpdate | null = null;
  /** Whether it was told how people vote, or the result, while the poll was open: in a secret poll never. */
  sawTooMuch = false;
  failure: string | null = null;
  readonly #stop: () => void;

  constructor(caller: Caller, pollId: string, onUpdate: (update: PollUpdate) => void = () => undefined) {
    const { cookie, service } = caller;
    class Socket extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { headers: { cookie: cookie ?? '' } });
      }
    }
    const client = createClient({
      url: `${service.address.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: Socket,
    });
    const unsubscribe = client.subscribe<{ pollUpdated: PollUpdate }>(
      { query: POLL_UPDATED, variables: { pollId } },
      {
        next: ({ data, errors }) => {
          if (errors) this.failure = errors[0]?.message ?? 'an error without words';
          const update = data?.pollUpdated;
          if (!update || update.stale) return;
          this.updates++;
          this.latest = update;
          this.sawTooMuch ||=
            update.state === 'OPEN' && (update.liveTally !== null || update.result !== null);
          onUpdate(update);
        },
        error: (error) => {
          this.failure = error instanceof Error ? error.message : JSON.stringify(error);
        },
        complete: () => undefined,
      },
    );
    this.#stop = () => {
      unsubscribe();
      void client.dispose();
    };
  }

  stop(): void {
    this.#stop();
  }
}
