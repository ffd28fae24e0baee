import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Patience } from './patience.js';

export interface GraphQLAnswer<T> {
  readonly data: T | null;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions: { code: string } & Record<string, unknown>;
  }[];
}

/** Mutations that share an input type; every other has one of its own, named after it. */
const SHARED_INPUTS: Readonly<Record<string, string>> = {
  moveMotion: 'MotionInput',
  declineNomination: 'MotionInput',
  secondMotion: 'MotionInput',
  withdrawMotion: 'MotionInput',
  checkIn: 'MeetingInput',
  checkOut: 'MeetingInput',
  endMeeting: 'MeetingInput',
  confirmShift: 'ShiftInput',
  takeShift: 'ShiftInput',
  joinRequest: 'JointRequestInput',
  withdrawFromRequest: 'JointRequestInput',
  acceptSeat: 'TermInput',
  declineSeat: 'TermInput',
  resignSeat: 'TermInput',
  withdrawConfidence: 'TermInput',
  restoreConfidence: 'TermInput',
};

/** One caller of a running service: keeps its cookie as a browser does, or sends a bearer token. */
export class TestClient {
  cookie = '';

  constructor(
    readonly address: string,
    readonly token: string | null = null,
  ) {}

  /** Sends one operation and gives the whole answer, errors included. */
  async send<T>(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<GraphQLAnswer<T> & { status: number }> {
    const response = await fetch(`${this.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.#credential() },
      body: JSON.stringify({ query, variables }),
    });
    for (const set of response.headers.getSetCookie()) this.cookie = set.split(';')[0]!;
    return { ...((await response.json()) as GraphQLAnswer<T>), status: response.status };
  }

  /** The data of an operation that must succeed. @throws with the errors otherwise. */
  async ask<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const answer = await this.send<T>(query, variables);
    if (answer.errors || !answer.data) throw new Error(`unexpected errors: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /**
   * A mutation `name(input: $input)` that must answer its success type; `selection` is what to select of it.
   * @throws with the rejection otherwise.
   */
  async expectOk<T>(
    name: string,
    type: string,
    input: Record<string, unknown> | null,
    selection: string,
  ): Promise<T> {
    const answer = await this.attempt<T>(name, type, input, selection);
    if (answer.__typename !== type) throw new Error(`${name} was rejected: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The rejection of a mutation that must be rejected with this code. @throws otherwise. */
  async expectRejected(
    name: string,
    type: string,
    input: Record<string, unknown>,
    code: string,
  ): Promise<{ code: string; message: string }> {
    const answer = await this.attempt<{ code: string; message: string }>(name, type, input, '__typename');
    if (answer.code !== code)
      throw new Error(`${name} should be rejected with ${code}, but answered ${JSON.stringify(answer)}`);
    return answer;
  }

  /** The same for a mutation that may answer either: look at `__typename`. A rejection has `code` and `message`. */
  async attempt<T>(
    name: string,
    type: string,
    input: Record<string, unknown> | null,
    selection: string,
  ): Promise<T & { __typename: string }> {
    const inputType = SHARED_INPUTS[name] ?? `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const call = input === null ? name : `${name}(input: $input)`;
    const head = input === null ? 'mutation' : `mutation ($input: ${inputType}!)`;
    const document = `${head} { result: ${call} { __typename ... on ${type} { ${selection} } ... on Rejection { code message } } }`;
    const { result } = await this.ask<{ result: T & { __typename: string } }>(
      document,
      input === null ? {} : { input },
    );
    return result;
  }

  /** Subscribes; values are kept in order. `until` waits for one that fits. */
  subscribe<T>(query: string, variables: Record<string, unknown> = {}): TestSubscription<T> {
    return new TestSubscription<T>(this.address, query, variables, this.#credential());
  }

  #credential(): Record<string, string> {
    return this.token
      ? { authorization: `Bearer ${this.token}` }
      : this.cookie
        ? { cookie: this.cookie }
        : {};
  }
}

/** For what never comes, in milliseconds: not every slow machine says by its load that it is. */
const NEVER_MS = 60_000;

/** One subscription over a real socket. */
export class TestSubscription<T> {
  readonly values: T[] = [];
  readonly errors: unknown[] = [];
  ended = false;
  #stopped = false;
  readonly #stop: () => void;
  #waiting: (() => void)[] = [];

  constructor(
    address: string,
    query: string,
    variables: Record<string, unknown>,
    headers: Record<string, string>,
  ) {
    class Socket extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols, { headers });
      }
    }
    const client = createClient({
      url: `${address.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: Socket,
      retryAttempts: 0,
    });
    const unsubscribe = client.subscribe<T>(
      { query, variables },
      {
        next: (message) => {
          if (message.errors) this.errors.push(...message.errors);
          else this.values.push(message.data as T);
          this.#wake();
        },
        error: (error) => {
          this.errors.push(...(Array.isArray(error) ? error : [error]));
          this.ended = true;
          this.#wake();
        },
        complete: () => {
          this.ended = true;
          this.#wake();
        },
      },
    );
    this.#stop = () => {
      unsubscribe();
      void client.dispose();
    };
  }

  /** The first value that fits, waiting for it. @throws after `ms` milliseconds of a quiet machine with what came instead. */
  async until(fits: (value: T) => boolean, ms = NEVER_MS): Promise<T> {
    const patience = new Patience(ms);
    for (;;) {
      const found = this.values.find(fits);
      if (found !== undefined) return found;
      await this.#next(
        patience,
        () =>
          `no such value came; got ${JSON.stringify(this.values)} and errors ${JSON.stringify(this.errors)}`,
      );
    }
  }

  /** Waits until the service ended the subscription. */
  async untilEnded(ms = NEVER_MS): Promise<void> {
    const patience = new Patience(ms);
    while (!this.ended)
      await this.#next(patience, () => `it was not ended; got ${JSON.stringify(this.values)}`);
  }

  /** Whoever still waits for it is told that it was stopped. */
  stop(): void {
    this.#stopped = true;
    this.#stop();
    this.#wake();
  }

  async #next(patience: Patience, what: () => string): Promise<void> {
    const { left } = patience;
    if (left <= 0 || this.#stopped) throw new Error(what());
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, left);
      this.#waiting.push(resolve);
    });
    clearTimeout(timer);
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
