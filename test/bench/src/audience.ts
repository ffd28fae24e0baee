import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { instant, serve } from './helper.js';

export interface Seats {
  readonly url: string;
  /** The session of each subscriber; null for sockets that say nothing. */
  readonly tokens: readonly string[] | null;
  readonly size: number;
  /** What is watched: one of the two. */
  readonly pollId?: string;
  readonly officeId?: string;
}

/** From now on one message is awaited on each socket of these servers: any, or the first that has the mark in it. */
export interface Expected {
  readonly urls: readonly string[];
  readonly mark: string | null;
}

export interface Heard {
  /** When the last of all sockets had its message, on the machine's clock. */
  readonly last: bigint;
  readonly first: bigint;
  /** The message as the first socket got it. */
  readonly text: string;
}

/** Sockets that are opened at a time: a server's backlog is no part of the figure. */
const AT_ONCE = 100;

/** What the web client asks while a poll is open. */
const WATCH =
  'subscription PollUpdated($pollId:ID!){pollUpdated(pollId:$pollId){pollId version state closesAt voted entitled stale liveTally{cast yes no abstain}result{carried sentence}}}';

/** The same of an office, as the delegates' page asks. */
const WATCH_OFFICE =
  'subscription OfficeUpdated($officeId:ID!){officeUpdated(officeId:$officeId){officeId version stale seats{place termId memberId accepted signatures pollOpened}lastEnd{termId memberId how words at}}}';

/** The sockets of one server in this process. */
class Crowd {
  readonly #counts: Uint32Array;
  #waiting: { n: number; resolve: (heard: Heard) => void; reject: (error: Error) => void } | null = null;
  #heard = 0;
  #first = 0n;
  #text = '';
  #mark: string | null = null;

  constructor(readonly sockets: WebSocket[]) {
    this.#counts = new Uint32Array(sockets.length);
    for (const [n, socket] of sockets.entries()) {
      socket.on('message', (data: Buffer) => {
        // Of those that have the mark the first counts: a recall is told together with who follows, or before.
        if (this.#mark !== null && (this.#counts[n]! > 0 || !data.includes(this.#mark))) return;
        if (this.#heard++ === 0) this.#first = instant();
        this.#counts[n]!++;
        if (n === 0) this.#text = data.toString();
        if (this.#heard === this.sockets.length) this.#done();
      });
      socket.on('close', () => this.#waiting?.reject(new Error('a socket was closed')));
    }
  }

  /** Resolves when every socket has had one message more. */
  next(mark: string | null): Promise<Heard> {
    this.#mark = mark;
    this.#heard = 0;
    this.#counts.fill(0);
    return new Promise((resolve, reject) => {
      this.#waiting = { n: this.sockets.length, resolve, reject };
    });
  }

  #done(): void {
    const last = instant();
    if (this.#counts.every((count) => count === 1)) {
      this.#waiting?.resolve({ last, first: this.#first, text: this.#text });
    } else {
      this.#waiting?.reject(new Error('a socket had more than one message and another none'));
    }
  }
}

const crowds = new Map<string, Crowd>();
let expected: Promise<Heard> | null = null;

async function connect(seats: Seats): Promise<void> {
  const sockets: WebSocket[] = [];
  while (sockets.length < seats.size) {
    const some = Math.min(AT_ONCE, seats.size - sockets.length);
    const from = sockets.length;
    sockets.push(...(await Promise.all(Array.from({ length: some }, (_, i) => open(seats, from + i)))));
  }
  crowds.set(seats.url, new Crowd(sockets));
}

/** Connected; and where there is a session, subscribed and shown the present state. */
function open({ url, tokens, pollId, officeId }: Seats, n: number): Promise<WebSocket> {
  const token = tokens?.[n];
  const socket = new WebSocket(
    url,
    'graphql-transport-ws',
    token === undefined ? {} : { headers: { cookie: `plenary_session=${token}` } },
  );
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('open', () => {
      if (token === undefined) return resolve(socket);
      socket.send('{"type":"connection_init"}');
      socket.on('message', function greeted(data: Buffer) {
        const message = JSON.parse(data.toString()) as { type: string; payload?: { errors?: unknown } };
        if (message.type === 'connection_ack') {
          const payload =
            officeId === undefined
              ? { operationName: 'PollUpdated', query: WATCH, variables: { pollId } }
              : { operationName: 'OfficeUpdated', query: WATCH_OFFICE, variables: { officeId } };
          // The id that graphql-ws's own client would make.
          socket.send(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload }));
          return;
        }
        socket.off('message', greeted);
        if (message.type === 'next' && message.payload?.errors === undefined) resolve(socket);
        else reject(new Error(`not subscribed: ${data.toString()}`));
      });
    });
  });
}

serve({
  connect,
  /** `heard` tells when the last of what is expected came. */
  expect: ({ urls, mark }: Expected) => {
    expected = Promise.all(urls.map((url) => crowds.get(url)!.next(mark))).then((all) =>
      all.reduce((a, b) => (a.last > b.last ? a : b)),
    );
    expected.catch(() => undefined);
  },
  heard: () => expected,
});
