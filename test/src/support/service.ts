import {
  type ApiProcess,
  createTestDatabase,
  Patience,
  startApiProcess,
  type TestDatabase,
} from '@plenary/testing';
import pg from 'pg';

/** Looks again this often, in milliseconds, where nothing tells when something has happened. */
const LOOK = 50;

/**
 * Some api processes on one database of their own, whose clock a test can put forward: what would take an hour is then
 * due at once, and is done as it always is, by the processes themselves.
 */
export class Service {
  readonly #database: TestDatabase;
  readonly #apis: ApiProcess[] = [];
  #aheadMs = 0;

  private constructor(database: TestDatabase) {
    this.#database = database;
  }

  /** On a database of its own on the test run's server; or on the one that is given, which it drops when it stops. */
  static async start(
    processes = 1,
    env: Record<string, string> = {},
    database?: TestDatabase,
  ): Promise<Service> {
    const service = new Service(database ?? (await createTestDatabase()));
    try {
      await Promise.all(Array.from({ length: processes }, () => service.startProcess(undefined, env)));
    } catch (error) {
      await service.stop();
      throw error;
    }
    return service;
  }

  get databaseUrl(): string {
    return this.#database.url;
  }

  /** The processes that were started, in order. */
  get apis(): readonly ApiProcess[] {
    return this.#apis;
  }

  /** One more; by another way to the database, or with another environment. */
  async startProcess(
    databaseUrl = this.#database.url,
    env: Record<string, string> = {},
  ): Promise<ApiProcess> {
    const api = await startApiProcess(databaseUrl, env);
    this.#apis.push(api);
    return api;
  }

  /** Puts the one clock forward for everybody. It never goes back. */
  async passTime(milliseconds: number): Promise<void> {
    this.#aheadMs += Math.max(0, Math.ceil(milliseconds));
    await this.sql(
      `CREATE OR REPLACE FUNCTION plenary_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
       $$SELECT clock_timestamp() + interval '${this.#aheadMs} milliseconds'$$`,
    );
  }

  /** Puts the clock forward to an instant, unless it is later already. */
  async passTimeUntil(instant: string | Date): Promise<void> {
    await this.passTime(new Date(instant).getTime() - (await this.now()).getTime());
  }

  async now(): Promise<Date> {
    const [row] = await this.sql<{ now: Date }>('SELECT plenary_now() AS now');
    return row!.now;
  }

  /** One statement on a connection of its own: for what no client can see. */
  async sql<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
    const client = new pg.Client({ connectionString: this.#database.url });
    await client.connect();
    try {
      return (await client.query<T>(text)).rows;
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#apis.map((api) => (api.child.exitCode === null ? api.stop() : null)));
    await this.#database.drop();
  }
}

/** What `look` gives as soon as it fits. @throws with the last that it gave when it takes too long, for this machine now. */
export async function eventually<T>(
  look: () => Promise<T>,
  fits: (value: T) => boolean,
  withinMs = 60_000,
): Promise<T> {
  const patience = new Patience(withinMs);
  for (;;) {
    const value = await look();
    if (fits(value)) return value;
    if (patience.left <= 0) throw new Error(`it stays at ${JSON.stringify(value)}`);
    await pause(LOOK);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
