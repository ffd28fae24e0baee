import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ServerAuditOptions, serverAudits } from 'graphql-http';
import { Service } from './support/service.js';

/** Where the service listens is known once it runs: each audit asks for it then. */
let service: Service | undefined;
const options: ServerAuditOptions = { url: () => `${service!.apis[0]!.address}/graphql`, fetchFn: fetch };

describe('GraphQL over HTTP, as the service speaks it', () => {
  beforeAll(async () => {
    service = await Service.start();
  });
  afterAll(async () => {
    await service?.stop();
  });

  const audits = serverAudits(options);

  it('is audited by some sixty rules', () => {
    expect(audits.length).toBeGreaterThanOrEqual(60);
  });

  it.each(audits.map(({ name, fn }) => [name, fn] as const))('%s', async (_, audit) => {
    const result = await audit();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });

  const CAST =
    'mutation ($input: CastBallotInput!) { castBallot(input: $input) { __typename ... on Rejection { code } } }';
  const SIGN_UP =
    'mutation ($input: SignUpWithPassphraseInput!) { signUpWithPassphrase(input: $input) { __typename ... on Rejection { code } } }';
  const ballot = {
    pollId: '01931d5e-0000-7000-8000-000000000000',
    answer: 'YES',
    clientKey: 'a-key-of-my-own',
  };
  const cases: [string, unknown, Record<string, string>?][] = [
    ['a query', { query: '{ __typename me { displayName: id } }' }],
    [
      'a query with variables, in the newer type',
      { query: 'query Q($a: Boolean!) { __typename @skip(if: $a) }', variables: { a: false } },
      { accept: 'application/graphql-response+json' },
    ],
    ['a null that goes up', { query: `{ assembly(id: "${ballot.pollId}") { id name } __typename }` }],
    ['a mutation of nobody', { query: CAST, variables: { input: ballot } }],
    ['input out of bounds', { query: CAST, variables: { input: { ...ballot, clientKey: 'é' } } }],
    [
      'text that is none',
      { query: CAST, variables: { input: { ...ballot, clientKey: 'a-key-of\u0000-mine' } } },
    ],
    ['variables of other types', { query: CAST, variables: { input: { ...ballot, answer: 'MAYBE' } } }],
    ['fields that no input has', { query: CAST, variables: { input: { ...ballot, vote: 1 } } }],
    ['no variables', { query: CAST }],
    ['variables that are a list', { query: CAST, variables: [] }],
    ['extensions that are text', { query: '{ __typename }', extensions: 'no' }],
    [
      'one operation of two',
      { query: 'query A { a: __typename } query B { b: __typename }', operationName: 'B' },
    ],
    ['which of two operations', { query: 'query A { a: __typename } query B { b: __typename }' }],
    ['an operation that is not there', { query: 'query A { a: __typename }', operationName: 'B' }],
    ['an operation’s name that is a number', { query: 'query A { a: __typename }', operationName: 1 }],
    ['a document that is not valid', { query: '{ nothingOfTheKind }' }],
    ['a document that cannot be read', { query: '{' }],
    ['a document that asks too much', { query: `{ ${'a: __typename '.repeat(200)} }` }],
    ['a subscription', { query: 'subscription { __typename }' }],
    ['no document', {}],
    ['a batch', [{ query: '{ __typename }' }]],
    ['text for a body', 'no'],
    ['a hash that nobody knows', { extensions: { persistedQuery: { version: 1, sha256Hash: 'aa' } } }],
    ['a key that would poison', '{"query":"{ __typename }","__proto__":{"a":1}}'],
    ['JSON that breaks off', '{"query":'],
    ['a byte that is no UTF-8', Buffer.from('{"query":"{ __typename } # caf\xe9"}', 'latin1')],
    ['another site’s page', { query: '{ __typename }' }, { origin: 'https://elsewhere.example' }],
    ['JSON by another name', { query: '{ __typename }' }, { 'content-type': 'text/plain' }],
    [
      'an offer of another protocol',
      { query: '{ __typename }' },
      { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' },
    ],
    ['an answer that is long', { query: '{ __schema { types { name kind } } }' }],
    ['the same, packed', { query: '{ __schema { types { name kind } } }' }, { 'accept-encoding': 'gzip' }],
    [
      'a sign-up that is refused',
      { query: SIGN_UP, variables: { input: { name: 'x', passphrase: 'short' } } },
    ],
  ];

  // By an address with a query in it a request goes all the way through the servers, which take it for the same.
  it.each(cases)(
    'answers by the short way what it answers by the long one: %s',
    async (_, body, headers = {}) => {
      const long = await ask('/graphql?long', body, headers);
      const short = await ask('/graphql', body, headers);
      expect(short).toEqual(long);
      expect(await ask('/graphql', body, headers, true)).toEqual(long);
    },
  );

  async function ask(path: string, body: unknown, headers: Record<string, string>, inParts = false) {
    const asItIs = Buffer.isBuffer(body) || (typeof body === 'string' && body.startsWith('{'));
    const bytes = asItIs ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
    const url = new URL(path, service!.apis[0]!.address);
    const answer = await new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>(
      (resolve, reject) => {
        const sending = request(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'content-length': bytes.length, ...headers },
        });
        sending.on('error', reject);
        sending.on('response', (response) => {
          response.setEncoding('latin1');
          text(response).then(
            (read) => resolve({ status: response.statusCode!, headers: response.headers, body: read }),
            reject,
          );
        });
        const middle = inParts ? Math.floor(bytes.length / 2) : bytes.length;
        sending.write(bytes.subarray(0, middle), () => sending.end(bytes.subarray(middle)));
      },
    );
    // Each request has its own, and the time goes on.
    const { 'x-request-id': id, date, ...rest } = answer.headers;
    expect(id).toMatch(/^[\w-]{36}$/);
    return { ...answer, headers: rest };
  }
});
