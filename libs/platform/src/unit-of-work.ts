import type { Rejection, Result } from '@plenary/kernel';
import { rejected } from '@plenary/kernel';
import type { PoolClient, QueryResultRow } from 'pg';
import type { Database } from './database.js';
import { type Lock, lockThen } from './lock-then.js';
import type { NamedStatement } from './sql.js';
import { Tx } from './tx.js';
import { isConnectionLost } from './unavailable.js';

export interface RunOptions {
  /** What a violated database constraint means, by the constraint's name. */
  readonly constraints?: Readonly<Record<string, Rejection>>;
}

/** Writes what the transaction collected for the record and the feed; its last statements before the commit. */
export type Finish = (tx: Tx) => Promise<void>;

/** Told after each commit which scopes have news. */
export interface Wake {
  wake(scopes: readonly string[]): void;
}

const ATTEMPTS = 6;

/**
 * The only place where a transaction begins and ends. A rejection rolls back as a throw does; a
 * serialization failure or deadlock (SQLSTATE 40001, 40P01) runs the whole closure again in a new transaction,
 * so a closure must have no effect outside the database but through `tx.afterCommit`.
 */
export class UnitOfWork {
  constructor(
    readonly db: Database,
    readonly finish: Finish,
    readonly waker: Wake = { wake: () => undefined },
  ) {}

  async run<T, R extends Rejection>(
    work: (tx: Tx) => Promise<Result<T, R>>,
    options: RunOptions = {},
  ): Promise<Result<T, R | Rejection>> {
    try {
      return await retrying(() => this.#attempt(work));
    } catch (error) {
      const { constraint } = error as { constraint?: string };
      const meaning = constraint === undefined ? undefined : options.constraints?.[constraint];
      if (meaning !== undefined) return rejected(meaning);
      throw error;
    }
  }

  /**
   * For the hot path: a lock and one statement under it are a transaction of their own, in one round trip. Writes
   * nothing to the record or the feed. Gives the statement's rows, once they are committed.
   */
  lockThen<Row extends QueryResultRow>(
    lock: Lock,
    statement: NamedStatement,
    values: unknown[],
  ): Promise<Row[]> {
    return retrying(async () => {
      const client = await this.db.pool.connect();
      let broke = true;
      try {
        const rows = await lockThen<Row>(client, lock, statement, values);
        broke = false;
        return rows;
      } finally {
        // The driver takes the statement for prepared although it may not be.
        client.release(broke);
      }
    });
  }

  /** For work that has no expected refusal: returns its value. */
  async do<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await this.run(async (tx) => ({ ok: true, value: await work(tx) }) as Result<T, never>);
    if (!result.ok) throw new Error(`unexpected rejection: ${result.rejection.code}`);
    return result.value;
  }

  async #attempt<T, R extends Rejection>(work: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>> {
    const runner = this.db.dataSource.createQueryRunner();
    try {
      const client: PoolClient = await runner.connect();
      const tx = new Tx(client);
      await runner.startTransaction();
      let result: Result<T, R>;
      try {
        result = await work(tx);
        if (result.ok) await this.finish(tx);
      } catch (error) {
        // A connection that broke or went mute takes no ROLLBACK and must not go back into the pool: the server rolls
        // back when it ends. Otherwise too the first error is the one worth telling.
        if (isConnectionLost(error)) void client.end().catch(() => undefined);
        else await runner.rollbackTransaction().catch(() => undefined);
        throw error;
      }
      if (!result.ok) {
        await runner.rollbackTransaction();
        return result;
      }
      await runner.commitTransaction();
      tx.committed();
      const scopes = new Set([
        ...tx.entries.map((e) => e.assemblyId as string),
        ...tx.changes.map((c) => c.scope),
      ]);
      if (scopes.size > 0) this.waker.wake([...scopes]);
      return result;
    } finally {
      await runner.release();
    }
  }
}

/** Runs it again when the database gave way to somebody else. */
async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let nth = 1; ; nth++) {
    try {
      return await attempt();
    } catch (error) {
      const { code } = error as { code?: string };
      if ((code !== '40001' && code !== '40P01') || nth >= ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** nth));
    }
  }
}
