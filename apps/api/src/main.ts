import './production.js';
import { resolve } from 'node:path';
import { migrate, reachableDataDir, StartupError, startEmbeddedPostgres } from '@plenary/platform';
import pino from 'pino';
import { readConfig } from './config.js';
import { startServer } from './server.js';

/** Tells the person at the terminal what is happening; the structured log goes to stderr. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }));

  // A signal that comes while the service still starts is kept until there is something to stop.
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve(signal));
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
    await migrate(postgres.url).catch((error) => {
      throw databaseError(error);
    });
    const server = await startServer(config, postgres.url, logger);
    say(`\nPlenary is running. Open ${server.address}\nStop it with Ctrl-C.`);
    await stopped;
    say('\nStopping: finishing what was begun …');
    await server.close();
  } finally {
    await postgres.stop();
  }
  say('Stopped.');
}

function databaseError(error: unknown): unknown {
  const { code } = error as { code?: string };
  if (
    code === 'ECONNREFUSED' ||
    code === 'ENOTFOUND' ||
    code === 'ETIMEDOUT' ||
    code === 'EHOSTUNREACH' ||
    code === '57P03'
  ) {
    return new StartupError(
      'The database at DATABASE_URL does not answer: check that it runs and that the address is right.',
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
