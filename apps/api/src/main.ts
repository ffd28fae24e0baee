import './production.js';
import { resolve } from 'node:path';
import {
  isConnectionLost,
  migrate,
  reachableDataDir,
  StartupError,
  startEmbeddedPostgres,
} from '@plenary/platform';
import pino from 'pino';
import { readConfig } from './config.js';
import { createLogger } from './logger.js';
import { unknownVariables } from './variables.js';

/** Tells the person at the terminal what is happening; the structured log goes to stderr. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel, pino.destination({ fd: 2, sync: true }));

  for (const name of unknownVariables(process.env)) {
    say(`${name} is no variable of Plenary's, and is not read: see docs/configuration.md.`);
    logger.warn({ variable: name }, 'an environment variable is not read: there is none of this name');
  }

  // A signal that comes while the database is made is kept until it can be stopped.
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });

  const postgres =
    config.databaseUrl === null
      ? await startEmbeddedPostgres({
          dataDir: config.dataDir ?? (await reachableDataDir(resolve('.plenary/data'))),
          onProgress: say,
        })
      : { url: config.databaseUrl, stop: async () => undefined };
  try {
    say('Bringing the database up to date …');
    const start = migrate(postgres.url)
      // It takes a second or two to be loaded, which nobody waits for whose start is refused.
      .then(() => import('./server.js'))
      .then(({ startServer }) => startServer(config, postgres.url, logger))
      .catch((error) => {
        throw databaseError(error, config.databaseUrl === null);
      });
    const server = await Promise.race([start, stopped.then(() => null)]);
    if (server === null) {
      // Nobody was told anything yet: what is half done goes with its connections, and nothing is waited for.
      start.catch(() => undefined);
      say('\nStopped before it had started.');
      return;
    }
    if (server.metricsAddress) say(`\nMetrics are at ${server.metricsAddress}`);
    say(`\nPlenary is running. Open ${server.address}\nStop it with Ctrl-C.`);
    const signal = await stopped;
    say('\nStopping: finishing what was begun …');
    killOnSecondSignal();
    logger.info({ signal }, 'stopping');
    const stuck = setTimeout(giveUp, (config.drainSeconds + LONGEST_STOP_SECONDS) * 1_000);
    await server.close();
    clearTimeout(stuck);
  } finally {
    await postgres.stop();
  }
  say('Stopped.');
}

/** Longer than any statement may take, and than what is under way is waited for. */
const LONGEST_STOP_SECONDS = 60;

function giveUp(): void {
  say('It does not end by itself: stopped. The next start recovers what was under way.');
  process.exit(1);
}

/** Who asks twice does not want to wait: it ends as by a power cut, which loses nothing that was acknowledged. */
function killOnSecondSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      say('Stopped at once. The next start recovers what was under way.');
      process.exit(130);
    });
  }
}

function databaseError(error: unknown, embedded: boolean): unknown {
  const { code } = error as { code?: string };
  // 57P03: it is starting or going away.
  if (isConnectionLost(error) || code === '57P03') {
    return new StartupError(
      embedded
        ? 'The database does not answer: the machine may be too busy. Start Plenary again; its log is postgres.log in the data folder.'
        : 'The database at DATABASE_URL does not answer: check that it runs and that the address is right.',
    );
  }
  if (code === '53300') {
    return new StartupError(
      'The database at DATABASE_URL has no connection left: raise its max_connections, or the limit of the user.',
    );
  }
  if (code === '28P01' || code === '28000') {
    return new StartupError('The database at DATABASE_URL refused the user or password: correct them.');
  }
  if (code === '3D000') {
    return new StartupError(
      'The database named in DATABASE_URL does not exist: create it first, with createdb.',
    );
  }
  if (code === '42501') {
    return new StartupError(
      'The user in DATABASE_URL may not create tables: make it the owner of the database.',
    );
  }
  return error;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof StartupError) process.stderr.write(`${error.message}\n`);
    else
      process.stderr.write(
        `Plenary could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    process.exit(1);
  },
);
