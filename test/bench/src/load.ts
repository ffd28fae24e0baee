import { connect } from 'node:net';
import { serve } from './helper.js';

/** What one voter sends. */
export interface Ballot {
  readonly pollId: string;
  readonly token: string;
}

export interface Load {
  readonly address: string;
  readonly connections: number;
  readonly ballots: readonly Ballot[];
}

export interface Loaded {
  readonly perSecond: number;
  /** Half of the answers, and 99 of 100, came within so many milliseconds. */
  readonly half: number;
  readonly p99: number;
  /** Of a processor, while it ran: what the load itself took away from the service. */
  readonly ownProcessor: number;
}

/** The web client's own document. */
const CAST =
  'mutation CastBallot($input:CastBallotInput!){castBallot(input:$input){__typename ...on BallotReceipt{pollId code replaced castAt}...on PollNotOpen{opensAt closedAt}...on Rejection{code message}}}';

function requestOf({ host }: URL, { pollId, token }: Ballot, n: number): Buffer {
  const input = { pollId, answer: n % 3 === 0 ? 'NO' : 'YES', clientKey: `bench-${n}-${token.slice(0, 16)}` };
  const body = JSON.stringify({ operationName: 'CastBallot', query: CAST, variables: { input } });
  return Buffer.from(
    `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nCookie: plenary_session=${token}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/**
 * Sends every ballot once, over so many connections, each with one request at a time. Written on bare sockets: the load
 * shares the processors with the service, and node:http would take as much of them as the service's own HTTP does.
 * @throws when an answer is not a receipt.
 */
async function cast({ address, connections, ballots }: Load): Promise<Loaded> {
  const url = new URL(address);
  const requests = ballots.map((ballot, n) => requestOf(url, ballot, n));
  const times = new Float64Array(requests.length);
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(url)));
  const before = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  await Promise.all(
    open.map(async (connection) => {
      for (let n = next++; n < requests.length; n = next++) {
        const sent = performance.now();
        const answer = await connection.ask(requests[n]!);
        times[n] = performance.now() - sent;
        if (!answer.includes('"__typename":"BallotReceipt"')) throw new Error(`not a receipt: ${answer}`);
      }
    }),
  );
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  for (const connection of open) connection.close();
  times.sort();
  const at = (share: number) => times[Math.floor((times.length - 1) * share)]!;
  return {
    perSecond: (requests.length / ms) * 1_000,
    half: at(0.5),
    p99: at(0.99),
    ownProcessor: (user + system) / 1_000 / ms,
  };
}

/** One kept-alive HTTP/1.1 connection with one request at a time. */
class Connection {
  #text = '';
  #answered: ((text: string) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  private constructor(readonly socket: ReturnType<typeof connect>) {
    socket.setNoDelay(true).setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      this.#text += chunk;
      const head = this.#text.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = /\r\ncontent-length: (\d+)/i.exec(this.#text.slice(0, head + 2))?.[1];
      // Receipts are ASCII: as many characters as bytes.
      if (length === undefined || this.#text.length < head + 4 + Number(length)) return;
      const text = this.#text;
      this.#text = '';
      this.#answered?.(text);
    });
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () =>
      this.#failed?.(new Error(`the service closed the connection after: ${this.#text}`)),
    );
  }

  static open({ hostname, port }: URL): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) }, () => resolve(new Connection(socket)));
      socket.once('error', reject);
    });
  }

  ask(request: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.socket.write(request);
    });
  }

  close(): void {
    this.#failed = null;
    this.socket.destroy();
  }
}

serve({ cast });
