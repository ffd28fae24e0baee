import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiProcess, crowding } from '@plenary/testing';
import WebSocket from 'ws';
import { foundAssembly } from '../support/assemblies.js';
import type { Member } from '../support/people.js';
import { Service } from '../support/service.js';
import { recordSize } from '../support/watching.js';

const MIB = 1024 * 1024;
const SUBSCRIPTION = 'subscription { myAccessChanged { kind } }';
const PROTOCOL = 'graphql-transport-ws';

describe('what no client of ours sends', () => {
  let service: Service;
  let api: ApiProcess;
  let member: Member;
  let size: number;

  beforeAll(async () => {
    service = await Service.start(1);
    [api] = service.apis as [ApiProcess];
    [member] = (await foundAssembly(api, 'Depot Noise', 2)).members as [Member];
    size = await recordSize(member);
  });
  afterEach(async () => {
    // It goes on as if nothing had been, with no word of a fault of its own in the log.
    expect(await recordSize(member)).toBe(size);
    expect(api.child.exitCode).toBeNull();
    expect(api.log()).not.toMatch(
      /unexpected error|a request outside GraphQL failed|TypeError|uncaught|your implementation/i,
    );
  });
  afterAll(() => service?.stop());

  describe('over HTTP', () => {
    const post = (body: string | Uint8Array, headers: Record<string, string> = {}, method = 'POST') =>
      fetch(`${api.address}/graphql`, {
        method,
        headers: {
          'content-type': 'application/json',
          // Whoever asks for plain JSON gets 200 for errors in a document, as GraphQL over HTTP has it.
          accept: 'application/graphql-response+json',
          cookie: member.client.cookie,
          ...headers,
        },
        body: body as string,
      });
    const query = (more: object) => JSON.stringify({ query: '{ me { id } }', ...more });
    const deep = (depth: number) => `{"query":${'['.repeat(depth)}${']'.repeat(depth)}}`;

    it.each<[string, string | Uint8Array, Record<string, string>?]>([
      ['no body', ''],
      ['no JSON', '{"query":'],
      ['JSON that is no object', '"query"'],
      ['null', 'null'],
      ['a number', '1e400'],
      ['a list of operations', '[{"query":"{ me { id } }"}]'],
      ['an object without a query', '{}'],
      ['a query that is no text', '{"query":{"a":1}}'],
      ['a query that is no GraphQL', '{"query":"}{"}'],
      ['a query of NULs', JSON.stringify({ query: '\0\0\0' })],
      ['a query of half a surrogate', '{"query":"\\ud800"}'],
      ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x80, 0x7d])],
      [
        'a text in which one byte is no UTF-8',
        Buffer.concat([Buffer.from('{"query":"{ me { id } } # caf'), Buffer.of(0xe9), Buffer.from('"}')]),
      ],
      ['a list that is 100,000 deep', deep(100_000)],
      ['a query that is 20,000 deep', JSON.stringify({ query: '{ me '.repeat(20_000) })],
      ['variables that are no object', query({ variables: 'x' })],
      ['variables that are a list', query({ variables: [1] })],
      ['an operation that is not there', query({ operationName: 'other' })],
      ['an operation name that is none', query({ operationName: { a: 1 } })],
      ['extensions that are none', query({ extensions: 7 })],
      ['__proto__', '{"__proto__":{"query":"{ me { id } }"}}'],
      ['constructor.prototype', '{"constructor":{"prototype":{"x":1}}}'],
      ['text', '{ me { id } }', { 'content-type': 'text/plain' }],
      ['a form', 'query=%7Bme%7Bid%7D%7D', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['a content type that is none', '{}', { 'content-type': ';;;' }],
      ['gzip', gzipSync('{"query":"{ me { id } }"}'), { 'content-encoding': 'gzip' }],
    ])('%s is refused, by a status that says so', async (_, body, headers = {}) => {
      const response = await post(body, headers);
      const text = await response.text();
      expect([response.status >= 400 && response.status < 500, response.status, text.slice(0, 200)]).toEqual([
        true,
        response.status,
        text.slice(0, 200),
      ]);
    });

    it('more than the most is refused, and cut off where the client goes on', async () => {
      const giant = post(`{"query":"${'x'.repeat(21 * MIB)}"}`);
      expect(
        await giant.then(
          ({ status }) => status,
          () => 413,
        ),
      ).toBe(413);
    });

    it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is no way to ask', async (method) => {
      const response = await post('{"query":"{ me { id } }"}', {}, method);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    });

    it.each([
      '/graphql?query=%',
      '/graphql?query={me{id}}&variables={',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/export/%00',
      '/export/x',
      '/%',
    ])('GET %s is no fault of the server', async (path) => {
      const response = await fetch(`${api.address}${path}`, { headers: { cookie: member.client.cookie } });
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).not.toMatch(/root:|INTERNAL/);
    });

    it.each([
      ['no HTTP', 'NOT HTTP AT ALL\r\n\r\n'],
      ['bytes', '\x00\xff\x16\x03\x01\x02\x00\x01'],
      [
        'two lengths',
        'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
      ],
      [
        'a length and chunks',
        'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ],
      ['a length that is none', 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
      ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
      [
        // An offer that is left alone: its request is answered as any other.
        'an upgrade to nothing',
        'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: nothing\r\n\r\n',
      ],
      [
        'an upgrade of an address that is none',
        'GET //[ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      ],
      [
        'an upgrade without a key',
        'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n',
      ],
    ])('%s on the bare connection is refused and the connection closed', async (_, bytes) => {
      const said = await raw(bytes);
      expect(said).toMatch(/^HTTP\/1\.1 4\d\d/);
    });
  });

  /** What comes back for these bytes until the other side closes. */
  function raw(bytes: string): Promise<string> {
    const { hostname, port } = new URL(api.address);
    return new Promise((resolve, reject) => {
      let said = '';
      const socket = connect(Number(port), hostname);
      socket.setTimeout(10_000 * crowding(), () =>
        socket.destroy(new Error(`nobody closed; it said ${said}`)),
      );
      socket.on('data', (chunk) => {
        said += chunk.toString('latin1');
      });
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' ? resolve(said) : reject(error),
      );
      socket.on('close', () => resolve(said));
      socket.write(Buffer.from(bytes, 'latin1'));
    });
  }

  describe('over a WebSocket', () => {
    interface Ended {
      readonly code: number;
      readonly said: readonly { readonly type: string; readonly id?: string; readonly payload?: unknown }[];
    }

    /** Opens a socket, sends each piece, whatever follows an opening once that is answered; gives what came until the server closed it, or said a word of this type. */
    function talk(
      pieces: readonly (string | Buffer)[],
      {
        protocol = PROTOCOL,
        headers = {},
        until = [],
      }: { protocol?: string | string[]; headers?: Record<string, string>; until?: readonly string[] } = {},
    ): Promise<Ended> {
      return new Promise((resolve, reject) => {
        const said: Ended['said'][number][] = [];
        const socket = new WebSocket(`${api.address.replace('http', 'ws')}/graphql`, protocol, {
          headers: { cookie: member.client.cookie, ...headers },
        });
        const timer = setTimeout(() => {
          socket.terminate();
          reject(new Error(`nobody closed; it said ${JSON.stringify(said)}`));
        }, 15_000 * crowding());
        const done = (code: number) => {
          clearTimeout(timer);
          resolve({ code, said });
        };
        const [first, ...rest] = pieces;
        socket.on('open', () => first !== undefined && socket.send(first));
        socket.on('message', (data) => {
          said.push(JSON.parse(String(data)) as Ended['said'][number]);
          if (said.length === 1) for (const piece of rest) socket.send(piece);
          if (until.includes(said.at(-1)!.type)) {
            socket.terminate();
            done(0);
          }
        });
        socket.on('unexpected-response', (_, response) => done(response.statusCode ?? 0));
        socket.on('error', () => undefined);
        socket.on('close', (code) => done(code));
      });
    }
    const INIT = '{"type":"connection_init"}';
    const subscribe = (payload: unknown, id = '1') => JSON.stringify({ type: 'subscribe', id, payload });

    it.each<[string, readonly (string | Buffer)[], number]>([
      ['no JSON', ['{"type":'], 4400],
      ['JSON that is no message', ['[]'], 4400],
      ['null', ['null'], 4400],
      ['a type that there is not', ['{"type":"launch"}'], 4400],
      ['a binary message that is none', [Buffer.from([0, 255, 1, 254])], 4400],
      ['an opening with parameters that are none', ['{"type":"connection_init","payload":7}'], 4400],
      ['two openings', [INIT, INIT], 4429],
      ['a subscription before the opening', [subscribe({ query: SUBSCRIPTION })], 4401],
      ['a subscription without a query', [INIT, subscribe({})], 4400],
      ['a subscription without an id', [INIT, '{"type":"subscribe","payload":{"query":"x"}}'], 4400],
      ['a query that is no text', [INIT, subscribe({ query: 7 })], 4400],
      ['variables that are none', [INIT, subscribe({ query: SUBSCRIPTION, variables: 'x' })], 4400],
      ['one id twice', [INIT, subscribe({ query: SUBSCRIPTION }), subscribe({ query: SUBSCRIPTION })], 4409],
      [
        'a message that is too long',
        [INIT, subscribe({ query: `${SUBSCRIPTION}${' '.repeat(70_000)}` })],
        1009,
      ],
      ['a giant', ['x'.repeat(8 * MIB)], 1009],
      ['a list that is 30,000 deep', [`${'['.repeat(30_000)}${']'.repeat(30_000)}`], 4400],
    ])('%s closes it with a code that says so', async (_, pieces, code) => {
      expect((await talk(pieces)).code).toBe(code);
    });

    it('another subprotocol, or none, is refused', async () => {
      // The client hangs up by itself where its own was not taken up, if the server's word has not come before.
      for (const protocol of ['graphql-ws', 'mqtt'])
        expect([1006, 4406]).toContain((await talk([], { protocol })).code);
      expect((await talk([], { protocol: [] })).code).toBe(4406);
    });

    it('a page from elsewhere gets no socket', async () => {
      expect((await talk([INIT], { headers: { origin: 'https://elsewhere.example' } })).code).toBe(403);
    });

    it.each<[string, object]>([
      ['that is no GraphQL', { query: '}{' }],
      ['for what is not there', { query: 'subscription { nothing }' }],
      ['that is a query', { query: '{ me { id } }' }],
      ['that is a mutation', { query: 'mutation { signOut { __typename } }' }],
      [
        'of two fields',
        { query: 'subscription { a: myAccessChanged { kind } b: myAccessChanged { kind } }' },
      ],
      ['without its variable', { query: 'subscription ($p: ID!) { pollUpdated(pollId: $p) { version } }' }],
      [
        'with a variable of another type',
        {
          query: 'subscription ($p: ID!) { pollUpdated(pollId: $p) { version } }',
          variables: { p: { x: 1 } },
        },
      ],
      ['for an id that is none', { query: 'subscription { pollUpdated(pollId: "\\u0000") { version } }' }],
      [
        'from before the beginning',
        { query: `subscription { recordAppended(assemblyId: "x", after: -1) { stale } }` },
      ],
      ['that is 5,000 deep', { query: `subscription ${'{ a '.repeat(5_000)}${'}'.repeat(5_000)}` }],
      ['of another operation', { query: `subscription A { myAccessChanged { kind } }`, operationName: 'B' }],
    ])('a subscription %s is told so by a code, and the socket stays', async (_, payload) => {
      const told = await talk([INIT, subscribe(payload)], { until: ['error', 'next'] });
      expect(told.code).toBe(0);
      const said = JSON.stringify(told.said.find(({ type }) => type === 'error' || type === 'next')!.payload);
      expect(said).toMatch(/"code":"(GRAPHQL_\w+|BAD_\w+|NOT_ALLOWED|DOCUMENT_TOO_LONG)"/);
      expect(said).not.toMatch(/INTERNAL/);
    });

    it('what only a server says closes it, and many who say it do not fill the log', async () => {
      const began = performance.now();
      const before = api.log().split('\n').length;
      const others = '{"type":"next","id":"1","payload":{"data":null}}';
      for (let i = 0; i < 30; i++) expect((await talk([INIT, others])).code).toBe(4500);
      const lines = api.log().split('\n').length - before;
      expect(lines).toBeLessThanOrEqual(2 + (performance.now() - began) / 10_000);
      expect(api.log()).toContain('a WebSocket was closed');
    });

    it('more subscriptions on one socket than it holds: those beyond are told', async () => {
      const many = Array.from({ length: 60 }, (_, i) => subscribe({ query: SUBSCRIPTION }, String(i)));
      const { said } = await talk([INIT, ...many], { until: ['error'] });
      expect(JSON.stringify(said.find(({ type }) => type === 'error'))).toContain('TOO_MUCH');
    });

    it('a frame that is no frame closes the connection', async () => {
      const handshake = [
        'GET /graphql HTTP/1.1',
        'Host: x',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        `Sec-WebSocket-Protocol: ${PROTOCOL}`,
      ].join('\r\n');
      // Unmasked; with reserved bits; a length of 2^63; text that is no UTF-8.
      for (const frame of [
        '\x81\x02hi',
        '\xf1\x80\x00\x00\x00\x00',
        '\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff',
        '\x81\x82\x00\x00\x00\x00\xc3\x28',
      ])
        expect(await raw(`${handshake}\r\n\r\n${frame}`)).toMatch(/^HTTP\/1\.1 101/);
    });
  });
});
