import pg from 'pg';
import { DataSource } from 'typeorm';
import { Sockets } from './sockets.js';
import { Sql } from './sql.js';

// bigint columns are counters and sums of weights, all far below 2^53; a larger one must not lose digits.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the exact integers`);
  return value;
});

/**
 * What each of our sessions is, whatever its server, database or role is set to. A day in SQL is a day of the session's
 * zone: of one zone without summer time. Each statement sees what was committed before it, on which every lock of ours
 * relies: in REPEATABLE READ a close would miss ballots that were committed while it waited. A commit is on the disk
 * when it is told. The tables stand in the one schema in which a backup looks for them.
 */
export const SESSION_OPTIONS = String.raw`-c TimeZone=UTC -c default_transaction_isolation=read\ committed -c synchronous_commit=on -c search_path=public`;

export interface DatabaseOptions {
  readonly url: string;
  /** Connections of the pool. */
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

/** The pool of one process. Plain reads go through it; writes go through a UnitOfWork. */
export class Database extends Sql {
  private constructor(
    readonly dataSource: DataSource,
    readonly pool: pg.Pool,
    readonly url: string,
    /** Its connections, for who finds out that nobody answers on them; see Feed. */
    readonly sockets: Sockets,
  ) {
    super(pool);
  }

  /**
   * Connects. A statement that runs, or waits for a lock, longer than 30 seconds is given up by the server; one that
   * gets no answer for longer than that, by us.
   */
  static async connect(options: DatabaseOptions): Promise<Database> {
    const sockets = new Sockets();
    const dataSource = new DataSource({
      type: 'postgres',
      url: options.url,
      applicationName: options.applicationName ?? 'plenary',
      poolSize: options.poolSize ?? 20,
      connectTimeoutMS: 5_000,
      extra: {
        statement_timeout: 30_000,
        lock_timeout: 30_000,
        query_timeout: 35_000,
        // A process that was cut off or froze in a transaction holds its locks against all others for so long. Between
        // two statements of ours lie milliseconds.
        idle_in_transaction_session_timeout: 10_000,
        // A pool that cannot hand out a connection says so instead of letting requests pile up for ever.
        connectionTimeoutMillis: 10_000,
        keepAlive: true,
        keepAliveInitialDelayMillis: 10_000,
        stream: sockets.make,
        // The pool's own listener is off while a connection is lent out, and the borrower's is not on at once: an error
        // in between, which a dying server sends together with its last answer, would end the process. Whoever holds the
        // connection learns of it from the next statement.
        onConnect: (client: pg.ClientBase) => void client.on('error', () => undefined),
        options: SESSION_OPTIONS,
      },
      entities: [],
      migrationsRun: false,
      logging: false,
    });
    await dataSource.initialize();
    const pool = (dataSource.driver as unknown as { master: pg.Pool }).master;
    return new Database(dataSource, pool, options.url, sockets);
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  async now(): Promise<Date> {
    return (await this.one<{ now: Date }>('SELECT plenary_now() AS now')).now;
  }
}
