import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Subscriber, share } from '@plenary/platform/live';
import {
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { WebSocket, WebSocketServer } from 'ws';
import { readConfig } from './config.js';
import { frameOf } from './frames.js';
import { Documents } from './limits/documents.js';
import { Rates } from './limits/rates.js';
import { TrustedDocuments } from './limits/trusted.js';
import { serveSubscriptions } from './websocket.js';

/** A few dozen of them fill what the system keeps for a socket. */
const LARGE = 'x'.repeat(256 * 1024);
const EVENTS = 150;

interface Event {
  readonly n: number;
}

/** A source of numbered events for one subscriber: of several that wait it gives the latest, or each in order. */
interface Source {
  readonly events: AsyncIterableIterator<Event>;
  readonly taken: number;
  readonly ended: boolean;
  put(event: Event): void;
}

/** As the rooms have them: it pushes where it can. */
class Pushed implements Source {
  taken = 0;
  ended = false;
  #pending: Event[] = [];
  readonly events = new Subscriber<Event>(
    () => {
      const event = this.#pending.shift();
      if (event === undefined) return null;
      this.taken++;
      // Some look something up first.
      return this.keeps === 'all' && event.n % 2 === 0 ? Promise.resolve(event) : event;
    },
    () => {
      this.ended = true;
    },
  );

  constructor(readonly keeps: 'latest' | 'all') {}

  put(event: Event): void {
    this.#pending = this.keeps === 'all' ? [...this.#pending, event] : [event];
    this.events.ready();
  }
}

/** Any other. */
class Asked implements Source, AsyncIterableIterator<Event> {
  readonly events = this;
  taken = 0;
  ended = false;
  #pending: Event[] = [];
  #reader: ((result: IteratorResult<Event>) => void) | null = null;

  constructor(readonly keeps: 'latest' | 'all') {}

  put(event: Event): void {
    if (this.#reader) {
      this.#give(this.#reader, event);
      this.#reader = null;
    } else this.#pending = this.keeps === 'all' ? [...this.#pending, event] : [event];
  }

  next(): Promise<IteratorResult<Event>> {
    return new Promise((resolve) => {
      const event = this.#pending.shift();
      if (event) this.#give(resolve, event);
      else this.#reader = resolve;
    });
  }

  return(): Promise<IteratorResult<Event>> {
    this.ended = true;
    this.#reader?.({ done: true, value: undefined });
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  #give(reader: (result: IteratorResult<Event>) => void, event: Event): void {
    this.taken++;
    reader({ done: false, value: event });
  }
}

let serialised = 0;
const Counted = new GraphQLScalarType({
  name: 'Counted',
  serialize: (n) => ({
    toJSON: () => {
      serialised++;
      return n;
    },
  }),
});

describe.each([
  ['that pushes', Pushed],
  ['that is asked', Asked],
])('what is sent over a socket from a source %s', (_, Kind) => {
  let server: Server;
  let served: { close(): Promise<void> };
  let sources: Source[];
  let keeps: 'latest' | 'all';
  const clients: WebSocket[] = [];

  beforeEach(async () => {
    sources = [];
    serialised = 0;
    const event = new GraphQLObjectType<Event>({
      name: 'Event',
      fields: {
        n: { type: new GraphQLNonNull(GraphQLInt) },
        counted: { type: Counted, resolve: ({ n }) => n },
        large: { type: GraphQLString, resolve: () => LARGE },
      },
    });
    const { limits } = readConfig({});
    const schema = new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { none: { type: GraphQLInt } } }),
      subscription: new GraphQLObjectType({
        name: 'Subscription',
        fields: {
          told: {
            type: event,
            resolve: (told: Event) => told,
            subscribe: () => {
              const source = new Kind(keeps);
              sources.push(source);
              return source.events;
            },
          },
        },
      }),
    });
    server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    served = serveSubscriptions({
      server,
      schema,
      path: '/graphql',
      documents: new Documents(() => schema, limits, new TrustedDocuments({}), false),
      rates: new Rates(limits, async () => null),
      addressOf: () => '',
      allowsOrigin: () => true,
      stopping: () => false,
      onFault: () => undefined,
      contextOf: () => ({
        credential: null,
        address: '',
        userAgent: '',
        caller: async () => null,
        adopt: () => undefined,
      }),
      present: (error) => error,
    });
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.terminate();
    await served.close();
    await new Promise((resolve) => server.close(resolve));
  });

  /** A client that has subscribed, and what it gets. */
  async function subscribed(id: string, selection: string) {
    const client = new WebSocket(
      `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
      'graphql-transport-ws',
    );
    clients.push(client);
    const got: { id: string; type: string; payload: { data: { told: Event & { counted: number } } } }[] = [];
    const before = sources.length;
    client.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString());
      if (message.type === 'connection_ack')
        client.send(
          JSON.stringify({
            id,
            type: 'subscribe',
            payload: { query: `subscription { told { ${selection} } }` },
          }),
        );
      else got.push(message);
    });
    client.once('open', () => client.send('{"type":"connection_init"}'));
    await until(() => sources.length > before);
    return { client, got, source: sources.at(-1)! };
  }

  it('is serialised once for all who share an event, each under the id that they chose', async () => {
    keeps = 'latest';
    const all = [await subscribed('a', 'n counted'), await subscribed('b "quoted"', 'n counted')];
    const event = share({ n: 7 });
    for (const { source } of all) source.put(event);
    await until(() => all.every(({ got }) => got.length === 1));
    const payload = { data: { told: { n: 7, counted: 7 } } };
    expect(all.map(({ got }) => got)).toEqual([
      [{ id: 'a', type: 'next', payload }],
      [{ id: 'b "quoted"', type: 'next', payload }],
    ]);
    expect(serialised).toBe(1);
  });

  it('skips states for a slow reader, and ends with the latest', async () => {
    keeps = 'latest';
    const { client, got, source } = await subscribed('slow', 'n large');
    client.pause();
    for (let n = 1; n <= EVENTS; n++) {
      source.put(share({ n }));
      await turn();
    }
    expect(source.taken).toBeLessThan(EVENTS);
    client.resume();
    await until(() => got.at(-1)?.payload.data.told.n === EVENTS);
    expect(got).toHaveLength(source.taken);
  });

  it('of a stream that loses nothing a slow reader gets everything in order, and is not read ahead of', async () => {
    keeps = 'all';
    const { client, got, source } = await subscribed('slow', 'n large');
    client.pause();
    for (let n = 1; n <= EVENTS; n++) {
      source.put({ n });
      await turn();
    }
    expect(source.taken).toBeLessThan(EVENTS);
    client.resume();
    await until(() => got.length === EVENTS);
    expect(got.map(({ payload }) => payload.data.told.n)).toEqual(
      Array.from({ length: EVENTS }, (_, i) => i + 1),
    );
  });

  it('is not piled up for a client that goes on asking and reads no answer: it is read no further', async () => {
    const connections: Socket[] = [];
    server.on('connection', (socket) => connections.push(socket));
    keeps = 'latest';
    const { client } = await subscribed('flood', 'n');
    const [connection] = connections as [Socket];
    const pongs: string[] = [];
    client.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString());
      if (type === 'pong') pongs.push(payload.n);
    });
    client.pause();
    let most = 0;
    for (let n = 1; n <= 800; n++) {
      client.send(JSON.stringify({ type: 'ping', payload: { n, fill: LARGE.slice(0, 60_000) } }));
      client.ping();
      await turn();
      most = Math.max(most, connection.writableLength);
    }
    expect(most).toBeLessThan(2 * LARGE.length);
    const answered = new Promise((resolve) => client.once('pong', resolve));
    client.resume();
    await until(() => pongs.length === 800);
    expect(pongs).toEqual(Array.from({ length: 800 }, (_, i) => i + 1));
    await answered;
  });

  it('ends with its source when a reader who is behind goes away', async () => {
    keeps = 'all';
    const { client, source } = await subscribed('gone', 'n large');
    client.pause();
    for (let n = 1; n <= EVENTS; n++) source.put({ n });
    await turn();
    client.terminate();
    await until(() => source.ended);
    expect(source.taken).toBeLessThan(EVENTS);
  });
});

it.each([0, 1, 125, 126, 127, 65_535, 65_536, 70_000])(
  'a frame with %i bytes is what a WebSocket client reads',
  async (length) => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const sockets = new WebSocketServer({ server });
    const body = Buffer.alloc(length, 'é');
    const text = length % 2 === 0 ? body : Buffer.alloc(length, 'e');
    sockets.on('connection', (_, { socket }) => {
      const cut = Math.min(7, length);
      socket.write(frameOf(text.subarray(0, cut), text.subarray(cut)));
    });
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const [data, isBinary] = await new Promise<[Buffer, boolean]>((resolve) =>
      client.once('message', (...message) => resolve(message as [Buffer, boolean])),
    );
    expect(isBinary).toBe(false);
    expect(data.equals(text)).toBe(true);
    client.terminate();
    sockets.close();
    await new Promise((resolve) => server.close(resolve));
  },
);

const turn = () => new Promise((resolve) => setImmediate(resolve));

async function until(fits: () => boolean): Promise<void> {
  while (!fits()) await new Promise((resolve) => setTimeout(resolve, 5));
}
