import pg from 'pg';

export interface LineOptions {
  readonly url: string;
  /** What it listens to. */
  readonly channel: string;
  onNotification(payload: string): void;
  /** It hears nothing any more, and connects again. */
  onLost?(): void;
  /** It hears again: what was notified while it did not is lost. Not called for the first connection. */
  onAgain?(): void;
  /** Nobody answers at the other end, on a connection that nothing has ended. */
  onSilence?(): void;
  /** Somebody answers, if only that there is no room. */
  onAnswer?(): void;
}

const BEAT_MS = 1_000;
/**
 * So many beats without an answer are a silence. Counted, not timed: a process that was frozen or busy for long finds
 * the answers in its socket when it goes on, and must not take its own absence for the other's.
 */
const SILENT_BEATS = 5;
const CONNECT_MS = 3_000;
const RECONNECT_MS = 250;

/**
 * One connection of its own that hears notifications, asks every second whether anybody is there, and connects again
 * whenever it is lost. As it carries nothing else, a slow statement is no silence.
 */
export class Line {
  readonly #options: LineOptions;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = true;
  #unanswered = 0;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /** Whether nothing that is notified now would be missed, as far as is known. */
  get hears(): boolean {
    return this.#client !== null;
  }

  /** @throws when the first connection can't be made. */
  async start(): Promise<void> {
    this.#stopped = false;
    await this.#connect();
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  #beat(): void {
    const client = this.#client;
    if (client === null) return;
    if (this.#unanswered >= SILENT_BEATS) {
      this.#options.onSilence?.();
      // A statement is under way, so this ends the connection at once.
      void client.end().catch(() => undefined);
      this.#lost(client);
      return;
    }
    if (this.#unanswered++ > 0) return;
    client.query('SELECT 1').then(
      () => {
        if (this.#client === client) this.#unanswered = 0;
      },
      // The connection says that it is lost by itself.
      () => undefined,
    );
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: `plenary ${this.#options.channel}`,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => {
      if (this.#client === client) this.#options.onNotification(payload ?? '');
    });
    await client.connect();
    const listen: pg.QueryConfig & { query_timeout: number } = {
      text: `LISTEN ${pg.escapeIdentifier(this.#options.channel)}`,
      query_timeout: CONNECT_MS,
    };
    try {
      await client.query(listen);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    if (this.#stopped) {
      void client.end().catch(() => undefined);
      return;
    }
    this.#unanswered = 0;
    this.#client = client;
    this.#options.onAnswer?.();
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    this.#options.onLost?.();
    void this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    while (!this.#stopped && this.#client === null) {
      try {
        await this.#connect();
        if (!this.#stopped) this.#options.onAgain?.();
      } catch (error) {
        // A refusal is an answer too: whoever asks is refused as quickly. Only silence is none.
        if (error instanceof pg.DatabaseError || (error as { code?: string }).code === 'ECONNREFUSED')
          this.#options.onAnswer?.();
        await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      }
    }
  }
}
