import { type AddressInfo, createServer, type Server, Socket } from 'node:net';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** Nothing passes any more, not even an end, whatever becomes of the others. */
  dead: boolean;
}

/** What to look for in what a client sends, and whether that still passes. */
interface Trap {
  readonly text: string;
  readonly passes: boolean;
}

// PostgreSQL's protocol, 'Message Formats': ReadyForQuery ends every answer; ErrorResponse is fields of a letter each.
const READY = Buffer.from([0x5a, 0, 0, 0, 5]);
const FIELDS = Buffer.from(
  'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0',
);
const FAREWELL = Buffer.concat([Buffer.from([0x45, 0, 0, 0, FIELDS.length + 4]), FIELDS]);

/**
 * A stretch of network between a process and its database, which can be cut in the ways in which networks are. It holds
 * what it can't deliver; what a cable did to the bytes under way is up to `mend`.
 */
export class Cable {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  readonly #target: URL;
  readonly #port: number;
  #hole = false;
  #delayMs = 0;
  #trap: (Trap & { readonly sprung: () => void }) | null = null;
  #farewell = false;

  private constructor(target: URL, server: Server) {
    this.#target = target;
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    server.on('connection', (near) => this.#accept(near));
  }

  static async to(databaseUrl: string): Promise<Cable> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Cable(new URL(databaseUrl), server);
  }

  /** The database's address by way of here. */
  get url(): string {
    return Object.assign(new URL(this.#target), { hostname: '127.0.0.1', port: String(this.#port) }).href;
  }

  /** Ends every connection by RST; new ones go through. */
  reset(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
  }

  /** Ends every connection, and refuses new ones. */
  async refuse(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.reset();
    await closed;
  }

  /** Swallows everything, with all connections open: neither side hears of it. */
  swallow(): void {
    this.#hole = true;
    for (const pair of this.#pairs) hold(pair);
  }

  /** Swallows everything from the moment a client sends this text: the text itself too, or only what comes after it. */
  swallowOn(text: string, passes: 'before it' | 'after it'): Promise<void> {
    return new Promise((resolve) => {
      this.#trap = { text, passes: passes === 'after it', sprung: resolve };
    });
  }

  /** The next answer's end and the server's farewell arrive in one piece, as where the server dies as it answers. */
  farewell(): void {
    this.#farewell = true;
  }

  /** Every piece takes so many milliseconds. */
  slow(milliseconds: number): void {
    this.#delayMs = milliseconds;
  }

  /** The network is back. What was swallowed comes through late, or its connections are forgotten on the way. */
  async mend(connections: 'kept' | 'forgotten' = 'kept'): Promise<void> {
    this.#delayMs = 0;
    if (!this.#server.listening)
      await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    if (!this.#hole) return;
    this.#hole = false;
    for (const pair of this.#pairs) {
      pair.dead = connections === 'forgotten';
      if (pair.dead) continue;
      for (const socket of [pair.near, pair.far]) socket.resume();
      if (pair.near.destroyed) pair.far.destroy();
      if (pair.far.destroyed) pair.near.destroy();
    }
  }

  async stop(): Promise<void> {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(near: Socket): void {
    const far = new Socket();
    const pair: Pair = { near, far, dead: false };
    this.#pairs.add(pair);
    far.connect(Number(this.#target.port || 5432), this.#target.hostname);
    this.#pass(pair, near, far, true);
    this.#pass(pair, far, near, false);
    if (this.#hole) hold(pair);
  }

  #pass(pair: Pair, from: Socket, to: Socket, fromClient: boolean): void {
    from.setNoDelay(true);
    from.on('error', () => undefined);
    from.on('data', (bytes) => {
      const trap = fromClient && this.#trap !== null && bytes.includes(this.#trap.text) ? this.#trap : null;
      if (!fromClient && this.#farewell && bytes.subarray(-6, -1).equals(READY)) {
        this.#farewell = false;
        to.end(Buffer.concat([bytes, FAREWELL]));
        from.destroy();
        return;
      }
      if (trap === null || trap.passes) this.#write(to, bytes);
      if (trap === null) return;
      this.#trap = null;
      this.swallow();
      if (!trap.passes) from.unshift(bytes);
      trap.sprung();
    });
    from.on('close', () => {
      if (to.destroyed) this.#pairs.delete(pair);
      // Who is beyond the hole does not hear of the end either.
      else if (!this.#hole && !pair.dead) to.destroy();
    });
  }

  #write(to: Socket, bytes: Buffer): void {
    if (this.#delayMs === 0) to.write(bytes);
    else setTimeout(() => to.write(bytes), this.#delayMs);
  }
}

function hold({ near, far }: Pair): void {
  near.pause();
  far.pause();
}
