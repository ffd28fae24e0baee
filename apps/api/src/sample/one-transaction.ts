import type { Rejection, Result } from '@plenary/kernel';
import {
  type Database,
  type Finish,
  type Lock,
  type NamedStatement,
  Sql,
  Tx,
  UnitOfWork,
} from '@plenary/platform';
import type { PoolClient, QueryResultRow } from 'pg';

/**
 * Many units of work in one database transaction: each is a savepoint with its own entries in the record, and all of
 * them become visible together or not at all. Nobody sees a sample that is half entered, no clock of another process
 * touches its polls meanwhile, and a failure leaves the database as empty as it was.
 */
export class OneTransaction extends UnitOfWork {
  /** Who has news once it is committed. */
  readonly scopes = new Set<string>();
  readonly #client: PoolClient;
  readonly #committed: Tx[] = [];
  /** One after the other: they share a connection. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: PoolClient, finish: Finish) {
    // Only plain reads go through `db`, and they must see what this transaction wrote.
    super(new Sql(client) as Database, finish);
    this.#client = client;
  }

  override run<T, R extends Rejection>(
    work: (tx: Tx) => Promise<Result<T, R>>,
  ): Promise<Result<T, R | Rejection>> {
    const turn = this.#last.then(() => this.#step(work));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  override lockThen<Row extends QueryResultRow>(
    lock: Lock,
    statement: NamedStatement,
    values: unknown[],
  ): Promise<Row[]> {
    return this.do(async (tx) => {
      await tx.run(lock.text, [...lock.values]);
      return tx.query<Row>(statement, values);
    });
  }

  /** To be called after the commit. */
  committed(): void {
    for (const tx of this.#committed) tx.committed();
  }

  async #step<T, R extends Rejection>(work: (tx: Tx) => Promise<Result<T, R>>): Promise<Result<T, R>> {
    const tx = new Tx(this.#client);
    await tx.run('SAVEPOINT step');
    const result = await work(tx);
    if (!result.ok) {
      await tx.run('ROLLBACK TO SAVEPOINT step');
      return result;
    }
    await this.finish(tx);
    await tx.run('RELEASE SAVEPOINT step');
    this.#committed.push(tx);
    for (const { assemblyId } of tx.entries) this.scopes.add(assemblyId);
    for (const { scope } of tx.changes) this.scopes.add(scope);
    return result;
  }
}
