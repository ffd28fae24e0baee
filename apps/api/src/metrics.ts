import { createServer, type Server } from 'node:http';
import { type Database, type Feed, StartupError } from '@plenary/platform';
import { oldestUncovered } from '@plenary/record';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Operations whose number would tell how many have voted in the one poll that is open, or signed the one petition. */
const HIDDEN: readonly string[] = ['CastBallot', 'WithdrawConfidence', 'RestoreConfidence'];
/** Operations whose number and instants would tell that somebody asks for help in confidence: counted nowhere. */
const UNTOLD = /Hardship/;
/** From so many voters up, the number who voted may be shown (PROCEDURE.md §5). */
const SHOWN_FROM = 5;

/** Codes of errors are ours and few; what is none of them is counted together. */
const CODE = /^[A-Z][A-Z_]{2,39}$/;

/**
 * What an operator sees of the service in figures. No label names an assembly, a poll or a person, and the operation's
 * name is one of the web client's own. Whatever counts ballots is held back and told five at a time, so that a poll of
 * a few shows neither that somebody has voted nor when.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #requests = new Histogram({
    name: 'plenary_graphql_request_seconds',
    help: 'Time from the first byte of a GraphQL request to the last of its answer, by operation of the web client (other: any other document); castings and signatures are told five at a time, and what concerns hardship requests not at all.',
    labelNames: ['operation'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });
  readonly #errors = new Counter({
    name: 'plenary_graphql_errors_total',
    help: 'GraphQL errors that were answered, by their code. INTERNAL is a fault of the service.',
    labelNames: ['code'],
    registers: [this.registry],
  });
  readonly #ballots = new Counter({
    name: 'plenary_ballots_accepted_total',
    help: 'Ballots that were written, of all polls together; told five at a time.',
    registers: [this.registry],
  });
  readonly #batches = new Histogram({
    name: 'plenary_ballot_batch_size',
    help: 'Ballots that were written in one transaction; told when five ballots or more have come together.',
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 512],
    registers: [this.registry],
  });
  readonly #broken = new Counter({
    name: 'plenary_ballot_batches_failed_total',
    help: 'Transactions of ballots that broke; each of their voters was told to send again.',
    registers: [this.registry],
  });
  readonly #clockwork = new Counter({
    name: 'plenary_clockwork_failures_total',
    help: 'Runs of what is due by the clock that failed and are tried again, by task.',
    labelNames: ['task'],
    registers: [this.registry],
  });
  readonly #hidden = new Map(HIDDEN.map((operation) => [operation, new HeldBack()]));
  readonly #written = new HeldBack();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  request(operation: string, seconds: number): void {
    if (UNTOLD.test(operation)) return;
    const tell = () => this.#requests.observe({ operation }, seconds);
    const held = this.#hidden.get(operation);
    if (held !== undefined) held.add(1, tell);
    else tell();
  }

  error(code: unknown): void {
    this.#errors.inc({ code: typeof code === 'string' && CODE.test(code) ? code : 'OTHER' });
  }

  batch(ballots: number): void {
    this.#written.add(ballots, () => {
      this.#ballots.inc(ballots);
      this.#batches.observe(ballots);
    });
  }

  brokenBatch(): void {
    this.#broken.inc();
  }

  clockworkFailed(task: string): void {
    this.#clockwork.inc({ task });
  }

  /** What is read at the moment somebody asks. */
  watch({ db, feed, sockets }: Watched): void {
    const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
      new Gauge({
        name,
        help,
        registers: [this.registry],
        async collect() {
          this.set(await read());
        },
      });
    gauge(
      'plenary_feed_stale',
      '1 while the process is not sure that it has read every change, else 0.',
      () => (feed.fresh ? 0 : 1),
    );
    gauge(
      'plenary_feed_lag_seconds',
      'Time since the process last read all changes; about a second at most while all is well.',
      () => feed.lagSeconds,
    );
    gauge('plenary_sockets', 'WebSockets that are open.', () => sockets().sockets);
    gauge('plenary_subscriptions', 'Subscriptions that are held on them.', () => sockets().subscriptions);
    gauge('plenary_pool_connections', 'Connections to the database, of the pool.', () => db.pool.totalCount);
    gauge('plenary_pool_idle_connections', 'Those of them that are free.', () => db.pool.idleCount);
    gauge('plenary_pool_waiting', 'Requests that wait for a connection.', () => db.pool.waitingCount);
    gauge(
      'plenary_checkpoint_lag_seconds',
      'Age of the oldest entry of any record that no checkpoint covers; NaN while the database does not answer.',
      () => oldestUncovered(db).catch(() => Number.NaN),
    );
  }
}

export interface Watched {
  readonly db: Database;
  readonly feed: Feed;
  sockets(): { readonly sockets: number; readonly subscriptions: number };
}

/** Holds observations back until they stand for five ballots together. */
class HeldBack {
  #ballots = 0;
  #tell: (() => void)[] = [];

  add(ballots: number, tell: () => void): void {
    this.#ballots += ballots;
    this.#tell.push(tell);
    if (this.#ballots < SHOWN_FROM) return;
    for (const each of this.#tell) each();
    this.#ballots = 0;
    this.#tell = [];
  }
}

/** Serves `/metrics` on a port of its own, which the members' proxy does not lead to. */
export async function serveMetrics(
  metrics: Metrics,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<{ readonly address: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', () =>
      reject(
        new StartupError(
          `Metrics cannot be served on ${host}:${port}: set PLENARY_METRICS_PORT and PLENARY_METRICS_HOST to a free port of this machine.`,
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  const { port: listening } = server.address() as { port: number };
  return { address: `http://${host}:${listening}/metrics`, server };
}
