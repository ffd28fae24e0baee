import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiProcess, startApiProcess, TestClient } from '@plenary/testing';
import WebSocket from 'ws';
import { Person } from './support/people.js';
import { RawSocket } from './support/raw-socket.js';
import { pause, Service } from './support/service.js';

interface Refusal {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly code: string | undefined;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

async function post(
  address: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Refusal & { data: unknown }> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string } }[];
  };
  const error = answer.errors?.[0];
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    code: error?.extensions.code,
    message: error?.message ?? '',
    extensions: error?.extensions ?? {},
    data: answer.data,
  };
}

const nested = (levels: number): string =>
  levels === 0 ? 'id' : `motions(first: 1) { nodes { assembly { ${nested(levels - 1)} } } }`;
const page = (inner: string) => `members(first: 100) { nodes { ${inner} } }`;
const ASSEMBLY = 'query ($id: ID!) { assembly(id: $id) ';
const ID = '019a0000-0000-7000-8000-000000000000';

/** Each shape that is refused, by its code: over HTTP as a query, and below on the socket as a subscription. */
const TOO_MUCH: readonly [code: string, query: string][] = [
  ['QUERY_TOO_DEEP', `${ASSEMBLY} { ${nested(6)} } }`],
  [
    'QUERY_TOO_COSTLY',
    `${ASSEMBLY} { motions(first: 100) { nodes { assembly { ${page('id displayName')} } } } } }`,
  ],
  ['TOO_MANY_ALIASES', `{ server { ${Array.from({ length: 31 }, (_, i) => `a${i}: version`).join(' ')} } }`],
  ['TOO_MANY_ROOT_FIELDS', `{ ${'server { version } '.repeat(21)} }`],
  ['TOO_MANY_DIRECTIVES', `{ server { version ${'@include(if: true) '.repeat(21)} } }`],
  ['DOCUMENT_TOO_LONG', `{ server { ${'version '.repeat(2_000)} } }`],
  ['DOCUMENT_TOO_LONG', `{ server { version } } # ${'x'.repeat(20_000)}`],
];

describe('what one request may hold', () => {
  let service: Service;
  let api: ApiProcess;
  let member: Person;

  beforeAll(async () => {
    service = await Service.start();
    [api] = service.apis as [ApiProcess];
    member = await Person.signUp(api);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each(TOO_MUCH)('is limited over HTTP: %s', async (code, query) => {
    const refused = await post(api.address, { query, variables: { id: ID } });
    expect(refused).toMatchObject({ status: 200, code, data: undefined });
    const accept = 'application/graphql-response+json';
    expect(await post(api.address, { query }, { accept })).toMatchObject({ status: 400, code });
    expect(refused.extensions.limit).toEqual(expect.any(Number));
    expect(refused.message).toMatch(/^A request may hold at most \d+ .+\. \w.+\.$/);
    // By GET it is the same document, as far as an address can hold it.
    if (query.length > 8_000) return;
    const search = new URLSearchParams({ query, variables: JSON.stringify({ id: ID }) });
    const response = await fetch(`${api.address}/graphql?${search}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it.each(TOO_MUCH.filter(([, query]) => query.length < 60_000))(
    'is limited on the socket: %s',
    async (code, query) => {
      const watching = member.client.subscribe(query, { id: ID });
      await watching.untilEnded();
      expect(watching.errors).toMatchObject([{ extensions: { code } }]);
    },
  );

  it.each([
    'subscription { myAccessChanged @skip(if: true) { kind } }',
    'subscription ($b: Boolean!) { myAccessChanged @include(if: $b) { kind } }',
    'subscription { myAccessChanged @skip(if: 1) { kind } }',
    'subscription ($b: Boolean!) { ... @skip(if: $b) { myAccessChanged { kind } } }',
    'subscription { ...A } fragment A on Subscription { ...B } fragment B on Subscription { ...A myAccessChanged @skip(if: true) { kind } }',
  ])('is a subscription to something, whatever its variables say: %s', async (query) => {
    const code = 'GRAPHQL_VALIDATION_FAILED';
    const variables = { b: true };
    expect(await post(api.address, { query, variables })).toMatchObject({ status: 200, code });
    const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
    const got = await fetch(`${api.address}/graphql?${search}`);
    expect(await got.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    const watching = member.client.subscribe(query, variables);
    await watching.untilEnded();
    expect(watching.errors).toMatchObject([{ extensions: { code } }]);
  });

  it('costs by the variables that are sent: a short page passes where a long one does not', async () => {
    const query = `query ($id: ID!, $n: Int!) { assembly(id: $id) { motions(first: $n) { nodes { assembly { ${page('id displayName')} } } } } }`;
    expect(await post(api.address, { query, variables: { id: ID, n: 100 } })).toMatchObject({
      code: 'QUERY_TOO_COSTLY',
    });
    expect((await post(api.address, { query, variables: { id: ID, n: 3 } })).code).not.toBe(
      'QUERY_TOO_COSTLY',
    );
  });

  it('is one operation: batches are refused', async () => {
    const query = '{ server { version } }';
    expect(await post(api.address, [{ query }, { query }])).toMatchObject({
      status: 400,
      code: 'BATCHING_REFUSED',
    });
  });

  it('is no subscription over HTTP, which is said, and is no fault of ours', async () => {
    const query = 'query A { server { version } } subscription B { myAccessChanged { kind } }';
    for (const [operationName, code] of [
      ['A', undefined],
      ['B', 'BAD_REQUEST'],
    ] as const)
      for (const headers of [undefined, { cookie: member.client.cookie }])
        expect(await post(api.address, { query, operationName }, headers)).toMatchObject({
          status: 200,
          code,
        });
  });

  it('is limited in bytes, for strangers and invented credentials to less', async () => {
    const body = { query: '{ server { version } }', variables: { filler: 'x'.repeat(70_000) } };
    const asStranger = await post(api.address, body);
    expect(asStranger).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE', extensions: { limit: 65_536 } });
    const invented = { authorization: `Bearer ${'x'.repeat(40)}` };
    expect(await post(api.address, body, invented)).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
    const signedIn = await post(api.address, body, { cookie: member.client.cookie });
    expect(signedIn).toMatchObject({ status: 200, code: undefined });
  });

  it('is held to the same by every spelling of the address', async () => {
    const { hostname, port, host } = new URL(api.address);
    const evil = { origin: 'http://elsewhere.example' };
    const asked = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
      new Promise<string>((resolve, reject) => {
        const given = { host, 'content-type': 'application/json', connection: 'close', ...headers };
        const socket = connect(Number(port), hostname);
        const chunks: Buffer[] = [];
        socket.on('data', (chunk: Buffer) => chunks.push(chunk));
        socket.once('error', reject);
        socket.once('close', () => resolve(Buffer.concat(chunks).toString()));
        const lines = Object.entries({ ...given, 'content-length': Buffer.byteLength(body) });
        socket.write(
          `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
        );
      });
    const cheap = JSON.stringify({ query: '{ server { version } }' });
    for (const path of ['/graphql', '/graphql?x', '/%67raphql', `http://${host}/graphql`]) {
      expect(await asked(path, cheap)).toMatch(
        /^HTTP\/1\.1 200 [\s\S]*cache-control: no-store[\s\S]*version/,
      );
      expect(await asked(path, cheap, evil)).toMatch(/^HTTP\/1\.1 403 [\s\S]*NOT_ALLOWED/);
      for (const [code, query] of TOO_MUCH)
        expect(await asked(path, JSON.stringify({ query, variables: { id: ID } }))).toContain(code);
    }
  });

  it('is limited in bytes wherever it is sent, and whoever sends too much reads so', async () => {
    const body = JSON.stringify({ filler: 'x'.repeat(8_000_000) });
    for (const path of ['/graphql', '/%67raphql', '/nowhere', '/health/ready', '/', '/export/x']) {
      const response = await fetch(`${api.address}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      expect({ path, status: response.status }).toEqual({ path, status: 413 });
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] });
    }
  });

  it('says its length, if a stranger sends it', async () => {
    const { hostname, port } = new URL(api.address);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n',
    );
    const [answer] = (await new Promise<unknown[]>((resolve) =>
      socket.once('data', (data) => resolve([data])),
    )) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 [\s\S]*BODY_TOO_LARGE/);
  });

  it('is not unpacked: a compressed body is no way past the limit', async () => {
    const response = await fetch(`${api.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: Buffer.from('H4sIAAAAAAAAA6uuBQBDv6ajAgAAAA==', 'base64'),
    });
    expect(response.status).toBe(400);
  });
});

describe('how often somebody may ask', () => {
  const QUERY = { query: '{ server { version } }' };
  const ME = { query: '{ me { id } }' };
  let service: Service;
  let api: ApiProcess;

  beforeAll(async () => {
    service = await Service.start(0);
    api = await startApiProcess(service.databaseUrl, {
      PLENARY_TRUST_PROXY: '1',
      PLENARY_REQUESTS_PER_MINUTE: '60',
      PLENARY_REQUESTS_PER_MINUTE_STRANGERS: '60',
    });
  });
  afterAll(async () => {
    await api.stop();
    await service.stop();
  });
  const from = (address: string, more: Readonly<Record<string, string>> = {}) => ({
    'x-forwarded-for': `203.0.113.77, ${address}`,
    ...more,
  });
  /** Uses up a minute, of which there is enough left to see what then holds. */
  async function untilRefused(
    headers: Readonly<Record<string, string>>,
    body: unknown = QUERY,
  ): Promise<Refusal> {
    for (;;) {
      // More than two minutes' worth at once: one of them ends while they are sent, at the most.
      const answers = await Promise.all(Array.from({ length: 130 }, () => post(api.address, body, headers)));
      const refused = answers.find(({ code }) => code === 'TOO_MANY_REQUESTS');
      if (refused === undefined) throw new Error('130 requests were let through');
      const left = (await post(api.address, body, headers)).extensions.retryAfterSeconds;
      if (typeof left === 'number' && left > 20) return refused;
      await pause(1_000 * (typeof left === 'number' ? left : 0));
    }
  }

  it('is limited by the address that our own proxy saw, with the seconds to wait in the answer and its header', async () => {
    const refused = await untilRefused(from('192.0.2.1'));
    expect(refused).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(refused.retryAfter).toBe(String(refused.extensions.retryAfterSeconds));
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    expect(Number(refused.retryAfter)).toBeLessThanOrEqual(60);
    expect((await post(api.address, QUERY, from('192.0.2.2'))).status).toBe(200);
  });

  it('believes our own proxy about TLS too: the cookie is for https alone', async () => {
    const query =
      'mutation { signUpWithPassphrase(input: { passphrase: "copper lantern walks seven gardens" }) { __typename } }';
    for (const [proto, secure] of [
      ['https', true],
      ['http', false],
    ] as const) {
      const response = await fetch(`${api.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...from('192.0.2.6', { 'x-forwarded-proto': proto }) },
        body: JSON.stringify({ query }),
      });
      expect(/; Secure/i.test(response.headers.get('set-cookie')!)).toBe(secure);
    }
  });

  it('never stops a member for others at the same address, over HTTP or on a socket', async () => {
    const anna = await Person.signUp(api);
    const address = '192.0.2.3';
    await untilRefused(from(address));
    const hers = from(address, { cookie: anna.client.cookie });
    expect(await post(api.address, ME, hers)).toMatchObject({ status: 200, code: undefined });
    expect(
      await post(api.address, ME, from(address, { cookie: `plenary_session=${'y'.repeat(43)}` })),
    ).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
    });
    const watching = anna.client.subscribe('subscription { myAccessChanged { kind } }');
    await watching.until(() => true);
    watching.stop();
  });

  it('is limited by person for somebody signed in, on the socket as over HTTP, and for nobody else by it', async () => {
    const [anna, ben] = [await Person.signUp(api), await Person.signUp(api)];
    const socket = await RawSocket.open(api.address, anna.client.cookie);
    await untilRefused(from('192.0.2.4', { cookie: anna.client.cookie }), ME);
    socket.subscribe('subscription { myAccessChanged { kind } }');
    expect(JSON.parse(await socket.received(2))).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'TOO_MANY_REQUESTS', retryAfterSeconds: expect.any(Number) } }],
    });
    await expect(RawSocket.open(api.address, anna.client.cookie)).rejects.toThrow('429');
    socket.socket.terminate();
    expect((await post(api.address, ME, from('192.0.2.4', { cookie: ben.client.cookie }))).status).toBe(200);
  });
});

describe('opening sockets', () => {
  it('counts as asking: an address that asks too much gets none, a member there does', async () => {
    const service = await Service.start(0);
    try {
      const api = await service.startProcess(undefined, { PLENARY_REQUESTS_PER_MINUTE_STRANGERS: '60' });
      const anna = await Person.signUp(api);
      const open = (headers: Readonly<Record<string, string>>) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(
            `${api.address.replace(/^http/, 'ws')}/graphql`,
            'graphql-transport-ws',
            {
              headers,
            },
          );
          socket.once('open', () => resolve('open'));
          socket.once('error', (error) => resolve(error.message));
          socket.on('open', () => socket.terminate());
        });
      const answers = await Promise.all(Array.from({ length: 130 }, () => open({})));
      expect(new Set(answers)).toEqual(new Set(['open', 'Unexpected server response: 429']));
      expect(await open({ cookie: anna.client.cookie })).toBe('open');
    } finally {
      await service.stop();
    }
  });
});

describe('trusted documents', () => {
  const list = new URL('../../apps/web/src/graphql/generated/trusted-documents.json', import.meta.url);
  const trusted = Object.entries(JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>);
  const byName = (name: string) => trusted.find(([, text]) => new RegExp(`^\\w+ ${name}\\b`).test(text))!;
  const byHash = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
  const [session, sessionText] = byName('Session');
  const OWN = '{ server { version } }';
  let service: Service;
  let open: ApiProcess;
  let strict: ApiProcess;

  beforeAll(async () => {
    service = await Service.start();
    [open] = service.apis as [ApiProcess];
    strict = await startApiProcess(service.databaseUrl, { PLENARY_TRUSTED_DOCUMENTS_ONLY: '1' });
  });
  afterAll(async () => {
    await strict.stop();
    await service.stop();
  });

  it('are run by their hash, by every server', async () => {
    for (const { address } of [open, strict]) {
      const answer = await post(address, byHash(session));
      expect(answer).toMatchObject({ status: 200, code: undefined });
      const byText = await post(address, { query: sessionText });
      expect(answer.data).toMatchObject({ server: { version: expect.any(String) } });
      expect(Object.keys(answer.data as object)).toEqual(Object.keys(byText.data as object));
    }
  });

  it('are run by their hash on the socket', async () => {
    const anna = await Person.signUp(open);
    const [hash] = byName('MyAccessChanged');
    for (const [id, type] of [
      [hash, 'next'],
      ['0'.repeat(64), 'error'],
    ] as const) {
      const socket = await RawSocket.open(strict.address, anna.client.cookie);
      socket.subscribe('', byHash(id).extensions);
      const answer = await socket.received(2);
      expect(JSON.parse(answer)).toMatchObject({ type });
      expect(answer.includes('DOCUMENT_UNKNOWN')).toBe(type === 'error');
      socket.socket.terminate();
    }
  });

  it('are told apart from a hash that this server does not know: send the text, or reload', async () => {
    for (const { address } of [open, strict]) {
      const answer = await post(address, byHash('0'.repeat(64)));
      expect(answer).toMatchObject({ status: 200, code: 'DOCUMENT_UNKNOWN' });
      expect(answer.message).toContain('reload');
    }
  });

  it('cannot be added to by whoever sends a text with its hash', async () => {
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(OWN).digest('hex');
    expect((await post(open.address, { query: OWN, ...byHash(hash) })).status).toBe(200);
    expect(await post(open.address, byHash(hash))).toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
  });

  it('are all that a server runs which is set so, by POST, by GET and on the socket', async () => {
    expect((await post(open.address, { query: OWN })).status).toBe(200);
    const refused = await post(strict.address, { query: OWN });
    expect(refused).toMatchObject({ status: 200, code: 'DOCUMENT_NOT_TRUSTED' });
    expect(refused.message).toContain('reload the page');
    expect(await post(strict.address, { query: OWN, ...byHash(session) })).toMatchObject({
      code: 'DOCUMENT_NOT_TRUSTED',
    });
    const search = new URLSearchParams({ query: OWN });
    const got = await fetch(`${strict.address}/graphql?${search}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(await got.json()).toMatchObject({ errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] });
    const watching = new TestClient(strict.address).subscribe('subscription { myAccessChanged { kind } }');
    await watching.untilEnded();
    expect(watching.errors).toMatchObject([{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }]);
  });
});
