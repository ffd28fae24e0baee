import type { QueryResult, QueryResultRow } from 'pg';

/** A statement with a name is prepared once per connection: for hot paths only. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
}

/** What can run a pg query: a pool or one client. */
interface Queryable {
  query<Row extends QueryResultRow>(config: {
    name?: string;
    text: string;
    values?: unknown[];
  }): Promise<QueryResult<Row>>;
}

/**
 * Reads. A store method that only reads takes a `Sql`, so that it serves both a plain query and a
 * transaction; one that writes takes a `Tx`, so that forgetting the transaction does not compile.
 */
export class Sql {
  readonly #target: Queryable;

  constructor(target: Queryable) {
    this.#target = target;
  }

  async query<Row extends QueryResultRow>(
    statement: string | NamedStatement,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return (await this.#run<Row>(statement, values)).rows;
  }

  /** The only row. @throws when there is not exactly one. */
  async one<Row extends QueryResultRow>(
    statement: string | NamedStatement,
    values: unknown[] = [],
  ): Promise<Row> {
    const rows = await this.query<Row>(statement, values);
    if (rows.length !== 1) throw new Error(`expected one row, got ${rows.length}`);
    return rows[0]!;
  }

  /** The only row, or null when there is none. @throws when there are several. */
  async maybe<Row extends QueryResultRow>(
    statement: string | NamedStatement,
    values: unknown[] = [],
  ): Promise<Row | null> {
    const rows = await this.query<Row>(statement, values);
    if (rows.length > 1) throw new Error(`expected at most one row, got ${rows.length}`);
    return rows[0] ?? null;
  }

  /** The number of rows that the statement touched. */
  async run(statement: string | NamedStatement, values: unknown[] = []): Promise<number> {
    return (await this.#run(statement, values)).rowCount ?? 0;
  }

  #run<Row extends QueryResultRow>(
    statement: string | NamedStatement,
    values: unknown[],
  ): Promise<QueryResult<Row>> {
    const config = typeof statement === 'string' ? { text: statement } : statement;
    return this.#target.query<Row>({ ...config, values });
  }
}
