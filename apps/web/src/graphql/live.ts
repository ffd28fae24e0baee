import { createClient } from 'graphql-ws';
import { waitBefore } from '../logic/retry.ts';
import { onBack, setLive } from '../offline/network.ts';
import { asking, type Document, UNKNOWN_DOCUMENT } from './document.ts';

/** Waits, but no longer than until the network is back or the page is looked at again. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      globalThis.document.removeEventListener('visibilitychange', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    const stop = onBack(done);
    globalThis.document.addEventListener('visibilitychange', done);
  });
}

/** One socket for the page, opened by the first subscription and closed after the last; it comes back for ever. */
const client = createClient({
  url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
  lazy: true,
  lazyCloseTimeout: 3_000,
  keepAlive: 15_000,
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => true,
  retryWait: (attempt) => pause(waitBefore(attempt, Math.random())),
  on: {
    connected: () => setLive('connected'),
    closed: (event) => setLive((event as { wasClean?: boolean }).wasClean ? 'idle' : 'reconnecting'),
  },
});

/** A session that ended closes the socket: whoever needs it open must sign in, so it opens anew next time. */
export function closeLive(): void {
  client.terminate();
}

/**
 * Follows a subscription until the returned function is called. `variables` is read anew for each connection:
 * the caller moves `after` on in it, so that a reconnect resumes behind the last entry that was seen. `onRefused` is
 * told when the service ends it for good: the right to it is no more.
 */
export function follow<Answer, Variables extends Record<string, unknown>>(
  document: Document<Answer, Variables>,
  variables: Variables,
  onNext: (answer: Answer) => void,
  onRefused: () => void = () => undefined,
): () => void {
  let ended = false;
  let stop = () => {};
  let attempt = 0;
  let by: 'hash' | 'text' = 'hash';
  const begin = () => {
    stop = client.subscribe<Answer>(
      { ...asking(document, by), variables },
      {
        next: (message) => {
          attempt = 0;
          if (message.data) onNext(message.data);
        },
        error: (problem) => {
          if (by === 'hash' && codesOf(problem).includes(UNKNOWN_DOCUMENT)) by = 'text';
          void again(isRefusal(problem));
        },
        complete: () => void again(false),
      },
    );
  };
  // The library brings back a lost socket; a subscription that the service itself ended comes back here.
  const again = async (refused: boolean) => {
    if (refused) onRefused();
    if (ended || refused) return;
    await pause(waitBefore(attempt++, Math.random()));
    if (!ended) begin();
  };
  begin();
  return () => {
    ended = true;
    stop();
  };
}

/** What asking again does not change: not signed in, not allowed, malformed. */
function isRefusal(problem: unknown): boolean {
  return codesOf(problem).some((code) => REFUSALS.has(code));
}

const REFUSALS = new Set([
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'BAD_INPUT',
  'GRAPHQL_VALIDATION_FAILED',
  'DOCUMENT_NOT_TRUSTED',
]);

function codesOf(problem: unknown): string[] {
  if (!Array.isArray(problem)) return [];
  return problem.map((error: { extensions?: { code?: string } }) => error.extensions?.code ?? '');
}
