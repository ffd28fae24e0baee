import pg from 'pg';
import type { NamedStatement } from './sql.js';

/** A statement that gives no rows, and what is put in. Its values go as text. */
export interface Lock {
  readonly text: string;
  readonly values: readonly string[];
}

/**
 * A lock and the statement that needs it, sent as one: the protocol takes all that comes before its Sync for one
 * transaction, in which the second statement has a snapshot of its own, taken when the first has the lock. So a
 * transaction of two statements costs one round trip in place of four.
 */
class LockThen extends pg.Query<pg.QueryResultRow, unknown[]> {
  constructor(
    readonly lock: Lock,
    statement: NamedStatement,
    values: unknown[],
    done: (error: Error | undefined, result: unknown) => void,
  ) {
    super({ ...statement, values }, done);
  }

  override readonly submit = (connection: pg.Connection): void => {
    connection.stream.cork();
    connection.parse({ name: '', text: this.lock.text, types: [] }, true);
    connection.bind({ values: [...this.lock.values] }, true);
    connection.execute({}, true);
    pg.Query.prototype.submit.call(this, connection);
    connection.stream.uncork();
  };
}

/** Runs both on a connection; resolves with the rows of the second when the transaction is committed. */
export function lockThen<Row>(
  client: pg.ClientBase,
  lock: Lock,
  statement: NamedStatement,
  values: unknown[],
): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | undefined, results: unknown) => {
      if (error) return reject(error);
      const [, { rows }] = results as [unknown, pg.QueryResult];
      resolve(rows as Row[]);
    };
    client.query(new LockThen(lock, statement, values, done));
  });
}
