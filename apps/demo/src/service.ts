import http from 'node:http';
import https from 'node:https';

/** What stops the demo, in one sentence that says what to do. */
export class DemoError extends Error {}

/** Open at a time, and kept open between requests. */
export const CONNECTIONS = 64;
/** A request without an answer after this long is given up, in milliseconds. */
const TIMEOUT = 60_000;

interface Answer {
  readonly data: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/**
 * The public GraphQL API of one service over HTTP. With node:http and not fetch: the client shares the processor with
 * the service that it loads, and a request through fetch costs it about twice as much.
 */
export class Service {
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;
  readonly #url: URL;

  constructor(readonly address: string) {
    this.#url = new URL('/graphql', address);
    const options = { keepAlive: true, maxSockets: CONNECTIONS, scheduling: 'fifo' } as const;
    const secure = this.#url.protocol === 'https:';
    this.#agent = secure ? new https.Agent(options) : new http.Agent(options);
    this.#request = secure ? https.request : http.request;
  }

  /** Sends a ready-made body; gives the data and the cookie that was set. @throws DemoError for any GraphQL error. */
  async send<T>(body: string, cookie: string | null): Promise<{ data: T; cookie: string | null }> {
    const { text, cookies } = await this.#post(body, cookie);
    const answer = parse(text);
    if (answer.errors !== undefined || !answer.data) throw refusal(answer.errors?.[0]);
    return { data: answer.data as T, cookie: cookies[0]?.split(';')[0] ?? null };
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(body: string, cookie: string | null): Promise<{ text: string; cookies: string[] }> {
    return new Promise((resolve, reject) => {
      const request = this.#request(
        this.#url,
        {
          method: 'POST',
          agent: this.#agent,
          timeout: TIMEOUT,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...(cookie === null ? {} : { cookie }),
          },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            text += chunk;
          });
          response.on('end', () => resolve({ text, cookies: response.headers['set-cookie'] ?? [] }));
          response.on('error', reject);
        },
      );
      request.on('timeout', () => request.destroy(new Error(`no answer in ${TIMEOUT / 1_000} seconds`)));
      request.on('error', (error) =>
        reject(new DemoError(`The service at ${this.address} does not answer (${error.message}).`)),
      );
      request.end(body);
    });
  }
}

function parse(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new DemoError(`What answers is no Plenary service: it said "${text.slice(0, 80)}".`);
  }
}

function refusal(error: NonNullable<Answer['errors']>[number] | undefined): Error {
  if (error?.extensions?.code === 'TOO_MUCH') {
    return new DemoError(
      `The service takes no more sign-ups from this address for now ("${error.message}"): start it with PLENARY_SIGN_UPS_PER_HOUR=100000 and run the demo again.`,
    );
  }
  const code = error?.extensions?.code ?? 'no code';
  return new DemoError(`The service refused a request: ${error?.message ?? 'it answered nothing'} (${code})`);
}
